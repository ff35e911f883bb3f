"""Invented articles and labelled rows for the tests of the classify stage."""

import gzip
import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.domain import news
from digest.gather import clean

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

WORDS = {
    "sport": "goalkeeper striker penalty league stadium referee trophy midfield champion tournament",
    "science": "telescope galaxy fossil enzyme comet laboratory molecule glacier orbit specimen",
    "politics": "senate minister ballot coalition parliament treaty campaign amendment mayor cabinet",
}
_COMMON = ("town", "river", "letter", "window", "garden", "bridge", "market", "teacher", "summer", "winter", "paper")


def article(title: str = "Striker wins the trophy", **changed: Any) -> news.Article:
    """An article with this title; everything else may be changed."""
    values: dict[str, Any] = {
        "id": "0001",
        "feed_url": "https://north.example/feed",
        "guid": "0001",
        "url": "",
        "author": "",
        "outlet": "The Northern Paper",
        "summary": "",
        "text": "",
        "language": "en",
        "published_at": NOW,
        "date_is_ours": False,
        "first_seen_at": NOW,
    }
    return news.Article(title=title, **{**values, **changed})


def labelled_rows(
    topics: list[str], rows: int, *, seed: int = 0, source: str = "north.example"
) -> list[dict[str, Any]]:
    """So many invented rows of each topic; the same for the same seed."""
    chance = random.Random(seed)
    made = []
    for topic in topics:
        vocabulary = WORDS[topic].split()
        for number in range(rows):
            title = " ".join(chance.sample(vocabulary, 3) + chance.sample(_COMMON, 2))
            summary = " ".join(chance.sample(vocabulary, 3) + chance.sample(_COMMON, 4))
            made.append(
                {
                    "id": f"{source}-{topic}-{number}",
                    "title": title.capitalize(),
                    "summary": summary,
                    "url": f"https://{source}/{topic}/{number}",
                    "source": source,
                    "published": "2026-03-01T08:00:00Z",
                    "unified": topic,
                }
            )
    return made


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The rows as JSON lines, gzipped when the name says so."""
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def stream(path: Path, first: str, last: str) -> list[news.Article]:
    """The recorded articles of some days, each first seen when it was published, in that order."""
    with gzip.open(path, "rt") as file:
        lines = [json.loads(line) for line in file]
    told = [
        article(
            row["title"],
            id=row["id"],
            guid=row["id"],
            url=row["url"],
            outlet=row["source"],
            feed_url=row["feed"],
            summary=clean.plain_text(row["summary_html"]),
            published_at=datetime.fromisoformat(row["published"]),
            first_seen_at=datetime.fromisoformat(row["published"]),
        )
        for row in lines
        if first <= row["published"][:10] <= last
    ]
    return sorted(told, key=lambda one: (one.first_seen_at, one.published_at, one.id))
