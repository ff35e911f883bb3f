"""All that is held of somebody: given to them, or gone (mail.md SUB-51, 52)."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from digest.config import Settings
from digest.desk import traces
from digest.domain.letters import Incoming
from digest.domain.people import Subscriber, Taste
from digest.store import Store, leavings
from digest.subscribe import mentions

#: Records of days in an export: more than are kept.
_DAYS = 10_000
#: Octets of letters that an export by mail or on a page shows.
_OCTETS = 2_000_000
#: The fields that name who wrote a letter, and the end of its head.
_FROM = re.compile(rb"^from[ \t]*:.*(?:\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
#: Octets of a file looked at together.
_PIECE = 1_000_000


def export(store: Store, reader: Subscriber, *, octets: float = _OCTETS) -> Mapping[str, Any]:
    """Everything that is held of somebody, as JSON can carry it; of their letters at most so many octets."""
    found = {
        "reader": reader,
        "consent": store.consents.of(reader.id),
        "waiting_for_confirmation": store.requests.of(reader.id),
        "said_of_stories": store.feedback.of(reader.id),
        "taken_back": store.feedback.forgotten(reader.id),
        "learned": store.feedback.tastes([reader.id]).get(reader.id, Taste()),
        "days": store.mail.days(subscriber_id=reader.id, limit=_DAYS),
        **store.erasure.rows(reader.id),
        **_beside(store, reader.id, reader.address, octets),
    }
    exported: Mapping[str, Any] = to_jsonable_python(found, fallback=_plain)
    return exported


def of_stranger(store: Store, address: str) -> Mapping[str, Any]:
    """Everything that is held of an address with which nobody subscribes, as JSON can carry it; empty for nothing."""
    found = {name: rows for name, rows in _beside(store, "", address, math.inf).items() if rows}
    exported: Mapping[str, Any] = to_jsonable_python({"address": address, **found} if found else {})
    return exported


def _beside(store: Store, subscriber_id: str, address: str, octets: float) -> dict[str, Any]:
    """What holds an address without belonging to a reader."""
    return {**store.erasure.about(subscriber_id, address), "letters": list(_letters(store, address, octets))}


def _letters(store: Store, address: str, octets: float) -> Iterator[Mapping[str, Any]]:
    """The letters in which an address stands: theirs as they came, of anybody else's only that they are there."""
    for letter in store.letters.kept():
        if not _holds_it(letter, address):
            continue
        about = {"came_at": letter.came_at, "way": letter.way, "state": letter.state, "reason": letter.reason}
        if not _is_theirs(letter, address):
            yield {**about, "is_of_somebody_else": True}
            continue
        octets -= len(letter.raw)
        text = letter.raw.decode("utf-8", "backslashreplace") if octets >= 0 else "too long to be shown here"
        yield {**about, "sender": letter.sender, "recipient": letter.recipient, "text": text}


def _holds_it(letter: Incoming, address: str) -> bool:
    words = f"{letter.sender} {letter.reason}".casefold()
    return address.casefold() in words or mentions.stands_in(letter.raw, address)


def _is_theirs(letter: Incoming, address: str) -> bool:
    """Whether they wrote it, as far as it says so itself: it may be a letter that nobody can take apart."""
    head = _HEAD_END.split(letter.raw, maxsplit=1)[0]
    written = b"\n".join(_FROM.findall(head))
    return letter.sender.casefold() == address.casefold() or mentions.stands_in(written, address)


def _plain(value: object) -> object:
    """What JSON has no word for, in one it has."""
    return dict(value) if isinstance(value, Mapping) else str(value)


def erase(store: Store, settings: Settings, reader: Subscriber, *, now: datetime) -> None:
    """Nothing; of this reader nothing is held any more but a keyed hash, by which config.toml cannot bring them back.

    Joins the open transaction; `scrub` after it takes what was deleted out of the files.
    """
    del settings
    with store.unit():
        key = traces.of(store, reader.address)
        store.leavings.add(leavings.ERASED, [reader.id], now=now)
        store.leavings.add(leavings.BARRED, [key], now=now)
        store.letters.drop([letter.id for letter in store.letters.kept() if _holds_it(letter, reader.address)])
        store.erasure.erase(reader.id, reader.address, key=key, now=now)


def leftovers(folder: Path, address: str) -> tuple[Path, ...]:
    """The files of the data folder in which an address still stands: copies of the database, and what is not ours."""
    wanted = address.lower().encode()
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_file() and _holds(path, wanted))


def _holds(path: Path, wanted: bytes) -> bool:
    """Whether a file has these bytes in it, whatever their case."""
    tail = b""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                if wanted in (tail + piece).lower():
                    return True
                tail = piece[-len(wanted) :]
    except OSError:
        return False
    return False


def scrub(store: Store) -> bool:
    """Whether the files hold nothing any more of who was erased; False when somebody else is at work on them."""
    return store.erasure.scrub()
