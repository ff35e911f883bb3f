"""Migrations: forward only, all or nothing, with a copy kept; and never a database of the future."""

import sqlite3  # noqa: TID251 - to look at what was made without the code that made it
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest import store
from digest.errors import StoreError
from digest.store import codec, schema
from digest.store.database import SqliteDriver
from tests.store import samples
from tests.store.samples import LEDGER, NOW

NAMES = [migration.name for migration in schema.MIGRATIONS]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is, or will be."""
    return tmp_path / "digest.db"


def driven(path: Path, migrations: tuple[schema.Migration, ...]) -> tuple[str, ...]:
    """The steps that a digest with these migrations had to take."""
    driver = SqliteDriver(path)
    try:
        return schema.migrate(driver, now=NOW, migrations=migrations)
    finally:
        driver.close()


def shape(path: Path) -> list[tuple[str, ...]]:
    """Every table and index as the database describes it."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    connection.close()
    return rows


def test_steps_are_numbered_in_order() -> None:
    """Each has a number of its own, counted from one."""
    assert [name.partition("_")[0] for name in NAMES] == [f"{n:04}" for n in range(1, len(NAMES) + 1)]


def test_a_new_database_gets_every_step(path: Path) -> None:
    """Recorded with its moment; no copy is made of nothing."""
    store.open(path, now=NOW).close()
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, applied_at FROM schema_migration ORDER BY name").fetchall()
    connection.close()
    assert rows == [(name, codec.seconds(NOW)) for name in NAMES]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("released", range(1, len(schema.MIGRATIONS)))
def test_a_database_of_any_earlier_step_comes_up_to_date(tmp_path: Path, released: int) -> None:
    """With the shape of a new one, what it held, and a copy of what it was."""
    path, fresh = tmp_path / "digest.db", tmp_path / "fresh.db"
    store.open(fresh, now=NOW).close()
    driven(path, schema.MIGRATIONS[:released])
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO forgotten VALUES ('before')")
    connection.commit()
    connection.close()
    before = shape(path)
    with store.open(path, now=NOW) as memory:
        memory.news.save_feeds([LEDGER])
        memory.news.record(samples.visit(samples.article("before"), samples.article("after")), now=NOW)
        assert [article.id for article in memory.news.unclassified(limit=9)] == ["after"]
    assert shape(path) == shape(fresh)
    copy = tmp_path / f"digest.db.before-{NAMES[released]}"
    assert shape(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_up_to_date_is_left_alone(path: Path) -> None:
    """Opening it again writes nothing."""
    store.open(path, now=NOW).close()
    before = path.read_bytes()
    assert driven(path, schema.MIGRATIONS) == ()
    assert path.read_bytes() == before


def test_a_database_of_a_newer_digest_is_refused(path: Path) -> None:
    """In a sentence that says what to do; it is left as it was."""
    newer = schema.Migration(name="0999_future", steps=("CREATE TABLE future (id TEXT)",))
    driven(path, (*schema.MIGRATIONS, newer))
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"written by a newer digest \(it knows the step 0999_future\): install"):
        store.open(path, now=NOW)
    assert path.read_bytes() == before


def test_a_step_that_fails_takes_the_others_back(path: Path) -> None:
    """And the next start tries again, over the same copy."""
    driven(path, schema.MIGRATIONS[:1])
    before = shape(path)
    broken = schema.Migration(name="0003_broken", steps=("CREATE TABLE one (id TEXT)", "CREATE TABLE one (id TEXT)"))
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            driven(path, (*schema.MIGRATIONS[:2], broken))
        assert shape(path) == before
    assert driven(path, schema.MIGRATIONS) == tuple(NAMES[1:])


class Slow(SqliteDriver):
    """A driver that lets another process migrate first, between looking and beginning."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """The transaction, after the other process is done."""
        assert self.path is not None
        driven(self.path, schema.MIGRATIONS)
        with super().transaction():
            yield


def test_steps_that_another_process_took_meanwhile_are_not_taken_again(path: Path) -> None:
    """The list is read once more under the lock."""
    driver = Slow(path)
    assert schema.migrate(driver, now=NOW) == ()
    driver.close()


def test_memory_needs_no_copy() -> None:
    """There is no place beside it."""
    driver = SqliteDriver(None)
    schema.migrate(driver, now=NOW, migrations=schema.MIGRATIONS[:1])
    assert schema.migrate(driver, now=NOW) == tuple(NAMES[1:])
    driver.close()


def test_the_tables_need_no_type_that_a_driver_does_not_name() -> None:
    """What databases call differently stands in braces."""
    for migration in schema.MIGRATIONS:
        for step in migration.steps:
            step.format_map(SqliteDriver.types)
            assert "BLOB" not in step
            assert "AUTOINCREMENT" not in step
