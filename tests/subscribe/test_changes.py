"""Two changes in a row and the one made of them come to the same."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from digest.domain.people import Cadence
from digest.domain.wishes import Change, Weights, Words
from digest.subscribe import changes

WORD = st.sampled_from(["a", "A", "b", "c", "d"])
LIST = st.lists(WORD, max_size=3).map(tuple)
WORDS = st.builds(Words, whole=st.none() | LIST, add=LIST, drop=LIST)
SLUG = st.sampled_from(["sport", "science", "world"])
WEIGHED = st.dictionaries(SLUG, st.sampled_from([-1.0, 0.0, 0.5, 1.0]))
WEIGHTS = st.builds(Weights, whole=st.none() | WEIGHED, add=WEIGHED, drop=st.lists(SLUG, max_size=2).map(tuple))


@given(WORDS, WORDS, LIST)
def test_words_come_to_the_same(first: Words, second: Words, before: tuple[str, ...]) -> None:
    """As the words they are, whatever their case and order."""
    merged = changes.together(Change(follow=first), Change(follow=second)).follow
    in_turn = second.of(first.of(before))
    assert {word.casefold() for word in merged.of(before)} == {word.casefold() for word in in_turn}


@given(WEIGHTS, WEIGHTS, WEIGHED)
def test_weights_come_to_the_same(first: Weights, second: Weights, before: dict[str, float]) -> None:
    """Topic by topic."""
    merged = changes.together(Change(topics=first), Change(topics=second)).topics
    assert merged.of(before) == second.of(first.of(before))


def test_the_later_word_counts() -> None:
    """And days go with the cadence they were said with."""
    weekly = Change(cadence=Cadence.WEEKLY, weekdays=frozenset({4}), stories=8, name="Ada")
    assert changes.together(weekly, Change(stories=9)) == replace(weekly, stories=9)
    daily = Change(cadence=Cadence.DAILY)
    assert changes.together(weekly, daily) == replace(weekly, cadence=Cadence.DAILY, weekdays=None)
