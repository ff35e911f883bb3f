"""The only SQL: everything digest remembers, as domain types in and out.

`store.open(path, now=now)` gives a `Store`; moments are kept to the whole second.

`database`    drivers, transactions, complaints in plain sentences; `sql` and `codec` pieces and values; `schema` the
              tables
`feeds`, `news`, `pictures`, `learning`   what was gathered, and what the operator taught
`people`, `feedback`, `consents`, `requests`, `limits`, `letters`   readers, what they say, agreed to, ask, how often,
              by mail
`mail`, `outbox`, `notices`, `reports`, `waits`, `doubts`, `refusals`, `bounces`, `relay_use`   editions and all mail,
              to its outcome
`accounts`, `course`   how things went
`journal`, `leavings`, `restored`, `backup`   what outlives a database put back from a copy
`erasure`, `gone`   somebody removed, and what charts keep of them
`opening`, `ballast`, `clockwork`   a database lost, a disk full, a clock gone back
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from digest.store import (
    accounts,
    backup,
    ballast,
    bounces,
    consents,
    course,
    database,
    doubts,
    erasure,
    feedback,
    journal,
    learning,
    leavings,
    letters,
    limits,
    mail,
    news,
    opening,
    people,
    pictures,
    refusals,
    reports,
    requests,
    restored,
    schema,
    sql,
    waits,
)

#: The database's name in the data folder.
FILE = "digest.sqlite3"


class Store:
    """What digest remembers, in rooms.  One store serves all threads of a process."""

    def __init__(self, driver: database.Driver) -> None:
        self._db = driver
        self.news = news.News(driver)
        self.people = people.People(driver)
        self.mail = mail.Mail(driver)
        self.learning = learning.Learning(driver)
        self.letters = letters.Letters(driver)
        self.feedback = feedback.Feedbacks(driver)
        self.pictures = pictures.Pictures(driver)
        self.doubts = doubts.Doubts(driver)
        self.refusals = refusals.Refusals(driver)
        self.ballast = ballast.Ballast(driver.path)
        self.bounces = bounces.Bounces(driver)
        self.journal = journal.Journal(driver, self.ballast)
        self.leavings = leavings.Leavings(driver, self.journal)
        self.accounts = accounts.Accounts(driver)
        self.course = course.Course(driver)
        self.reports = reports.Reports(driver)
        self.restored = restored.Restored(driver)
        self.requests = requests.Requests(driver)
        self.consents = consents.Consents(driver)
        self.waits = waits.Waits(driver)
        self.limits = limits.Limits(driver)
        self.erasure = erasure.Erasure(driver)

    def transaction(self) -> AbstractContextManager[None]:
        """A transaction around several calls: all of them happen, or none.  One inside another is a RuntimeError."""
        return self._db.transaction()

    def unit(self) -> AbstractContextManager[None]:
        """The transaction that is open in this thread, else one of its own."""
        return self._db.unit()

    def secret(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The secret of that name: what `make` gave the first time anybody asked for it."""
        query = "SELECT value FROM meta WHERE name = :name"
        rows = self._db.query(query, {"name": name})
        if not rows:
            with self._db.unit():
                add = "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING"
                self._db.execute(add, {"name": name, "value": make()})
            rows = self._db.query(query, {"name": name})
        value: bytes = rows[0]["value"]
        return value

    def earlier_secret(self, name: str) -> bytes | None:
        """The secret of that name before it was renewed last; None when it never was."""
        rows = self._db.query("SELECT value FROM meta WHERE name = :name", {"name": f"{name}-before"})
        return rows[0]["value"] if rows else None

    def renew_secret(self, name: str, make: Callable[[], bytes]) -> None:
        """Nothing; the secret of that name is a new one, and the present one becomes the earlier."""
        present, save = self.secret(name, make), sql.upsert("meta", "name", ("name", "value"))
        with self._db.unit():
            self._db.execute(save, {"name": f"{name}-before", "value": present})
            self._db.execute(save, {"name": name, "value": make()})

    def copy(self, path: Path, *, now: datetime) -> int:
        """How many bytes the copy at `path` has: whole, checked, for its owner alone, and marked as a copy of `now`."""
        return backup.write(self._db, path, now=now)

    def check(self) -> str:
        """What is broken in the database, as it says itself; "" when it is whole.  Reads all of it."""
        return self._db.check()

    def close(self) -> None:
        """Nothing; the database is closed in every thread."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(path: Path, *, now: datetime) -> Store:  # noqa: A001 - reads as `store.open`
    """The store kept in one SQLite file, made with its folder where it is missing, and brought up to date.

    StoreError with a sentence when it cannot be used.
    """
    opening.begin(path)
    opened = _ready(database.SqliteDriver(path), now=now)
    opening.end(path)
    return opened


def memory(now: datetime) -> Store:
    """An empty store that is gone when it is closed."""
    return _ready(database.SqliteDriver(None), now=now)


def _ready(driver: database.Driver, *, now: datetime) -> Store:
    try:
        schema.migrate(driver, now=now)
        driver.adopt()
        opened = Store(driver)
        opened.secret(journal.INSTANCE, journal.new_instance)
    except BaseException:
        driver.close()
        raise
    return opened
