"""Locks that keep two processes apart and die with their holder."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from digest import locks
from digest.errors import CommandError

HOLD = """
import sys, time
from pathlib import Path
from digest import locks
with locks.hold(Path(sys.argv[1]), "send"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_holder_is_told_who_waits_for_what(tmp_path: Path) -> None:
    """The sentence names the lock and the folder; another lock of the same folder is free."""
    with locks.hold(tmp_path / "data", "send"):
        with (
            pytest.raises(CommandError, match="another digest holds the send lock"),
            locks.hold(tmp_path / "data", "send"),
        ):
            pass
        with locks.hold(tmp_path / "data", "gather"):
            pass
    with locks.hold(tmp_path / "data", "send"):
        pass


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    """kill -9 leaves nothing locked, and a patient second holder gets in."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(CommandError), locks.hold(tmp_path, "send"):
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    started = time.monotonic()
    with locks.hold(tmp_path, "send", wait=10):
        assert time.monotonic() - started < 5


def test_a_holder_waits_as_long_as_it_said(tmp_path: Path) -> None:
    """Patience ends with the sentence."""
    with locks.hold(tmp_path, "send"), pytest.raises(CommandError), locks.hold(tmp_path, "send", wait=0.2):
        pass
