"""Whose turn it is, on which of their local dates, and what was missed (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from digest.domain.people import Subscriber

#: Missed dates that are written down one by one after an outage.
GAP = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One reader and the local date whose edition is to be made."""

    reader: Subscriber
    issue_date: date
    #: From the first date that was missed just before to this one: the news of that time comes along.
    gap: timedelta = timedelta(0)

    @property
    def id(self) -> str:
        """The identity of the edition and of its message."""
        return f"{self.reader.id}.{self.issue_date.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """One reader and a local date that gets no edition."""

    reader: Subscriber
    issue_date: date
    #: Why, as a sentence.
    reason: str


def taken(readers: Iterable[Subscriber], *, late: timedelta, now: datetime) -> list[Turn | Missed]:
    """A record for every date each reader was due, oldest first: the last may be an edition, those before were missed.

    How late it is counts from the hour of its date, or from the moment it was moved there.  The first edition of
    somebody who joined is never too late, and whenever it comes it greets them.
    """
    records: list[Turn | Missed] = []
    for reader in readers:
        *missed, last = due_dates(reader, now=now)
        reason = "digest was not running when it was due"
        records += [Missed(reader=reader, issue_date=day, reason=reason) for day in missed[-GAP:]]
        if now - _owed_since(reader, last) > late and not reader.is_first:
            hours = late // timedelta(hours=1)
            reason = f"it was more than {hours} hours late; the next one comes instead"
            records.append(Missed(reader=reader, issue_date=last, reason=reason))
        else:
            records.append(Turn(reader=reader, issue_date=last, gap=last - min([last, *missed])))
    return records


def _owed_since(reader: Subscriber, day: date) -> datetime:
    return max(reader.schedule.moment(day), reader.next_due_at or reader.schedule.moment(day))


def due_dates(reader: Subscriber, *, now: datetime) -> list[date]:
    """The local dates from the reader's next one on whose moment has come, oldest first; at least the next one."""
    day = reader.next_issue_date or reader.schedule.local_date(now)
    dates = [day]
    while reader.schedule.moment(day := day + timedelta(days=1)) <= now:
        if reader.schedule.includes(day):
            dates.append(day)
    return dates


def advanced(turn: Turn | Missed, *, now: datetime) -> Subscriber:
    """The reader with the first date that is still to come."""
    schedule = turn.reader.schedule
    day = schedule.next_date(now, last=turn.issue_date)
    return replace(turn.reader, next_issue_date=day, next_due_at=schedule.moment(day), is_first=False)
