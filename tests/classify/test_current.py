"""What words weigh these days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.classify import current, lexicon

_LEXICON = lexicon.Lexicon(weights={"town": 5.0, "the": 1.0, "nought": 0.0}, unseen=40.0, kin={})
_STEMS = ("town", "the", "nought", "griner", "bout")


def _current(*articles: frozenset[str]) -> current.Current:
    now = current.Current(_LEXICON)
    for article in articles:
        now.add(article)
    return now


def _weight(now: current.Current, stem: str) -> float:
    return now.weights([stem])[stem]


@pytest.mark.parametrize("stem", _STEMS)
def test_without_articles_a_word_weighs_what_it_does_in_general(stem: str) -> None:
    """A first day is compared as ever."""
    assert _weight(_current(), stem) == pytest.approx(_LEXICON.weight(stem))


def test_a_word_of_these_days_says_less() -> None:
    """The more articles say it the less; what none of them says weighs no less than before."""
    few = _current(*[frozenset({"griner"})] * 10, *[frozenset({"town"})] * 990)
    many = _current(*[frozenset({"griner"})] * 100, *[frozenset({"town"})] * 900)
    assert _weight(many, "griner") < _weight(few, "griner") < 0.5 * _LEXICON.unseen
    assert _weight(many, "bout") >= _LEXICON.unseen
    assert _weight(many, "town") < _LEXICON.weight("town")


def test_few_articles_change_little() -> None:
    """A word that two of three articles share may be shared by chance."""
    three = _current(*[frozenset({"griner"})] * 2, frozenset({"bout"}))
    assert _weight(three, "griner") > 0.9 * _LEXICON.unseen


def test_the_rarest_word() -> None:
    """Weighs as a name that one article says and the lexicon does not know; more than any other that was said."""
    now = _current(frozenset({"griner"}), *[frozenset({"town", "bout"})] * 99)
    assert now.rarest() == pytest.approx(_weight(now, "griner"))
    assert now.rarest() > _weight(now, "bout") > _weight(now, "town")


def test_these_days_are_known_from_a_thousand_articles_on() -> None:
    """Half of it with half as many."""
    assert [_current(*[frozenset({"town"})] * count).trust() for count in (0, 500, 1_000, 2_000)] == [0, 0.5, 1, 1]


@given(st.lists(st.frozensets(st.sampled_from(_STEMS)), max_size=30), st.lists(st.frozensets(st.sampled_from(_STEMS))))
def test_an_article_that_is_dropped_leaves_no_trace(kept: list[frozenset[str]], gone: list[frozenset[str]]) -> None:
    """So a window that moves on weighs as one that was counted anew; and no weight is below zero."""
    now = _current(*gone, *kept)
    for article in gone:
        now.drop(article)
    fresh = _current(*kept)
    assert now.weights(_STEMS) == fresh.weights(_STEMS)
    assert all(weight >= 0 for weight in now.weights(_STEMS).values())
