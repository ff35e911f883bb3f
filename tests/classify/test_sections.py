"""The publisher's own shelf."""

import pytest

from digest.classify import sections


@pytest.mark.parametrize(
    ("url", "categories", "expected"),
    [
        pytest.param("https://north.example/sport/2026/cup-final", (), "sport", id="the first segment"),
        pytest.param("https://north.example/2026/03/politics/vote", (), "politics", id="behind a date"),
        pytest.param("https://north.example/news/World/story?x=/sport/", (), "world", id="whatever its case"),
        pytest.param("https://sport.example/story", (), None, id="a host is no section"),
        pytest.param("https://north.example/a/b/c/sport/d", (), None, id="too deep to be a section"),
        pytest.param("https://north.example/sport", (), None, id="the last segment is the article"),
        pytest.param("", ("Front page", "Food Drink"), "lifestyle", id="a category, without an address"),
        pytest.param("https://north.example/health/x", ("Sport",), "health", id="the address before a category"),
        pytest.param("", (), None, id="nothing to go by"),
    ],
)
def test_topic_of_a_section(url: str, categories: tuple[str, ...], expected: str | None) -> None:
    """A section is read where publishers put it, and nowhere else."""
    assert sections.topic_of(sections.shelf(url, categories)) == expected


@pytest.mark.parametrize(
    ("url", "more"),
    [
        pytest.param("https://north.example/food/soup", 4.0, id="recipes are nothing but lifestyle"),
        pytest.param("https://north.example/lifestyle/soup", 1.5, id="a shelf for whatever is left"),
        pytest.param("https://north.example/femail/a-royal", 0.0, id="gossip"),
        pytest.param("https://north.example/sport/cup-final", 0.0, id="what words tell well enough"),
        pytest.param("https://north.example/soup", 0.0, id="no shelf"),
    ],
)
def test_what_a_shelf_says_alone(url: str, more: float) -> None:
    """Only shelves of what words cannot tell say more than a nudge, the mixed ones less."""
    assert sections.alone(sections.shelf(url, ())) == more
