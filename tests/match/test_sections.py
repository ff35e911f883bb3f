"""Every topic asked for has a section, where a story chosen can stand in it."""

import pytest

from digest.domain import news, people
from digest.match import sections, select
from tests.match.choosing import choose
from tests.match.stories import story, wish


def scores(**topics: float) -> list[news.TopicScore]:
    """The likely topics of one story."""
    return [news.TopicScore(topic=topic, probability=chance, terms=()) for topic, chance in topics.items()]


@pytest.mark.parametrize(
    ("asked", "topics", "sure", "moved"),
    [
        pytest.param(
            {"world": 1.0, "science": 0.5},
            ["world", "world"],
            [scores(world=0.9), scores(science=0.9, world=0.6)],
            {1: "science"},
            id="to a topic without a story",
        ),
        pytest.param(
            {"world": 1.0, "science": 0.5},
            ["world", "world", "world"],
            [scores(science=0.7, world=0.9), scores(science=0.9, world=0.6), scores(science=0.9, world=0.6)],
            {1: "science"},
            id="the one that is most of it, and of equals the first",
        ),
        pytest.param(
            {"world": 1.0, "science": 0.5},
            ["world", "science"],
            [scores(science=0.9, world=0.9), scores(science=0.8)],
            {},
            id="nothing where every topic has one",
        ),
        pytest.param(
            {"world": 1.0, "science": 0.5}, ["world"], [scores(science=0.9, world=0.9)], {}, id="no topic's last story"
        ),
        pytest.param(
            {"world": 1.0, "science": 0.4, "business": 0.5},
            ["world", "world"],
            [scores(world=0.9), scores(science=0.9, business=0.5)],
            {1: "business"},
            id="the weightier topic first, and no story twice",
        ),
        pytest.param(
            {"world": 1.0, "sport": -1.0}, ["world"] * 2, [scores(sport=0.9), scores(sport=0.9)], {}, id="none unwanted"
        ),
    ],
)
def test_a_topic_asked_for_has_a_section(
    asked: dict[str, float], topics: list[str], sure: list[list[news.TopicScore]], moved: dict[int, str]
) -> None:
    """The story moves that says most of the topic, out of a section that keeps others."""
    assert {at: score.topic for at, score in sections.moved(asked, topics, sure).items()} == moved


@pytest.mark.parametrize("follow", [(), ("telescope",)])
def test_a_story_that_moves_says_why_it_is_there(follow: tuple[str, ...]) -> None:
    """Its section, and a reason that names the same topic; place and worth stay."""
    offered = [story(f"w{number}", topics={"world": 0.9}, outlet=f"W{number}") for number in range(3)]
    offered.append(story("t", "Telescope", topics={"science": 0.9, "world": 0.6}))
    asked = {"world": 1.0, "science": 0.5}
    choice = choose(offered, wish(asked, follow=follow), select.Limits(alike=2.0))
    (pick,) = (pick for pick in choice.picks if pick.topic == "science")
    assert pick.story.id == "t"
    assert [reason.subject for reason in pick.reasons if reason.kind is people.Cause.TOPIC] == ["science"]
    assert [pick.score for pick in choice.picks] == sorted((pick.score for pick in choice.picks), reverse=True)
