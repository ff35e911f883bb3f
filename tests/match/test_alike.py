"""Stories that are alike are found, and no others."""

import pytest

from digest.match import alike, terms
from tests.match.stories import story

_OTHERS = [story(f"x{number}", f"Matter {chr(97 + number) * 5} {chr(98 + number) * 6}") for number in range(8)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param(
            "Today's word puzzle answer, Tuesday", "Today's word puzzle answer, Wednesday", True, id="a daily column"
        ),
        pytest.param(
            "San Francisco approves police robots", "Robots: San Francisco police reverses", True, id="in any order"
        ),
        pytest.param("Rain floods the river towns", "Chips for everybody", False, id="nothing in common"),
        pytest.param("Rain floods", "Rain floods", False, id="two words are too few to tell"),
        pytest.param(
            "Rain floods the river towns of the far north of Norland again and again",
            "A minister resigns over rain and river and north funds for schools and roads",
            False,
            id="a few words of many",
        ),
    ],
)
def test_find(one: str, other: str, found: bool) -> None:
    """Both ways, with the place of each."""
    stories = [story("a", one), story("b", other, outlet="Wire"), *_OTHERS]
    (near,) = alike.find(terms.of(stories), leasts=(0.45,))
    assert near.of == ({0: frozenset({1}), 1: frozenset({0})} if found else {})


def test_find_in_an_empty_offer() -> None:
    """No stories, none alike."""
    (near,) = alike.find(terms.of([]), leasts=(0.45,))
    assert near.of == {}


def test_find_looks_beyond_one_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are compared at once, the answer is the same."""
    stories = [story(f"{number}", f"Daily puzzle answer hints number{number % 3}") for number in range(7)]
    (whole,) = alike.find(terms.of(stories), leasts=(0.45,))
    monkeypatch.setattr(alike, "_BLOCK", 2)
    (parts,) = alike.find(terms.of(stories), leasts=(0.45,))
    assert parts.of == whole.of
    assert whole.of[0] >= {3, 6}
