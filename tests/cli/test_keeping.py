"""backup, restore, resume."""

import sqlite3  # noqa: TID251 - to look into a copy
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def served(gathered: Run) -> Run:
    """Eight readers; one has had today's edition."""
    assert gathered("send", "ada@reader.example").status == 0
    return gathered


def test_a_backup_is_whole_and_for_its_owner_alone(served: Run) -> None:
    """It is a database that says it is a copy, with mode 0600, and takes the place of the one before."""
    for _ in range(2):
        answer = served("backup", "copy.sqlite3")
        assert (answer.status, "whole" in answer.out) == (0, True)
    assert Path("copy.sqlite3").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect("copy.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT COUNT(*) FROM meta WHERE name = 'copied'").fetchone() == (1,)
    assert sorted(path.name for path in Path().glob("copy*")) == ["copy.sqlite3"]


def test_nobody_gets_a_second_edition_after_a_restore(served: Run) -> None:
    """With the journal there the restored database knows what went out since, and sending goes on."""
    served("backup", "copy.sqlite3")
    assert "1 accepted" in served("send", "ben@reader.example").out
    answer = served("restore", "copy.sqlite3")
    assert "nothing goes out twice" in answer.out
    again = served("send", "ada@reader.example", "ben@reader.example")
    assert (again.status, "0 accepted" in again.out) == (0, True)
    assert served("resume").err == "digest: sending is not held; nothing was changed\n"


def test_a_backup_on_another_machine_waits_for_resume(served: Run) -> None:
    """Without the journal every door says that nothing is sent and what to do, and resume ends it."""
    served("backup", "copy.sqlite3")
    for path in Path("data").glob("*"):
        if path.is_file():
            path.unlink()
    assert "digest resume" in served("restore", "copy.sqlite3").out
    answer = served("send", "ben@reader.example")
    assert (answer.status, "nobody gets a digest twice" in answer.out) == (1, True)
    assert "Nothing is sent" in served("doctor", "--offline").out
    assert "mail goes out again, 1 message first" in served("resume").out
    assert "1 accepted" in served("send").out


def test_resume_with_skip(served: Run) -> None:
    """What waits is left out, and why says so."""
    served("backup", "copy.sqlite3")
    Path("data/sent.journal").unlink()
    served("restore", "copy.sqlite3")
    served("send", "ben@reader.example")
    assert "mail goes out again, 0 messages first" in served("resume", "--skip").out
    assert "the operator chose not to repeat it" in served("why", "ben@reader.example").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("restore", "config.toml"), "damaged or incomplete", id="what is no database"),
        pytest.param(("restore", "nowhere"), "nowhere cannot be written or read: No such file", id="what is not there"),
        pytest.param(("restore", "other.sqlite3"), "is no database of digest's", id="another program's database"),
        pytest.param(("backup", "data/digest.sqlite3"), "is the database itself", id="a backup onto itself"),
        pytest.param(("backup", "no/such/copy"), "cannot be written", id="a backup into no folder"),
    ],
)
def test_what_cannot_be_copied_changes_nothing(served: Run, words: tuple[str, str], said: str) -> None:
    """A sentence, exit status 1, and the database as it was."""
    with closing(sqlite3.connect("other.sqlite3")) as other:
        other.execute("CREATE TABLE stamps (id)")
    answer = served(*words)
    assert (answer.status, said in answer.err) == (1, True)
    assert served("why", "ada@reader.example").status == 0


def test_nothing_to_back_up(configured: Run) -> None:
    """Before the first run there is no database, and none is made."""
    assert "nothing to copy" in configured("backup", "copy.sqlite3").err
    assert not Path("data").exists()


def test_a_round_ends_with_an_account_that_adds_up(served: Run) -> None:
    """Whoever sent it and whenever: one line for the last day, in which planned is the sum of the others."""
    said = served("run", "--once").out
    (line,) = [line for line in said.splitlines() if line.startswith("account ")]
    planned, parts = line.removeprefix("account").split(" planned in 24 hours = ")
    assert int(planned) == sum(int(part.split()[0]) for part in parts.split(" + ")) >= 1
