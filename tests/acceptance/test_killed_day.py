"""A process killed between any two steps, and the day completed by the next one."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest import config, store
from digest.sample import newsroom
from tests.acceptance import town

DAY = Path(__file__).with_name("day.py")
NOW = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
READERS = "".join(
    f"""
[[subscribers]]
address = "{name}@reader.example"
profile = "{profile}"
at = "07:00"
timezone = "UTC"
"""
    for name, profile in (("ada", "tech"), ("ben", "politics"), ("chen", "business"))
)


def live(path: Path, stop: str) -> int:
    """The exit status of one process that lives the morning and kills itself after the step `stop`."""
    words = [sys.executable, str(DAY), str(path), NOW.isoformat(), stop]
    return subprocess.run(
        words, env={**os.environ, "PYTHONPATH": str(DAY.parents[2])}, check=False, timeout=120
    ).returncode


@pytest.mark.parametrize("stop", ["adopt", "gather", "classify", "plan", "first mail"])
def test_the_next_process_completes_the_day(tmp_path: Path, stop: str) -> None:
    """Killed after a step, started again: every reader has exactly one edition, and nothing was gathered twice.

    With one line to the mail server: of several, what the others had in hand would be in doubt, and come once more.
    """
    clock = town.Clock(NOW)
    with newsroom.serve(NOW) as room, town.post_office(clock) as (office, port):
        path = tmp_path / "config.toml"
        town.write_config(path, feeds=[feed.url for feed in room.feeds], subscribers=READERS, smtp_port=port)
        path.write_text(path.read_text(encoding="utf-8").replace('tls = "none"', 'tls = "none"\nconnections = 1'))
        assert live(path, stop) == -signal.SIGKILL
        assert live(path, "") == 0
        assert live(path, "") == 0
    assert sorted(mail.to for mail in office.mails) == [f"{name}@reader.example" for name in ("ada", "ben", "chen")]
    with store.open(config.load(path, os.environ).service.data / store.FILE, now=NOW) as opened:
        statuses = {day.status for day in opened.mail.days(since=NOW - timedelta(days=1), limit=10)}
        assert statuses == {"accepted"}
