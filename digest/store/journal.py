"""The journal of sending: beside the database, a line for every group of dots and outcomes (mail.md REL-16).

A database that is put back from a copy has forgotten what was sent since.  The journal has not: it numbers its lines,
and the database keeps, in the transaction of each group, the number of the last one.  So a database older than its
journal knows that it is, and reads there what it forgot.

The database is synced for each group and the journal at the end of each round.  What a power cut takes from the end
of the journal is written again from the database; when the database was put back as well, the journal says that its
round was never ended, and nothing is sent until a person decides.
"""

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from digest import disk
from digest.errors import StoreError
from digest.store import codec, sql
from digest.store.ballast import Ballast
from digest.store.database import Driver

#: The journal's name in the data folder.
FILE = "sent.journal"
#: Lines are kept so long: no edition is sent later than that after its hour.
KEPT = timedelta(days=45)
#: The journal is written anew when so many lines are too old.
PRUNED = 1000

#: What database and journal know each other by, as the database calls it.
INSTANCE = "instance"

_HEAD = "digest-journal 1"
_OPEN, _CLOSE = "open", "close"
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_SAVE = sql.upsert("meta", "name", ("name", "value"))
#: No line is longer, in bytes.
_TAIL = 1 << 20
#: What the database knows of the time after a moment.
_SINCE = """
    SELECT id, status FROM outbox
    WHERE status IN ('dot', 'accepted', 'refused', 'uncertain', 'expired') AND COALESCE(done_at, dot_at) >= :since
"""


def new_instance() -> bytes:
    """A name for a database and its journal."""
    return secrets.token_hex(8).encode()


@dataclass(slots=True)
class Group:
    """The marks that one transaction writes."""

    #: Ids of messages, by "dot" or by outcome.
    marks: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, outbox_id: str) -> None:
        """Nothing; the message has this mark."""
        self.marks.setdefault(kind, []).append(outbox_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a journal says."""

    #: Of the database it belongs to; "" when it cannot be read.
    instance: str
    #: The number of its last line.
    number: int
    #: When the last line was written, as seconds; 0 without one.
    at: int
    #: Whether nothing can be missing at its end.
    whole: bool
    #: The last mark of each message marked after a number.
    marks: Mapping[str, str]


class Journal:
    """Writes and reads the journal of one database; one in memory has none."""

    def __init__(self, driver: Driver, room: Ballast) -> None:
        self._db = driver
        self._room = room
        self.path = driver.path.with_name(FILE) if driver.path else None
        self._open: int | None = None

    def remembered(self, name: str) -> str:
        """What the database remembers under a name; "" for nothing."""
        rows = self._db.query("SELECT value FROM meta WHERE name = :name", {"name": name})
        return bytes(rows[0]["value"]).decode() if rows else ""

    def remember(self, **values: str) -> None:
        """Nothing; the database remembers these, and forgets those that are ""."""
        with self._db.unit():
            for name, value in values.items():
                if value:
                    self._db.execute(_SAVE, {"name": name, "value": value.encode()})
                else:
                    self._db.execute("DELETE FROM meta WHERE name = :name", {"name": name})

    @property
    def instance(self) -> str:
        """What database and journal know each other by: given when the database is made, so that each copy has it."""
        return self.remembered(INSTANCE)

    def is_ours(self, told: Told | None) -> bool:
        """Whether this journal belongs to this database."""
        return told is not None and told.instance != "" and told.instance == self.instance

    @property
    def number(self) -> int:
        """The number of the last group that the database knows."""
        return int(self.remembered("journal") or 0)

    @contextmanager
    def group(self, *, now: datetime) -> Iterator[Group]:
        """A transaction; when it has ended well, the marks put into the group are in the journal too."""
        marked = Group()
        number = 0
        with self._db.transaction():
            yield marked
            if marked.marks and self.path:
                number = self.number + 1
                self.remember(journal=str(number))
        if number:
            self._write(*_lines(marked, number, now))

    def _write(self, *lines: str) -> None:
        try:
            if self._open is None:
                self._open = _opened(self.path or Path())
                lines = (f"{self.number} 0 {_OPEN} {_boot()}", *lines)
            self._append("".join(f"{line}\n" for line in lines).encode())
        except OSError as error:
            raise StoreError(
                f"{self.path} cannot be written ({error.strerror}): nothing is sent that cannot be recorded"
            ) from error

    def _append(self, text: bytes) -> None:
        """Nothing; the text is at the end of the open file.  On a full disk the ballast makes room for it."""
        try:
            left = text[os.write(self._open or 0, text) :]
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            left = text
        if left and self._room.drop():
            left = left[os.write(self._open or 0, left) :]
        if left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def close(self) -> None:
        """Nothing; the round is over, and the journal is on the disk."""
        if self._open is None:
            return
        try:
            self._write(f"{self.number} 0 {_CLOSE}")
            os.fdatasync(self._open)
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written: {error.strerror}") from error
        finally:
            os.close(self._open)
            self._open = None

    def start(self, instance: str, *, since: int | None = None) -> None:
        """Nothing; there is a new, empty journal of this database, and one that was there stands beside it."""
        if self.path is None:
            return
        try:
            if self.path.exists():
                self.path.replace(self.path.with_name(f"{FILE}.before"))
            _replace(self.path, [f"{_HEAD} {instance}"])
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written: {error.strerror}") from error
        self.remember(instance=instance, journal="0" if since is None else str(since))

    def complete(self, told: Told) -> None:
        """Nothing; what a power cut took from the journal's end is there again, as the database knows it."""
        lost = Group()
        for row in self._db.query(_SINCE, {"since": told.at - 60}):
            lost.add(row["status"], row["id"])
        number = self.number
        self._write(*(f"{number} {told.at} {kind} {' '.join(ids)}" for kind, ids in lost.marks.items()))
        self.close()

    def read(self, *, after: int) -> Told | None:
        """What the journal says, its marks after a number; None when there is none."""
        return self._read(-1, after=after)

    def end(self) -> Told | None:
        """What the end of the journal says, which costs the same however long it is; None when there is none."""
        return self._read(_TAIL, after=0)

    def _read(self, most: int, *, after: int) -> Told | None:
        if self.path is None:
            return None
        try:
            with self.path.open("rb") as file:
                head, size = file.readline(), os.fstat(file.fileno()).st_size
                if 0 < most < size - len(head):
                    file.seek(size - most)
                    file.readline()
                return _told((head + file.read()).decode("ascii", "replace"), after=after)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}") from error

    def prune(self, *, now: datetime) -> int:
        """How many old lines were dropped, looked for once a day; between two rounds, under the lock on sending."""
        today = now.date().isoformat()
        if self.path is None or not self.path.exists() or self.remembered("pruned") == today:
            return 0
        self.remember(pruned=today)
        head, *lines = self.path.read_text("ascii", "replace").splitlines()
        oldest = codec.seconds(now - KEPT)
        kept = [line for line in lines if _moment(line) >= oldest]
        if len(lines) - len(kept) <= PRUNED:
            return 0
        _replace(self.path, [head, *kept, lines[-1]])
        return len(lines) - len(kept)


def _moment(line: str) -> int:
    """When a line was written, as seconds; 0 for one that says nothing of a message."""
    moment = line.split(" ")[1:2]
    return int(moment[0]) if moment and moment[0].isdecimal() else 0


def _opened(path: Path) -> int:
    """The file, open at its end; what a full disk left of half a line is taken off."""
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, _TAIL, max(0, size - _TAIL))
    os.ftruncate(descriptor, size - len(tail) + tail.rfind(b"\n") + 1)
    return descriptor


def _replace(path: Path, lines: list[str]) -> None:
    """Nothing; the file is these lines, on the disk, or what it was before."""
    fresh = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    disk.sync_folder(path.parent)


def _lines(group: Group, number: int, now: datetime) -> list[str]:
    return [f"{number} {codec.seconds(now)} {kind} {' '.join(ids)}" for kind, ids in group.marks.items()]


def _boot() -> str:
    """The name of this start of the machine: what was written since then and not synced is not lost."""
    try:
        return _BOOT.read_text("ascii").strip()
    except OSError:
        return "unknown"


def _told(text: str, *, after: int) -> Told:
    head, *lines = text.split("\n")
    torn = bool(lines and lines.pop())  # what follows the last line end
    number = at = 0
    boot, open_, spoilt = "", False, False
    marks: dict[str, str] = {}
    for line in lines:
        try:
            count, moment, kind, *ids = line.split(" ")
            number, at = max(number, int(count)), max(at, int(moment))
        except ValueError:
            spoilt = True
            continue
        if kind in {_OPEN, _CLOSE}:
            # What was lost before a round began was written again from the database then.
            open_, boot, spoilt = kind == _OPEN, " ".join(ids), spoilt and kind == _CLOSE
        elif int(count) > after:
            marks.update(dict.fromkeys(ids, kind))
    whole = not torn and not spoilt and (not open_ or boot == _boot() != "unknown")
    instance = head.removeprefix(_HEAD).strip() if head.startswith(_HEAD) else ""
    return Told(instance=instance, number=number, at=at, whole=whole, marks=marks)
