"""Which mail answers what was asked, and what it needs to know; nobody gets one who should not."""

import json
from collections.abc import Sequence
from datetime import datetime

from digest.config import Settings
from digest.desk import held
from digest.domain.people import Door, Subscriber
from digest.domain.wishes import Asker, Done, Notice, NoticeKind, Proof, Result, Verb
from digest.pipeline import links
from digest.store import Store

#: More lines than these are not a letter to us, and are not answered (mail.md SUB-04).
UNKNOWN = 3
#: What a wish that was carried out is answered with; the first that is found counts.
_KINDS = (
    (Verb.ERASE, Result.DONE, NoticeKind.GOODBYE),
    (Verb.LEAVE, Result.DONE, NoticeKind.GOODBYE),
    (Verb.SUBSCRIBE, Result.ASKED, NoticeKind.CONFIRM),
    (None, Result.ASKED, NoticeKind.CONFIRM_WISH),
    (Verb.EXPORT, Result.DONE, NoticeKind.EXPORT),
    (Verb.SUBSCRIBE, Result.DONE, NoticeKind.WELCOME),
    (Verb.PREFERENCES, Result.DONE, NoticeKind.PREFERENCES),
)
_CONFIRMING = {NoticeKind.CONFIRM, NoticeKind.CONFIRM_WISH}


def notice(
    store: Store, settings: Settings, done: Sequence[Done], asker: Asker, *, unknown: int = 0, now: datetime
) -> Notice | None:
    """The mail that answers these wishes, all of one asker; None when nobody is to be written to."""
    told = tuple(one for one in done if one.result is not Result.SILENT)
    if (done and not told) or (not done and not 0 < unknown <= UNKNOWN) or _is_nobodys(told, asker):
        return None
    kind = _kind(told)
    reader = _reader(told)
    to = reader.address if reader else asker.address
    if not to:
        return None
    request_id = next((one.request_id for one in told if one.request_id), None)
    return Notice(
        kind=kind,
        to=to,
        language=reader.language if reader else asker.language or settings.service.language,
        ways=links.ways(links.keys(store), settings, reader, request_id, now),
        reader=reader,
        done=told,
        unknown=unknown,
        asker=asker,
        made_at=now,
        expires=(now + links.CONFIRMABLE).date() if request_id else None,
        attachment=_attachment(store, reader) if kind is NoticeKind.EXPORT and reader else None,
        answers=asker.message_id,
    )


def _is_nobodys(told: Sequence[Done], asker: Asker) -> bool:
    """Whether there is nobody to answer: a stranger's address was typed into a form, or a page said it all."""
    typed = asker.door is Door.WEB and asker.proof is Proof.NOTHING
    strange = {Result.STRANGER, Result.REFUSED, Result.BAD_TOKEN}
    if asker.door is Door.MAIL:
        return False
    return all(one.result in strange and not one.request_id for one in told) if typed else _erased(told)


def _erased(told: Sequence[Done]) -> bool:
    return any(one.command.verb is Verb.ERASE and one.result is Result.DONE for one in told)


def _kind(told: Sequence[Done]) -> NoticeKind:
    if any(one.result is Result.STRANGER and one.request_id for one in told):
        return NoticeKind.GOODBYE  # said once more: they have left, and this leads back
    for verb, result, kind in _KINDS:
        if any(one.result is result and verb in {None, one.command.verb} for one in told):
            return kind
    if all(one.command.verb is Verb.HELP or (one.result in _HELPLESS and one.reader is None) for one in told):
        return NoticeKind.HELP
    return NoticeKind.DONE


#: What people who do not subscribe are answered with help.
_HELPLESS = {Result.STRANGER, Result.BAD_TOKEN}


def _reader(told: Sequence[Done]) -> Subscriber | None:
    """The reader as the last wish left them; None for a stranger, and for somebody who was erased."""
    if _erased(told):
        return None
    return next((one.reader for one in reversed(told) if one.reader), None)


def _attachment(store: Store, reader: Subscriber) -> tuple[str, str]:
    return "my-data.json", json.dumps(held.export(store, reader), ensure_ascii=False, indent=2)
