"""All that is held of somebody: given to them, or gone (mail.md SUB-51, 52)."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from digest.config import Settings
from digest.desk import traces
from digest.domain.people import Subscriber, Taste
from digest.store import Store, leavings
from digest.subscribe import mentions

#: Records of days in an export: more than are kept.
_DAYS = 10_000
#: Octets of a file looked at together.
_PIECE = 1_000_000


def export(store: Store, reader: Subscriber) -> Mapping[str, Any]:
    """Everything that is held of somebody, as JSON can carry it."""
    found = {
        "reader": reader,
        "consent": store.consents.of(reader.id),
        "waiting_for_confirmation": store.requests.of(reader.id),
        "said_of_stories": store.feedback.of(reader.id),
        "taken_back": store.feedback.forgotten(reader.id),
        "learned": store.feedback.tastes([reader.id]).get(reader.id, Taste()),
        "days": store.mail.days(subscriber_id=reader.id, limit=_DAYS),
        **store.erasure.rows(reader.id),
    }
    exported: Mapping[str, Any] = to_jsonable_python(found, fallback=_plain)
    return exported


def _plain(value: object) -> object:
    """What JSON has no word for, in one it has."""
    return dict(value) if isinstance(value, Mapping) else str(value)


def erase(store: Store, settings: Settings, reader: Subscriber, *, now: datetime) -> None:
    """Nothing; of this reader nothing is held any more but a keyed hash, by which config.toml cannot bring them back.

    Joins the open transaction; `scrub` after it takes what was deleted out of the files.
    """
    del settings
    with store.unit():
        store.leavings.add(leavings.ERASED, [reader.id], now=now)
        store.letters.drop([id_ for id_, raw in store.letters.kept() if mentions.stands_in(raw, reader.address)])
        store.erasure.erase(reader.id, reader.address, key=traces.of(store, reader.address), now=now)


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
