"""What a story is worth to a reader: topics, outlets, what was learned, and what is too weak."""

import pytest

from digest.domain import news, people
from tests.match.choosing import TECH, choose, ids
from tests.match.stories import story, wish


@pytest.mark.parametrize(
    ("offered", "wanted", "expected"),
    [
        pytest.param(
            [story("a", hours=9, outlet="Wire", topics={"technology": 0.8}), story("b", topics={"technology": 0.8})],
            wish(TECH, sources=("wire",)),
            ["a", "b"],
            id="a wanted outlet goes before others",
        ),
        pytest.param(
            [story("a", outlet="Wire"), story("b", topics={"sport": 0.9})],
            wish(TECH, sources=("https://feeds.wire.example/rss",)),
            ["a"],
            id="a wanted outlet brings a story of no wanted topic",
        ),
        pytest.param(
            [story("a", outlet="Wire", topics={"sport": 0.9})],
            wish({"sport": -0.1}, sources=("Wire",)),
            [],
            id="a wanted outlet brings nothing of an unwanted topic",
        ),
        pytest.param(
            [story("a", "", "Wire", topics={"sport": 0.9})],
            wish(TECH, sources=("Wire",), mute_sources=("Wire",)),
            [],
            id="an outlet both wanted and muted is muted",
        ),
        pytest.param(
            [story("a", hours=40, topics={"technology": 0.45})], wish(TECH), [], id="what is old and unsure is too weak"
        ),
        pytest.param(
            [story("a", hours=40, topics={"technology": 0.9})],
            wish({"technology": 0.1}),
            ["a"],
            id="a reader's only topic is not weak for its small weight",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", hours=30, topics={"sport": 0.9})],
            wish({"technology": 1.0, "sport": 0.1}),
            ["a", "b"],
            id="beside a strong topic a sure story of a minor one comes last, and it comes",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", hours=40, topics={"sport": 0.45})],
            wish({"technology": 1.0, "sport": 0.3}),
            ["a"],
            id="an unsure story of a minor topic is too weak, as of any other",
        ),
        pytest.param(
            [story("a", hours=40, topics={"technology": 0.9, "sport": 0.5})],
            wish({"technology": 0.2, "sport": -0.2}),
            [],
            id="what is unwanted as much as another is wanted takes off as much",
        ),
        pytest.param(
            [story("a", "Nvidia", hours=47, topics={"sport": 1.0})],
            wish({"sport": -1.0}, follow=("Nvidia", "NVIDIA")),
            ["a"],
            id="a followed word is never too weak",
        ),
        pytest.param(
            [story("a", "Golf today", topics={"sport": 0.6}), story("b", "Rugby today", topics={"sport": 0.6})],
            wish({"sport": 1.0}, likes={"rugby": 0.9}),
            ["b", "a"],
            id="learned words change the order",
        ),
        pytest.param(
            [story("a", "Golf today", topics={"sport": 0.5}), story("b", "Rugby today", topics={"sport": 0.5})],
            wish({"sport": 1.0}, likes={"golf": -0.9}),
            ["b", "a"],
            id="disliked words put a story behind others",
        ),
        pytest.param(
            [story("a", topics={"sport": 0.6}), story("b", topics={"science": 0.6})],
            wish({"sport": 1.0, "science": 0.9}, learned={"science": 0.4, "sport": -0.4, "world": 0.5}),
            ["b", "a"],
            id="learned topics change the order, and drop no topic asked for",
        ),
        pytest.param(
            [story("a", topics={"world": 0.9})], wish(TECH, learned={"world": 0.5}), [], id="learning asks for no topic"
        ),
    ],
)
def test_choose_weighs(offered: list[news.Story], wanted: people.Wish, expected: list[str]) -> None:
    """Wanted outlets, what was learned, and what is too weak."""
    assert ids(choose(offered, wanted)) == expected
