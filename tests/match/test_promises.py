"""Every topic asked for has its place, whatever was learned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import promises, select
from tests.match.stories import NOW, story

#: A story's topic by its first letter; any other letter is a story without one.
NAMES = {"w": "world", "s": "sport", "h": "health"}


def kept(topics: str, *, room: int, asked: str = "ws", barred: str = "") -> str:
    """The places in the order they come, the first of them written 0."""
    sure = [(news.TopicScore(topic=NAMES[letter], probability=0.9),) if letter in NAMES else () for letter in topics]
    found = promises.keep(
        range(len(topics)), {NAMES[letter] for letter in asked}, sure, room=room, barred=set(map(int, barred))
    )
    return "".join(map(str, found))


@pytest.mark.parametrize(
    ("topics", "room", "barred", "order"),
    [
        pytest.param("wswwww", 5, "", "012345", id="both among the first: as it was"),
        pytest.param("wwwwws", 5, "", "015234", id="the best of the other comes up"),
        pytest.param("wwwwhsw", 5, "", "0152346", id="behind those that are there by themselves"),
        pytest.param("wwwwww", 5, "", "012345", id="a topic without news is not waited for"),
        pytest.param("hhhhws", 4, "", "045123", id="both come up, the better first"),
        pytest.param("wwww", 1, "", "0123", id="room for one"),
        pytest.param("wwwsws", 5, "3", "01524", id="what is barred does not count and is left out"),
        pytest.param("", 5, "", "", id="nothing at all"),
    ],
)
def test_the_best_story_of_each_topic_asked_for_comes_early_enough(
    topics: str, room: int, barred: str, order: str
) -> None:
    """And nothing else moves."""
    assert kept(topics, room=room, barred=barred) == order


@given(st.text(alphabet="wsh-", max_size=10), st.integers(1, 12), st.sets(st.integers(0, 9)))
def test_no_story_is_lost_or_doubled(topics: str, room: int, barred: set[int]) -> None:
    """The ranking is put in another order, no more; and a topic with a story is within the room."""
    found = kept(topics, room=room, barred="".join(map(str, barred)))
    assert sorted(found) == [str(place) for place in range(len(topics)) if place not in barred]
    free = [topics[place] for place in map(int, found)]
    for letter in "ws":
        assert room < 3 or letter not in free or letter in free[: room - 1]


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
