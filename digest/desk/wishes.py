"""What a reader can have otherwise: their wishes, a rest, an issue now."""

from dataclasses import replace
from datetime import timedelta

from digest.desk import changes, hours, people, records
from digest.desk.asked import Asked
from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Done, Result
from digest.errors import CommandError
from digest.render import notices_refused


def change(asked: Asked) -> Done:
    """What came of having other wishes; from now on they are their own, and the file's no longer count."""
    before = _known(asked)
    try:
        after = changes.applied(before, asked.command.change, asked.settings)
    except CommandError as error:
        return asked.done(Result.REFUSED, why=str(error))
    if after == before:
        return asked.done(Result.ALREADY)
    after = hours.rescheduled(replace(after, chosen_at=asked.now), before, asked.store, now=asked.now)
    return _saved(asked, after)


def pause(asked: Asked) -> Done:
    """What came of a rest: no mail before a date on their calendar, not even what is waiting."""
    reader, until = _known(asked), asked.command.until
    if reader.status is SubscriberStatus.SUSPENDED:
        return asked.done(Result.REFUSED, why=notices_refused.BOUNCES)
    today = reader.schedule.local_date(asked.now)
    if asked.command.days is not None:
        if not 0 < asked.command.days <= people.LONGEST_PAUSE.days:
            return asked.done(Result.REFUSED, why=notices_refused.NO_SUCH_DATE)
        until = today + timedelta(days=asked.command.days)
    if until is not None and not people.may_rest(today, until):
        return asked.done(Result.REFUSED, why=notices_refused.NO_SUCH_DATE)
    if reader.status is SubscriberStatus.PAUSED and reader.paused_until == until:
        return asked.done(Result.ALREADY)
    return _recorded(asked, people.rest(asked.store, reader, until, now=asked.now))


def resume(asked: Asked) -> Done:
    """What came of the end of a rest, or of mail coming back: their next issue comes at their next hour."""
    reader = _known(asked)
    if reader.status is SubscriberStatus.ACTIVE:
        return asked.done(Result.ALREADY)
    return _recorded(asked, people.wake(asked.store, reader, now=asked.now))


def send(asked: Asked) -> Done:
    """What came of asking for an issue now: today's, unless today had its own already."""
    reader = _known(asked)
    if reader.status is not SubscriberStatus.ACTIVE:
        rests = reader.status is SubscriberStatus.PAUSED
        return asked.done(Result.REFUSED, why=notices_refused.RESTS if rests else notices_refused.BOUNCES)
    today = reader.schedule.local_date(asked.now)
    last = hours.last_date(reader, asked.store, now=asked.now)
    if last is not None and last >= today:
        return asked.done(Result.ALREADY)
    if reader.next_due_at is not None and reader.next_due_at <= asked.now:
        return asked.done(Result.DONE)  # it is about to be made
    return _saved(asked, replace(reader, next_issue_date=today, next_due_at=asked.now.replace(microsecond=0)))


def _known(asked: Asked) -> Subscriber:
    if asked.reader is None:
        raise ValueError(f"{asked.command.verb} is for a reader")
    return asked.reader


def _saved(asked: Asked, reader: Subscriber) -> Done:
    asked.store.people.save([reader])
    return _recorded(asked, reader)


def _recorded(asked: Asked, reader: Subscriber) -> Done:
    records.wished(asked, reader)
    return asked.done(Result.DONE, reader=reader)
