"""Storing articles beside sqlite-utils, and recording deliveries in batches beside one synced commit each.

Goals (performance.md, goal 10): articles at least 3.5 times as fast as `upsert_all`, outcomes at least 20 times as fast
as one commit each.  Both sides run in turn in the same process; three sizes give the exponent of growth.
"""

import math
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import sqlite_utils

from digest import store
from digest.domain.mail import Day, DayState, Delivery, OutboxMessage, Outcome, PlannedDay
from digest.domain.news import Article, Feed, FeedVisit, Image
from digest.domain.people import Counts, Subscriber

NOW = datetime(2022, 12, 6, 7, tzinfo=UTC)
ROUNDS = 3
FEEDS = 20


def article(number: int) -> Article:
    """An article of about the size of a real one."""
    words = f"{number} the council of the harbour town voted on tuesday to keep the old ferry running "
    return Article(
        id=f"{number:016x}",
        feed_url=f"https://feed{number % FEEDS}.example/rss.xml",
        guid=f"https://feed{number % FEEDS}.example/2022/12/06/story-{number}",
        url=f"https://feed{number % FEEDS}.example/2022/12/06/story-{number}",
        title=words[:80],
        author="A. Writer",
        outlet=f"Feed {number % FEEDS}",
        summary=words,
        text=words * 2,
        language="en",
        published_at=NOW,
        date_is_ours=False,
        first_seen_at=NOW,
        image=Image(url=f"https://feed.example/{number}.jpg", caption="The ferry") if number % 2 else None,
        categories=("town", "ferry"),
        content_hash=f"{number * 2654435761:032x}",
    )


def by_feed(articles: Sequence[Article]) -> list[FeedVisit]:
    """The articles as visits of their feeds."""
    visits: dict[str, list[Article]] = {}
    for one in articles:
        visits.setdefault(one.feed_url, []).append(one)
    return [FeedVisit(feed=Feed(url=url), articles=tuple(some)) for url, some in visits.items()]


def ours(folder: Path, articles: Sequence[Article]) -> dict[str, float]:
    """Seconds for a first and a second recording."""
    visits = by_feed(articles)
    with store.open(folder / "ours.db", now=NOW) as memory:
        memory.news.save_feeds([visit.feed for visit in visits])
        first = timed(lambda: [memory.news.record(visit, now=NOW) for visit in visits])
        second = timed(lambda: [memory.news.record(visit, now=NOW) for visit in visits])
    return {"record": first, "record again": second}


def theirs(folder: Path, articles: Sequence[Article]) -> dict[str, float]:
    """Seconds for the same articles by `upsert_all` into the same empty table, feed by feed.

    "bare" is without turning articles into dictionaries, which ours does on the way.
    """
    store.open(folder / "theirs.db", now=NOW).close()
    database = sqlite_utils.Database(folder / "theirs.db")
    table = database.table("article")
    start = time.perf_counter()
    visits = [[row(one) for one in visit.articles] for visit in by_feed(articles)]
    converted = time.perf_counter() - start
    bare = timed(lambda: [table.upsert_all(rows, pk="id") for rows in visits])
    database.close()
    return {"upsert_all": converted + bare, "upsert_all bare": bare}


def row(one: Article) -> dict[str, object]:
    """The article as sqlite-utils takes it; it turns nested values into JSON itself."""
    moments = {"published_at": int(one.published_at.timestamp()), "first_seen_at": int(one.first_seen_at.timestamp())}
    return asdict(one) | moments


def outcomes(folder: Path, count: int, *, batch: int) -> float:
    """Outcomes recorded in a second, with a synced commit for each `batch`."""
    with store.open(folder / f"outcomes-{batch}.db", now=NOW) as memory:
        days = [planned(number) for number in range(count)]
        memory.people.save([replace(day.advanced, next_due_at=NOW) for day in days])
        memory.mail.plan(days)
        mine = memory.mail.claim(limit=count, token="mine", now=NOW, lease=timedelta(minutes=5))
        settled = [delivery(message) for message in mine]

        def settle() -> None:
            for start in range(0, count, batch):
                with memory.transaction():
                    for one in settled[start : start + batch]:
                        memory.mail.settle(one, token="mine", next_attempt_at=None)

        return count / timed(settle)


def planned(number: int) -> PlannedDay:
    """A day with a message of the usual size."""
    tomorrow = NOW + timedelta(days=1)
    reader = Subscriber(
        id=f"{number:016x}",
        address=f"reader{number}@example.org",
        created_at=NOW,
        next_issue_date=tomorrow.date(),
        next_due_at=tomorrow,
    )
    day = Day(
        subscriber_id=reader.id,
        address=reader.address,
        issue_date=date(2022, 12, 6),
        state=DayState.MADE,
        reason="",
        counts=Counts(),
        due_at=NOW,
    )
    message = OutboxMessage(
        id=f"{reader.id}.2022-12-06",
        kind="edition",
        envelope_from="digest@example.org",
        to=reader.address,
        message_id=f"<{reader.id}@example.org>",
        mime=b"x" * 40_000,
        next_attempt_at=NOW,
        fresh_until=tomorrow,
    )
    return PlannedDay(day=day, message=message, advanced=reader)


def delivery(message: OutboxMessage) -> Delivery:
    """The server took it."""
    return Delivery(
        message_id=message.message_id,
        outbox_id=message.id,
        outcome=Outcome.ACCEPTED,
        reply_code=250,
        enhanced_code="2.0.0",
        reply="2.0.0 Ok: queued",
        at=NOW,
    )


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall time."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Prints the rates and the ratios."""
    print("articles stored in a second, median of", ROUNDS)
    seconds: dict[int, float] = {}
    for size in (5_000, 10_000, 20_000):
        articles = [article(number) for number in range(size)]
        rounds: list[dict[str, float]] = []
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                rounds.append(ours(Path(folder), articles) | theirs(Path(folder), articles))
        taken = {name: median(one[name] for one in rounds) for name in rounds[0]}
        seconds[size] = taken["record"]
        ratio, bare = (
            median(one[name] / one["record"] for one in rounds) for name in ("upsert_all", "upsert_all bare")
        )
        rates = ", ".join(f"{name} {size / value:,.0f}" for name, value in taken.items())
        print(f"  {size:6,}: {rates}; record is {ratio:.1f} x upsert_all, {bare:.1f} x bare (goal 3.5)")
    print(f"  grows with the power {math.log(seconds[20_000] / seconds[5_000], 4):.2f}")
    print("outcomes recorded in a second, every commit synced")
    with tempfile.TemporaryDirectory() as folder:
        each, some = outcomes(Path(folder), 2_000, batch=1), outcomes(Path(folder), 2_000, batch=50)
    print(f"  one by one {each:,.0f}, in batches of 50 {some:,.0f}: {some / each:.1f} x (goal 20)")


if __name__ == "__main__":
    main()
