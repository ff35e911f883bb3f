"""A database that another program keeps locked, or whose file is damaged: nothing is sent, and a sentence says why."""

import sqlite3  # noqa: TID251 - to find a table's first page
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from digest.cli import clock
from digest.sample import newsroom
from digest.store import database
from tests.cli.conftest import Run

DATABASE = Path("data/digest.sqlite3")
READERS = 8

_HOLD = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2].split(";"):
    other.execute(statement)
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _one_moment(room: newsroom.Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """For every command it is the moment at which the folder was prepared.

    By the machine's clock somebody's next date could begin meanwhile, at midnight in Madrid for one, and bring a mail
    that nobody counts on.
    """
    monkeypatch.setattr(clock, "now", lambda: room.opened_at)


@contextmanager
def locked(how: str) -> Iterator[None]:
    """The database while another process has it."""
    command = [sys.executable, "-c", _HOLD, str(DATABASE), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        yield
        other.communicate()


def mails() -> list[Path]:
    """What lies in the Maildir."""
    return list(Path().glob("maildir/new/*"))


@pytest.mark.parametrize(
    "how",
    [
        pytest.param("BEGIN IMMEDIATE", id="another writes"),
        pytest.param("PRAGMA locking_mode=EXCLUSIVE;BEGIN IMMEDIATE;COMMIT", id="another has it for itself alone"),
    ],
)
@pytest.mark.parametrize("words", [("send",), ("run", "--once")], ids=["send", "run"])
def test_a_locked_database(waiting: Run, monkeypatch: pytest.MonkeyPatch, how: str, words: tuple[str, ...]) -> None:
    """For longer than we wait: a sentence, exit status 1, no mail; when the lock is gone everybody has theirs."""
    monkeypatch.setattr(database, "PATIENCE", 200)
    monkeypatch.setattr(database, "PAUSES", (0.01,))
    with locked(how):
        answer = waiting(*words)
        assert answer.status == 1
        assert f"{DATABASE} was kept busy by another program" in answer.err
        assert "close that program, or try again" in answer.err
        assert "Traceback" not in answer.err
        assert len(mails()) == 1
    assert waiting("send").status == 0
    assert len(mails()) == READERS
    assert waiting("send").status == 0
    assert len(mails()) == READERS


def zero(table: str) -> None:
    """Fill the first page of a table, or of the whole file, with zeros."""
    with closing(sqlite3.connect(DATABASE)) as whole:
        (size,) = whole.execute("PRAGMA page_size").fetchone()
        found = whole.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (page,) = found or (1,)
    with DATABASE.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))


def cut(_: str) -> None:
    """Take the second half of the file away."""
    with DATABASE.open("r+b") as file:
        file.truncate(DATABASE.stat().st_size // 2)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        pytest.param(zero, "the file itself", id="the first page of the file"),
        pytest.param(zero, "subscriber", id="the readers"),
        pytest.param(zero, "outbox", id="the outbox"),
        pytest.param(zero, "outbox_waiting", id="the list of what waits"),
        pytest.param(zero, "edition", id="the readers' days"),
        pytest.param(zero, "meta", id="what it remembers of itself"),
        pytest.param(cut, "", id="half of it is gone"),
    ],
)
def test_a_damaged_database(waiting: Run, spoil: "object", what: str) -> None:
    """A sentence, exit status 1, no mail; the doctor says so; after a restore everybody has theirs once."""
    assert callable(spoil)
    spoil(what)
    for words in (("send",), ("run", "--once"), ("doctor", "--offline")):
        answer = waiting(*words)
        assert answer.status == 1
        said = answer.err + answer.out
        assert str(DATABASE) in said
        assert "damaged" in said or "is not a database" in said
        assert "put a backup in its place" in said
        assert "Traceback" not in said
    assert len(mails()) == 1
    assert waiting("restore", "copy.sqlite3").status == 0
    assert waiting("send").status == 0
    assert len(mails()) == READERS
    assert waiting("send").status == 0
    assert len(mails()) == READERS
