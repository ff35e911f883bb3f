"""Commands on news: gather, parse, classify, stories."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli import clock, show
from digest.domain.news import Article, Feed, FeedVisit
from digest.errors import CommandError

if TYPE_CHECKING:
    from datetime import datetime

    from digest.cli import house
    from digest.domain.account import Gathered


def gather(chosen: Namespace) -> int:
    """Fetch the feeds, then find topics and stories."""
    from digest.cli import account, house
    from digest.pipeline import news

    with house.opened(chosen) as home, house.locked(home.settings, "gather"):
        if not home.store.news.feeds():
            raise CommandError(
                f"no feed to gather from: list some in {chosen.config}, or use: digest feeds add ADDRESS"
            )
        gathered = ask_feeds(home, only_due=chosen.due, quiet=chosen.json)
        sorted_ = news.classify(home.store, home.model(), now=home.now)
        if chosen.json:
            show.as_json({"gathered": gathered, "sorted": sorted_})
        else:
            account.gathered(gathered)
            account.sorted_(sorted_)
    return 1 if gathered.feeds and len(gathered.failed) == gathered.feeds else 0


def ask_feeds(home: "house.House", *, only_due: bool, quiet: bool) -> "Gathered":
    """What asking the feeds gave, each visit shown as it ends; `quiet` shows nothing."""
    from digest.pipeline import news

    total = len(news.feeds_to_ask(home.store, now=home.now, only_due=only_due))
    with show.progress("gathering", total, quiet=quiet) as advance:
        return news.gather(
            home.store,
            home.settings,
            now=home.now,
            only_due=only_due,
            on_visit=lambda visit: advance(visit_words(visit)),
        )


def visit_words(visit: FeedVisit) -> str:
    """One line about one visit."""
    if visit.failure:
        return f"failed  {visit.feed.outlet}: {visit.failure}"
    if visit.unchanged:
        return f"same    {visit.feed.outlet}"
    return f"ok      {visit.feed.outlet}: {len(visit.articles)} articles"


def parse(chosen: Namespace) -> int:
    """Print the articles of one feed document as we would keep them, a JSON line each."""
    now = clock.now()
    if "://" in chosen.source:
        articles = _fetched(chosen.source, now=now)
    else:
        articles = _read(chosen.source, now=now)
    for article in articles:
        show.as_json(_row(article))
    return 0


def _fetched(address: str, *, now: "datetime") -> tuple[Article, ...]:
    from datetime import timedelta

    from digest.gather import fetch, visits

    (visit,) = visits.visit([Feed(url=address)], limits=fetch.Limits(), every=timedelta(hours=1), now=now)
    if visit.failure:
        raise CommandError(visit.failure)
    return visit.articles


def _read(name: str, *, now: "datetime") -> tuple[Article, ...]:
    from digest.gather import visits

    if name == "-":
        body, url = sys.stdin.buffer.read(), "file:///dev/stdin"
    else:
        path = Path(name)
        try:
            body, url = path.read_bytes(), path.resolve().as_uri()
        except OSError as error:
            raise CommandError(f"cannot read {name}: {error.strerror}") from error
    articles, _ = visits.read(body, Feed(url=url), content_type="", now=now)
    return articles


def _row(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "author": article.author,
        "published": article.published_at,
        "date_is_ours": article.date_is_ours,
        "summary": article.summary,
        "text": article.text,
        "image": article.image,
        "categories": article.categories,
    }


def classify(chosen: Namespace) -> int:
    """Print the topics of articles given as JSON lines, a JSON line each, in the order given."""
    from digest.classify import topics
    from digest.cli import classifier, items

    articles, bad = items.read(chosen.file)
    model = classifier.in_use(chosen)
    for article, scores in zip(articles, topics.classify(model, articles), strict=True):
        topic = topics.best(model, scores)
        named = [score for score in scores if score.topic == topic] or scores[:1]
        show.as_json(
            {
                "id": article.id,
                "topic": topic,
                "topics": {score.topic: round(score.probability, 4) for score in scores},
                "terms": named[0].terms if named else (),
                "sure": bool(topics.sure(model, scores)),
            }
        )
    return 1 if bad else 0


def stories(chosen: Namespace) -> int:
    """Print the story of each article given as JSON lines, a JSON line each, in the order given."""
    from digest.classify import cluster
    from digest.cli import items

    articles, bad = items.read(chosen.file)
    assignment = cluster.assign(articles, ())
    for article in articles:
        show.as_json({"id": article.id, "story": assignment[article.id]})
    return 1 if bad else 0
