"""A real process whose clock is set while it runs, by libfaketime (mail.md REL-06)."""

import os
import subprocess
import sys
import time as waiting
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest import store
from digest.domain.mail import DayState, OutboxStatus

FOUND = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
CONFIG = """
[service]
from = "digest@news.example"
[schedule]
send_tick_seconds = 1
[[subscribers]]
address = "ann@reader.example"
follow = ["zeppelin"]
quiet = "line"
at = "07:00"
"""


@pytest.mark.skipif(not FOUND, reason="needs libfaketime, which is not here: apt-get install faketime")
@pytest.mark.parametrize(
    "jump",
    [
        pytest.param(timedelta(days=1), id="forward a day"),
        pytest.param(timedelta(days=-3652), id="back ten years"),
    ],
)
def test_a_service_whose_clock_jumps_sends_one_mail(tmp_path: Path, jump: timedelta) -> None:
    """Set wrong some seconds before the hour, and never set right: it comes at the hour all the same, once."""
    path, faked = tmp_path / "config.toml", tmp_path / "clock"
    path.write_text(CONFIG, encoding="utf-8")
    real = datetime.now(UTC)  # noqa: TID251 - what the offset counts from
    begin = real.replace(hour=6, minute=59, second=40, microsecond=0)
    faked.write_text(f"{(begin - real).total_seconds():+.0f}", encoding="ascii")
    environ = {
        **os.environ,
        "LD_PRELOAD": str(FOUND[0]),
        "FAKETIME_TIMESTAMP_FILE": str(faked),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    words = [sys.executable, "-m", "digest", "--config", str(path), "run"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environ) as process:
        try:
            waiting.sleep(12)
            faked.write_text(f"{(begin - real + jump).total_seconds():+.0f}", encoding="ascii")
            _wait_for_mail(tmp_path / "data" / "maildir" / "new")
            assert process.poll() is None
            process.terminate()
            _, log = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0, log
    assert "the clock jumped by" in log
    with store.open(tmp_path / "data" / store.FILE, now=real) as opened:
        days = opened.mail.days(limit=9)
    assert [(day.state, day.status, day.issue_date) for day in days] == [
        (DayState.MADE, OutboxStatus.ACCEPTED, begin.date())
    ], log
    assert len(list((tmp_path / "data" / "maildir" / "new").iterdir())) == 1


def _wait_for_mail(folder: Path) -> None:
    """Until there is some, and a few ticks more; two minutes at most."""
    for _ in range(1200):
        if folder.is_dir() and any(folder.iterdir()):
            break
        waiting.sleep(0.1)
    waiting.sleep(5)
