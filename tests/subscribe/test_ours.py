"""Our addresses are told from others', by one rule for every way in."""

import pytest

from digest.subscribe import ours


@pytest.mark.parametrize(
    ("address", "own", "expected"),
    [
        pytest.param("desk@news.example", "desk@news.example", "", id="the address itself"),
        pytest.param("Desk@News.Example", "desk@news.example", "", id="in other case"),
        pytest.param(
            "desk+Help@news.example", "desk@news.example", "Help", id="with a word behind the plus, as written"
        ),
        pytest.param("desk+a+b@news.example", "desk@news.example", "a+b", id="only the first plus counts"),
        pytest.param("desk+@news.example", "desk@news.example", "", id="nothing behind the plus"),
        pytest.param("desks@news.example", "desk@news.example", None, id="a longer name"),
        pytest.param("des@news.example", "desk@news.example", None, id="a shorter name"),
        pytest.param("desk@other.example", "desk@news.example", None, id="another domain"),
        pytest.param("desk", "desk@news.example", None, id="no domain"),
        pytest.param("", "desk@news.example", None, id="nothing"),
        pytest.param("ann+news+help@mail.example", "ann+news@mail.example", "help", id="ours has a plus itself"),
        pytest.param("ann+help@mail.example", "ann+news@mail.example", None, id="another plus of the same person"),
    ],
)
def test_an_address_of_ours_is_known(address: str, own: str, expected: str | None) -> None:
    """Whole, with an extension, in any case; and nobody else's."""
    assert ours.extension(address, own) == expected
