"""What people ask for, whichever door they came by: to join, to leave, to pause, to come back, to have other hours."""

import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta

from digest.config import SubscriberSetting
from digest.desk import hours, traces
from digest.domain.consents import Act, Consent
from digest.domain.news import Origin
from digest.domain.people import Door, Schedule, Subscriber, SubscriberStatus
from digest.errors import CommandError
from digest.store import Store, leavings

#: Why a message that was waiting is not sent.
LEFT = "the reader left before it was handed over"
PAUSED = "the reader paused before it was handed over"

#: How somebody's consent ends.
_ENDS = frozenset({Act.LEFT, Act.COMPLAINED})

#: Who can have mail again by one word, for they never left.
_RESTING = frozenset({SubscriberStatus.PAUSED, SubscriberStatus.SUSPENDED})

#: A longer pause is a mistake in typing.
LONGEST_PAUSE = timedelta(days=731)


def find(store: Store, address: str) -> Subscriber:
    """The subscriber with that address; CommandError when there is none."""
    reader = store.people.subscriber(address)
    if reader is None:
        raise CommandError(f"nobody subscribes as {address}; see the list with: digest subscribers")
    return reader


def subscribe(store: Store, setting: SubscriberSetting, *, now: datetime) -> Subscriber:
    """The new subscriber, added on the operator's word; their first edition is due at once.

    CommandError for those who have it already, and for those who left by themselves: only they can come back.
    """
    before = store.people.subscriber(setting.address)
    if before is not None and before.status is SubscriberStatus.ACTIVE:
        raise CommandError(f"{before.address} subscribes already; see: digest subscribers show {before.address}")
    if before is not None and before.status is SubscriberStatus.PAUSED:
        raise CommandError(
            f"{before.address} subscribes already and pauses; they come back with: "
            f"digest subscribers resume {before.address}"
        )
    if _has_left(store, setting.address, before):
        raise CommandError(gone_words(setting.address))
    joined = stated(setting, before or blank(setting.address, now=now), origin=Origin.COMMAND)
    with store.unit():
        reader = welcome(store, joined, now=now)
        store.consents.add(reader.id, Consent(act=Act.ADDED, at=now, door=Door.COMMAND))
    return reader


def gone_words(address: str) -> str:
    """That somebody left or was erased, and what to do."""
    return f"{address} left, and only they can come back; to ask them by mail: digest invite {address}"


def _has_left(store: Store, address: str, before: Subscriber | None) -> bool:
    """Whether they ended it themselves, by whichever door, and nobody else did since.

    The mark of an erasure goes with a yes and not before, so who is only being asked still has it.
    """
    erased = store.erasure.keys()
    if before is None or traces.of(store, address) in erased:
        return traces.of(store, address) in erased
    ends = [one for one in store.consents.of(before.id) if one.act in _ENDS]
    return before.left_at is not None and bool(ends) and ends[-1].door is not Door.COMMAND


def welcome(store: Store, joined: Subscriber, *, now: datetime) -> Subscriber:
    """The subscriber, who gets mail from this moment on: their first edition is due at once."""
    reader = hours.welcomed(joined, hours.last_date(joined, store, now=now), now=now)
    with store.unit():
        store.bounces.forget(reader.id)
        was_here = store.people.with_id(reader.id) is not None
        store.people.save([reader])
        key = traces.of(store, reader.address)
        if store.erasure.lift(key):
            store.leavings.add(leavings.LIFTED, [key], now=now)
        if was_here:
            store.leavings.add(leavings.BACK, [reader.id], now=now)
    return reader


def unsubscribe(
    store: Store, address: str, *, act: Act = Act.LEFT, door: Door = Door.COMMAND, evidence: str = "", now: datetime
) -> Subscriber:
    """The subscriber, who gets no more mail from this moment on, not even what is waiting.

    CommandError for nobody, and for somebody who has left.
    """
    reader = find(store, address)
    if reader.status is SubscriberStatus.UNSUBSCRIBED and reader.left_at is not None:
        raise CommandError(f"{reader.address} has left already")
    return leave(store, reader, Consent(act=act, at=now, door=door, evidence=evidence), now=now)


def leave(store: Store, reader: Subscriber, consent: Consent, *, now: datetime) -> Subscriber:
    """The subscriber, who gets no more mail, not even what is waiting; `consent` is put on record."""
    gone = stopped(reader, left_at=now)
    with store.unit():
        store.people.save([gone])
        store.mail.withhold([gone.id], LEFT, now=now)
        store.requests.close(gone.id)
        store.consents.add(gone.id, consent)
        store.leavings.add(leavings.LEFT, [gone.id], now=now)
    return gone


def pause(store: Store, address: str, *, until: date | None, now: datetime) -> Subscriber:
    """The subscriber, who gets no mail before that date on their calendar, not even what is waiting.

    Without a date, not before they resume.
    """
    reader = find(store, address)
    if reader.status not in {SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED}:
        raise CommandError(f"{reader.address} gets no mail: they are {reader.status}, and cannot pause")
    today = reader.schedule.local_date(now)
    if until is not None and not may_rest(today, until):
        raise CommandError(
            f"a pause ends on a date after {today}, which is today for {reader.address}, and within two years, not on "
            f"{until}"
        )
    with store.unit():
        _record(store, reader, "pause" + (f" until {until}" if until else ""), now=now)
        return rest(store, reader, until, now=now)


def _record(store: Store, reader: Subscriber, wish: str, *, now: datetime) -> None:
    """Nothing; what the operator did for a reader is on record, as what they wish by mail is."""
    store.consents.add(reader.id, Consent(act=Act.WISHED, at=now, door=Door.COMMAND, wording=wish))


def may_rest(today: date, until: date) -> bool:
    """Whether a rest can end on a date."""
    return today < until <= today + LONGEST_PAUSE


def rest(store: Store, reader: Subscriber, until: date | None, *, now: datetime) -> Subscriber:
    """The subscriber, who rests from this moment on; answers to them still go out."""
    resting = hours.resting(reader, until, store, now=now)
    with store.unit():
        store.people.save([resting])
        store.mail.withhold([resting.id], PAUSED, now=now, editions_only=True)
    return resting


def resume(store: Store, address: str, *, now: datetime) -> Subscriber:
    """The subscriber, who pauses no longer, or whose address works again: their next edition has its date."""
    reader = find(store, address)
    if reader.status not in _RESTING:
        raise CommandError(
            f"{reader.address} does not pause, nor did their address bounce; see: digest subscribers show "
            f"{reader.address}"
        )
    with store.unit():
        _record(store, reader, "resume", now=now)
        return wake(store, reader, now=now)


def wake(store: Store, reader: Subscriber, *, now: datetime) -> Subscriber:
    """The subscriber, active again, with the next date that is theirs; also one whose address had bounced."""
    active = replace(reader, status=SubscriberStatus.ACTIVE, paused_until=None)
    back = hours.awaiting(active, active.schedule.next_date(now, last=hours.last_date(active, store, now=now)))
    with store.unit():
        store.bounces.forget(reader.id)
        store.people.save([back])
        if reader.status is SubscriberStatus.SUSPENDED:
            store.leavings.add(leavings.BACK, [back.id], now=now)
    return back


def reschedule(store: Store, address: str, schedule: Schedule, *, now: datetime) -> Subscriber:
    """The subscriber with new hours; no day brings two editions or none."""
    reader = find(store, address)
    moved = hours.rescheduled(replace(reader, schedule=schedule), reader, store, now=now)
    store.people.save([moved])
    return moved


def blank(address: str, *, now: datetime) -> Subscriber:
    """Somebody of whom only the address is known."""
    return Subscriber(id=secrets.token_hex(8), address=address, created_at=now)


def pending(address: str, language: str, *, now: datetime) -> Subscriber:
    """Somebody who is yet to confirm that they want a digest."""
    return replace(blank(address, now=now), status=SubscriberStatus.PENDING, origin=Origin.SELF, language=language)


def stated(setting: SubscriberSetting, blank: Subscriber, *, origin: Origin) -> Subscriber:
    """The active subscriber with everything as the setting says."""
    return replace(
        blank,
        address=setting.address,
        name=setting.name,
        origin=origin,
        status=SubscriberStatus.ACTIVE,
        schedule=setting.schedule,
        profile=setting.profile,
        profile_name=setting.profile_name,
        language=setting.language,
        left_at=None,
    )


def as_chosen(reader: Subscriber, before: Subscriber) -> Subscriber:
    """The subscriber with the wishes they had before."""
    return replace(
        reader,
        name=before.name,
        schedule=before.schedule,
        profile=before.profile,
        profile_name=before.profile_name,
        language=before.language,
    )


def stopped(reader: Subscriber, *, left_at: datetime | None = None) -> Subscriber:
    """The subscriber, who gets no more mail."""
    return replace(
        reader,
        status=SubscriberStatus.UNSUBSCRIBED,
        left_at=left_at or reader.left_at,
        paused_until=None,
        next_issue_date=None,
        next_due_at=None,
        is_first=False,
    )
