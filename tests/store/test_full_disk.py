"""A full disk and a failing one: nothing is sent that cannot be recorded (mail.md REL-04, REL-05)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from digest import store
from digest.deliver.maildir import MaildirTransport
from digest.domain.mail import Delivery, OutboxMessage
from digest.errors import StoreError
from digest.pipeline import post
from digest.store import ballast
from tests.store import samples
from tests.store.samples import NOW

READERS = tuple(samples.reader(f"r{number:02}") for number in range(40))
LATER = NOW + timedelta(hours=1)

_STEPS = """
import sys
from datetime import timedelta
from pathlib import Path
from digest import store
from digest.deliver.maildir import MaildirTransport
from digest.errors import DigestError
from digest.pipeline import post
from tests.store.samples import NOW
folder = Path(sys.argv[1])
try:
    with store.open(folder / store.FILE, now=NOW) as opened:
        sent = post.send(opened, MaildirTransport(folder / "mail"), clock=lambda: NOW + timedelta(hours=1))
    print("sent", sent.accepted, sent.stopped)
except DigestError as error:
    print("stopped", error)
    sys.exit(1)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB of its own."""
    where = tmp_path / "disk"
    where.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(where)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk, which only root has, and not everywhere")
    yield where
    subprocess.run(["umount", "-l", str(where)], check=True)


def fill(folder: Path) -> Path:
    """The file that takes the last room on the disk."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        size = 1 << 16
        while size:
            try:
                file.write(b"x" * size)
            except OSError:
                size //= 2
    return filler


def planned(folder: Path) -> None:
    with store.open(folder / store.FILE, now=NOW) as opened:
        opened.people.save(READERS)
        opened.mail.plan([samples.planned(reader, mime=b"Subject: x\r\n\r\n" + b"x" * 9000) for reader in READERS])


class FillingUp(MaildirTransport):
    """A Maildir elsewhere, whose first mails are taken while somebody fills the database's disk."""

    def __init__(self, mail: Path, disk: Path) -> None:
        super().__init__(mail)
        self.disk = disk
        self.filler: Path | None = None
        self.taken: list[str] = []

    def send(self, messages: object, *, ledger: "object", **more: object) -> None:
        outer = self

        class Ledger:
            def write(
                self, dots: Sequence[OutboxMessage], ended: Sequence[Delivery], *, relay: str = ""
            ) -> frozenset[str]:
                if ended and outer.filler is None:
                    outer.filler = fill(outer.disk)
                outer.taken += [delivery.outbox_id for delivery in ended]
                found: frozenset[str] = ledger.write(dots, ended, relay=relay)  # type: ignore[attr-defined]
                return found

        super().send(messages, ledger=Ledger(), **more)  # type: ignore[arg-type]


def test_a_disk_that_fills_up_loses_and_repeats_nothing(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken is recorded in the ballast's room, the rest is not begun, and after repair the run completes."""
    monkeypatch.setattr(ballast, "SIZE", 300_000)
    planned(small_disk)
    mail = tmp_path / "mail"
    filling = FillingUp(mail, small_disk)
    with store.open(small_disk / store.FILE, now=NOW) as opened:
        first = post.send(opened, filling, clock=lambda: LATER)
        assert "is full" in first.stopped
        assert not (small_disk / ballast.FILE).exists()
        assert opened.check() == ""
        recorded = {day.subscriber_id for day in opened.mail.days(limit=99) if day.status == "accepted"}
    assert {outbox_id.partition(".")[0] for outbox_id in filling.taken} == recorded
    assert len(list((mail / "new").iterdir())) == len(recorded) == first.accepted < len(READERS)
    assert filling.filler is not None
    filling.filler.unlink()
    with store.open(small_disk / store.FILE, now=NOW) as opened:
        second = post.send(opened, MaildirTransport(mail), clock=lambda: LATER)
    assert (first.accepted + second.accepted, second.stopped) == (len(READERS), "")
    assert len(list((mail / "new").iterdir())) == len(READERS)


def test_a_full_disk_at_the_start_sends_nothing(small_disk: Path, tmp_path: Path) -> None:
    """Without room, and without ballast, not one mail goes out, and the sentence says what to do."""
    planned(small_disk)
    filler = fill(small_disk)
    mail = tmp_path / "mail"
    with (
        pytest.raises(StoreError, match=r"is full|cannot be written"),
        store.open(small_disk / store.FILE, now=NOW) as opened,
    ):
        post.send(opened, MaildirTransport(mail), clock=lambda: LATER)
    assert not mail.exists() or list((mail / "new").iterdir()) == []
    filler.unlink()
    with store.open(small_disk / store.FILE, now=NOW) as opened:
        assert post.send(opened, MaildirTransport(mail), clock=lambda: LATER).accepted == len(READERS)


_SYNCS, _WRITES = "fsync,fdatasync", "pwrite64"


@pytest.mark.parametrize(
    ("calls", "error", "when"),
    [
        *((_SYNCS, "EIO", when) for when in (1, 6, 12, 30)),
        (_SYNCS, "ENOSPC", 9),
        *((_WRITES, "EIO", when) for when in (1, 9, 40, 70)),
    ],
)
def test_a_sync_or_a_write_that_fails_stops_the_run(tmp_path: Path, calls: str, error: str, when: int) -> None:
    """From the nth on all fail: the run says so and stops, and the next completes it with nothing doubled (REL-03)."""
    if shutil.which("strace") is None:
        pytest.skip("needs strace, which makes the system calls fail")
    planned(tmp_path)
    inject = f"inject={calls}:error={error}:when={when}+"
    command = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={calls}", "-e", inject]
    steps = [sys.executable, "-c", _STEPS, str(tmp_path)]
    root = Path(__file__).parents[2]
    failed = subprocess.run([*command, *steps], cwd=root, capture_output=True, text=True, check=False)
    if "ptrace" in failed.stderr:
        pytest.skip("needs the right to trace a process, which is missing here")
    assert "Traceback" not in failed.stderr
    assert failed.stdout.startswith(("stopped", "sent"))
    again = subprocess.run(steps, cwd=root, capture_output=True, text=True, check=False)
    assert (again.returncode, again.stderr) == (0, "")
    names = [path.read_bytes() for path in (tmp_path / "mail" / "new").iterdir()]
    assert len(names) == len(READERS)


def test_ballast_is_made_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, of real blocks; not where it would take the last room; given up once."""
    one = ballast.Ballast(tmp_path / "digest.sqlite3")
    assert one.load()
    assert one.load()
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= ballast.SIZE
    assert (one.drop(), one.drop()) == (True, False)
    monkeypatch.setattr(ballast, "LEFT", 10**12)
    assert not one.load()
    assert not ballast.Ballast(None).load()
    assert not ballast.Ballast(None).drop()
    assert not ballast.Ballast(tmp_path / "nowhere" / "x").load()
