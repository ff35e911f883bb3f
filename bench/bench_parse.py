"""How much less CPU `parse` and `clean` take from bytes to articles than feedparser from bytes to its dictionaries.

    python bench/bench_parse.py

Interleaved, document by document, in one process.  Goal: 30 times (docs/performance.md).
"""

import io
import json
import random
import tarfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import feedparser

from digest.domain.news import Feed
from digest.errors import ParseError
from digest.gather import visits

FEEDS = Path(__file__).parents[2] / "shared" / "data" / "feeds"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
FEED = Feed(url="https://news.example/feed")
WORDS = "council budget storm minister chip orchestra harbour vaccine league comet museum tariff river strike".split()  # noqa: SIM905
ROUNDS = 2


def news(seed: int) -> bytes:
    """An RSS document like a newspaper's: 40 items with short HTML summaries."""
    chance = random.Random(seed)
    items = "".join(_item(chance, number) for number in range(40))
    head = "<title>The Example</title><link>https://news.example/</link><language>en</language>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def _item(chance: random.Random, number: int) -> str:
    said = " ".join(chance.choices(WORDS, k=35))
    summary = escape(f'<p>{said.capitalize()}. <a href="https://news.example/{number}">Continue reading...</a></p>')
    title = f"{' '.join(chance.choices(WORDS, k=9)).capitalize()} – “{chance.choice(WORDS)}”"
    date = format_datetime(NOW - timedelta(minutes=number * 17))
    return (
        f"<item><title>{title}</title><link>https://news.example/{number}?utm_source=rss</link>"
        f"<author>A. Reporter</author><guid>https://news.example/{number}</guid><pubDate>{date}</pubDate><category>{chance.choice(WORDS)}</category>"
        f"<description>{summary}</description></item>"
    )


def captured() -> list[bytes]:
    """The feeds of ../shared that were captured whole, or nothing when they are not here."""
    if not FEEDS.is_dir():
        return []
    rows = map(json.loads, (FEEDS / "captured-feeds.index.jsonl").read_text(encoding="utf-8").splitlines())
    wanted = {row["file"] for row in rows if row["kind"] == "captured" and row.get("feedparser", {}).get("entries")}
    with tarfile.open(FEEDS / "captured-feeds.tar.gz") as archive:
        return [file.read() for name in sorted(wanted) if (file := archive.extractfile(name))]


def ours(body: bytes) -> int:
    """How many articles we make of a document."""
    try:
        return len(visits.read(body, FEED, now=NOW)[0])
    except ParseError:
        return 0


def theirs(body: bytes) -> int:
    """How many entries feedparser reads, with its defaults, and the same fields asked of them."""
    entries = feedparser.parse(io.BytesIO(body)).entries
    for entry in entries:
        for name in ("id", "title", "link", "summary", "content", "published_parsed", "tags", "author"):
            entry.get(name)
    return len(entries)


def compare(name: str, bodies: Sequence[bytes]) -> None:
    """Print what both take for the same documents."""
    spent = {ours: 0.0, theirs: 0.0}
    made: dict[Callable[[bytes], int], int] = {ours: 0, theirs: 0}
    for turn in range(ROUNDS + 1):
        for body in bodies:
            for read in (ours, theirs) if turn % 2 else (theirs, ours):
                began = time.process_time()
                count = read(body)
                if turn:  # the first round warms up
                    spent[read] += time.process_time() - began
                    made[read] += count
    ratio = (made[ours] / spent[ours]) / (made[theirs] / spent[theirs])
    print(f"{name}, {len(bodies)} documents: {ratio:.1f} times feedparser")
    print(
        f"    ours {made[ours] / spent[ours]:,.0f} articles/s, feedparser {made[theirs] / spent[theirs]:,.0f} entries/s"
    )


def main() -> None:
    """Compare on generated news feeds and, where they are, on captured ones."""
    compare("generated news feeds", [news(seed) for seed in range(30)])
    if bodies := captured():
        compare("captured feeds", bodies)
    else:
        print(f"captured feeds: not measured, {FEEDS} is not here")


if __name__ == "__main__":
    main()
