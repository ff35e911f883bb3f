"""Learning from the operator: corrections at once, and all lessons at night."""

import heapq
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from digest.classify import language, modelfile, topics
from digest.classify.modelfile import Model
from digest.config import Settings
from digest.domain.learning import Correction, Night
from digest.domain.news import UNSURE, Article, Feed
from digest.errors import CommandError, ModelError
from digest.pipeline import classifier, models
from digest.store import Store

if TYPE_CHECKING:
    from digest.classify.relearn import Lessons, Relearnt

#: Nights are learnt from this hour on, in UTC: few readers' hours, and few feeds' busy ones.
HOUR = time(3)
#: Articles of hinted feeds are learnt from for this long, and at most so many of each topic.
HINTED, HINTED_ARTICLES = timedelta(days=30), 400

_SHOWN = 5


def article(store: Store, asked: str) -> Article:
    """The one article somebody means; CommandError when there is none, or more than one."""
    found = store.learning.find(asked)
    if not found:
        raise CommandError(f'no article is called "{asked}": give its id, its address, or a part of its title')
    if len(found) > 1:
        listed = "".join(f"\n  {one.id}  {one.title}" for one in found[:_SHOWN])
        more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise CommandError(f'"{asked}" stands in {len(found)} titles; say which by its id:{listed}{more}')
    return found[0]


def correct(store: Store, model: Model, asked: str, said: Sequence[str], *, now: datetime) -> Article:
    """The article as it stands after the operator's word: of these topics and no others, "other" for none."""
    allowed = (*model.topics, UNSURE)
    if unknown := [topic for topic in said if topic not in allowed]:
        raise CommandError(f'"{unknown[0]}" is no topic of the classifier in use; allowed are {", ".join(allowed)}')
    kept = tuple(dict.fromkeys(topic for topic in said if topic != UNSURE))
    if kept and UNSURE in said:
        raise CommandError(f'an article of {", ".join(kept)} cannot be "{UNSURE}" too: name topics, or "{UNSURE}"')
    meant = article(store, asked)
    scores = topics.said(model, meant, kept)
    store.learning.correct(Correction(article=meant, topics=kept, corrected_at=now), scores)
    return replace(meant, topics=scores)


def is_due(last: Night | None, *, now: datetime) -> bool:
    """Whether tonight's retraining is still to be done; after an outage it is made up for by day."""
    return now.time() >= HOUR and (last is None or last.day < now.date())


def night(store: Store, settings: Settings, *, now: datetime) -> Night:
    """What the retraining came to; remembered, so that it is done once a day."""
    try:
        said = _learn(store, settings, now=now)
    except ModelError as error:
        said = f"kept the classifier in use: {error}"
    done = Night(day=now.date(), said=said)
    store.learning.remember_night(done)
    return done


def _learn(store: Store, settings: Settings, *, now: datetime) -> str:
    # scipy's optimisers: half a second and 60 MB that the service needs once a day.
    from digest.classify import relearn

    if settings.topics.model:
        return "learnt nothing: config.toml names a classifier, which digest leaves alone"
    models.notice(settings, now=now)
    version, since = models.beginning(settings)
    in_use = classifier.unaltered(settings)
    base = base_of(settings, version, in_use)
    lessons = _lessons(store, base, _Hints(since=now - HINTED, again=since, left=models.left_behind(settings)))
    if not lessons.corrections and not lessons.hinted:
        return "nothing to learn: no new corrections, and no news from feeds with a topic"
    learnt = relearn.relearn(base, lessons, in_use)
    counts = (
        f"{_counted(len(lessons.corrections), 'correction')} and {len(lessons.hinted)} articles of feeds with a topic"
    )
    if learnt.model is None:
        return f"kept {in_use.version}: after {counts} a new one would {_refused(learnt)}"
    figures = {"right": learnt.after.shipped.right, "rows": learnt.after.shipped.rows}
    with draft() as file:
        known = {**_known(base), **{one.article.id: _stamp(one) for one in lessons.corrections}}
        hints = {**models.hints(base), **{one.feed_url: one.topic_hint for one in lessons.hinted}}
        papers = {"learnt": {"at": now.isoformat(), "from": version, "corrections": known, "hints": hints, **figures}}
        modelfile.rewrite(file, learnt.model, papers)
        made = topics.load(file).version
        if made == in_use.version:
            return f"kept {in_use.version}: {counts} are learnt already"
        said = f"learnt {made} from {counts}: {_compared(learnt)}"
        models.adopt(settings, file, how="night", base=version, said=said, now=now)
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hints:
    """Which news of feeds with a topic is learnt from."""

    #: Nothing first seen before.
    since: datetime
    #: When somebody last went to another version; None for never.
    again: datetime | None
    #: Feed -> topic: of these nothing from before `again`; None for every feed.
    left: Mapping[str, str] | None

    def beginning(self, feed: Feed) -> datetime:
        """The moment since which a feed is learnt from."""
        is_left = self.left is None or self.left.get(feed.url) == feed.topic_hint
        return max(self.again, self.since) if self.again and is_left else self.since


def _lessons(store: Store, model: Model, hints: _Hints) -> "Lessons":
    """Every correction that stands, and the news of feeds with a topic, that the model has not learnt."""
    from digest.classify import relearn

    known = _known(model)
    return relearn.Lessons(
        corrections=tuple(
            one
            for one in store.learning.corrections()
            if known.get(one.article.id) != _stamp(one) and set(one.topics) <= set(model.topics)
        ),
        hinted=tuple(found for topic in model.topics for found in _hinted(store, topic, _without(hints, model))),
    )


def _without(hints: _Hints, model: Model) -> _Hints:
    """The same, where what the model has learnt is not learnt again."""
    return hints if hints.left is None else replace(hints, left={**hints.left, **models.hints(model)})


def _hinted(store: Store, topic: str, hints: _Hints) -> list[Article]:
    """The newest articles of feeds that now have the topic, whether they had it when the article came or not."""
    found = (
        replace(one, topic_hint=topic)
        for feed in store.news.feeds()
        if feed.topic_hint == topic
        for one in store.learning.of_feed(feed.url, since=hints.beginning(feed), limit=HINTED_ARTICLES)
        if is_english(one)
    )
    return heapq.nlargest(HINTED_ARTICLES, found, key=lambda one: (one.first_seen_at, one.id))


def _known(model: Model) -> dict[str, str]:
    """The corrections a model has learnt: article id -> when it was corrected."""
    learnt: dict[str, str] = model.papers.get("learnt", {}).get("corrections", {})
    return learnt


def _stamp(correction: Correction) -> str:
    return correction.corrected_at.isoformat()


def is_english(found: Article) -> bool:
    """Whether it is in the classifier's language, as far as anybody knows."""
    return language.is_read(found.language)


def base_of(settings: Settings, version: str, in_use: Model) -> Model:
    """The model that learning begins from; the one in use where that cannot be read or lacks a topic."""
    try:
        base = models.load_version(settings, version)
    except ModelError:
        return in_use
    return base if base.topics == in_use.topics else in_use


def _compared(learnt: "Relearnt") -> str:
    """Both figures, old and new, as a clause."""
    before, after = learnt.before, learnt.after
    said = (
        f"right for {after.shipped.share:.2%} of {after.shipped.rows} articles it is measured on "
        f"(before {before.shipped.share:.2%})"
    )
    if before.corrections.rows:
        said += (
            f" and for {after.corrections.right} of {after.corrections.rows} corrections it had not seen "
            f"(before {before.corrections.right})"
        )
    if after.taught.rows:
        said += (
            f"; of what it is taught, right for {after.taught.right} of {after.taught.rows} "
            f"(before {before.taught.right})"
        )
    return said


def _refused(learnt: "Relearnt") -> str:
    """What a new classifier would be, and by which figures."""
    if learnt.after.worse_than(learnt.before):
        return f"be worse: {_worse(learnt)}"
    return f"gain nothing: {_compared(learnt)}"


def _worse(learnt: "Relearnt") -> str:
    """What was worse, with both figures, as clauses."""
    before, after = learnt.before, learnt.after
    clauses = {
        "right": f"right for {after.shipped.right} of {after.shipped.rows} articles it is measured on "
        f"(before {before.shipped.right})",
        "precision": f"of the topics it is sure of, there, {after.shipped.precision:.2%} are right, "
        f"{after.shipped.sure_right} of {after.shipped.sure} "
        f"(before {before.shipped.precision:.2%}, {before.shipped.sure_right} of {before.shipped.sure})",
        "corrections": f"right for {after.corrections.right} of {after.corrections.rows} corrections it had not seen "
        f"(before {before.corrections.right})",
    }
    return "; ".join(clauses[figure] for figure in after.worse_than(before))


@contextmanager
def draft() -> Iterator[Path]:
    """A place for a model that is not in use yet; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "draft.npz"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
