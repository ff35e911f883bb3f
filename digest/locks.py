"""Locks between processes on one data folder.  They die with their holder, however it dies (mail.md REL-11)."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import CommandError


@contextmanager
def hold(folder: Path, name: str, *, wait: float = 0.0) -> Iterator[None]:
    """The lock called `name` in a data folder, held while the block runs.

    CommandError when another process still holds it after `wait` seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("a") as file:
        _take(file.fileno(), name, folder, deadline=time.monotonic() + wait)
        yield


def _take(descriptor: int, name: str, folder: Path, *, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise CommandError(
                    f"another digest holds the {name} lock in {folder}; wait until it has finished, or stop it"
                ) from None
            time.sleep(0.1)
        else:
            return
