"""A story that was sent comes once more only when it went on."""

from dataclasses import replace

import pytest

from digest.domain import news, people
from tests.match.choosing import TECH, choose
from tests.match.stories import story, wish

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
