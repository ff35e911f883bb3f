"""Every topic asked for has its place, whatever was learned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import promises, select
from tests.match.stories import NOW, story

#: A story's topic by its first letter; any other letter is a story without one.
NAMES = {"w": "world", "s": "sport", "h": "health"}


def kept(topics: str, *, barred: frozenset[int] = frozenset()) -> list[int]:
    """The places in the order they come, when "world" and "sport" are asked for."""
    sure = [(news.TopicScore(topic=NAMES[letter], probability=0.9),) if letter in NAMES else () for letter in topics]
    return list(promises.keep(range(len(topics)), {"world", "sport"}, sure, barred=barred))


@pytest.mark.parametrize(
    ("topics", "barred", "order"),
    [
        pytest.param("wswh", frozenset(), [0, 1, 2, 3], id="the best of both first: as it was"),
        pytest.param("hwwsw", frozenset(), [1, 3, 0, 2, 4], id="the best of each topic asked for, the better first"),
        pytest.param("wwh", frozenset(), [0, 1, 2], id="a topic without news is not waited for"),
        pytest.param("-hws", frozenset(), [2, 3, 0, 1], id="stories of no topic and of others stay in order"),
        pytest.param("wssh", frozenset({1}), [0, 2, 3], id="what is barred keeps no promise and is left out"),
        pytest.param("", frozenset(), [], id="nothing at all"),
    ],
)
def test_the_best_story_of_each_topic_asked_for_comes_first(
    topics: str, barred: frozenset[int], order: list[int]
) -> None:
    """And nothing else moves."""
    assert kept(topics, barred=barred) == order


@given(st.text(alphabet="wsh-", max_size=10), st.frozensets(st.integers(0, 9)))
def test_no_story_is_lost_or_doubled(topics: str, barred: frozenset[int]) -> None:
    """The ranking is put in another order, no more."""
    found = kept(topics, barred=barred)
    assert sorted(found) == [place for place in range(len(topics)) if place not in barred]
    for letter in "ws":
        free = [topics[place] for place in found]
        assert letter not in free or letter in free[:2]


def test_less_of_all_sport_leaves_some_sport() -> None:
    """Of a reader who asked for it and said "less" of every story, on a day full of what they like better."""
    world = [
        story(f"w{number:02}", f"ferry matter{number}", outlet=f"W{number}", topics={"world": 0.9})
        for number in range(20)
    ]
    sport = [
        story(f"s{number}", f"goal game{number}", outlet=f"S{number}", topics={"sport": 0.9}) for number in range(3)
    ]
    profile = people.Profile(topics={"world": 1.0, "sport": 1.0}, outside=False)
    taste = people.Taste(terms={"ferry": 1.0, "goal": -0.2}, topics={"sport": -0.5, "world": 0.5})
    (choice,) = select.choose(
        [*world, *sport], [people.Wish(profile=profile, taste=taste)], now=NOW, limits=select.Limits()
    )
    assert [pick.topic for pick in choice.picks].count("sport") == 1
    assert len(choice.picks) == profile.stories


def test_less_mutes_nothing() -> None:
    """The story comes last, and it comes: what was learned against it does not make it too weak."""
    offered = [story("a", "ferry", topics={"world": 0.6}), story("b", "goal", topics={"world": 0.6}, outlet="Post")]
    profile = people.Profile(topics={"world": 1.0}, outside=False)
    taste = people.Taste(terms={"ferry": -1.0}, topics={"world": -0.5})
    (choice,) = select.choose(offered, [people.Wish(profile=profile, taste=taste)], now=NOW, limits=select.Limits())
    assert [pick.story.id for pick in choice.picks] == ["b", "a"]
