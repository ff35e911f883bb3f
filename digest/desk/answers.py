"""Notices into the outbox: rendered, signed, counted, and waiting for the next sending (mail.md SUB-15, SUB-32)."""

import secrets
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from digest.config import Settings
from digest.desk import limits
from digest.domain.mail import OutboxMessage
from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Notice
from digest.pipeline import links, printing, signing
from digest.render import dkim, letterhead, notices, templates, tongues
from digest.store import Store
from digest.store.notices import STRANGER


def post(store: Store, settings: Settings, notice: Notice, *, now: datetime) -> bool:
    """Whether the notice waits in the outbox now; False where a limit on what we write forbids it.

    Joins the open transaction, or opens one.  It goes out whatever becomes of the subscription: a goodbye reaches who
    left, a confirmation who is to confirm, help a stranger.
    """
    with store.unit():
        reader = store.people.with_id(notice.reader.id) if notice.reader else None
        is_new = reader is None or reader.status is SubscriberStatus.PENDING
        under = limits.of(store, settings, notice, new=is_new)
        if not limits.allows(store, under, now=now):
            return False
        limits.count(store, under, now=now)
        store.mail.post(reader.id if reader else None, _message(store, settings, notice, reader, now=now), now=now)
    return True


def _message(
    store: Store, settings: Settings, notice: Notice, reader: Subscriber | None, *, now: datetime
) -> OutboxMessage:
    sender = printing.sender(store, settings)
    outbox_id = f"{reader.id if reader else STRANGER}.{secrets.token_hex(8)}"
    message_id = letterhead.message_id(sender, outbox_id)
    words, languages = _words(settings.service.templates, _changed_at(settings.service.templates))
    mime = notices.message(
        notice,
        sender=sender,
        templates=words,
        topics=settings.topics.names,
        message_id=message_id,
        languages=languages,
        say_where=settings.web.say_where,
    )
    signers = signing.signers(settings.dkim)
    return OutboxMessage(
        id=outbox_id,
        kind=notice.kind.value,
        envelope_from=_return_address(store, settings, reader, now=now),
        to=notice.to,
        message_id=message_id,
        mime=dkim.sign(mime, signers, at=now) if signers else mime,
        next_attempt_at=now,
        fresh_until=now + printing.FRESH,
    )


@lru_cache(maxsize=2)
def _words(folder: Path, changed_at: int) -> tuple[templates.Templates, tongues.Languages]:
    """The templates and catalogues, read once; `changed_at` is part of the question, so that a new one counts."""
    del changed_at
    return templates.load(folder), tongues.load(folder)


def _changed_at(folder: Path) -> int:
    """When anything of the operator's own was last changed, in nanoseconds; 0 where there is nothing."""
    return max((path.stat().st_mtime_ns for path in folder.rglob("*")), default=0)


def _return_address(store: Store, settings: Settings, reader: Subscriber | None, *, now: datetime) -> str:
    if reader is None:
        return settings.service.sender_address
    return links.return_address(links.keys(store), settings, reader.id, now.date())
