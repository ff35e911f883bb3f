"""Drivers: connections, transactions, and a database's complaints as plain sentences.  SQLite now.

The rooms speak to a `Driver` in portable SQL with named `:params`; what only one database has stays here and in
`schema.py`.  A driver owns its transactions: sqlite-utils' own begin deferred and fail under contention (scale.md
section 2.2).
"""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from digest.errors import StoreError

if TYPE_CHECKING:
    import sqlite_utils

_P = ParamSpec("_P")
_T = TypeVar("_T")

Params = Mapping[str, str | int | float | bytes | None]

NOTHING: Params = {}

#: How long a writer waits for another one, in milliseconds.
PATIENCE = 10_000
#: SQLite does not wait when the mode of a file is switched while another process opens it: seconds between our tries.
PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)

_SENTENCES = {
    sqlite3.SQLITE_NOTADB: "{path} is not a database: move it away, or put a backup in its place: digest restore FILE",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged: stop digest and put a backup in its place: digest restore FILE",
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

    def adopt(self) -> None:
        """Nothing; what the database remembers about itself is set, now that it is known to be ours."""
        ...

    def check(self) -> str:
        """What is broken in the database, in its own words; "" when it is whole."""
        ...

    def scrub(self) -> bool:
        """Whether the files hold no byte any more of what was deleted; False when somebody else is at work on them."""
        ...

    def close(self) -> None:
        """Nothing; every connection of every thread is closed."""
        ...


def _plainly(
    work: Callable[Concatenate["SqliteDriver", _P], _T],
) -> Callable[Concatenate["SqliteDriver", _P], _T]:
    """The method, with SQLite's and the system's complaints as StoreError; a mistake of ours flies as it is."""

    @wraps(work)
    def method(driver: "SqliteDriver", /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            with driver.turn:
                return work(driver, *args, **kwargs)
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what extends it
            if code == sqlite3.SQLITE_IOERR and _is_full(driver.path):
                code = sqlite3.SQLITE_FULL  # what lies beside the file could not grow
            if code not in _SENTENCES:
                raise
            complaint = StoreError(_SENTENCES[code].format(path=driver.path, error=error), path=driver.path)
            complaint.temporary = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL)
            complaint.no_room = code == sqlite3.SQLITE_FULL
            raise complaint from error
        except OSError as error:
            raise StoreError(f"{driver.path} cannot be opened: {error.strerror}", path=driver.path) from error

    return method


def _is_full(path: Path | None) -> bool:
    """Whether the disk of a file has no room for a page."""
    try:
        return path is not None and shutil.disk_usage(path.parent).free < 65_536
    except OSError:
        return False


class SqliteDriver:
    """One SQLite file, with one connection for each thread; in memory, one connection that threads take in turn."""

    types: Mapping[str, str] = {"blob": "BLOB"}

    def __init__(self, path: Path | None) -> None:
        if sqlite3.sqlite_version_info < (3, 35):
            raise StoreError(f"digest needs SQLite 3.35 or newer, and this Python has {sqlite3.sqlite_version}")
        self.path = path
        self.turn: AbstractContextManager[object] = nullcontext() if path else threading.RLock()
        self._connections: dict[threading.Thread | None, sqlite3.Connection] = {}
        try:
            self._open()
        except StoreError:
            self.close()
            raise

    @_plainly
    def _open(self) -> None:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch(mode=0o600)  # it will hold addresses and secrets
        self._connection()

    def _connection(self) -> sqlite3.Connection:
        mine = threading.current_thread() if self.path else None
        return self._connections.get(mine) or self._connect(mine)

    def _connect(self, owner: threading.Thread | None) -> sqlite3.Connection:
        for thread in tuple(self._connections):
            if thread and not thread.is_alive() and (left := self._connections.pop(thread, None)):
                left.close()
        connection = sqlite3.connect(self.path or ":memory:", isolation_level=None, check_same_thread=False)
        self._connections[owner] = connection
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout={PATIENCE}")
        connection.execute("PRAGMA synchronous=FULL")  # a power cut must not forget a sent mail (mail.md REL-03)
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    def _inspected(self) -> "sqlite_utils.Database":
        import sqlite_utils  # 0.2 s, most of it numpy

        return sqlite_utils.Database(self._connection(), execute_plugins=False)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction of its own that waits for other writers; RuntimeError inside another one."""
        with self.turn:
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
        with self.turn, nullcontext() if self._connection().in_transaction else self.transaction():
            yield

    @_plainly
    def execute(self, sql: str, params: Params = NOTHING) -> int:
        """How many rows one statement changed."""
        return self._connection().execute(sql, params).rowcount

    @_plainly
    def many(self, sql: str, rows: Iterable[Params]) -> int:
        """How many rows a statement changed in all, run once for each of `rows`."""
        return self._connection().executemany(sql, rows).rowcount

    @_plainly
    def query(self, sql: str, params: Params = NOTHING) -> list[Row]:
        """The rows a statement gives."""
        return self._connection().execute(sql, params).fetchall()

    @_plainly
    def tables(self) -> frozenset[str]:
        """The names of all tables."""
        return frozenset(self._inspected().table_names())

    @_plainly
    def back_up(self, label: str) -> Path | None:
        """Where a copy of the whole database was put, named for `label`; None when it lies in memory."""
        if self.path is None:
            return None
        copy = self.path.with_name(f"{self.path.name}.{label}")
        copy.unlink(missing_ok=True)
        copy.touch(mode=0o600)
        self.execute("VACUUM INTO :copy", {"copy": str(copy)})
        return copy

    @_plainly
    def adopt(self) -> None:
        """Nothing; the file is in WAL mode from now on, so that readers and a writer do not wait for each other."""
        for pause in PAUSES:
            with suppress(sqlite3.OperationalError):
                return self._inspected().enable_wal()
            time.sleep(pause)
        return self._inspected().enable_wal()

    @_plainly
    def check(self) -> str:
        """What SQLite's own check finds broken; "" when the database is whole."""
        found = [row[0] for row in self._connection().execute("PRAGMA quick_check(3)")]
        return "" if found == ["ok"] else "; ".join(found)

    @_plainly
    def scrub(self) -> bool:
        """Whether the files hold no byte any more of what was deleted: written anew, and the log beside them empty."""
        connection = self._connection()
        connection.execute("VACUUM")
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Nothing; every connection of every thread is closed."""
        while self._connections:
            self._connections.popitem()[1].close()
