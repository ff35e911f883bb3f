"""A database that is new, told apart from one that was lost: both are files of no bytes.

SQLite takes an empty file for a new database.  Of ours it may be a lost one (a disk that was full, a copy broken off),
and all readers and what they were sent would be forgotten without a word.  So whoever makes a new one says so by a file
beside it until its tables are there; a crash before that leaves both, and the next to come goes on.
"""

from pathlib import Path

from digest import disk
from digest.errors import StoreError

_LOST = (
    "{path} is empty: the database was lost, and with it who reads and what they were sent.  "
    "Put a backup in its place (digest restore FILE), or delete the file to begin anew"
)


def begin(path: Path) -> None:
    """Nothing; a missing database may be made.  StoreError for an empty one that nobody is making."""
    mark = _mark(path)
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            mark.touch(mode=0o600)
            disk.sync_folder(path.parent)
        elif _is_empty(path) and not mark.exists() and _is_empty(path):
            # Looked at twice: whoever was making it may have come to the end meanwhile.
            raise StoreError(_LOST.format(path=path), path=path)
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}", path=path) from error


def end(path: Path) -> None:
    """Nothing; the tables are there, and an empty file is a loss from now on."""
    mark = _mark(path)
    if mark.exists():
        mark.unlink(missing_ok=True)  # another process may have been faster


def _is_empty(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}-begun")
