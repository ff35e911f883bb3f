"""Names of places."""

import pytest

from digest.classify import places


@pytest.mark.parametrize(
    ("name", "called"),
    [
        pytest.param("greek", "greec", id="a people"),
        pytest.param("briton", "uk", id="another name"),
        pytest.param("louisvill", "louisvill", id="a part is itself"),
        pytest.param("skelby", None, id="a place nobody knows"),
    ],
)
def test_called(name: str, called: str | None) -> None:
    """One stem for all names of a place."""
    assert places.called(name) == called


def test_around() -> None:
    """A city lies in its state, and that in its country."""
    assert places.around(["louisvill"]) == {"louisvill", "kentucky", "US"}
    assert places.around(["skelby"]) == {"skelby"}
