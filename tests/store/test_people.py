"""Subscribers: found without case, saved whole, due in order."""

from dataclasses import replace

import pytest

from digest.domain.people import Subscriber, SubscriberStatus
from digest.errors import StoreError
from digest.store import Store
from tests.store import samples
from tests.store.samples import HOUR, NOW, TODAY, reader


def test_everyone_comes_back_as_saved(memory: Store) -> None:
    """Ordered by address, or only those of one status."""
    ann, bob = reader("ann"), reader("bob", status=SubscriberStatus.PAUSED, next_issue_date=None, next_due_at=None)
    memory.people.save([bob, ann])
    assert memory.people.subscribers() == (ann, bob)
    assert memory.people.subscribers(status=SubscriberStatus.PAUSED) == (bob,)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("Ann@Example.org", True, id="as it was written"),
        pytest.param("ann@example.ORG", True, id="in another case"),
        pytest.param("ann@example.com", False, id="another address"),
    ],
)
def test_an_address_is_compared_without_case(memory: Store, asked: str, found: bool) -> None:
    """And shown as its owner wrote it."""
    ann = reader("ann", address="Ann@Example.org")
    memory.people.save([ann])
    assert memory.people.subscriber(asked) == (ann if found else None)


def test_saving_again_replaces_every_field_and_keeps_the_days(memory: Store) -> None:
    """Even the address may change: the id is who somebody is."""
    memory.people.save([reader()])
    memory.mail.plan([samples.planned(reader())])
    moved = reader(address="ann@elsewhere.example", name="Ann", status=SubscriberStatus.UNSUBSCRIBED, left_at=NOW)
    memory.people.save([moved])
    assert memory.people.subscribers() == (moved,)
    day = memory.mail.day("ann", TODAY)
    assert day is not None
    assert day.address == "ann@elsewhere.example"


def test_an_address_belongs_to_one_subscriber(memory: Store) -> None:
    """The second one is refused in a sentence, and nothing of the batch is stored."""
    memory.people.save([reader("ann")])
    with pytest.raises(StoreError, match=r"ANN@example\.org is the address of another subscriber"):
        memory.people.save([reader("bob"), reader("eve", address="ANN@example.org")])
    assert memory.people.subscribers() == (reader("ann"),)


@pytest.mark.parametrize(
    ("who", "due"),
    [
        pytest.param(reader(), True, id="at the very moment"),
        pytest.param(reader(next_due_at=NOW - HOUR), True, id="late"),
        pytest.param(reader(next_due_at=NOW + HOUR), False, id="too early"),
        pytest.param(reader(next_due_at=None), False, id="without a date"),
        pytest.param(reader(status=SubscriberStatus.PENDING), False, id="not confirmed yet"),
        pytest.param(reader(status=SubscriberStatus.SUSPENDED), False, id="suspended"),
    ],
)
def test_who_is_due(memory: Store, who: Subscriber, due: bool) -> None:
    """Active, and the moment has come."""
    memory.people.save([who])
    assert memory.people.due(NOW, limit=9) == ((who,) if due else ())


def test_who_waited_longest_comes_first(memory: Store) -> None:
    """Then by id, at most as many as asked for."""
    ann, bob, eve = reader("ann"), reader("bob", next_due_at=NOW - HOUR), reader("eve")
    memory.people.save([eve, ann, bob])
    assert memory.people.due(NOW, limit=2) == (bob, ann)


def test_somebody_deleted_leaves_nothing_behind(memory: Store) -> None:
    """Not the editions, not the messages, and nobody else's."""
    memory.people.save([reader("ann"), reader("bob")])
    memory.mail.plan([samples.planned(reader("ann")), samples.planned(reader("bob"))])
    memory.people.delete("ann")
    assert memory.people.subscriber("ann@example.org") is None
    assert [day.subscriber_id for day in memory.mail.days(limit=9)] == ["bob"]
    assert memory.mail.message("ann.2022-12-06") is None
    assert memory.mail.sent_stories(["ann", "bob"]) == {"ann": frozenset(), "bob": frozenset({"ferry"})}


def test_an_empty_batch_is_harmless(memory: Store) -> None:
    """Nobody to save."""
    memory.people.save([])
    memory.people.delete("nobody")
    assert memory.people.subscribers() == ()


def test_a_saved_reader_may_be_made_active_again(memory: Store) -> None:
    """`save` writes what it is given; only `plan` is careful."""
    gone = replace(reader(), status=SubscriberStatus.UNSUBSCRIBED)
    memory.people.save([gone])
    memory.people.save([reader()])
    assert memory.people.due(NOW, limit=1) == (reader(),)
