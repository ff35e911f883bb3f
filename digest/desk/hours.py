"""When somebody's next edition comes, whatever happens to their hours: no day on their calendar brings two, or none."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from digest.domain.mail import DayState
from digest.domain.people import Subscriber, SubscriberStatus
from digest.store import Store

_DAY = timedelta(days=1)

#: Records looked at, newest first: as many as a wrong clock may have made before it was set right.
RECORDS = 40


def rescheduled(after: Subscriber, before: Subscriber, store: Store, *, now: datetime) -> Subscriber:
    """The subscriber with their new hours, so that no day on their calendar brings two editions or none."""
    if after.schedule == before.schedule or before.next_issue_date is None or before.next_due_at is None:
        return after
    if after.status is SubscriberStatus.PAUSED:
        return resting(after, after.paused_until, store, now=now)
    expected, last = before.next_issue_date, last_date(after, store, now=now)
    if before.is_first:
        return welcomed(after, last, now=now)
    if after.schedule.timezone != before.schedule.timezone:
        # Their calendar moved: what came on a date of the new one was that date's, whatever it was called, and today is
        # owed unless something did.
        today = after.schedule.local_date(now)
        expected = today if last else max(expected, today)
        last = max((*_arrivals(after, store), last), key=lambda day: day or date.min)
    day = after.schedule.next_date(now, expected=expected, last=last)
    # What was owed at the old hour stays owed, and is late only from then on.
    owed_at = max(after.schedule.moment(day), min(now, before.next_due_at))
    return replace(awaiting(after, day), next_due_at=owed_at.replace(microsecond=0))


def _arrivals(reader: Subscriber, store: Store) -> list[date]:
    """The dates on the reader's calendar on which the last editions came."""
    days = store.mail.days(subscriber_id=reader.id, limit=4)
    return [reader.schedule.local_date(day.due_at) for day in days if day.state is DayState.MADE]


def resting(reader: Subscriber, until: date | None, store: Store, *, now: datetime) -> Subscriber:
    """The subscriber, who gets nothing before a date on their calendar, and then by their hours again."""
    away = replace(reader, status=SubscriberStatus.PAUSED, paused_until=until, is_first=False)
    if until is None:
        return replace(away, next_issue_date=None, next_due_at=None)
    last = last_date(reader, store, now=now)
    return awaiting(away, reader.schedule.first_date(until if last is None or last < until else last + _DAY))


def welcomed(reader: Subscriber, last: date | None, *, now: datetime) -> Subscriber:
    """The subscriber with an edition due at once, for today on their calendar; at their hour if today has its record.

    The usual one of today is done with it, and the next comes on the next of their days.
    """
    today = reader.schedule.local_date(now)
    if last is not None and last >= today:
        return awaiting(reader, reader.schedule.next_date(now, last=last))
    return replace(reader, next_issue_date=today, next_due_at=now.replace(microsecond=0), is_first=True)


def awaiting(reader: Subscriber, day: date) -> Subscriber:
    """The subscriber whose next edition is that of a date, at its hour."""
    return replace(reader, next_issue_date=day, next_due_at=reader.schedule.moment(day), is_first=False)


def last_date(reader: Subscriber, store: Store, *, now: datetime) -> date | None:
    """The newest local date that has its record; dates that only a wrong clock can have reached do not count."""
    latest = reader.schedule.local_date(now) + 2 * _DAY
    days = store.mail.days(subscriber_id=reader.id, limit=RECORDS)
    return max((day.issue_date for day in days if day.issue_date <= latest), default=None)
