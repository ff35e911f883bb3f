"""The file and the readers' own word: what they chose themselves counts, and who is gone stays gone."""

from dataclasses import replace
from datetime import time

import pytest

from digest import desk
from digest.config import SubscriberSetting
from digest.desk import held
from digest.domain.consents import Act
from digest.domain.people import Profile, Schedule, SubscriberStatus
from digest.domain.wishes import Change, Proof, Verb
from digest.errors import CommandError
from tests.desk.counter import ANN, DAY, NOON, Counter

LISTED = SubscriberSetting(
    address=ANN,
    name="Ann",
    profile_name="morning",
    profile=Profile(topics={"technology": 1.0}, stories=12),
    schedule=Schedule(at=time(7), timezone="UTC"),
    language="en",
)
CHANGED = replace(
    LISTED, name="Anna", profile=Profile(topics={"sport": 1.0}), schedule=Schedule(at=time(9)), language="de"
)


def adopt(counter: Counter, *listed: SubscriberSetting) -> desk.Adopted:
    """Take over a file that lists these."""
    counter.settings = replace(counter.settings, subscribers=listed)
    return desk.adopt(counter.store, counter.settings, now=counter.now)


def test_a_reader_of_the_file_is_on_record(counter: Counter) -> None:
    """Added on the operator's word, once."""
    adopt(counter, LISTED)
    adopt(counter, LISTED)
    assert [entry.act for entry in counter.store.consents.of(counter.reader().id)] == [Act.ADDED]


def test_what_a_reader_chose_is_not_undone_by_the_file(counter: Counter) -> None:
    """All of it: who chose one thing has their own wishes from then on."""
    adopt(counter, LISTED)
    counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=Change(stories=5))
    chosen = counter.reader()
    assert chosen.profile_name == ""
    counter.now += DAY
    assert adopt(counter, CHANGED) == desk.Adopted()
    assert counter.reader() == chosen


def test_the_operator_can_go_back_to_the_file(counter: Counter) -> None:
    """Then it counts again, and no day brings two issues or none."""
    adopt(counter, LISTED)
    counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=Change(stories=5, at=time(18)))
    adopt(counter, CHANGED)
    desk.reset(counter.store, counter.settings, ANN, now=counter.now)
    after = counter.reader()
    assert (after.name, after.profile, after.schedule, after.language) == (
        "Anna",
        CHANGED.profile,
        CHANGED.schedule,
        "de",
    )
    assert after.chosen_at is None
    assert adopt(counter, CHANGED) == desk.Adopted()


def test_there_is_no_way_back_without_a_file(counter: Counter) -> None:
    """Who joined by themselves has nothing there."""
    counter.join()
    with pytest.raises(CommandError, match="nothing to go back to"):
        desk.reset(counter.store, counter.settings, ANN, now=NOON)


def test_a_reader_who_chose_and_was_taken_out_comes_back_as_they_were(counter: Counter) -> None:
    """Taking out and putting back is the operator's word; the wishes stay the reader's."""
    adopt(counter, LISTED)
    counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=Change(stories=5))
    adopt(counter)
    assert counter.reader().status is SubscriberStatus.UNSUBSCRIBED
    adopt(counter, CHANGED)
    assert (counter.reader().status, counter.reader().profile.stories) == (SubscriberStatus.ACTIVE, 5)


def test_the_file_cannot_bring_back_who_left_or_was_erased(counter: Counter) -> None:
    """Only their own yes can, and then the file finds them here."""
    adopt(counter, LISTED)
    counter.ask(Verb.LEAVE)
    assert adopt(counter, LISTED).subscribers_left == (ANN,)
    held.erase(counter.store, counter.settings, counter.reader(), now=NOON)
    assert adopt(counter, LISTED).subscribers_left == (ANN,)
    assert counter.store.people.subscriber(ANN) is None
    counter.now += DAY
    assert counter.join().status is SubscriberStatus.ACTIVE
    assert adopt(counter, LISTED).subscribers_left == ()
    # They chose when they came back, so the file's wishes do not count.
    assert counter.reader().name == ""


def test_somebody_who_is_asked_is_a_reader_when_the_file_says_so(counter: Counter) -> None:
    """The operator's word needs no confirmation."""
    counter.ask(Verb.SUBSCRIBE)
    adopt(counter, LISTED)
    assert counter.reader().status is SubscriberStatus.ACTIVE
