"""What people ask for, whichever door they came by: to join, to leave, to pause, to come back, to have other hours."""

import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta

from digest.config import SubscriberSetting
from digest.desk import hours
from digest.domain.news import Origin
from digest.domain.people import Schedule, Subscriber, SubscriberStatus
from digest.errors import CommandError
from digest.store import Store, leavings

#: Why a message that was waiting is not sent.
LEFT = "the reader left before it was handed over"
PAUSED = "the reader paused before it was handed over"

#: A longer pause is a mistake in typing.
LONGEST_PAUSE = timedelta(days=731)


def find(store: Store, address: str) -> Subscriber:
    """The subscriber with that address; CommandError when there is none."""
    reader = store.people.subscriber(address)
    if reader is None:
        raise CommandError(f"nobody subscribes as {address}; see the list with: digest subscribers")
    return reader


def subscribe(store: Store, setting: SubscriberSetting, *, now: datetime) -> Subscriber:
    """The new subscriber, added on the operator's word, also one who had left; their first edition is due at once."""
    before = store.people.subscriber(setting.address)
    if before is not None and before.status is SubscriberStatus.ACTIVE:
        raise CommandError(f"{before.address} subscribes already; see: digest subscribers show {before.address}")
    if before is not None and before.status is SubscriberStatus.PAUSED:
        raise CommandError(
            f"{before.address} subscribes already and pauses; they come back with: "
            f"digest subscribers resume {before.address}"
        )
    joined = stated(setting, before or blank(setting, now=now), origin=Origin.COMMAND)
    reader = hours.welcomed(joined, hours.last_date(joined, store, now=now), now=now)
    with store.transaction():
        store.people.save([reader])
        if before is not None:
            store.leavings.add(leavings.BACK, [reader.id], now=now)
    return reader


def unsubscribe(store: Store, address: str, *, now: datetime) -> Subscriber:
    """The subscriber, who gets no more mail from this moment on, not even what is waiting."""
    reader = find(store, address)
    if reader.status is SubscriberStatus.UNSUBSCRIBED and reader.left_at is not None:
        raise CommandError(f"{reader.address} has left already")
    gone = stopped(reader, left_at=now)
    _save_away(store, gone, LEFT, now=now)
    return gone


def _save_away(store: Store, reader: Subscriber, why: str, *, now: datetime) -> None:
    with store.transaction():
        store.people.save([reader])
        store.mail.withhold([reader.id], why, now=now)
        if reader.left_at is not None:
            store.leavings.add(leavings.LEFT, [reader.id], now=now)


def pause(store: Store, address: str, *, until: date | None, now: datetime) -> Subscriber:
    """The subscriber, who gets no mail before that date on their calendar, not even what is waiting.

    Without a date, not before they resume.
    """
    reader = find(store, address)
    if reader.status not in {SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED}:
        raise CommandError(f"{reader.address} gets no mail: they are {reader.status}, and cannot pause")
    today = reader.schedule.local_date(now)
    if until is not None and not today < until <= today + LONGEST_PAUSE:
        raise CommandError(
            f"a pause ends on a date after {today}, which is today for {reader.address}, and within two years, not on "
            f"{until}"
        )
    resting = hours.resting(reader, until, store, now=now)
    _save_away(store, resting, PAUSED, now=now)
    return resting


def resume(store: Store, address: str, *, now: datetime) -> Subscriber:
    """The subscriber, who pauses no longer: their next edition comes at their next hour."""
    reader = find(store, address)
    if reader.status is not SubscriberStatus.PAUSED:
        raise CommandError(f"{reader.address} does not pause; see: digest subscribers show {reader.address}")
    active = replace(reader, status=SubscriberStatus.ACTIVE, paused_until=None)
    back = hours.awaiting(active, active.schedule.next_date(now, last=hours.last_date(active, store, now=now)))
    store.people.save([back])
    return back


def reschedule(store: Store, address: str, schedule: Schedule, *, now: datetime) -> Subscriber:
    """The subscriber with new hours; no day brings two editions or none."""
    reader = find(store, address)
    moved = hours.rescheduled(replace(reader, schedule=schedule), reader, store, now=now)
    store.people.save([moved])
    return moved


def blank(setting: SubscriberSetting, *, now: datetime) -> Subscriber:
    """Somebody of whom only the address is known."""
    return Subscriber(id=secrets.token_hex(8), address=setting.address, created_at=now)


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
