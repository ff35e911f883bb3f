"""The count of bounces: days, not mails, and none that is stale."""

from datetime import timedelta

import pytest

from digest.store import Store
from digest.store.bounces import PROBE
from tests.store.samples import DAY, HOUR, NOW, reader


@pytest.fixture(autouse=True)
def readers(memory: Store) -> None:
    """Ann and Bob read."""
    memory.people.save([reader("ann"), reader("bob")])


def add(opened: Store, after: timedelta, kind: str = "soft", who: str = "ann") -> bool:
    """Whether one more counts, so long after NOW."""
    return opened.bounces.add(who, kind=kind, status="4.2.2", reason="mailboxfull", at=NOW + after)


def test_a_day_counts_once(memory: Store) -> None:
    """Whatever its kind; the other reader's day is another."""
    assert [add(memory, timedelta(0)), add(memory, HOUR, "hard"), add(memory, DAY)] == [True, False, True]
    assert add(memory, HOUR, who="bob")
    assert memory.bounces.points("ann", now=NOW + DAY) == 2
    assert memory.bounces.points("bob", now=NOW + DAY) == 1


def test_what_is_stale_is_forgotten(memory: Store) -> None:
    """After seven days, by days of UTC; the row goes when the next one comes."""
    add(memory, timedelta(0))
    assert memory.bounces.points("ann", now=NOW + 6 * DAY) == 1
    assert memory.bounces.points("ann", now=NOW + 7 * DAY) == 0
    add(memory, 7 * DAY)
    assert len(memory.erasure.rows("ann")["bounces"]) == 1


def test_a_probe_is_no_bounce(memory: Store) -> None:
    """It is known for seven days, and takes no place of a bounce."""
    assert memory.bounces.probed_at("ann", now=NOW) is None
    add(memory, timedelta(0), PROBE)
    assert memory.bounces.points("ann", now=NOW) == 0
    assert add(memory, timedelta(0))
    assert memory.bounces.probed_at("ann", now=NOW + 6 * DAY) == NOW
    assert memory.bounces.probed_at("ann", now=NOW + 7 * DAY) is None


def test_only_who_is_active_is_suspended(memory: Store) -> None:
    """Once."""
    assert [memory.refusals.suspend("ann"), memory.refusals.suspend("ann"), memory.refusals.suspend("zed")] == [
        True,
        False,
        False,
    ]
