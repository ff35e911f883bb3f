"""What becomes of an address that seems dead: one probe, then it is given up, then three warnings (mail.md REC-12).

dead on two days, or five days of bounces --> one probe --> it fails, or what goes out later --> suspended
suspended --> a warning after 7, 14 and 21 days; whoever answers, or says it on a page, gets mail again
"""

from datetime import datetime, timedelta

from digest.config import Settings
from digest.desk import answers
from digest.domain.people import Subscriber
from digest.domain.wishes import Notice, NoticeKind
from digest.pipeline import links
from digest.store import Store
from digest.store.bounces import PROBE, SUSPENDED, WARNING

#: Days of bounces after which an address is probed (Mailman's bounce_score_threshold).
POINTS = 5
#: Warnings after an address was given up, and how far they are apart (Mailman's bounce_you_are_disabled_warnings).
WARNINGS = 3
EVERY = timedelta(days=7)


def probe(store: Store, settings: Settings, reader: Subscriber, *, now: datetime) -> None:
    """Nothing; one mail asks whether the address works: what comes back after it ends the subscription."""
    _write(store, settings, NoticeKind.PROBE, reader, now=now)
    store.bounces.mark(reader.id, PROBE, at=now)


def look(store: Store, settings: Settings, *, now: datetime) -> int:
    """How many were probed, for their address was dead while mail was sent, or warned, for it was given up."""
    to_probe = _known(store, store.bounces.to_probe(now=now))
    for reader in to_probe:
        with store.unit():
            probe(store, settings, reader, now=now)
    for id_ in store.bounces.unmarked():
        store.bounces.mark(id_, SUSPENDED, at=now)
    to_warn = _known(store, store.bounces.to_warn(most=WARNINGS, every=EVERY, now=now))
    for reader in to_warn:
        with store.unit():
            _write(store, settings, NoticeKind.WARNING, reader, now=now)
            store.bounces.mark(reader.id, WARNING, at=now)
    return len(to_probe) + len(to_warn)


def _known(store: Store, ids: tuple[str, ...]) -> list[Subscriber]:
    """Those of them who are people: the operator's reports go to a row of their own."""
    return [reader for id_ in ids if (reader := store.people.with_id(id_)) and reader.address]


def _write(store: Store, settings: Settings, kind: NoticeKind, reader: Subscriber, *, now: datetime) -> None:
    ways = links.ways(links.keys(store), settings, reader, None, now)
    notice = Notice(kind=kind, to=reader.address, language=reader.language, ways=ways, reader=reader, made_at=now)
    answers.post(store, settings, notice, now=now)
