"""A list ends where its sentence does, and where a wish of its own begins."""

import pytest

from digest.domain.wishes import Change, Weights
from digest.subscribe import sentences
from tests.subscribe.reading import added, changed, understood


@pytest.mark.parametrize(
    ("line", "weights"),
    [
        pytest.param(
            "More science, technology. No sport.", {"science": 1.0, "technology": 1.0, "sport": -1.0}, id="English"
        ),
        pytest.param(
            "Mehr Wissenschaft, Technik. Kein Sport.", {"science": 1.0, "technology": 1.0, "sport": -1.0}, id="German"
        ),
        pytest.param(
            "Más ciencia, tecnología. Nada de deportes.",
            {"science": 1.0, "technology": 1.0, "sport": -1.0},
            id="Spanish",
        ),
        pytest.param(
            "Plus de science, technologie. Pas de sport.",
            {"science": 1.0, "technology": 1.0, "sport": -1.0},
            id="French",
        ),
        pytest.param(
            "more health, sport. no politics, no business",
            {"health": 1.0, "sport": 1.0, "politics": -1.0, "business": -1.0},
            id="two that are denied",
        ),
        pytest.param("less health, no sport", {"health": -0.5, "sport": -1.0}, id="less of one and none of another"),
        pytest.param(
            "more science but no sport! Technology also",
            {"science": 1.0, "sport": -1.0, "technology": 1.0},
            id="a no ends with its sentence",
        ),
    ],
)
def test_a_topic_that_is_denied_is_never_wanted_beside_others(line: str, weights: dict[str, float]) -> None:
    """Whatever is said of those before it."""
    assert changed(line) == Change(topics=Weights(add=weights))


@pytest.mark.parametrize("line", ["No sport. Science, technology please.", "Less sport. Science, please."])
def test_what_is_named_behind_a_no_in_a_sentence_of_its_own_is_a_riddle(line: str) -> None:
    """It may be wanted; so it is not denied."""
    found = understood(line)
    assert ([set(command.change.topics.add) for command in found.commands], found.unknown) == ([{"sport"}], 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("one two. Three four! Five?", ["one two.", "Three four!", "Five?"], id="points"),
        pytest.param('mute "Trump". No sport', ['mute "Trump".', "No sport"], id="behind a quotation mark"),
        pytest.param("pause bis 24. Dezember", ["pause bis 24. Dezember"], id="a date"),
        pytest.param("Dr. Who, St. Louis and Prof. Drosten", ["Dr. Who, St. Louis and Prof. Drosten"], id="titles"),
        pytest.param("Yahoo! News", ["Yahoo! News"], id="a loud name"),
        pytest.param("Apple Inc. and Nvidia", ["Apple Inc. and Nvidia"], id="a firm"),
        pytest.param("Apple Inc. No sport", ["Apple Inc.", "No sport"], id="a wish behind a firm"),
        pytest.param("U.S. politics", ["U.S. politics"], id="a country"),
        pytest.param("AI. No sport", ["AI.", "No sport"], id="a wish behind a short name"),
        pytest.param("7 p.m. Rome", ["7 p.m. Rome"], id="an hour"),
    ],
)
def test_points_of_names_end_no_sentence(line: str, said: list[str]) -> None:
    """Those of sentences do."""
    assert sentences.split(line) == said


def test_a_no_to_a_word_ends_with_its_sentence() -> None:
    """What follows is read by itself."""
    assert changed("No Trump. More science.") == Change(topics=Weights(add={"science": 1.0}), mute=added("Trump"))
