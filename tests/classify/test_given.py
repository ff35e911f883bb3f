"""Given names among words."""

import pytest

from digest.classify import given

_SURNAMES = ("Moss", "Winslet", "Bush", "Hudson", "Middleton", "Beckinsale")


def _with(sentence: str, fillers: tuple[str, ...] = _SURNAMES) -> list[str]:
    return [sentence.format(filler) for filler in fillers]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(_with("the role went to Kate {} again"), {"kate"}, id="before many surnames: a given name"),
        pytest.param(_with("the firm of Elon {} grew", ("Musk",) * 6), set(), id="before one surname: one name"),
        pytest.param(_with("fans of sport in Boston {} were glad"), set(), id="after in: a place"),
        pytest.param(_with("the role went to kate {} again"), set(), id="in lower case: a word"),
        pytest.param(_with("she left. Kate {} again"), set(), id="after a full stop: a capital proves nothing"),
        pytest.param(_with("the role went to Kate {} again")[:4], set(), id="four times: too few"),
        pytest.param(_with("then Kate met {} again"), set(), id="before a word in lower case: no name"),
        pytest.param([], set(), id="nothing"),
    ],
)
def test_a_given_name_is_known_by_how_it_is_written(texts: list[str], expected: set[str]) -> None:
    """Always a capital, many surnames, no place."""
    assert given.names(texts) == expected
