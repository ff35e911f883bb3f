"""What tests of choosing share."""

import pytest

from digest.match import nets


@pytest.fixture
def outside_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of two stories may come from outside, so that a test needs no six of them."""
    monkeypatch.setattr(nets, "ROOM", 2)
