"""Learning what a reader likes: bounded, reversible, and never against what was asked for."""

import itertools
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import taste, terms
from tests.match.stories import NOW, story


def said(
    id_: str = "a",
    *,
    more: bool = True,
    words: Mapping[str, float] | None = None,
    topics: Mapping[str, float] | None = None,
    at: datetime = NOW,
) -> people.Feedback:
    """What somebody said of a story."""
    return people.Feedback(
        story_id=id_,
        title=f"Title of {id_}",
        more=more,
        given_at=at,
        door=people.Door.WEB,
        terms=words or {},
        topics=topics or {},
    )


def test_nothing_said_teaches_nothing() -> None:
    """Not even when something was taken back."""
    gone = people.Forgotten(subject="court", is_topic=False, forgotten_at=NOW)
    assert taste.learn([]) == taste.learn([], [gone]) == people.Taste()


def test_more_adds_and_less_takes_off_less() -> None:
    """Rocchio's beta and gamma, for words and for topics."""
    liked = said("a", words={"court": 0.8}, topics={"politics": 0.9})
    disliked = said("b", more=False, words={"goal": 0.8}, topics={"sport": 0.8})
    learned = taste.learn([liked, disliked])
    assert dict(learned.terms) == {"court": 0.8, "goal": -0.2}
    assert dict(learned.topics) == {"politics": 0.045, "sport": -0.04}


def test_words_liked_twice_weigh_more_and_never_more_than_one() -> None:
    """However often they are said; topics never more than a half."""
    given_ = [said(f"s{number}", words={"court": 0.6}, topics={"politics": 1.0}) for number in range(12)]
    assert taste.learn(given_[:1]).terms["court"] == 0.6
    learned = taste.learn(given_)
    assert (learned.terms["court"], learned.topics["politics"]) == (1.0, 0.5)
    hated = taste.learn([replace(one, more=False) for one in given_])
    assert (hated.terms["court"], hated.topics["politics"]) == (-1.0, -0.5)


def test_of_two_words_on_one_story_the_later_counts() -> None:
    """Whatever order they come in."""
    first = said("a", words={"court": 0.6})
    second = said("a", more=False, words={"court": 0.6}, at=NOW + timedelta(hours=1))
    for order in ([first, second], [second, first]):
        assert dict(taste.learn(order).terms) == {"court": -0.15}


def test_what_was_said_long_before_the_newest_has_faded() -> None:
    """Half of it in a half-life; silence alone changes nothing."""
    old = said("a", words={"court": 0.8}, at=NOW - taste.HALF_LIFE)
    assert taste.learn([old]).terms["court"] == 0.8
    learned = taste.learn([old, said("b", words={"ferry": 0.8})])
    assert dict(learned.terms) == {"ferry": 0.8, "court": 0.4}
    ancient = replace(old, given_at=NOW - 9 * taste.HALF_LIFE)
    assert "court" not in taste.learn([ancient, said("b", words={"ferry": 0.8})]).terms


def test_only_so_many_words_are_kept_the_strongest() -> None:
    """What a reader can still read through."""
    given_ = [said(f"s{number}", words={f"word{number:03}": 0.3 + number / 1000}) for number in range(250)]
    learned = taste.learn(given_)
    assert len(learned.terms) == taste.MOST
    assert next(iter(learned.terms)) == "word249"
    assert "word049" not in learned.terms


@pytest.mark.parametrize(
    ("hours", "words", "topics"),
    [
        pytest.param(-1, {"court": 0.6, "climate": 0.6}, {"politics": 0.045}, id="before anything was said: no matter"),
        pytest.param(0, {"climate": 0.6}, {"politics": 0.045}, id="at the same moment: gone"),
        pytest.param(1, {"climate": 0.6}, {"politics": 0.045}, id="afterwards: gone"),
    ],
)
def test_a_word_taken_back_is_gone_until_it_is_said_again(
    hours: int, words: dict[str, float], topics: dict[str, float]
) -> None:
    """And takes nothing else with it, not even a topic of the same name."""
    court = said("a", words={"court": 0.6, "climate": 0.6}, topics={"politics": 0.9})
    gone = people.Forgotten(subject="court", is_topic=False, forgotten_at=NOW + timedelta(hours=hours))
    learned = taste.learn([court], [gone])
    assert (dict(learned.terms), dict(learned.topics)) == (words, topics)
    again = said("b", words={"court": 0.3}, at=NOW + timedelta(hours=2))
    assert taste.learn([court, again], [gone]).terms["court"] > 0.29


def test_a_topic_taken_back_is_gone() -> None:
    """The word of the same name stays; of two moments the last counts."""
    sport = said(words={"sport": 0.6}, topics={"sport": 0.9})
    early = people.Forgotten(subject="sport", is_topic=True, forgotten_at=NOW - timedelta(days=1))
    late = replace(early, forgotten_at=NOW)
    learned = taste.learn([sport], [late, early])
    assert (dict(learned.terms), dict(learned.topics)) == ({"sport": 0.6}, {})


weights = st.dictionaries(st.sampled_from(["court", "goal", "ferry"]), st.floats(0.01, 1), max_size=3)
topics = st.dictionaries(st.sampled_from(sorted(news.TOPICS)), st.floats(0.01, 1), max_size=3)
feedback = st.lists(
    st.builds(
        said,
        st.sampled_from("abcdefgh"),
        more=st.booleans(),
        words=weights,
        topics=topics,
        at=st.integers(0, 400).map(lambda hours: NOW + timedelta(hours=hours)),
    ),
    max_size=12,
    unique_by=lambda one: one.given_at,
)


@given(feedback, st.randoms())
def test_learning_is_bounded_and_knows_no_order(given_: list[people.Feedback], chance: random.Random) -> None:
    """`Taste` itself refuses what is out of bounds; taking a story back is as if it had never been said."""
    learned = taste.learn(given_)
    shuffled = chance.sample(given_, len(given_))
    assert _near(taste.learn(shuffled), learned)


def _near(one: people.Taste, other: people.Taste) -> bool:
    """Equal but for the last digit: sums in another order may round the other way."""
    return all(
        abs(mine.get(subject, 0) - yours.get(subject, 0)) <= taste.LEAST
        for mine, yours in ((one.terms, other.terms), (one.topics, other.topics))
        for subject in {*mine, *yours}
    )


asked_weights = st.dictionaries(st.sampled_from(sorted(news.TOPICS)), st.floats(-1, 1), max_size=9)
learned_weights = st.dictionaries(st.sampled_from(sorted(news.TOPICS)), st.floats(-0.5, 0.5), max_size=9)


@given(asked_weights, learned_weights)
def test_a_topic_asked_for_is_never_dropped(asked: dict[str, float], learned: dict[str, float]) -> None:
    """It keeps its share whatever was learned; what is unwanted is never made wanted; all of it is bounded."""
    found = taste.weights(people.Profile(topics=asked), people.Taste(topics=learned))
    assert found.keys() == asked.keys() | learned.keys()
    for topic, weight in found.items():
        wanted = asked.get(topic, 0.0)
        assert -1.5 <= weight <= 1.5
        assert wanted <= 0 or weight >= taste.KEPT * wanted
        assert wanted >= 0 or weight <= wanted


@pytest.mark.parametrize(
    ("asked", "learned", "weight"),
    [
        pytest.param(0.6, 0.2, 0.8, id="asked for and liked"),
        pytest.param(1.0, -0.2, 0.8, id="asked for and liked less"),
        pytest.param(0.6, -0.5, 0.3, id="asked for and disliked: half stays"),
        pytest.param(-0.4, 0.5, -0.4, id="unwanted and liked: stays unwanted"),
        pytest.param(-0.4, -0.3, -0.7, id="unwanted and disliked"),
        pytest.param(None, 0.3, 0.3, id="not named and liked"),
        pytest.param(None, -0.3, -0.3, id="not named and disliked"),
    ],
)
def test_what_was_learned_changes_what_was_asked_for(asked: float | None, learned: float, weight: float) -> None:
    """Within bounds."""
    profile = people.Profile(topics={} if asked is None else {"sport": asked})
    found = taste.weights(profile, people.Taste(topics={"sport": learned}))
    assert found == {"sport": pytest.approx(weight)}


OFFER = (
    story("a", "court climate ruling"),
    story("b", "football goal"),
    story("c", "court goal"),
    story("d", "gardens"),
    story("e", "…"),
)
LAWYER = people.Taste(terms={"court": 1.0, "climate": 0.5, "goal": -1.0, "unseen": 1.0})


def test_liking_says_how_much_each_reader_should_like_each_story() -> None:
    """Nothing learned, no learned word and no words at all are 0; all lie within [-1, 1]."""
    found = taste.liking(terms.of(OFFER), [LAWYER, people.Taste()])
    assert found.shape == (2, 5)
    assert not found[1].any()
    assert 1 > found[0][0] > 0.4
    assert -1 < found[0][1] < 0
    assert found[0][3] == found[0][4] == 0
    assert abs(found[0][2]) < 0.01


def test_liking_of_nobody_or_of_nothing_is_empty() -> None:
    """With the shape to be expected."""
    assert taste.liking(terms.of(OFFER), []).shape == (0, 5)
    assert taste.liking(terms.of([]), [LAWYER]).shape == (1, 0)


def test_liking_does_not_depend_on_who_else_asks() -> None:
    """A reader alone gets what they get among others."""
    tastes = [LAWYER, people.Taste(), people.Taste(terms={"goal": 0.3})]
    together = taste.liking(terms.of(OFFER), tastes)
    for row, mine in enumerate(tastes):
        assert np.array_equal(taste.liking(terms.of(OFFER), [mine])[0], together[row])


def test_the_words_that_carried_a_story_are_named() -> None:
    """Strongest first, only what speaks for it."""
    found = terms.of(OFFER)
    assert taste.words(found, 0, LAWYER) == ("court", "climate")
    assert taste.words(found, 0, LAWYER, most=1) == ("court",)
    assert taste.words(found, 1, LAWYER) == ()
    assert taste.words(found, 2, people.Taste()) == ()


def test_equal_words_are_named_in_order() -> None:
    """So that a mail is the same however often it is made."""
    liked = people.Taste(terms=dict.fromkeys(("ruling", "climate", "court"), 0.5))
    offer = terms.of([OFFER[0]])
    for kept in itertools.permutations(liked.terms):
        assert taste.words(offer, 0, people.Taste(terms=dict.fromkeys(kept, 0.5))) == ("climate", "court", "ruling")
