"""The words of a text as stories compare them."""

import pytest

from digest.classify import stems


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        pytest.param("stories", "story", id="a plural in -ies"),
        pytest.param("ties", "tie", id="too short for -ies, like any other"),
        pytest.param("dams", "dam", id="a plural"),
        pytest.param("gas", "gas", id="too short for a plural"),
        pytest.param("virus", "virus", id="a Latin ending"),
        pytest.param("congress", "congress", id="a double s"),
        pytest.param("impeached", "impeach", id="a past tense"),
        pytest.param("impeaching", "impeach", id="a present participle"),
        pytest.param("speed", "speed", id="too little would stay"),
        pytest.param("senate", "senat", id="a silent e"),
        pytest.param("2nd", "second", id="a number with its ending"),
        pytest.param("2", "2", id="a number without"),
        pytest.param("vote", "vote", id="a short word keeps its e"),
    ],
)
def test_stem(word: str, stem: str) -> None:
    """One form for the forms of a word."""
    assert stems.stem(word) == stem


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Comments", id="one word of boilerplate"),
        pytest.param(
            "Article URL: https://a.example/1 Comments URL: https://news.example/item?id=1 Points: 5",
            id="addresses and their labels",
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_what_feeds_put_around_every_item_does_not_count(text: str) -> None:
    """Two different links of one link list are not alike."""
    assert stems.of(text) == []


def test_of() -> None:
    """In order, repeated as they are, without the words that say nothing."""
    assert stems.of("The dams of Orrin: a dam broke") == ["dam", "orrin", "dam", "brok"]
