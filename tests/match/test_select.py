"""Each reader gets the best of what they asked for, under the limits, and the counts add up."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import select, words
from tests.match import stories
from tests.match.stories import NOW, story, wish

LIMITS = select.Limits(per_outlet=3, floor=0.4, freshness=timedelta(hours=48))
TECH = {"technology": 1.0}


def choose(offered: list[news.Story], wanted: people.Wish, limits: select.Limits = LIMITS) -> people.Choice:
    """The choice of one reader."""
    (choice,) = select.choose(offered, [wanted], now=NOW, limits=limits)
    return choice


def ids(choice: people.Choice) -> list[str]:
    """The stories chosen, best first."""
    return [pick.story.id for pick in choice.picks]


@pytest.mark.parametrize(
    ("offered", "wanted", "expected"),
    [
        pytest.param([story("a", topics={"technology": 0.9})], wish(TECH), ["a"], id="a wanted topic brings a story"),
        pytest.param([story("a", topics={"sport": 0.9})], wish(TECH), [], id="another topic does not"),
        pytest.param([story("a", topics={"technology": 0.4})], wish(TECH), ["a"], id="the floor itself is enough"),
        pytest.param([story("a", topics={"technology": 0.39})], wish(TECH), [], id="below the floor is not"),
        pytest.param([story("a")], wish(TECH), [], id="a story without topics is for nobody by topic"),
        pytest.param(
            [story("a", "Nvidia grows")], wish(follow=("nvidia",)), ["a"], id="a followed word brings it all the same"
        ),
        pytest.param([story("a")], wish(follow=("nvidia",)), [], id="a followed word that is not there brings nothing"),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", topics={"technology": 0.9, "sport": 0.8})],
            wish({"technology": 1.0, "sport": -0.5}),
            ["a", "b"],
            id="an unwanted topic pushes a story down",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.5, "sport": 0.8})],
            wish({"technology": 1.0, "sport": -1.0}),
            [],
            id="more unwanted than wanted is not wanted",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.8}), story("b", topics={"science": 0.8})],
            wish({"technology": 0.5, "science": 0.9}),
            ["b", "a"],
            id="the heavier topic goes first",
        ),
        pytest.param(
            [story("a", hours=30, topics={"technology": 0.9}), story("b", hours=1, topics={"technology": 0.9})],
            wish(TECH),
            ["b", "a"],
            id="of equals the fresher goes first",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", "", "Meridian", topics={"technology": 0.9})],
            wish(TECH),
            ["b", "a"],
            id="of equals the one more outlets tell goes first",
        ),
        pytest.param(
            [story("b", topics={"technology": 0.9}), story("a", topics={"technology": 0.9})],
            wish(TECH),
            ["a", "b"],
            id="of perfect equals the lower id goes first",
        ),
        pytest.param(
            [story("a", hours=-2, topics={"technology": 0.9})], wish(TECH), ["a"], id="a clock ahead of ours is no harm"
        ),
        pytest.param(
            [story("a", hours=49, topics={"technology": 0.9})], wish(TECH), [], id="what is stale is not on offer"
        ),
        pytest.param(
            [story("a", hours=48, topics={"technology": 0.9})],
            wish(TECH),
            ["a"],
            id="freshness includes its last moment",
        ),
        pytest.param(
            [story("a", "Chips and golf", topics={"technology": 0.9})],
            wish(TECH, mute=("golf",)),
            [],
            id="a muted word removes a wanted story",
        ),
        pytest.param(
            [story("a", "Chips", summary="Golf too.", topics={"technology": 0.9})],
            wish(TECH, follow=("chips",), mute=("golf",)),
            [],
            id="a muted word in the summary outweighs a followed one in the title",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9})],
            wish(TECH, mute_sources=("Ledger",)),
            [],
            id="a story only a muted source tells is gone",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9})],
            wish(TECH, sent=frozenset({"a", "older"})),
            [],
            id="a story that was sent does not come back",
        ),
        pytest.param([], wish(TECH), [], id="an empty day gives nothing"),
        pytest.param([story("a", topics={"technology": 0.9})], wish(), [], id="no wish gives nothing"),
        pytest.param(
            [story("a", topics={"technology": 0.9})], wish(TECH, stories=0), [], id="a reader who wants none gets none"
        ),
    ],
)
def test_choose(offered: list[news.Story], wanted: people.Wish, expected: list[str]) -> None:
    """What brings a story, what keeps it out, and what goes before what."""
    assert ids(choose(offered, wanted)) == expected


_NEW = replace(story("a", "Chips banned", outlet="Meridian"), id="a")
_WENT_ON = {"a": news.Development(story=_NEW, words=("Norland", "banned"))}


def test_a_sent_story_that_went_on_comes_once_more() -> None:
    """As told since, with what is new, and counted as shown; another sent one stays a repeat."""
    offered = [story(id_, topics={"technology": 0.9}) for id_ in "abc"]
    wanted = replace(wish(TECH, sent=frozenset({"a", "b"})), updates=_WENT_ON)
    choice = choose(offered, wanted)
    assert [(pick.story.id, pick.story.lead.title, pick.update) for pick in choice.picks] == [
        ("a", "Chips banned", "Norland, banned"),
        ("c", "Title of c", ""),
    ]
    assert (choice.counts.shown, choice.counts.repeats) == (2, 1)


@pytest.mark.parametrize(
    ("offered", "wanted"),
    [
        pytest.param([story("c", topics={"sport": 0.9})], wish(TECH, sent=frozenset({"a"})), id="no longer on offer"),
        pytest.param([story("a", topics={"sport": 0.9})], wish(TECH, sent=frozenset({"a"})), id="of no wanted topic"),
        pytest.param(
            [story("a", "", "Meridian", topics={"technology": 0.9})],
            wish(TECH, sent=frozenset({"a"}), mute_sources=("Meridian",)),
            id="told by a muted source too",
        ),
    ],
)
def test_an_update_keeps_to_the_wish(offered: list[news.Story], wanted: people.Wish) -> None:
    """It is chosen like any other story, and never from what is muted."""
    assert choose(offered, replace(wanted, updates=_WENT_ON)).picks == ()


def test_what_was_not_sent_is_no_update() -> None:
    """It comes whole."""
    (pick,) = choose([story("a", topics={"technology": 0.9})], replace(wish(TECH), updates=_WENT_ON)).picks
    assert (pick.story.lead.title, pick.update) == ("Title of a", "")


def test_choose_keeps_each_outlet_to_its_share_and_the_edition_to_its_size() -> None:
    """The fourth story of an outlet makes room for another's, and every story that is missing is counted."""
    offered = [story(f"l{number}", hours=number, topics={"technology": 0.9}) for number in range(5)]
    offered += [story(f"m{number}", outlet="Meridian", hours=9, topics={"technology": 0.9}) for number in range(3)]
    offered += [
        story("r", topics={"technology": 0.9}),
        story("w", "golf", topics={"technology": 0.9}),
        story("x", topics={"sport": 0.9}),
    ]
    choice = choose(offered, wish(TECH, mute=("golf",), stories=4, sent=frozenset({"r"})))
    assert ids(choice) == ["l0", "l1", "l2", "m0"]
    assert choice.counts == people.Counts(gathered=11, shown=4, repeats=1, muted=1, unmatched=1, capped=2, left_over=2)


def test_choose_shows_a_story_under_an_outlet_that_is_not_muted() -> None:
    """Muting one teller leaves the story to the others, also in the cap and in the reasons."""
    offered = [story("a", "", "Meridian", "Coast Radio", topics={"technology": 0.9})]
    (pick,) = choose(offered, wish(TECH, mute_sources=("ledger.example",))).picks
    assert pick.story.outlets == ("Meridian", "Coast Radio")
    assert [reason.kind for reason in pick.reasons] == ["topic"]


def test_choose_gives_exact_reasons_strongest_first() -> None:
    """Reasons name the followed word, the topic with the words that carried it, and the number of outlets."""
    offered = [
        story(
            "a",
            "Nvidia opens a factory",
            "Meridian",
            "Coast Radio",
            "Wire",
            topics={"technology": 0.9, "business": 0.5},
            terms=("chip", "factory"),
        )
    ]
    wanted = wish({"technology": 0.5, "business": 1.0}, follow=("Nvidia", "ai"))
    (pick,) = choose(offered, wanted).picks
    assert pick.topic == "business"
    assert pick.reasons == (
        people.Reason(kind=people.Cause.FOLLOW, subject="Nvidia"),
        people.Reason(kind=people.Cause.TOPIC, subject="business", terms=("chip", "factory")),
        people.Reason(kind=people.Cause.SOURCES, count=4),
    )


def test_choose_names_a_topic_alone_when_no_words_carried_it() -> None:
    """A topic without terms is a reason of one word."""
    (pick,) = choose([story("a", topics={"science": 0.7})], wish({"science": 0.3})).picks
    assert pick.reasons == (people.Reason(kind=people.Cause.TOPIC, subject="science"),)


def test_choose_puts_what_was_only_followed_under_no_topic() -> None:
    """A story of an unwanted or unsure topic stands with the followed ones."""
    offered = [story("a", "Nvidia wins the cup", topics={"sport": 0.9}), story("b", "Nvidia again")]
    picks = choose(offered, wish(TECH, follow=("nvidia",))).picks
    assert [pick.topic for pick in picks] == [news.UNSURE, news.UNSURE]


def test_choose_answers_many_readers_in_their_order() -> None:
    """Readers beyond one block get what they would get alone."""
    offered = [story(f"s{number:02}", topics={"technology": 0.5 + number / 50}) for number in range(20)]
    wishes = [wish({"technology": 1 / (1 + number % 7)}, stories=number % 5) for number in range(600)]
    together = select.choose(offered, wishes, now=NOW, limits=LIMITS)
    assert together == tuple(choose(offered, wanted) for wanted in wishes)


_TOPICS = ("technology", "science", "sport")
_WORDS = ("golf", "ai", "rain", "training", "Nvidia")
_OUTLETS = ("Ledger", "Meridian", "Wire")

_story = st.builds(
    lambda id_, title, outlet, others, hours, topics: story(
        id_, " ".join(title), *others, outlet=outlet, hours=hours, topics=topics
    ),
    st.text(alphabet="abcdef", min_size=1, max_size=3),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3),
    st.sampled_from(_OUTLETS),
    st.sets(st.sampled_from(_OUTLETS), max_size=2),
    st.integers(0, 60),
    st.dictionaries(st.sampled_from(_TOPICS), st.floats(0, 1), max_size=3),
)
_wish = st.builds(
    wish,
    st.dictionaries(st.sampled_from(_TOPICS), st.floats(-1, 1), max_size=3),
    follow=st.lists(st.sampled_from(_WORDS), max_size=2).map(tuple),
    mute=st.lists(st.sampled_from(_WORDS), max_size=1).map(tuple),
    mute_sources=st.lists(st.sampled_from(_OUTLETS), max_size=1).map(tuple),
    stories=st.integers(0, 6),
    sent=st.frozensets(st.text(alphabet="abcdef", min_size=1, max_size=3), max_size=4),
)


@given(
    offered=st.lists(_story, max_size=25, unique_by=lambda told: told.id),
    wishes=st.lists(_wish, min_size=1, max_size=3),
    per_outlet=st.integers(1, 3),
    seed=st.randoms(use_true_random=False),
)
def test_laws_of_choosing(
    offered: list[news.Story], wishes: list[people.Wish], per_outlet: int, seed: random.Random
) -> None:
    """Limits hold, nothing sent or muted is chosen, every pick has a cause, and neither order nor company matters."""
    limits = select.Limits(per_outlet=per_outlet, freshness=timedelta(hours=48))
    choices = select.choose(offered, wishes, now=NOW, limits=limits)
    shuffled = seed.sample(offered, len(offered))
    for wanted, choice in zip(wishes, choices, strict=True):
        chosen = ids(choice)
        outlets = [pick.story.lead.outlet for pick in choice.picks]
        assert len(chosen) == len(set(chosen)) == choice.counts.shown <= wanted.profile.stories
        assert all(outlets.count(outlet) <= per_outlet for outlet in outlets)
        assert not set(chosen) & wanted.sent
        assert not any(outlet in wanted.profile.mute_sources for pick in choice.picks for outlet in pick.story.outlets)
        assert not any(
            places for places in words.find(wanted.profile.mute, [p.story.lead.title for p in choice.picks]).values()
        )
        assert all(pick.reasons for pick in choice.picks)
        assert choice.counts.gathered == sum(NOW - told.first_seen_at <= timedelta(hours=48) for told in offered)
        assert [pick.score for pick in choice.picks] == sorted((pick.score for pick in choice.picks), reverse=True)
        assert choose(shuffled, wanted, limits) == choice


def test_choose_takes_what_is_offered_when_no_freshness_is_set() -> None:
    """A caller that offers a whole week to a weekly reader is taken at its word."""
    offered = [story("a", hours=6 * 24, topics={"technology": 0.9})]
    assert ids(choose(offered, wish(TECH), select.Limits())) == ["a"]


def test_a_story_offered_twice_is_on_offer_once() -> None:
    """The same story handed in twice is one story."""
    twice = [stories.story("a", topics={"technology": 0.9})] * 2
    assert choose(twice, wish(TECH)).counts == people.Counts(gathered=1, shown=1)
