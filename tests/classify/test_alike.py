"""How rare these days is what two articles have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.classify import alike

_WEIGHTS = {"orrin": 10.0, "skelby": 8.0, "sluice": 6.0, "weir": 4.0, "gate": 2.0}


@pytest.mark.parametrize(
    ("stems", "phrases", "expected"),
    [
        pytest.param("", [], 0.0, id="nothing in common"),
        pytest.param("orrin", [], 0.25, id="one word says a quarter at most"),
        pytest.param("orrin skelby sluice weir", [], 0.7, id="four words"),
        pytest.param("orrin skelby sluice weir gate", [], 0.7, id="the four rarest of five"),
        pytest.param("orrin skelby", [("orrin", "skelby")], 0.25, id="a name of two words counts once"),
        pytest.param("orrin skelby", [("skelby", "orrin")], 0.25, id="in either order"),
        pytest.param(
            "orrin skelby sluice", [("orrin", "skelby"), ("skelby", "sluice")], 0.25, id="a name of three words"
        ),
        pytest.param("orrin skelby sluice weir gate", [("orrin", "skelby")], 0.55, id="the next ones take its place"),
    ],
)
def test_common(stems: str, phrases: list[tuple[str, str]], expected: float) -> None:
    """A mean of four against the rarest word there is."""
    assert alike.common({stem: _WEIGHTS[stem] for stem in stems.split()}, phrases, 10.0) == pytest.approx(expected)


def test_never_more_than_whole() -> None:
    """A word that nobody said before may weigh more than one that the other article has just said."""
    assert alike.common(dict.fromkeys("abcd", 12.0), [], 10.0) == 1.0


def test_phrases_that_two_articles_share() -> None:
    """Words side by side in both, in one order."""
    phrases = alike.Phrases(["liz", "cheney", "names", "orrin"])
    assert phrases.shared(["orrin", "names", "liz", "cheney"]) == {("liz", "cheney")}
    assert phrases.shared(["orrin"]) == alike.Phrases([]).shared(["liz", "cheney"]) == frozenset()


@given(
    weights=st.dictionaries(st.sampled_from("abcdefg"), st.floats(min_value=0, max_value=40)),
    phrases=st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"))),
)
def test_phrases_only_take_away(weights: dict[str, float], phrases: list[tuple[str, str]]) -> None:
    """Within bounds, and never above what the words give apart."""
    assert 0 <= alike.common(weights, phrases, 40.0) <= alike.common(weights, [], 40.0) <= 1
