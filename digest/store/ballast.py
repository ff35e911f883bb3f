"""Room kept free for bad times: a file that is given up when the disk is full, so that what is in hand is recorded.

A mail that was accepted while the disk filled up must be written down, or it would be sent again (mail.md REL-05).
"""

import os
import shutil
from pathlib import Path

#: The file's name in the data folder, and its size: outcomes of far more mails than can be in hand at once.
FILE = "ballast"
SIZE = 8_000_000
#: It is only made where so much would be left.
LEFT = 8


class Ballast:
    """The ballast of one data folder; a database in memory has none."""

    def __init__(self, path: Path | None) -> None:
        self.path = path.with_name(FILE) if path else None

    def load(self) -> bool:
        """Whether the ballast is there: it is made where it is missing and the disk has plenty of room."""
        if self.path is None:
            return False
        try:
            if self.path.exists() and self.path.stat().st_size == SIZE:
                return True
            if shutil.disk_usage(self.path.parent).free < (LEFT + 1) * SIZE:
                return False
            with os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                os.posix_fallocate(file.fileno(), 0, SIZE)
        except OSError:
            self.drop()
            return False
        return True

    def drop(self) -> bool:
        """Whether there is room now that was not there before."""
        try:
            if self.path:
                self.path.unlink()
        except OSError:
            return False
        return self.path is not None
