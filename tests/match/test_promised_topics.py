"""Every topic asked for has its best story in the edition, however much more another weighs."""

import pytest

from digest.domain import news
from digest.match import select
from tests.match.stories import NOW, story, wish

TOPICS = {"politics": 1.0, "world": 0.9, "science": 0.5, "health": 0.5}


def offered(**numbers: int) -> list[news.Story]:
    """So many stories of each topic, each of an outlet of its own."""
    return [
        story(f"{topic}-{number:02}", outlet=f"{topic} {number}", topics={topic: 0.9})
        for topic, count in numbers.items()
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        pytest.param(
            {"politics": 30, "world": 30, "science": 1, "health": 2}, {"science", "health"}, id="light topics"
        ),
        pytest.param({"politics": 30, "world": 30, "science": 1}, {"science"}, id="one of them has no news"),
        pytest.param({"politics": 80, "sport": 5, "health": 1}, {"health"}, id="below the best of the ranking"),
    ],
)
def test_choose_has_a_story_of_every_topic_asked_for(numbers: dict[str, int], wanted: set[str]) -> None:
    """The heaviest topic has most of the edition, the others their best; in the order of what they are worth."""
    mine = wish(TOPICS, outside=False, stories=10)
    (chosen,) = select.choose(offered(**numbers), [mine], now=NOW, limits=select.Limits(alike=2.0))
    assert wanted <= {pick.topic for pick in chosen.picks}
    assert len(chosen.picks) == 10
    assert [pick.score for pick in chosen.picks] == sorted((pick.score for pick in chosen.picks), reverse=True)
