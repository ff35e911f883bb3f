"""Wishes as they are passed on: lists and weights that change, and moments that must be in UTC."""

from datetime import datetime
from types import MappingProxyType

import pytest

from digest.domain.consents import Act, Consent
from digest.domain.people import Door
from digest.domain.wishes import Change, Weights, Words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(Words(), ("Nvidia", "rail"), id="nothing said leaves the list"),
        pytest.param(Words(add=("NVIDIA", "wind")), ("Nvidia", "rail", "wind"), id="a word is added once, in any case"),
        pytest.param(Words(drop=("nvidia",)), ("rail",), id="a word is dropped in any case"),
        pytest.param(Words(whole=("wind",), add=("sun",)), ("wind", "sun"), id="a new list takes the old one's place"),
        pytest.param(
            Words(add=("wind",), drop=("wind",)), ("Nvidia", "rail"), id="what is both dropped and added goes"
        ),
    ],
)
def test_a_list_of_words_becomes_what_was_asked(words: Words, expected: tuple[str, ...]) -> None:
    """Every word stands once, in the order it came."""
    assert words.of(("Nvidia", "rail")) == expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param(Weights(), {"science": 1.0, "sport": -0.5}, id="nothing said leaves the weights"),
        pytest.param(Weights(add={"sport": 1.0}), {"science": 1.0, "sport": 1.0}, id="a weight is replaced"),
        pytest.param(Weights(add={"sport": 0.0}), {"science": 1.0}, id="a weight of nothing takes the topic out"),
        pytest.param(Weights(whole={"world": 1.0}, drop=("science",)), {"world": 1.0}, id="new weights for the old"),
    ],
)
def test_weights_become_what_was_asked(weights: Weights, expected: dict[str, float]) -> None:
    """What comes back cannot be changed, and names no topic that weighs nothing."""
    found = weights.of({"science": 1.0, "sport": -0.5})
    assert found == expected
    assert isinstance(found, MappingProxyType)


def test_a_change_knows_whether_it_changes_anything() -> None:
    """An empty one is told from one that sets a list to nothing."""
    assert Change().is_empty
    assert not Change(mute=Words(whole=())).is_empty


def test_a_consent_record_has_its_moment_in_utc() -> None:
    """A moment without a zone would be read otherwise elsewhere."""
    with pytest.raises(ValueError, match="at"):
        Consent(act=Act.ASKED, at=datetime(2026, 11, 22), door=Door.WEB)
