"""Readable words."""

import pytest

from digest.classify import explain


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param(["court", "judge", "law", "case"], ("court", "judge", "law"), id="three at most"),
        pytest.param(["court", "supreme court", "judge"], ("supreme court", "judge"), id="a pair stands for its words"),
        pytest.param(["supreme court", "court hears", "law"], ("supreme court", "law"), id="pairs that overlap"),
        pytest.param(["chip", "chips", "phone", "phones"], ("chip", "phone"), id="one form of a word"),
        pytest.param(["courts", "supreme court"], ("supreme court",), id="a pair stands for other forms too"),
        pytest.param([], (), id="nothing"),
    ],
)
def test_each_word_says_something_new(terms: list[str], expected: tuple[str, ...]) -> None:
    """The heaviest first, none said twice."""
    assert explain._readable(terms) == expected
