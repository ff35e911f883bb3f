"""Power cuts: at every sync of a morning, what a disk is sure to hold then, and a new start from just that (REL-03).

    python -m tests.reliability.power            # also in make kill

A file is sure to hold what it held when it was synced last, under the name that its folder had when that was; nothing
else of it is there.  The mail server's side of each cut is what it had taken when the sync was over, and once more what
it had taken before the next one: the cut may come at any moment between the two.
"""

import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from digest.store import journal
from tests.reliability import kill, killing, receiver


@dataclass(kw_only=True)
class Disk:
    """What one folder is sure to hold after a power cut."""

    folder: Path
    #: Name -> number of the file, as the folder was when it was synced last.
    names: dict[str, int] = field(default_factory=dict)
    #: Number of a file -> what it held when it was synced last, compressed.
    contents: dict[int, bytes] = field(default_factory=dict)
    #: Kept open, so that no number is given to another file.
    _known: dict[int, BinaryIO] = field(default_factory=dict)

    def all_is_synced(self) -> None:
        """Nothing; the folder lay there for long."""
        for path in self.folder.iterdir():
            self.synced(path)
        self.synced(self.folder)

    def synced(self, path: Path) -> None:
        """Nothing; a file of the folder, or the folder, is on the disk as it is now."""
        if path == self.folder:
            self.names = {entry.name: entry.stat().st_ino for entry in path.iterdir()}
        elif path.parent == self.folder and path.is_file():
            number = path.stat().st_ino
            if number not in self._known:
                self._known[number] = path.open("rb")
            self.contents[number] = zlib.compress(path.read_bytes(), 1)

    def sure(self) -> dict[str, bytes]:
        """Name -> what is there after a cut."""
        nothing = zlib.compress(b"")
        return {name: self.contents.get(number, nothing) for name, number in self.names.items()}

    def close(self) -> None:
        """Nothing; no file is kept open."""
        for file in self._known.values():
            file.close()


@dataclass(frozen=True, kw_only=True)
class Cut:
    """One moment at which the power may fail."""

    where: str
    #: Name -> content, compressed.
    files: dict[str, bytes]
    #: What the mail server wrote down.
    taken: str

    def lay_down(self, folder: Path, hop: receiver.Receiver) -> bool:
        """True; folder and mail server are as they were at the cut."""
        for path in folder.iterdir():
            path.unlink()
        for name, content in self.files.items():
            (folder / name).write_bytes(zlib.decompress(content))
        hop.file.write_text(self.taken)
        return True


def cuts(suite: kill.Suite, hop: receiver.Receiver) -> list[Cut]:
    """Every moment of one undisturbed morning that differs from the one before it."""
    database = suite._fresh()
    disk = Disk(folder=database.parent.resolve())
    disk.all_is_synced()
    found = [Cut(where="before it began", files=disk.sure(), taken="")]

    def look(path: Path) -> None:
        before, taken = found[-1], hop.file.read_text()
        if taken != before.taken:
            found.append(Cut(where=f"{before.where}, later", files=before.files, taken=taken))
        disk.synced(path)
        if (files := disk.sure()) != before.files:
            found.append(Cut(where=f"after sync {len(found)}, of {path.name}", files=files, taken=taken))

    killing.at_each_sync(partial(suite.morning, database, suite.home.now), suite.folder / "strace.log", look)
    disk.close()
    assert all(len(copies) == 1 for copies in hop.copies().values())
    return found


@contextmanager
def another_start() -> Iterator[None]:
    """What runs now runs after the machine was started again."""
    boot = journal._boot
    journal._boot = lambda: "after the cut"
    try:
        yield
    finally:
        journal._boot = boot


def run(suite: kill.Suite, *, points: int) -> kill.Count:
    """The count of a suite whose hop is our receiver: at so many of the cuts, evenly chosen; at all for 0."""
    hop = suite.hop
    assert isinstance(hop, receiver.Receiver)
    found = cuts(suite, hop)
    chosen = [found[index * len(found) // points] for index in range(points)] if 0 < points < len(found) else found
    with another_start():
        for cut in chosen:
            suite._trial(cut.where, partial(_cut, cut, suite, hop))
    return suite.count


def _cut(cut: Cut, suite: kill.Suite, hop: receiver.Receiver, _: Callable[[], None]) -> bool:
    return cut.lay_down(suite.folder / "trial", hop)


def report(points: int) -> bool:
    """Whether anything went wrong; the counts are printed, of doubts never resent and of doubts resent once."""
    wrong = False
    for resend in (False, True):
        with (
            tempfile.TemporaryDirectory(prefix="digest-power-") as name,
            kill.beside_a_receiver(Path(name), resend=resend, connections=2) as suite,
        ):
            count = run(suite, points=points)
        title = "power, resent once" if resend else "power, never resent"
        print(f"{title}: {count}", *count.faults[:20], sep="\n  ", flush=True)  # noqa: T201
        wrong |= bool(count.faults)
    return wrong


if __name__ == "__main__":
    sys.exit(report(0))
