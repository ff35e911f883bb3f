"""What the desk keeps, and for how long."""

from datetime import datetime, timedelta

from digest.config import Settings
from digest.desk import limits, traces
from digest.pipeline import keeping, links
from digest.store import Store, leavings

#: Mail to people who do not subscribe is forgotten so long after it went out.
STRANGERS = timedelta(days=1)
_YEAR = timedelta(days=365.25)


def forget(store: Store, settings: Settings, *, now: datetime) -> int:
    """How many requests, counts, letters, notices and readers who left long ago are no longer known."""
    gone = store.requests.forget(before=now) + store.limits.forget(before=now - limits.KEPT)
    gone += store.letters.forget(before=now - keeping.DAYS)
    gone += store.mail.forget_notices(before=now - keeping.DAYS, strangers_before=now - STRANGERS)
    # The way back that a goodbye holds stays open, however short the years are.
    kept = max(settings.web.consent_years * _YEAR, links.CONFIRMABLE)
    return gone + _reduce(store, left_before=now - kept, now=now)


def _reduce(store: Store, *, left_before: datetime, now: datetime) -> int:
    """How many records of people who left before a moment are reduced to a keyed hash: they stay away (SUB-50)."""
    found = [
        reader for id_ in store.consents.outdated(left_before=left_before) if (reader := store.people.with_id(id_))
    ]
    for reader in found:
        with store.unit():
            key = traces.of(store, reader.address)
            store.leavings.add(leavings.ERASED, [reader.id], now=now)
            store.leavings.add(leavings.BARRED, [key], now=now)
            store.erasure.reduce(reader.id, key=key, now=now)
    return len(found)
