"""The short form of the power cuts; `make kill` has the long one, and docs/reliability.md its figures."""

import zlib
from pathlib import Path

import pytest

from tests.mail_quality import peers
from tests.reliability import kill, power

#: Of about a hundred moments.
POINTS = 12


@pytest.mark.parametrize("resend", [pytest.param(False, id="never resent"), pytest.param(True, id="resent once")])
def test_what_was_synced_is_enough(tmp_path: Path, resend: bool) -> None:
    """With nothing left but what was synced: each reader has one copy, or is named as in doubt (REL-03)."""
    peers.program("strace", "strace")
    with kill.beside_a_receiver(tmp_path, resend=resend, connections=2) as suite:
        count = power.run(suite, points=POINTS)
    assert count.faults == []
    assert count.tried == POINTS
    assert resend or count.doubled == 0


def test_the_disk_holds_nothing_that_was_not_synced(tmp_path: Path) -> None:
    """A file is what it was at its last sync, under the name it had when its folder was synced."""
    (tmp_path / "a").write_text("one")
    disk = power.Disk(folder=tmp_path)
    disk.all_is_synced()
    (tmp_path / "a").write_text("two")
    (tmp_path / "b").write_text("new")
    disk.synced(tmp_path / "b")
    assert sorted(disk.sure()) == ["a"]
    assert zlib.decompress(disk.sure()["a"]) == b"one"
    (tmp_path / "b").rename(tmp_path / "a")
    assert zlib.decompress(disk.sure()["a"]) == b"one"
    disk.synced(tmp_path)
    assert zlib.decompress(disk.sure()["a"]) == b"new"
    disk.close()
