"""A small house to run commands in: the sample newsroom on the loopback interface, and a Maildir."""

import shutil
import sqlite3  # noqa: TID251 - to move the readers' hour
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import cli
from digest.cli import clock
from digest.sample import newsroom
from tests.acceptance import town


@dataclass(frozen=True)
class Answer:
    """What one command said."""

    status: int
    out: str
    err: str


Run = Callable[..., Answer]

_DATABASE = Path("data/digest.sqlite3")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run one command in an empty folder; the answer holds its status and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIGEST_CONFIG", raising=False)

    def command(*words: str) -> Answer:
        capfd.readouterr()
        try:
            status = cli.main(words)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        said = capfd.readouterr()
        return Answer(status, said.out, said.err)

    return command


@pytest.fixture(scope="session")
def room() -> Iterator[newsroom.Newsroom]:
    """The sample newsroom, serving news of this moment."""
    with newsroom.serve(datetime.now(UTC)) as opened:  # noqa: TID251 - the commands under test read the real clock
        yield opened


@pytest.fixture
def configured(run: Run, room: newsroom.Newsroom) -> Run:
    """Run commands in a folder whose config.toml lists the sample newsroom and eight readers."""
    Path("config.toml").write_text(newsroom.config_text(room), encoding="utf-8")
    return run


@pytest.fixture
def gathered(configured: Run) -> Run:
    """The same, after a gathering."""
    assert configured("gather").status == 0
    return configured


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, room: newsroom.Newsroom) -> Path:
    """A folder where Ada has had her mail, the hour of the other seven has come, and there is a backup.

    All of it happens at the moment when the newsroom opened.
    """
    folder = tmp_path_factory.mktemp("prepared")
    config = folder / "config.toml"
    config.write_text(newsroom.config_text(room), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: room.opened_at)
        for words in (["gather"], ["send", "ada@reader.example"]):
            assert cli.main(["--config", str(config), *words]) == 0
        with closing(sqlite3.connect(folder / _DATABASE)) as whole:
            due = {"at": int(room.opened_at.timestamp()) - 60, "day": room.opened_at.date().isoformat()}
            whole.execute("UPDATE subscriber SET next_due_at = :at, next_issue_date = :day WHERE name <> 'Ada'", due)
            whole.commit()
        assert cli.main(["--config", str(config), "backup", str(folder / "copy.sqlite3")]) == 0
    return folder


@pytest.fixture
def waiting(prepared: Path, run: Run) -> Run:
    """Run commands in a copy of that folder."""
    shutil.copytree(prepared, Path.cwd(), dirs_exist_ok=True)
    return run


@pytest.fixture
def stall() -> Iterator[str]:
    """The address of a site with one feed."""
    server = town.Stalls()
    server.pages = {
        "/": (200, b'<html><link rel="alternate" type="application/rss+xml" href="/feed.xml" title="Stall"></html>'),
        "/feed.xml": (200, town.rss("Stall", ("One", "Two.", datetime(2026, 11, 20, tzinfo=UTC)))),
    }
    with town.serving(server) as address:
        yield address
