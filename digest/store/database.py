"""Drivers: connections, transactions, and a database's complaints as plain sentences.  SQLite now.

The rooms speak to a `Driver` in portable SQL with named `:params`; what only one database has stays here and in
`schema.py`.  A driver owns its transactions: sqlite-utils' own begin deferred and fail under contention (scale.md
section 2.2).
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol

from digest.errors import StoreError

Params = Mapping[str, str | int | float | bytes | None]

NOTHING: Params = {}

#: How long a writer waits for another one, in milliseconds.
PATIENCE = 10_000

_SENTENCES = {
    sqlite3.SQLITE_NOTADB: "{path} is not a database: move it away, or put a backup in its place",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged: stop digest and put a backup in its place",
    sqlite3.SQLITE_BUSY: "{path} was kept busy by another program for 10 seconds: close that program, or try again",
    sqlite3.SQLITE_FULL: "the disk that holds {path} is full: nothing was written; make room and try again",
    sqlite3.SQLITE_READONLY: "{path} cannot be written: check who owns it and its folder, and how the disk is mounted",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: check that it is a file, and who owns it and its folder",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written, the disk may be failing: {error}",
}


class Row(Protocol):
    """One row of an answer, by column name."""

    def __getitem__(self, name: str, /) -> Any:
        """The value of a column."""
        ...


class Driver(Protocol):
    """What the rooms and the schema ask of a database."""

    #: What the DDL's {names} are called here.
    types: Mapping[str, str]
    #: The file; None for a database in memory.
    path: Path | None

    def transaction(self) -> AbstractContextManager[None]:
        """A transaction of its own that waits for other writers; RuntimeError inside another one."""
        ...

    def unit(self) -> AbstractContextManager[None]:
        """The transaction that is open in this thread, else one of its own."""
        ...

    def execute(self, sql: str, params: Params = NOTHING) -> int:
        """How many rows one statement changed."""
        ...

    def many(self, sql: str, rows: Iterable[Params]) -> int:
        """How many rows a statement changed in all, run once for each of `rows`."""
        ...

    def query(self, sql: str, params: Params = NOTHING) -> list[Row]:
        """The rows a statement gives."""
        ...

    def tables(self) -> frozenset[str]:
        """The names of all tables."""
        ...

    def back_up(self, label: str) -> Path | None:
        """Where a copy of the whole database was put, named for `label`; None when it lies in memory."""
        ...

    def close(self) -> None:
        """Nothing; every connection of every thread is closed."""
        ...


class SqliteDriver:
    """One SQLite file, with one connection for each thread; in memory, one connection that threads take in turn."""

    types: Mapping[str, str] = {"blob": "BLOB"}

    def __init__(self, path: Path | None) -> None:
        if sqlite3.sqlite_version_info < (3, 35):
            raise StoreError(f"digest needs SQLite 3.35 or newer, and this Python has {sqlite3.sqlite_version}")
        self.path = path
        self._threads = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._only: sqlite3.Connection | None = None
        self._turn: AbstractContextManager[object] = nullcontext() if path else threading.RLock()
        try:
            self._open()
        except StoreError:
            self.close()
            raise

    def _open(self) -> None:
        import sqlite_utils

        with self._complaints():
            if self.path is None:
                self._only = self._connect()
                return
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch(mode=0o600)  # it will hold addresses and secrets
            sqlite_utils.Database(self._connection(), execute_plugins=False).enable_wal()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path or ":memory:", isolation_level=None, check_same_thread=False)
        self._all.append(connection)
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout={PATIENCE}")
        connection.execute("PRAGMA synchronous=FULL")  # a power cut must not forget a sent mail (mail.md REL-03)
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    def _connection(self) -> sqlite3.Connection:
        mine: sqlite3.Connection | None = self._only or getattr(self._threads, "connection", None)
        if mine is None:
            mine = self._threads.connection = self._connect()
        return mine

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction of its own that waits for other writers; RuntimeError inside another one."""
        with self._turn:
            connection = self._connection()
            if connection.in_transaction:
                raise RuntimeError("a transaction is open in this thread already: join it by unit()")
            self.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def unit(self) -> Iterator[None]:
        """The transaction that is open in this thread, else one of its own."""
        with self._turn, nullcontext() if self._connection().in_transaction else self.transaction():
            yield

    def execute(self, sql: str, params: Params = NOTHING) -> int:
        """How many rows one statement changed."""
        with self._turn, self._complaints():
            return self._connection().execute(sql, params).rowcount

    def many(self, sql: str, rows: Iterable[Params]) -> int:
        """How many rows a statement changed in all, run once for each of `rows`."""
        with self._turn, self._complaints():
            return self._connection().executemany(sql, rows).rowcount

    def query(self, sql: str, params: Params = NOTHING) -> list[Row]:
        """The rows a statement gives."""
        with self._turn, self._complaints():
            return self._connection().execute(sql, params).fetchall()

    def tables(self) -> frozenset[str]:
        """The names of all tables."""
        import sqlite_utils

        with self._turn, self._complaints():
            return frozenset(sqlite_utils.Database(self._connection(), execute_plugins=False).table_names())

    def back_up(self, label: str) -> Path | None:
        """Where a copy of the whole database was put, named for `label`; None when it lies in memory."""
        if self.path is None:
            return None
        copy = self.path.with_name(f"{self.path.name}.{label}")
        with self._complaints():
            copy.unlink(missing_ok=True)
            copy.touch(mode=0o600)
            self._connection().execute("VACUUM INTO :copy", {"copy": str(copy)})
        return copy

    def close(self) -> None:
        """Nothing; every connection of every thread is closed."""
        while self._all:
            self._all.pop().close()

    @contextmanager
    def _complaints(self) -> Iterator[None]:
        """SQLite's and the system's complaints as StoreError; a mistake of ours flies as it is."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what extends it
            if code not in _SENTENCES:
                raise
            complaint = StoreError(_SENTENCES[code].format(path=self.path, error=error), path=self.path)
            complaint.temporary = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL)
            raise complaint from error
        except OSError as error:
            raise StoreError(f"{self.path} cannot be opened: {error.strerror}", path=self.path) from error
