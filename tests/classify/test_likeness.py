"""How sure two articles are to tell one event."""

from datetime import timedelta
from typing import Any

import pytest

from digest.classify import lexicon, likeness
from digest.domain import news
from tests.classify import samples

_LEXICON = lexicon.Lexicon(
    weights={}, unseen=2.0, kin={"sue": {"lawsuit": 0.5, "court": 0.4}, "lawsuit": {"sue": 0.5}, "court": {"sue": 0.4}}
)


def _article(title: str, hours: float = 0, **changed: Any) -> news.Article:
    at = samples.NOW + timedelta(hours=hours)
    return samples.article(title, **{"published_at": at, "first_seen_at": at, "outlet": title, **changed})


def _likeness(one: news.Article, other: news.Article, cosine: float = 0.5) -> float:
    sketches = [likeness.sketch(article, _LEXICON) for article in (one, other)]
    return round(likeness.Gauge(sketches[0], _LEXICON).measure(sketches[1], cosine), 4)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            _article("Orrin dam", summary="gate"), _article("Orrin dam", summary="sluice", outlet="B"), 0.825, id="same"
        ),
        pytest.param(_article("Orrin dam"), _article("Orrin dam", outlet="B"), 0.925, id="two bare headlines"),
        pytest.param(_article("Orrin dam"), _article("Orrin dam", outlet="B", summary="x y zz"), 0.825, id="one bare"),
        pytest.param(_article("Orrin dam"), _article("Orrin dam", 24, outlet="B"), 0.805, id="a day later"),
        pytest.param(_article("Orrin dam"), _article("Orrin dam"), 0.805, id="one outlet, by name"),
        pytest.param(
            _article("Orrin dam", url="https://a.example/1"),
            _article("Orrin dam", url="https://www.a.example/2", outlet="B"),
            0.805,
            id="one outlet, by host",
        ),
        pytest.param(_article("Orrin dam"), _article("Orrin weir", outlet="B"), 0.6, id="half of the headline"),
        pytest.param(_article("Orrin sue"), _article("Orrin lawsuit", outlet="B"), 0.7625, id="a kindred word"),
        pytest.param(
            _article("Orrin sue"), _article("Orrin court lawsuit", outlet="B"), 0.723, id="the nearer of two kindred"
        ),
        pytest.param(
            _article("Dam", summary="weir gate"),
            _article("Gate", summary="weir dam", outlet="Dam"),
            0.0,
            id="one outlet, no word of the headlines in common",
        ),
        pytest.param(_article("The"), _article("Of", outlet="B"), 0.275, id="no words"),
        pytest.param(
            _article("Orrin crossword 12"), _article("Orrin crossword 13", outlet="B"), 0.0, id="two days of a puzzle"
        ),
        pytest.param(
            _article("Orrin crossword 12"), _article("Orrin crossword 12", outlet="B"), 0.925, id="one day of a puzzle"
        ),
        pytest.param(
            _article("Orrin crossword"), _article("Orrin crossword", 3), 0.0, id="one outlet's column, in other words"
        ),
    ],
)
def test_likeness(one: news.Article, other: news.Article, expected: float) -> None:
    """The formula, term by term, the same both ways."""
    assert _likeness(one, other) == expected == _likeness(other, one)


def test_a_column_posted_again_within_hours_is_one_article() -> None:
    """Word for word the same, and not on another day."""
    first = _article("Orrin crossword")
    assert _likeness(first, _article("Orrin crossword", 3), 0.9) > 0.8
    assert _likeness(first, _article("Orrin crossword", 24), 0.9) == 0


def test_a_date_to_come_counts_as_the_first_sight() -> None:
    """A feed with a wrong clock does not tell two articles apart."""
    wrong = _article("Orrin dam", outlet="B", published_at=samples.NOW + timedelta(days=300))
    assert _likeness(_article("Orrin dam"), wrong) == 0.925
