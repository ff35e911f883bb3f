"""Wrong keys to the operator's page: where they come from is locked, and nobody else is (SEC-04)."""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from digest.web import guessing
from digest.web.guessing import Way
from tests.web.house import KEY, House

THERE = "192.0.2.7"


def tried(office: House, key: str, caller: str) -> int:
    """The status that a key from somewhere gets."""
    return office.post("/key", {"key": key}, **{"X-Forwarded-For": caller} if caller else {}).status


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait for a tenth of a second."""
    monkeypatch.setattr(guessing, "WAIT", 0.1)


def flood(office: House) -> None:
    """Nothing; more wrong keys came from all over the world than are borne."""
    with office.store.transaction():
        for number in range(60):
            guessing.wrong(office.store, f"198.51.{number}.1", now=office.now)


def test_wrong_keys_lock_where_they_come_from(office: House, caplog: pytest.LogCaptureFixture) -> None:
    """After five, also the right one waits a quarter of an hour; each is in the log, the key never."""
    with caplog.at_level(logging.INFO):
        assert [tried(office, f"guess-{number}", THERE) for number in range(6)] == [403] * 5 + [429]
        locked = office.post("/key", {"key": KEY}, **{"X-Forwarded-For": THERE})
        assert (locked.status, locked.headers["retry-after"]) == (429, "900")
        office.wait(minutes=16)
        assert tried(office, KEY, THERE) == 303
    said = [record.getMessage() for record in caplog.records]
    assert said.count("a wrong key for the operator's page") == 5
    assert said.count("the operator's page is locked after wrong keys") == 2
    assert "the operator's page was opened with the key" in said
    assert "guess-" not in caplog.text
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    ("callers", "looked_at"),
    [
        pytest.param([f"192.0.2.{number}" for number in range(40)], 10, id="one /24"),
        pytest.param([f"2001:db8::{number:x}" for number in range(1, 40)], 5, id="one /64"),
        pytest.param([f"2001:db8:0:{number:x}::1" for number in range(40)], 10, id="one /48"),
    ],
)
def test_a_network_is_locked_as_one(callers: list[str], looked_at: int, office: House) -> None:
    """Whoever has many addresses side by side has no more guesses."""
    assert [tried(office, "guess", caller) for caller in callers].count(403) == looked_at


def test_a_hundred_keys_at_once_are_no_more_guesses(office: House) -> None:
    """What is counted is counted before the next is looked at."""
    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda number: tried(office, f"guess-{number}", THERE), range(60)))
    assert (statuses.count(403), statuses.count(429)) == (5, 55)


@pytest.mark.usefixtures("hurried")
def test_a_flood_from_everywhere_locks_nobody_out(office: House) -> None:
    """The operator comes in from elsewhere, only more slowly; and who has a session notices nothing."""
    office.headers["Cookie"] = office.post("/key", {"key": KEY}).headers["set-cookie"].partition(";")[0]
    flood(office)
    assert office.ask("/", headers={"X-Forwarded-For": "198.51.3.1"}).status == 200
    del office.headers["Cookie"]
    began = time.monotonic()
    assert tried(office, KEY, THERE) == 303
    assert time.monotonic() - began >= 0.1
    assert tried(office, "guess", THERE) == 403


@pytest.mark.usefixtures("hurried")
def test_this_machine_is_never_locked(office: House) -> None:
    """Also where a proxy says nothing of who calls, and every guess seems to come from here: they wait."""
    assert [tried(office, "guess", "") for _ in range(8)] == [403] * 8
    assert guessing.way(office.store, "127.0.0.1", now=office.now) is Way.SLOW
    assert guessing.way(office.store, "::1", now=office.now) is Way.OPEN
    assert tried(office, KEY, "") == 303


def test_what_a_key_meets(office: House) -> None:
    """The flood makes others slow, not this machine; a lock comes before slowness, and both end."""
    flood(office)
    met = {caller: guessing.way(office.store, caller, now=office.now) for caller in ("127.0.0.1", THERE)}
    assert met == {"127.0.0.1": Way.OPEN, THERE: Way.SLOW}
    for _ in range(5):
        guessing.wrong(office.store, THERE, now=office.now)
    assert guessing.way(office.store, THERE, now=office.now) is Way.LOCKED
    office.wait(minutes=16)
    assert guessing.way(office.store, THERE, now=office.now) is Way.OPEN


def test_only_so_many_wait_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are sent away at once, so that there are places left for the other pages."""
    monkeypatch.setattr(guessing, "WAIT", 0.05)

    async def all_of(bench: guessing.Bench) -> list[bool]:
        return await asyncio.gather(*(bench.wait() for _ in range(guessing.MOST + 3)))

    async def twice() -> tuple[list[bool], list[bool]]:
        bench = guessing.Bench()
        return await all_of(bench), await all_of(bench)

    for waited in asyncio.run(twice()):
        assert waited.count(True) == guessing.MOST


def test_who_is_sent_away_is_told_to_come_back(office: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a page, in some seconds."""
    monkeypatch.setattr(guessing, "MOST", 0)
    flood(office)
    answer = office.post("/key", {"key": KEY}, **{"X-Forwarded-For": THERE})
    assert (answer.status, answer.headers["retry-after"]) == (429, "2")
    assert "Too many keys at once" in answer.text
