"""The driver's complaints are sentences, and its settings are those that lose nothing."""

import sqlite3  # noqa: TID251 - to spoil files, and to see what a mistake looks like
from pathlib import Path

import pytest

from digest import store
from digest.errors import StoreError
from digest.store import database
from tests.store import samples
from tests.store.samples import LEDGER, NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is, or will be."""
    return tmp_path / "digest.db"


def damaged(path: Path) -> None:
    """A database whose pages after the first are rubbish."""
    with store.open(path, now=NOW) as memory:
        memory.news.save_feeds([LEDGER])
        memory.news.record(samples.visit(*(samples.article(f"{n}", text="x" * 3000) for n in range(50))), now=NOW)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def not_a_database(path: Path) -> None:
    """Somebody's letter."""
    path.write_text("Dear reader, this is not a database, however long it may be. " * 50)


def folder(path: Path) -> None:
    """A folder where the file should be."""
    path.mkdir()


def file_for_a_folder(path: Path) -> None:
    """A file where the folder should be."""
    path.parent.rmdir()
    path.parent.touch()


def other_program(path: Path) -> None:
    """Another program's database."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        pytest.param(damaged, "is damaged: stop digest and put a backup in its place", id="a damaged file"),
        pytest.param(not_a_database, "is not a database: move it away", id="some other file"),
        pytest.param(folder, "cannot be opened: check that it is a file", id="a folder"),
        pytest.param(file_for_a_folder, "cannot be opened: ", id="a folder that cannot be made"),
        pytest.param(other_program, "belongs to another program", id="another program's database"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(path: Path, spoil: object, sentence: str) -> None:
    """With the path in front; and the file is left as it was."""
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=f"^{path} {sentence}") as caught:
        store.open(path, now=NOW)
    assert caught.value.path == path
    assert not caught.value.temporary
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_missing_folders_are_made(tmp_path: Path) -> None:
    """And only the owner may read what holds addresses and secrets."""
    path = tmp_path / "a" / "b" / "digest.db"
    with store.open(path, now=NOW):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_is_a_sentence_and_changes_nothing(path: Path) -> None:
    """What was there stays, and there is room to go on afterwards."""
    with store.open(path, now=NOW) as memory:
        memory.news.save_feeds([LEDGER])
        pages = memory._db.query("PRAGMA page_count")[0]["page_count"]
        memory._db.execute(f"PRAGMA max_page_count={pages}")
        large = samples.visit(*(samples.article(f"{n}", text="x" * 3000) for n in range(50)))
        with pytest.raises(StoreError, match=r"the disk that holds .* is full: nothing was written") as caught:
            memory.news.record(large, now=NOW)
        assert caught.value.temporary
        assert memory.news.counts().articles == 0
        memory._db.execute("PRAGMA max_page_count=100000")
        assert memory.news.record(large, now=NOW) == 50


def test_a_file_that_cannot_be_written_is_a_sentence(path: Path) -> None:
    """Reading goes on."""
    with store.open(path, now=NOW) as memory:
        memory._db.execute("PRAGMA query_only=ON")
        with pytest.raises(StoreError, match="cannot be written: check who owns it"):
            memory.news.save_feeds([LEDGER])
        assert memory.news.feeds() == ()


def test_a_mistake_of_ours_flies_as_it_is(path: Path) -> None:
    """A wrong statement is a bug to mend, not a sentence for the operator."""
    with store.open(path, now=NOW) as memory, pytest.raises(sqlite3.OperationalError, match="no such table"):
        memory._db.query("SELECT * FROM nowhere")


def test_an_old_sqlite_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RETURNING came with 3.35."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"digest needs SQLite 3\.35 or newer"):
        store.open(path, now=NOW)
    assert not path.exists()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        pytest.param("journal_mode", "wal", id="readers do not wait for writers"),
        pytest.param("synchronous", 2, id="a power cut forgets no sent mail"),
        pytest.param("foreign_keys", 1, id="what belongs to a reader goes with the reader"),
        pytest.param("busy_timeout", 10_000, id="a writer waits ten seconds for another"),
    ],
)
def test_every_connection_has_the_settings_that_lose_nothing(path: Path, pragma: str, value: object) -> None:
    """In the thread that opened the store and in every other one."""
    with store.open(path, now=NOW) as memory:
        driver = memory._db
        assert isinstance(driver, database.SqliteDriver)
        other = driver._connect(None)
        for connection in (driver._connection(), other):
            assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_nothing_that_runs_often_reads_a_whole_table(path: Path) -> None:
    """Each question and each change finds its rows by an index, however much is kept."""
    statements: list[str] = []
    with store.open(path, now=NOW) as memory:
        driver = memory._db
        assert isinstance(driver, database.SqliteDriver)
        memory.people.save([samples.reader()])
        driver._connection().set_trace_callback(statements.append)
        memory.news.record(samples.visit(samples.article("a")), now=NOW)
        memory.news.unclassified(limit=500)
        memory.news.storyless()
        memory.news.placed_since(NOW)
        memory.news.place({"a": "a"}, now=NOW)
        memory.news.stories_since(NOW)
        memory.people.due(NOW, limit=500)
        memory.people.subscriber("ann@example.org")
        memory.mail.sent_stories(["ann"])
        memory.mail.plan([samples.planned(samples.reader())])
        memory.mail.claim(limit=20, token="mine", now=NOW, lease=samples.LEASE)
        memory.mail.mark_dot("ann.2022-12-06", token="mine", now=NOW)
        memory.mail.settle(samples.delivery("ann.2022-12-06"), token="mine", next_attempt_at=None)
        memory.mail.recover(now=NOW)
        memory.mail.days(subscriber_id="ann", limit=1)
        memory.mail.unreached(since=NOW)
        memory.mail.tally(since=NOW)
        memory.mail.oldest_waiting()
        driver._connection().set_trace_callback(None)
        asked = [one for one in statements if one.split()[0] in {"SELECT", "UPDATE", "DELETE"}]
        steps = [row["detail"] for one in asked for row in driver.query(f"EXPLAIN QUERY PLAN {one}")]
        scans = {f"SCAN {table}" for table in driver.tables()}
    assert len(asked) > 20
    assert [step for step in steps if step.partition(" USING ")[0] in scans and "USING INDEX" not in step] == []


def test_a_closed_store_is_closed_in_every_thread(path: Path) -> None:
    """Nothing keeps the file open."""
    memory = store.open(path, now=NOW)
    memory.close()
    memory.close()
    assert isinstance(memory._db, database.SqliteDriver)
    assert memory._db._connections == {}


def test_a_check_finds_what_opening_does_not(path: Path) -> None:
    """A whole database has nothing to say; one that breaks its own rules says so although it still opens."""
    with store.open(path, now=NOW) as memory:
        memory.news.save_feeds([samples.LEDGER])
        assert memory.check() == ""
    samples.break_its_own_rules(path)
    with store.open(path, now=NOW) as memory:
        assert memory.check() == "NULL value in feed.checked_at"
