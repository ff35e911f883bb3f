"""Copies of the whole database, made while it is in use, and put back."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from digest import disk
from digest.errors import StoreError
from digest.store import database

#: What SQLite keeps beside a database, and must not find beside another one.
_COMPANIONS = ("-wal", "-shm", "-journal")
_MARK = "INSERT INTO meta (name, value) VALUES ('copied', :moment) ON CONFLICT (name) DO UPDATE SET value = :moment"


def write(driver: database.Driver, path: Path, *, now: datetime) -> int:
    """How many bytes the copy at `path` has.  What stood there before is there until the copy is whole and checked."""
    if driver.path and path.exists() and path.samefile(driver.path):
        raise StoreError(f"{path} is the database itself: name another file", path=path)
    fresh = path.with_name(f"{path.name}.new")
    with _plainly(path):
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # it holds addresses and secrets
        try:
            driver.execute("VACUUM INTO :copy", {"copy": str(fresh)})
            _mark(fresh, now)
            _check(fresh)
            size = _synced(fresh)
            fresh.replace(path)
            disk.sync_folder(path.absolute().parent)
        finally:
            fresh.unlink(missing_ok=True)
    return size


def restore(copy: Path, path: Path) -> Path | None:
    """Where the database that was at `path` stands now, when there was one; the copy is in its place.

    The caller holds every lock of the data folder.
    """
    with _plainly(path):
        _check(copy)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.new")
        fresh.unlink(missing_ok=True)
        with (
            os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
            copy.open("rb") as kept,
        ):
            shutil.copyfileobj(kept, file)
        _synced(fresh)
        aside = path.with_name(f"{path.name}.before-restore") if path.exists() else None
        if aside:
            for name in _COMPANIONS:
                aside.with_name(aside.name + name).unlink(missing_ok=True)
                if (beside := path.with_name(path.name + name)).exists():
                    beside.replace(aside.with_name(aside.name + name))
            path.replace(aside)
        fresh.replace(path)
        disk.sync_folder(path.parent)
    return aside


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Complaints of the system and of SQLite as StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the copy is damaged or incomplete ({error})", path=path) from error
    except OSError as error:
        raise StoreError(f"{error.filename or path} cannot be written or read: {error.strerror}", path=path) from error


def _mark(path: Path, now: datetime) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute(_MARK, {"moment": now.strftime("%Y-%m-%dT%H:%M:%SZ").encode()})


def _check(path: Path) -> None:
    """Nothing; the file is a database of digest's, and whole."""
    path.stat()
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        found = [row[0] for row in copy.execute("PRAGMA integrity_check(3)")]
        ours = copy.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migration'").fetchone()[0]
    if found != ["ok"]:
        raise StoreError(f"{path} is damaged: {'; '.join(found)}", path=path)
    if not ours:
        raise StoreError(f"{path} is no database of digest's", path=path)


def _synced(path: Path) -> int:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_size
