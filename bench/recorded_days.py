"""The recorded stream as ten mornings: classified and clustered with what ships, nothing of it labelled."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from digest.classify import cluster, rows, topics
from digest.domain import news
from digest.gather import clean

STREAM = Path(__file__).parents[2] / "shared" / "data" / "streams" / "stream-2022-12-05_2022-12-14.jsonl.gz"
_FIRST, _DAYS, _HOUR = date(2022, 12, 6), 10, 6
_OFFERED = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What was on offer one morning."""

    now: datetime
    #: Stories with an article first seen in the last 24 hours.
    stories: tuple[news.Story, ...]


def mornings(stream: Path = STREAM, *, days: int = _DAYS) -> tuple[Morning, ...]:
    """The first so many mornings; a story is told by the articles that were there by then."""
    last = _moment(days - 1)
    articles = [article for article in _articles(stream) if article.first_seen_at <= last]
    told_in = cluster.assign(articles, [])
    return tuple(_morning(_moment(day), articles, told_in) for day in range(days))


def _moment(day: int) -> datetime:
    return datetime(_FIRST.year, _FIRST.month, _FIRST.day, _HOUR, tzinfo=UTC) + timedelta(days=day)


def _morning(now: datetime, articles: Sequence[news.Article], told_in: dict[str, str]) -> Morning:
    told: defaultdict[str, list[news.Article]] = defaultdict(list)
    for article in articles:
        if article.first_seen_at <= now:
            told[told_in[article.id]].append(article)
    fresh = {id_: tellers for id_, tellers in told.items() if now - tellers[-1].first_seen_at <= _OFFERED}
    return Morning(now=now, stories=tuple(cluster.story(id_, tellers) for id_, tellers in fresh.items()))


def _articles(stream: Path) -> list[news.Article]:
    """Every article, oldest first, with its topics."""
    model = topics.load()
    read = sorted(_read(stream), key=lambda article: (article.first_seen_at, article.id))
    judged = topics.classify(model, read)
    return [replace(article, topics=topics.sure(model, found)) for article, found in zip(read, judged, strict=True)]


def _read(stream: Path) -> Iterator[news.Article]:
    with gzip.open(stream, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            cleaned = {
                **row,
                "title": clean.title(row["title"]) or row["url"],
                "summary": clean.summary(row.get("summary_html") or ""),
            }
            article = rows.article(cleaned, source=stream.name, number=number, now=_moment(0))
            yield replace(article, language="en", first_seen_at=article.published_at)
