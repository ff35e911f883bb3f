"""Who is warned when no service is at work, and every run is one command (mail.md REC-12)."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest import desk, store
from digest.cli import clock
from digest.domain.people import SubscriberStatus
from digest.store.bounces import SUSPENDED
from tests.cli.conftest import Run

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CONFIG = """
[service]
from = "digest@news.example"
[[subscribers]]
address = "ann@reader.example"
follow = ["zeppelin"]
"""


@pytest.mark.parametrize("words", [("run", "--once"), ("send",)], ids=["a round", "sending"])
def test_three_warnings_go_out_by_single_runs(
    words: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A week apart, and no fourth; two runs within an hour warn once."""
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    _at(monkeypatch, NOON)
    run(*words)
    with store.open(tmp_path / "data" / store.FILE, now=NOON) as opened:
        ann = desk.find(opened, "ann@reader.example")
        opened.people.save([replace(ann, status=SubscriberStatus.SUSPENDED, next_due_at=None, next_issue_date=None)])
        opened.bounces.mark(ann.id, SUSPENDED, at=NOON)
    warned = []
    for day in (2, 10, 10, 11, 18, 25, 33):
        _at(monkeypatch, NOON + timedelta(days=day))
        run(*words)
        warned.append((day, _warnings(tmp_path)))
    assert warned == [(2, 0), (10, 1), (10, 1), (11, 1), (18, 2), (25, 3), (33, 3)]


def _at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def _warnings(folder: Path) -> int:
    """How many mails have come that say so."""
    found = (folder / "data" / "maildir" / "new").glob("*")
    mails = (email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in found)
    return sum("your issues have stopped" in str(mail["Subject"]) for mail in mails)
