"""The count of bounces: days, not mails, and none that is stale."""

from datetime import timedelta

import pytest

from digest.store import Store
from digest.store.bounces import PROBE
from tests.store.samples import DAY, HOUR, NOW, delivery, reader


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
    memory.bounces.mark("ann", PROBE, at=NOW)
    assert memory.bounces.points("ann", now=NOW) == 0
    assert add(memory, timedelta(0))
    assert memory.bounces.probed_at("ann", now=NOW + 6 * DAY) == NOW
    assert memory.bounces.probed_at("ann", now=NOW + 7 * DAY) is None


def test_only_who_is_active_is_suspended(memory: Store) -> None:
    """Once, and the mark says when."""
    assert [memory.refusals.suspend(who, at=NOW) for who in ("ann", "ann", "zed")] == [True, False, False]
    assert memory.bounces.unmarked() == ()
    assert memory.bounces.to_warn(most=3, every=7 * DAY, now=NOW + 7 * DAY) == ("ann",)
    assert memory.bounces.to_warn(most=3, every=7 * DAY, now=NOW + 7 * DAY - HOUR) == ()


def test_what_is_known_of_an_address_can_be_forgotten(memory: Store) -> None:
    """When it works again: bounces, marks, and days on which it was refused."""
    add(memory, timedelta(0))
    memory.bounces.mark("ann", PROBE, at=NOW)
    for days in (0, 1):
        memory.refusals.strike_reader("ann", delivery("x", at=NOW + days * DAY, enhanced_code="5.1.1"))
    assert memory.refusals.is_dead("ann", now=NOW + DAY)
    memory.bounces.forget("ann")
    assert not memory.refusals.is_dead("ann", now=NOW + DAY)
    assert (memory.bounces.points("ann", now=NOW), memory.bounces.probed_at("ann", now=NOW)) == (0, None)
