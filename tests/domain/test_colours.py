"""How well a colour can be read on another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain import colours

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        pytest.param("#000000", "#ffffff", 21.0, id="black on white is as far as it goes"),
        pytest.param("#ffffff", "#FFFFFF", 1.0, id="a colour on itself cannot be seen"),
        pytest.param("#777777", "#ffffff", 4.48, id="the grey that just misses 4.5 on white"),
        pytest.param("#767676", "#ffffff", 4.54, id="the grey that just reaches it"),
        pytest.param("#0000ff", "#ffffff", 8.59, id="blue is dark"),
        pytest.param("#ffff00", "#ffffff", 1.07, id="yellow is not"),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    """Known pairs, to two digits."""
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(one=COLOURS, other=COLOURS)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one: str, other: str) -> None:
    """From 1 to 21, whichever stands on the other."""
    assert colours.contrast(one, other) == colours.contrast(other, one)
    assert 1.0 <= colours.contrast(one, other) <= 21.0
