"""Invented feeds, articles, readers and days, with only what a test is about spelt out."""

import sqlite3  # noqa: TID251 - to spoil a database
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from digest.domain.mail import Day, DayState, Delivery, Edition, Item, OutboxMessage, Outcome, PlannedDay
from digest.domain.news import Article, Feed, FeedVisit
from digest.domain.people import Counts, Subscriber

NOW = datetime(2022, 12, 6, 7, 0, tzinfo=UTC)
TODAY = date(2022, 12, 6)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LEASE = timedelta(minutes=15)
LEDGER = Feed(url="https://ledger.example/rss")


def article(key: str, **changes: Any) -> Article:
    """An article of the Ledger, first seen NOW."""
    plain = Article(
        id=key,
        feed_url=LEDGER.url,
        guid=f"guid of {key}",
        url=f"https://ledger.example/{key}",
        title=f"Title of {key}",
        author="",
        outlet="Ledger",
        summary="",
        text="",
        language="en",
        published_at=NOW - HOUR,
        date_is_ours=False,
        first_seen_at=NOW,
        content_hash="as first published",
    )
    return replace(plain, **changes)


def visit(*articles: Article, feed: Feed = LEDGER) -> FeedVisit:
    """A visit that found these articles."""
    return FeedVisit(feed=feed, articles=articles)


def reader(key: str = "ann", **changes: Any) -> Subscriber:
    """An active reader who is due NOW."""
    plain = Subscriber(
        id=key,
        address=f"{key}@example.org",
        created_at=NOW - DAY,
        next_issue_date=TODAY,
        next_due_at=NOW,
    )
    return replace(plain, **changes)


def edition(who: Subscriber, *stories: str, issue_date: date = TODAY) -> Edition:
    """An edition with these stories."""
    lead, *others = (item(story) for story in stories or ("ferry",))
    assert not others, "one story is enough here"
    return Edition(
        address=who.address,
        issue_date=issue_date,
        subject="The ferry stays",
        headline="1 story",
        date_words="Tuesday 6 December",
        lead=lead,
        sections=(),
        counts=Counts(gathered=1, shown=1),
        made_at=NOW,
        model_version="1",
    )


def item(story: str) -> Item:
    """A story as it is shown."""
    return Item(
        story_id=story,
        article_id=story,
        title="The ferry stays",
        url="https://ledger.example/ferry",
        outlet="Ledger",
        author="",
        published="Tue 6 Dec, 07:00",
        summary="",
        minutes=None,
        also=(),
        why=("technology: ferry",),
    )


def planned(who: Subscriber, story: str = "ferry", *, issue_date: date = TODAY, **changes: Any) -> PlannedDay:
    """A day with an edition and its message; `changes` are the message's."""
    issue = edition(who, story, issue_date=issue_date)
    day = Day(
        subscriber_id=who.id,
        address=who.address,
        issue_date=issue_date,
        state=DayState.MADE,
        reason="",
        counts=issue.counts,
        due_at=who.schedule.moment(issue_date),
        edition=issue,
    )
    message = OutboxMessage(
        id=f"{who.id}.{issue_date.isoformat()}",
        kind="edition",
        envelope_from="digest@example.org",
        to=who.address,
        message_id=f"<{who.id}.{issue_date.isoformat()}@example.org>",
        mime=b"Subject: The ferry stays\r\n\r\n\x00\xff\r\n",
        next_attempt_at=NOW,
        fresh_until=NOW + 20 * HOUR,
    )
    return PlannedDay(day=day, message=replace(message, **changes), advanced=advanced(who, issue_date))


def skipped(who: Subscriber, reason: str = "nothing new matched", *, issue_date: date = TODAY) -> PlannedDay:
    """A day without an edition."""
    made = planned(who, issue_date=issue_date)
    day = replace(made.day, state=DayState.SKIPPED, reason=reason, edition=None, counts=Counts())
    return replace(made, day=day, message=None)


def advanced(who: Subscriber, issue_date: date = TODAY) -> Subscriber:
    """The reader with the date after `issue_date` as the next one."""
    tomorrow = issue_date + DAY
    return replace(who, next_issue_date=tomorrow, next_due_at=who.schedule.moment(tomorrow))


def delivery(outbox_id: str, outcome: Outcome = Outcome.ACCEPTED, **changes: Any) -> Delivery:
    """What the server said a moment after NOW."""
    plain = Delivery(
        message_id=f"<{outbox_id}@example.org>",
        outbox_id=outbox_id,
        outcome=outcome,
        reply_code=None,
        enhanced_code="",
        reply=f"the server's words: {outcome}",
        at=NOW + timedelta(seconds=2),
    )
    return replace(plain, **changes)


def break_its_own_rules(path: Path) -> None:
    """Let a database with a feed that was never asked demand that every feed was."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'checked_at BIGINT', 'checked_at BIGINT NOT NULL')"
        " WHERE name = 'feed'"
    )
    connection.close()
