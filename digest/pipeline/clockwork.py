"""What is set right when the clock went back: no reader waits for years, and no date has two editions (REL-06)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from digest.domain.mail import Day, DayState
from digest.domain.people import Subscriber, SubscriberStatus
from digest.pipeline import printing, rounds
from digest.store import Store

#: Records looked at for each reader: more than a wrong clock makes before somebody sees it.
RECORDS = 100


def set_right(store: Store, *, late: timedelta, now: datetime) -> int:
    """How many readers had waited for a date too far ahead, after the clock went back; 0 when it did not."""
    if not store.mail.went_back(now, lease=rounds.LEASE):
        return 0
    with store.transaction():
        store.mail.set_right(now, lease=rounds.LEASE, fresh=printing.FRESH)
        readers = store.people.subscribers()
        found = [after for before in readers if (after := _nearer(before, store, late=late, now=now)) != before]
        store.people.save(found)
    return len(found)


def _nearer(reader: Subscriber, store: Store, *, late: timedelta, now: datetime) -> Subscriber:
    """The reader with the first date without a record, where they wait for a later one."""
    if reader.next_issue_date is None or reader.status not in {SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED}:
        return reader
    days = store.mail.days(subscriber_id=reader.id, limit=RECORDS)
    day = first_free(reader, days, late=late, now=now)
    if day >= reader.next_issue_date:
        return reader
    resting = reader.paused_until is not None and reader.schedule.local_date(now) < reader.paused_until
    status = SubscriberStatus.PAUSED if resting else reader.status
    return replace(reader, status=status, next_issue_date=day, next_due_at=reader.schedule.moment(day), is_first=False)


def first_free(reader: Subscriber, days: tuple[Day, ...], *, late: timedelta, now: datetime) -> date:
    """The first date that is, or soon will be, due to a reader and has no record.

    One whose hour went by while the clock was wrong is still owed, unless an edition of a day to come arrived then.
    """
    had = {day.issue_date for day in days}
    ahead = any(day.state is DayState.MADE and day.due_at > now for day in days)
    since = now if ahead or reader.created_at > now else max(now - late, reader.created_at)
    day = reader.schedule.due_after(since)
    if reader.paused_until is not None:
        day = max(day, reader.schedule.first_date(reader.paused_until))
    while day in had:
        day = reader.schedule.first_date(day + timedelta(days=1))
    return day
