"""A subscriber's whole life at the operator's hand: the same desk, and the same record, by commands alone."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.sample import newsroom

ADA = "ada@post.example"
#: What a command prints; its exit status is asserted.
Command = Callable[..., str]


@pytest.fixture
def digest(tmp_path: Path) -> Iterator[Command]:
    """Commands on a configuration with the sample newsroom, whose mail goes into a Maildir."""
    with newsroom.serve(datetime.now(UTC)) as room:
        (tmp_path / "config.toml").write_text(newsroom.config_text(room), encoding="utf-8")

        def command(*words: str, status: int = 0) -> str:
            done = subprocess.run(
                [sys.executable, "-m", "digest", *words],
                cwd=tmp_path,
                env={**os.environ, "DIGEST_CONFIG": str(tmp_path / "config.toml")},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == status, done.stdout + done.stderr
            return done.stdout + done.stderr

        yield command


def test_a_whole_life_by_command(digest: Command, tmp_path: Path) -> None:
    """From being added to being forgotten; each step says what it did, and a mistake what to do instead."""
    digest("gather")
    digest("subscribers", "add", ADA, "--topics", "technology,science", "--at", "07:00", "--timezone", "Europe/Madrid")
    assert "subscribes already" in digest("subscribers", "add", ADA, "--topics", "science", status=1)
    digest("send")
    assert ADA in "".join(path.read_text() for path in (tmp_path / "maildir" / "new").iterdir())
    digest("more", ADA, "1")
    learned = json.loads(digest("learned", ADA, "--json"))
    assert learned["more"]
    digest("forget", ADA, learned["more"][0])
    assert learned["more"][0] not in json.loads(digest("learned", ADA, "--json"))["more"]
    digest("subscribers", "set", ADA, "--at", "18:30", "--stories", "5")
    facts = digest("subscribers", "show", ADA)
    assert "18:30 Europe/Madrid" in facts
    assert "at most 5" in facts
    digest("subscribers", "pause", ADA)
    assert "paused" in digest("subscribers", "show", ADA)
    digest("subscribers", "resume", ADA)
    assert "active" in digest("subscribers", "show", ADA)
    assert ADA in json.dumps(json.loads(digest("export", ADA)))
    digest("subscribers", "remove", ADA)
    assert "unsubscribed" in digest("subscribers", "show", ADA)
    record = digest("consent", ADA)
    assert "added" in record
    assert "left" in record
    digest("erase", ADA, "--yes")
    assert "nobody" in digest("subscribers", "show", ADA, status=1)
    for file in (tmp_path / "data").rglob("*"):
        assert not file.is_file() or ADA.encode() not in file.read_bytes(), file
