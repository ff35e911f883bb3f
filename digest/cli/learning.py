"""Commands on what the operator teaches: topic, models, and train for one topic or for a night."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli import house, show
from digest.errors import CommandError

if TYPE_CHECKING:
    from digest.classify.modelfile import Model
    from digest.domain.news import Article, Feed
    from digest.pipeline.teaching import Taught


def topic(chosen: Namespace) -> int:
    """Say what an article is about, and by which words; with topics: correct it."""
    from digest.pipeline import learning

    if not chosen.article.strip():
        raise CommandError("name an article: its id, its address, or a part of its title")
    with house.opened(chosen) as home:
        model = home.model()
        if chosen.withdraw:
            article = learning.article(home.store, chosen.article)
            if not home.store.learning.withdraw(article.id):
                raise CommandError(f'"{article.title}" was never corrected')
            show.line(f"{article.title}: the correction is withdrawn; the next gathering judges it again")
            return 0
        if chosen.topics:
            article = learning.correct(home.store, model, chosen.article, chosen.topics, now=home.now)
            now_of = ", ".join(score.topic for score in article.topics) or "none of the topics"
            show.line(f"{article.title}: now {now_of}; learnt tonight, or with: digest train --nightly")
            return 0
        article = learning.article(home.store, chosen.article)
        corrected = article.id in home.store.learning.corrected([article.id])
    _explain(article, model, corrected=corrected, as_json=chosen.json)
    return 0


def _explain(article: "Article", model: "Model", *, corrected: bool, as_json: bool) -> None:
    """What it is of; where the classifier can read it, why: what it cannot read it does not judge."""
    from digest.classify import language, topics
    from digest.pipeline import judging

    (found,) = judging.languages(model, [article])
    read = language.is_read(found)
    scores = topics.classify(model, [article])[0] if read else ()
    spoken = article.language if language.primary(article.language) == found else found
    if as_json:
        show.as_json({"id": article.id, "title": article.title, "language": spoken, "corrected": corrected,
            "topics": article.topics, "judged": scores})  # fmt: skip
        return
    now_of = ", ".join(score.topic for score in article.topics) or "no topic"
    show.line(f"{article.id}  {article.title}")
    show.line(f"of {now_of}" + (", by your correction" if corrected else "") + _language_words(spoken))
    if not read:
        show.line("the classifier reads English alone, so it is unsure, and does not judge its words")
        return
    certain = {score.topic for score in topics.sure(model, scores)}
    rows = [
        (
            score.topic,
            f"{score.probability:.2f}",
            "sure" if score.topic in certain else "unsure",
            ", ".join(score.terms),
        )
        for score in scores
    ]
    show.table(("topic", "probability", "", "carried by"), rows)


def _language_words(tag: str) -> str:
    from digest.classify import language

    if tag == language.UNDETERMINED:
        return "; its language cannot be told"
    return f"; its language is {tag}" if tag else ""


def train(chosen: Namespace) -> int:
    """Make a classifier from labelled files; or add a topic to the one in use; or learn as at night."""
    if chosen.nightly and (chosen.topic or chosen.feeds or chosen.files):
        raise CommandError("--nightly learns from corrections and feeds with a topic: give it no files and no topic")
    if chosen.nightly:
        return _night(chosen)
    if chosen.topic:
        return _teach(chosen)
    if chosen.feeds:
        raise CommandError('--feeds are examples of one topic: name it, as in --topic cycling="Cycling"')
    if not chosen.files:
        raise CommandError("give labelled files to make a classifier from, or --topic, or --nightly")
    return _from_files(chosen)


def _from_files(chosen: Namespace) -> int:
    """Make a classifier from labelled files; the one before is kept among the versions, and so is the new one."""
    from digest.cli import clock, model, outcome
    from digest.pipeline import models as kept

    if chosen.out:
        status = model.train(chosen)
        show.line(f"{chosen.out} is a file by itself: the classifier in use stays as it is")
        return status
    settings = house.load(chosen)
    kept.notice(settings, now=clock.now())

    def work() -> int:
        status = model.train(chosen)
        kept.notice(settings, now=clock.now())
        return status

    return outcome.told(settings, work)


def _night(chosen: Namespace) -> int:
    from digest.pipeline import learning

    with house.opened(chosen) as home, house.locked(home.settings, "learn"):
        show.line(learning.night(home.store, home.settings, now=home.now).said)
    return 0


def _teach(chosen: Namespace) -> int:
    from digest.classify import own
    from digest.cli import outcome
    from digest.pipeline import teaching

    slug, name = _topic_words(chosen.topic)
    if not chosen.files and not chosen.feeds:
        raise CommandError(f"give files of articles of {slug}, or --feeds that are about it")
    with house.opened(chosen) as home, house.locked(home.settings, "learn"):

        def work() -> int:
            given = own.material(chosen.files, slug, now=home.now, report=show.note)
            given = replace(
                given,
                examples=(*given.examples, *_of_feeds(chosen.feeds, home)),
                source=", ".join([*map(str, chosen.files), *chosen.feeds]),
            )
            _told(slug, name, teaching.teach(home.store, home.settings, given, name, now=home.now))
            if slug not in home.settings.topics.names:
                show.line(
                    f'next: write  {slug} = "{name}"  under [topics.names] in {chosen.config}, and give it a weight'
                )
            return 0

        return outcome.told(home.settings, work, asked=slug)


def _told(slug: str, name: str, taught: "Taught") -> None:
    figures = taught.added.figures
    if taught.step is None:
        show.line(f"{name} ({slug}) was learnt from the very same before: version {taught.version} stays in use")
        return
    show.line(f"{name} ({slug}) is a topic of version {taught.version}, in use from now on")
    show.line(
        f"learnt from {figures.examples} articles beside {figures.others} others; held out, from "
        f"{figures.threshold:.2f} on: precision {figures.precision:.0%}, found {figures.recall:.0%}"
    )
    if taught.added.new_words:
        show.line(f"words that are new to it: {', '.join(taught.added.new_words[:12])}")
    show.line(f"the other topics are right for {taught.after.share:.1%}, before for {taught.before.share:.1%}")
    for part in "\n".join(taught.added.doubts).splitlines():
        show.line(part)


def _topic_words(written: str) -> tuple[str, str]:
    """Slug and name of `cycling=Cycling`, or of `cycling` alone."""
    from digest.classify import labelled
    from digest.domain.news import TOPICS, UNSURE

    slug, _, name = written.partition("=")
    if not labelled.is_slug(slug):
        raise CommandError(f'"{slug}" is no topic: use a short lower-case word, as in --topic cycling="Cycling"')
    if slug in TOPICS or slug == UNSURE:
        raise CommandError(
            f'"{slug}" is there already: correct articles with digest topic, or train from labelled files'
        )
    return slug, name.strip() or slug.replace("-", " ").capitalize()


def _of_feeds(named: list[str], home: "house.House") -> list["Article"]:
    """Articles of the feeds, those of the store among them; a feed that fails is named and left out."""
    from digest.gather import visits
    from digest.pipeline import news, teaching

    feeds = [feed for source in named for feed in _feeds(source)]
    found: dict[str, Article] = {}
    every, limits = home.settings.gather.every, news.limits(home.settings)
    for visit in visits.visit(feeds, limits=limits, every=every, now=home.now) if feeds else ():
        if visit.failure:
            show.note(f"left out  {visit.feed.outlet}: {visit.failure}")
        kept = home.store.learning.of_feed(visit.feed.url, limit=teaching.OF_FEED)
        found |= {article.id: article for article in (*kept, *visit.articles[: teaching.OF_FEED])}
    return list(found.values())


def _feeds(source: str) -> Iterator["Feed"]:
    """The feeds of an OPML file, or the one of an address."""
    from digest.domain.news import Feed
    from digest.gather import opml

    if "://" in source:
        yield Feed(url=source)
        return
    try:
        body = Path(source).read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read {source}: {error.strerror}; give an address or an OPML file") from error
    for feed in opml.read(body, source=source):
        yield replace(feed, topic_hint=None)


def models(chosen: Namespace) -> int:
    """List the versions of the classifier, the one in use first; what the last night came to."""
    from digest.pipeline import classifier
    from digest.pipeline import models as kept

    with house.opened(chosen) as home:
        kept.notice(home.settings, now=home.now)
        found = classifier.find(home.settings)
        way = kept.trail(kept.history(home.settings))
        versions = {step.version: step for step in kept.history(home.settings) if step.how not in {"back", "use"}}
        there = [versions[version] for version in kept.kept_versions(home.settings) if version in versions]
        night = home.store.learning.last_night()
    in_use = found.model.version if found.path else kept.SHIPPED
    if chosen.json:
        show.as_json({"in_use": in_use, "fault": found.fault, "versions": there, "night": night})
        return 0
    rows = [_row(step.version, step.at, step.how, step.said, in_use) for step in reversed(there)]
    show.table(("", "version", "made", "how", "figures"), [*rows, _row(kept.SHIPPED, "", "ships", "", in_use)])
    if len(way) > 1:
        show.line(f"digest models back: to {way[-2].version}")
    if night:
        show.line(f"last learning, {night.day}: {night.said}")
    if found.fault:
        show.note(found.fault)
    return 0


def _row(version: str, at: str, how: str, said: str, in_use: str) -> tuple[str, str, str, str, str]:
    return ("in use" if version == in_use else "", version, at, how, said)


def back(chosen: Namespace) -> int:
    """Go back to the version that was in use before."""
    from digest.pipeline import models as kept

    with house.opened(chosen) as home, house.locked(home.settings, "learn"):
        step = kept.back(home.settings, now=home.now)
    _say_in_use(step.version)
    return 0


def use(chosen: Namespace) -> int:
    """Go to a version that is kept, or to the one that ships."""
    from digest.pipeline import models as kept

    with house.opened(chosen) as home, house.locked(home.settings, "learn"):
        step = kept.use(home.settings, chosen.version, now=home.now)
    _say_in_use(step.version)
    return 0


def _say_in_use(version: str) -> None:
    called = "the classifier that ships" if version == "shipped" else f"version {version}"
    show.line(f"{called} is in use from now on; the next gathering judges the news of three days again with it")
