"""The promise on recorded bounces (docs/bounces.md): nine in ten read right, and nothing else taken for one."""

from pathlib import Path

import pytest

from digest.deliver.bounce import BounceKind
from tests.deliver import bounce_figures
from tests.deliver.bounce_figures import Judged

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def judged(shared_data: Path) -> tuple[Judged, ...]:
    """Every recorded mail, judged."""
    return bounce_figures.judge(shared_data)


@pytest.mark.parametrize("suite", ["sisimai", "flufl.bounce", "mikel/mail"])
def test_nine_in_ten_bounces_are_read_right(judged: tuple[Judged, ...], suite: str) -> None:
    """With the right recipients and the right kind."""
    assert bounce_figures.share(each for each in judged if each.label == "bounce" and each.suite == suite) >= 0.9


def test_nine_in_ten_of_those_held_out(judged: tuple[Judged, ...]) -> None:
    """Also of the third that the readers were first measured on."""
    assert bounce_figures.share(each for each in judged if each.label == "bounce" and each.is_held_out) >= 0.9


def test_nothing_else_is_taken_for_a_bounce(judged: tuple[Judged, ...]) -> None:
    """No ordinary mail, no malformed one, no automatic answer."""
    others = [each for each in judged if each.label in {"not-bounce", "auto-reply"}]
    assert len(others) > 60
    assert [each.id for each in others if each.kind is not BounceKind.NONE] == []


def test_every_complaint_is_one(judged: tuple[Judged, ...]) -> None:
    """And a report on authentication is none."""
    assert [each.id for each in judged if each.label == "feedback-report" and not each.is_right] == []
