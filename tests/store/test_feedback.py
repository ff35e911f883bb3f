"""Feedback: kept as it was given, taken back piece by piece, gone with the subscriber."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from digest.domain.people import Door, Feedback, Forgotten, Taste
from digest.store import Store, feedback
from tests.store import samples
from tests.store.samples import DAY, HOUR, NOW, reader

FERRY = Feedback(
    story_id="ferry",
    title="The ferry stays",
    more=True,
    given_at=NOW,
    door=Door.MAIL,
    terms=MappingProxyType({"ferry": 0.8, "Île": 0.6}),
    topics=MappingProxyType({"world": 0.9}),
)
BRIDGE = replace(FERRY, story_id="bridge", title="The bridge goes", more=False, given_at=NOW - HOUR, door=Door.WEB)
TASTE = Taste(terms=MappingProxyType({"ferry": 0.8, "bridge": -0.2}), topics=MappingProxyType({"world": 0.1}))
COURT = Forgotten(subject="court", is_topic=False, forgotten_at=NOW)


@pytest.fixture
def known(memory: Store) -> Store:
    """A store with two readers, of whom the first said something of two stories."""
    memory.people.save([reader("ann"), reader("bob")])
    memory.feedback.add("ann", FERRY)
    memory.feedback.add("ann", BRIDGE)
    return memory


def test_feedback_comes_back_as_it_was_given(known: Store) -> None:
    """Every field, oldest first, and only one's own."""
    assert known.feedback.of("ann") == (BRIDGE, FERRY)
    assert known.feedback.of("bob") == ()


def test_the_last_word_on_a_story_counts(known: Store) -> None:
    """It stands over the first."""
    changed = replace(FERRY, more=False, given_at=NOW + HOUR, door=Door.COMMAND)
    known.feedback.add("ann", changed)
    assert known.feedback.of("ann") == (BRIDGE, changed)


def test_what_was_said_of_a_story_can_be_taken_back(known: Store) -> None:
    """Once: the second time there is nothing to take back."""
    assert known.feedback.withdraw("ann", "ferry")
    assert not known.feedback.withdraw("ann", "ferry")
    assert not known.feedback.withdraw("bob", "bridge")
    assert known.feedback.of("ann") == (BRIDGE,)


def test_what_was_taken_back_is_remembered(known: Store) -> None:
    """A word and a topic of the same name apart, each with the last moment."""
    topic = replace(COURT, is_topic=True, forgotten_at=NOW - HOUR)
    later = replace(COURT, forgotten_at=NOW + HOUR)
    for gone in (COURT, topic, later):
        known.feedback.forget("ann", gone)
    assert known.feedback.forgotten("ann") == (topic, later)
    assert known.feedback.forgotten("bob") == ()


def test_only_the_newest_is_kept(known: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who clicks every day for years does not grow the database for ever."""
    monkeypatch.setattr(feedback, "KEPT", 2)
    known.feedback.add("bob", BRIDGE)
    known.feedback.add("ann", replace(FERRY, story_id="tunnel", given_at=NOW + DAY))
    assert [said.story_id for said in known.feedback.of("ann")] == ["ferry", "tunnel"]
    assert known.feedback.of("bob") == (BRIDGE,)


def test_tastes_of_many_come_in_one_go(known: Store) -> None:
    """Only of those of whom something was learned, as it was learned last."""
    assert known.feedback.tastes(["ann", "bob"]) == {}
    known.feedback.save_taste("ann", Taste())
    known.feedback.save_taste("ann", TASTE)
    assert known.feedback.tastes(["bob", "ann", "ann", *map(str, range(1200))]) == {"ann": TASTE}


def test_a_reader_can_have_everything_forgotten(known: Store) -> None:
    """What was said, what was taken back, and what it came to; nobody else's."""
    for who in ("ann", "bob"):
        known.feedback.add(who, FERRY)
        known.feedback.forget(who, COURT)
        known.feedback.save_taste(who, TASTE)
    known.feedback.clear("ann")
    assert (known.feedback.of("ann"), known.feedback.forgotten("ann")) == ((), ())
    assert known.feedback.tastes(["ann", "bob"]) == {"bob": TASTE}
    assert known.feedback.of("bob") == (FERRY,)


def test_feedback_goes_with_its_subscriber(known: Store) -> None:
    """Who is deleted leaves nothing behind."""
    known.feedback.forget("ann", COURT)
    known.feedback.save_taste("ann", TASTE)
    known.people.delete("ann")
    assert known.feedback.of("ann") == ()
    assert known.feedback.forgotten("ann") == ()
    assert known.feedback.tastes(["ann"]) == {}


def test_feedback_outlives_the_articles_of_its_story(known: Store) -> None:
    """They are dropped for their age; what was learned of them stays."""
    known.news.save_feeds([samples.LEDGER])
    known.news.record(samples.visit(samples.article("ferry")), now=NOW)
    known.news.forget_before(NOW + DAY)
    assert known.feedback.of("ann") == (BRIDGE, FERRY)


def test_a_subscriber_is_found_by_id(known: Store) -> None:
    """As a token names them."""
    assert known.people.with_id("ann") == reader("ann")
    assert known.people.with_id("eve") is None
