"""An empty file where the database was is a loss, and is said; one that is being made is not."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from digest import store
from digest.errors import StoreError
from digest.store import database, opening, schema
from tests.store.samples import LEDGER, NOW, reader

WORKERS = 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is, or will be."""
    return tmp_path / "data" / "digest.sqlite3"


def names(path: Path) -> list[str]:
    """What lies in the data folder."""
    return sorted(entry.name for entry in path.parent.iterdir())


def test_an_emptied_database_is_not_taken_for_a_new_one(path: Path) -> None:
    """What happened, and both ways out; what lies beside it, which SQLite would throw away, is left alone."""
    with store.open(path, now=NOW) as kept:
        kept.people.save([reader("ann")])
    os.truncate(path, 0)
    beside = path.with_name(path.name + "-wal")
    beside.write_bytes(b"what a rescuer may want")
    for _ in range(2):
        with pytest.raises(StoreError, match=f"^{path} is empty: .*digest restore FILE.*delete the file") as caught:
            store.open(path, now=NOW)
        assert caught.value.path == path
    assert beside.read_bytes() == b"what a rescuer may want"
    assert path.stat().st_size == 0
    path.unlink()
    with store.open(path, now=NOW) as anew:
        assert anew.people.subscribers() == ()


def test_nothing_is_left_beside_a_new_database(path: Path) -> None:
    """It says that it is being made only until it is."""
    with store.open(path, now=NOW):
        assert "digest.sqlite3-begun" not in names(path)
    assert names(path) == ["digest.sqlite3"]


@pytest.mark.parametrize(
    "at",
    [
        pytest.param("database.SqliteDriver._connection", id="before the file was opened"),
        pytest.param("schema._apply", id="in the middle of its tables"),
        pytest.param("database.SqliteDriver.adopt", id="when they were there"),
        pytest.param("opening.end", id="at the very end"),
    ],
)
def test_a_first_opening_that_is_killed_bricks_nothing(path: Path, at: str) -> None:
    """Wherever it is killed, the next one makes it, and an emptied file is a loss from then on."""
    code = f"""
import os, signal
from pathlib import Path
from tests.store.samples import NOW
from digest import store
from digest.store import database, opening, schema
whole, name = {at!r}.rpartition(".")[::2]
setattr(eval(whole), name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
store.open(Path({str(path)!r}), now=NOW)
"""
    killed = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert "digest.sqlite3-begun" in names(path)
    with store.open(path, now=NOW) as opened:
        opened.news.save_feeds([LEDGER])
    assert "digest.sqlite3-begun" not in names(path)
    os.truncate(path, 0)
    with pytest.raises(StoreError, match="is empty"):
        store.open(path, now=NOW)


def test_many_may_begin_at_once(path: Path) -> None:
    """Two services that were started together make one database, and neither says that it was lost."""
    for number in range(20):
        mine = path.with_name(f"{number}.sqlite3")

        def look(_: int, mine: Path = mine) -> bytes:
            with store.open(mine, now=NOW) as opened:
                return opened.secret("whose", lambda: os.urandom(16))

        with ThreadPoolExecutor(WORKERS) as pool:
            assert len(set(pool.map(look, range(WORKERS)))) == 1
        assert mine.stat().st_size > 0
        assert not mine.with_name(mine.name + "-begun").exists()


def test_who_comes_while_it_is_made_waits_for_nothing_and_fails_at_nothing(path: Path) -> None:
    """An empty file with its mark is one that is being made; an empty one that got its tables meanwhile is good."""
    opening.begin(path)
    path.touch()
    opening.begin(path)
    driver = database.SqliteDriver(path)
    schema.migrate(driver, now=NOW)
    driver.close()
    opening.end(path)
    opening.end(path)
    opening.begin(path)


def test_a_full_disk_at_the_first_opening_is_no_loss(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays empty, and once there is room it is made."""

    def no_room(*_: object, **__: object) -> None:
        raise StoreError("the disk is full", path=path)

    with monkeypatch.context() as patched:
        patched.setattr(schema, "migrate", no_room)
        with pytest.raises(StoreError, match="full"):
            store.open(path, now=NOW)
    assert path.stat().st_size == 0
    with store.open(path, now=NOW):
        assert path.stat().st_size > 0


def test_a_copy_waits_for_no_writer(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup is made at once while somebody writes, and holds what was there before."""
    monkeypatch.setattr(database, "PATIENCE", 0)
    with store.open(path, now=NOW) as writing, store.open(path, now=NOW) as other:
        writing.news.save_feeds([LEDGER])
        with writing.transaction():
            writing.people.save([reader("ann")])
            assert other.copy(tmp_path / "copy.sqlite3", now=NOW) > 0
    with store.open(tmp_path / "copy.sqlite3", now=NOW) as copy:
        assert copy.news.feeds() == (LEDGER,)
        assert copy.people.subscribers() == ()
