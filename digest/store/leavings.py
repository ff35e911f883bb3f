"""Who left, in a file beside the database: it outlives a database that is put back from a copy (mail.md REL-16).

A copy has forgotten who left since, and would write to them again.  Each line has a number, and the database keeps the
last one in the transaction of the leaving itself, under its lock on writing, so that lines come one after another.
Only ids are kept, and keyed hashes of addresses that were erased, which say nothing outside the database.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from digest import disk
from digest.errors import StoreError
from digest.store import codec
from digest.store.database import Driver
from digest.store.journal import Journal

#: The file's name in the data folder.
FILE = "left.journal"
#: What can be said of a reader: left by themselves; their address is dead; everything about them was deleted; they
#: came back.
LEFT, SUSPENDED, ERASED, BACK = "left", "suspended", "erased", "back"
#: What can be said of the hash of an address: nobody may have it but by their own yes; they said yes.
BARRED, LIFTED = "barred", "lifted"

_HEAD = "digest-left 1"
#: Longer than any two lines, in bytes.
_TAIL = 4096
_APPLIED = {
    LEFT: """
        UPDATE subscriber SET status = 'unsubscribed', left_at = :at, paused_until = NULL, next_issue_date = NULL,
            next_due_at = NULL, is_first = 0
        WHERE id = :id AND left_at IS NULL
    """,
    SUSPENDED: """
        UPDATE subscriber SET status = 'suspended', next_issue_date = NULL, next_due_at = NULL
        WHERE id = :id AND status IN ('active', 'paused')
    """,
    ERASED: "DELETE FROM subscriber WHERE id = :id",
    BARRED: "INSERT INTO erased (key, at) VALUES (:id, :at) ON CONFLICT DO NOTHING",
    LIFTED: "DELETE FROM erased WHERE key = :id",
}
_AWAY = """
    SELECT id, left_at, status FROM subscriber WHERE id <> 'operator' AND (left_at IS NOT NULL OR status = 'suspended')
    ORDER BY id
"""
_BARRED = "SELECT key, at FROM erased ORDER BY key"


@dataclass(frozen=True, slots=True)
class _Line:
    """What happened to one reader, or to the hash of an address."""

    number: int
    #: Seconds since 1970.
    at: int
    kind: str
    reader: str

    def __str__(self) -> str:
        return f"{self.number} {self.at} {self.kind} {self.reader}\n"


class Leavings:
    """The file of one database; one in memory has none."""

    def __init__(self, driver: Driver, memory: Journal) -> None:
        self._db = driver
        #: What the database remembers of itself.
        self._memory = memory
        self.path = driver.path.with_name(FILE) if driver.path else None

    def add(self, kind: str, readers: Iterable[str], *, now: datetime) -> None:
        """Nothing; this is remembered beside the database too, when the transaction that is open ends well.

        Nobody is kept from leaving by a file that cannot be written: the line waits in the database, and so does mail.
        """
        with self._db.unit():
            self.learn()
            number = self._known() + 1
            unwritten = self._memory.remembered("left_unwritten")
            unwritten += "".join(str(_Line(number, codec.seconds(now), kind, reader)) for reader in readers)
            with suppress(OSError):
                self._append(unwritten)
                unwritten = ""
            self._memory.remember(left=str(number), left_unwritten=unwritten)

    def catch_up(self) -> None:
        """Nothing; the database knows what the file says, and the file what the database does.

        StoreError when the file cannot be read or written.
        """
        with self._plainly():
            if self._memory.remembered("left_unwritten"):
                with self._db.unit():
                    self._append(self._memory.remembered("left_unwritten"))
                    self._memory.remember(left_unwritten="")
            self._absorb()

    def learn(self) -> None:
        """Nothing; the database knows what the file says, where that can be read."""
        with suppress(OSError):
            self._absorb()

    def _absorb(self) -> None:
        """Nothing; of lines that the database does not know each reader's last one has its effect."""
        if self._number() <= self._known():
            return
        with self._db.unit():
            lines, known = self._read(), self._known()
            for line in {line.reader: line for line in lines if line.number > known}.values():
                if statement := _APPLIED.get(line.kind):
                    self._db.execute(statement, {"id": line.reader, "at": line.at})
            self._memory.remember(left=str(max(line.number for line in lines)))

    def is_short(self) -> bool:
        """Whether the file lacks what the database knows: it is missing, or another's, or was cut off."""
        with self._plainly():
            return self.path is not None and self._number() < max(1, self._known())

    def complete(self, *, now: datetime) -> None:
        """Nothing; the file has a line for everyone who is away by what the database knows, if it was short."""
        if not self.is_short():
            return
        with self._plainly(), self._db.unit():
            number = self._known() + 1
            lines = [_Line(number, codec.seconds(now), "begun", "-")]
            for row in self._db.query(_AWAY):
                kind = SUSPENDED if row["left_at"] is None else LEFT
                lines.append(_Line(number, row["left_at"] or codec.seconds(now), kind, row["id"]))
            lines += [_Line(number, row["at"], BARRED, row["key"]) for row in self._db.query(_BARRED)]
            self._append("".join(map(str, lines)))
            self._memory.remember(left=str(number))

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """The system's complaints about the file as StoreError."""
        try:
            yield
        except OSError as error:
            why = f"cannot be read or written ({error.strerror})"
            raise StoreError(f"{self.path} {why}: nothing is sent while it does not say who left") from error

    def _append(self, lines: str) -> None:
        """Nothing; the lines are on the disk, behind the others."""
        if self.path is None:
            return
        is_new = not self.path.exists()
        with os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b", buffering=0) as file:
            text = _start(file.fileno()) + lines.encode()
            if file.write(text) < len(text):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fdatasync(file.fileno())
        if is_new:
            disk.sync_folder(self.path.parent)

    def _known(self) -> int:
        """The number of the last line that the database knows."""
        return int(self._memory.remembered("left") or 0)

    def _number(self) -> int:
        """The number of the last line."""
        return max((line.number for line in self._read(most=_TAIL)), default=0)

    def _read(self, *, most: int = 0) -> list[_Line]:
        """The lines of the file, or of its last `most` bytes; a line that was torn is left out."""
        if self.path is None:
            return []
        try:
            with self.path.open("rb") as file:
                if most:
                    file.seek(max(0, os.fstat(file.fileno()).st_size - most))
                text = file.read().decode("ascii", "replace")
        except FileNotFoundError:
            return []
        return [line for words in text.split("\n") if (line := _line(words))]


def _start(file: int) -> bytes:
    """What comes before a new line: the head of a new file, or the end of a line that was torn."""
    size = os.fstat(file).st_size
    if not size:
        return f"{_HEAD}\n".encode()
    return b"" if os.pread(file, 1, size - 1) == b"\n" else b"\n"


def _line(words: str) -> _Line | None:
    match words.split(" "):
        case [number, at, kind, reader] if number.isdecimal() and at.isdecimal():
            return _Line(int(number), int(at), kind, reader)
        case _:
            return None
