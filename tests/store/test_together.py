"""Several threads and processes on one file: nobody is served twice, nobody is left out, nobody fails."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from digest import store
from digest.errors import StoreError
from digest.store import Store, database, schema
from tests.store.samples import LEASE, LEDGER, NOW, planned, reader

Pair = tuple[Store, Store]
WORKERS = 4


def at_once(work: Callable[[int], object]) -> list[object]:
    """What each worker came to, all started at the same moment."""
    start = threading.Barrier(WORKERS)

    def one(number: int) -> object:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, range(WORKERS)))


def test_no_message_is_claimed_by_two(shared_file: Pair) -> None:
    """Four senders in two processes share 200 messages, each exactly once."""
    crowd = [reader(f"{number:03}") for number in range(200)]
    shared_file[0].people.save(crowd)
    shared_file[0].mail.plan([planned(who) for who in crowd])
    taken: list[tuple[int, str]] = []

    def send(worker: int) -> None:
        mail = shared_file[worker % 2].mail
        while messages := mail.claim(limit=7, token=f"worker {worker}", now=NOW, lease=LEASE):
            taken.extend((worker, message.id) for message in messages)
            assert all(mail.mark_dot(message.id, token=f"worker {worker}", now=NOW) for message in messages)

    at_once(send)
    assert Counter(message for _, message in taken) == Counter(f"{who.id}.2022-12-06" for who in crowd)


def test_no_date_is_planned_by_two(shared_file: Pair) -> None:
    """Four planners with the same readers make each edition once."""
    crowd = [reader(f"{number:03}") for number in range(100)]
    shared_file[0].people.save(crowd)
    made = at_once(
        lambda worker: shared_file[worker % 2].mail.plan([planned(who, f"story of {worker}") for who in crowd])
    )
    assert sorted(made, key=str) == [0, 0, 0, 100]
    sent = shared_file[0].mail.sent_stories([who.id for who in crowd])
    assert len(set(sent.values())) == 1
    assert shared_file[0].people.due(NOW, limit=9) == ()


def test_reading_then_writing_never_fails(shared_file: Pair) -> None:
    """Writers wait for each other: a deferred BEGIN would die of "database is locked" (scale.md 2.2)."""
    shared_file[0].news.save_feeds([LEDGER])

    def count(worker: int) -> None:
        mine = shared_file[worker % 2]
        for _ in range(25):
            with mine.transaction():
                feed = mine.news.feed(LEDGER.url)
                assert feed is not None
                mine.news.save_feeds([replace(feed, failures=feed.failures + 1)])

    at_once(count)
    feed = shared_file[0].news.feed(LEDGER.url)
    assert feed is not None
    assert feed.failures == WORKERS * 25


def test_threads_take_turns_in_memory() -> None:
    """One thread's transaction is not the other's, even on the one connection they share."""
    with store.memory(NOW) as memory:
        memory.news.save_feeds([LEDGER])

        def count(_: int) -> None:
            for _ in range(25):
                with memory.transaction():
                    feed = memory.news.feed(LEDGER.url)
                    assert feed is not None
                    memory.news.save_feeds([replace(feed, failures=feed.failures + 1)])

        at_once(count)
        feed = memory.news.feed(LEDGER.url)
        assert feed is not None
        assert feed.failures == WORKERS * 25


def test_what_is_not_committed_is_not_seen(shared_file: Pair) -> None:
    """The other process reads what was there before, without waiting."""
    one, other = shared_file
    with one.transaction():
        one.news.save_feeds([LEDGER])
        assert other.news.feeds() == ()
    assert other.news.feeds() == (LEDGER,)


def test_a_file_kept_busy_is_a_sentence(shared_file: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """And worth trying again."""
    one, other = shared_file
    other._db.execute("PRAGMA busy_timeout=10")
    with one.transaction(), pytest.raises(StoreError, match="kept busy by another program") as caught:
        other.news.save_feeds([LEDGER])
    assert caught.value.temporary


def test_threads_that_end_leave_no_connection_open(tmp_path: Path) -> None:
    """A service that runs for months does not run out of files."""
    with store.open(tmp_path / "digest.db", now=NOW) as memory:
        for _ in range(5):
            thread = threading.Thread(target=memory.news.feeds)
            thread.start()
            thread.join()
        assert isinstance(memory._db, database.SqliteDriver)
        assert len(memory._db._connections) == 2


def test_two_processes_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    """One of them makes the tables, the others find them."""

    def opened(_: int) -> tuple[object, ...]:
        with store.open(tmp_path / "digest.db", now=NOW) as memory:
            return memory.news.feeds()

    assert at_once(opened) == [()] * WORKERS


def test_the_mode_of_a_new_file_is_switched_when_the_other_process_is_done(tmp_path: Path) -> None:
    """Two processes that start together do not stop each other."""
    path = tmp_path / "digest.db"
    other = database.SqliteDriver(path)
    schema.migrate(other, now=NOW)
    reading, done = threading.Event(), threading.Event()

    def read() -> None:
        with other.transaction():
            reading.set()
            done.wait(0.2)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(read)
        reading.wait()
        with store.open(path, now=NOW) as memory:
            assert memory._db.query("PRAGMA journal_mode")[0]["journal_mode"] == "wal"
        done.set()
    other.close()


def test_a_new_file_that_stays_busy_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some tries."""
    path = tmp_path / "digest.db"
    monkeypatch.setattr(database, "PATIENCE", 10)
    monkeypatch.setattr(database, "PAUSES", (0.01,))
    other = database.SqliteDriver(path)
    schema.migrate(other, now=NOW)
    with other.transaction(), pytest.raises(StoreError, match="kept busy by another program"):
        store.open(path, now=NOW)
    other.close()
