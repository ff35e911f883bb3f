"""The readers: whether there are any, whether their hour can be told, and when it comes."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from digest.config import SubscriberSetting
from digest.doctor import machine
from digest.doctor.finding import Finding, good, warning
from digest.domain.news import Origin
from digest.domain.people import Schedule, Subscriber, SubscriberStatus
from digest.domain.wording import counted
from digest.match import follows as doubts

#: Readers named one by one; of the others only the number is told.
_NAMED = 20

#: So much later than their days would have it, a reader's next digest may come: what was due is made up for by then.
_LATEST = timedelta(days=8)
_AHEAD = (
    "The clock was ahead when that was set, or is behind now: see that it is right; the next run then mends the day."
)


def readers(listed: Sequence[SubscriberSetting], known: Sequence[Subscriber], *, now: datetime) -> Iterator[Finding]:
    """Each reader's time zone and next edition in words, and who of config.toml gets none."""
    remembered = {reader.address.casefold(): reader for reader in known}
    added = {
        reader.address: reader.schedule
        for reader in known
        if reader.origin is not Origin.FILE and reader.status is SubscriberStatus.ACTIVE
    }
    served = added | {setting.address: setting.schedule for setting in listed}
    for address in tuple(served):
        reader = remembered.get(address.casefold())
        if reader is not None and (why := _why_none(reader)):
            yield warning(f"{address} gets no mail: {why}.", f"digest subscribers show {address}")
            del served[address]
    yield from machine.zones(((address, schedule.timezone) for address, schedule in served.items()), now)
    yield from _next(served, remembered, now)


def follows(listed: Sequence[SubscriberSetting], known: Sequence[Subscriber]) -> Iterator[Finding]:
    """Followed phrases that hardly any story can hold, each once, with what to write instead."""
    wishes = [(one.address, one.profile) for one in listed] + [(one.address, one.profile) for one in known]
    followers: dict[str, dict[str, None]] = {}
    for address, profile in wishes:
        for phrase in profile.follow:
            followers.setdefault(phrase, {})[address] = None
    for phrase, who in followers.items():
        if doubted := doubts.doubt(phrase):
            first, *others = who
            more = f" and {counted(len(others), 'other reader')}" if others else ""
            verb = "follow" if others else "follows"
            yield warning(
                f'{first}{more} {verb} "{phrase}", which hardly any story can hold.',
                f"{doubted[0].upper()}{doubted[1:]}.",
            )


def _why_none(reader: Subscriber) -> str:
    """Why a reader gets no mail whatever config.toml says; "" when they get it."""
    if reader.left_at is not None:
        return f"they left on {reader.left_at:%-d %B %Y}, and only they can come back"
    if reader.status is SubscriberStatus.SUSPENDED:
        return "their address bounced"
    return ""


def _next(served: dict[str, Schedule], remembered: dict[str, Subscriber], now: datetime) -> Iterator[Finding]:
    if not served:
        yield warning("Nobody gets mail.", "Put [[subscribers]] into config.toml, or: digest subscribers add ADDRESS")
    told = [(address, schedule) for address, schedule in served.items() if machine.is_known(schedule.timezone)]
    for address, schedule in told[:_NAMED]:
        day = _next_date(schedule, remembered.get(address.casefold()), now)
        words = f"{address} gets the next digest on {next_words(schedule, day, now=now)}"
        due = schedule.due_after(now)
        if day > max(due, _paused(remembered.get(address.casefold()), due)) + _LATEST:
            yield warning(f"{words}, though their days would have it on {next_words(schedule, due, now=now)}.", _AHEAD)
        else:
            yield good(f"{words}.")
    if len(told) > _NAMED:
        yield good(f"And {counted(len(told) - _NAMED, 'other reader')}.")


def _next_date(schedule: Schedule, reader: Subscriber | None, now: datetime) -> date:
    """The date that the database has for a reader; for a new schedule the one the next run will give."""
    if reader is not None and reader.schedule == schedule and reader.next_issue_date is not None:
        return reader.next_issue_date
    return schedule.due_after(now)


def _paused(reader: Subscriber | None, due: date) -> date:
    """The first date on which somebody who paused may get mail; `due` for everybody else."""
    return (reader and reader.paused_until) or due


def next_words(schedule: Schedule, day: date, *, now: datetime) -> str:
    """When the edition of a date is due: "Wednesday 7 December at 07:00 Europe/Madrid", with a year not this one."""
    local = schedule.moment(day).astimezone(ZoneInfo(schedule.timezone))
    year = "" if day.year == schedule.local_date(now).year else " %Y"
    return f"{local:%A %-d %B{year} at %H:%M} {schedule.timezone}"
