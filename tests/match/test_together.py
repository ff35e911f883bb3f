"""Deciding for many at once gives what deciding for each alone gives."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import nets, score, select, together
from tests.match.stories import NOW, story, wish
from tests.match.test_select import STORY, WISH


def alone(offered: list[news.Story], wishes: list[people.Wish], limits: select.Limits) -> tuple[people.Choice, ...]:
    """The choices when everybody is looked at closely."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "_learned", lambda some: np.ones(len(some), dtype=np.bool_))
        return select.choose(offered, wishes, now=NOW, limits=limits)


@settings(deadline=None)
@given(
    offered=st.lists(STORY, max_size=25, unique_by=lambda told: told.id),
    wishes=st.lists(WISH, min_size=1, max_size=4),
    per_outlet=st.integers(1, 3),
    top=st.integers(1, 8),
    nearest=st.integers(1, 3),
)
def test_company_changes_nothing(
    offered: list[news.Story], wishes: list[people.Wish], per_outlet: int, top: int, nearest: int
) -> None:
    """Picks, reasons and counts, however few stories are looked at together before a closer look."""
    limits = select.Limits(per_outlet=per_outlet, freshness=timedelta(hours=48), score_floor=0.2, alike=0.9)
    expected = alone(offered, wishes, limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(score, "TOP", top)
        patch.setattr(nets, "NEAREST", nearest)
        assert select.choose(offered, wishes, now=NOW, limits=limits) == expected


def test_a_story_from_outside_may_lie_far_down() -> None:
    """When the nearest are all muted, the next one comes; none when all are."""
    offered = [story("a", topics={"sport": 0.9})]
    offered += [
        story(f"w{number:02}", f"Golf {number}", topics={"world": 0.9}, outlet=f"W{number}") for number in range(9)
    ]
    offered += [story("x", "Rugby", hours=9, topics={"world": 0.9}, outlet="Last")]
    some, none = (
        wish({"sport": 1.0}, outside=True, mute=("golf",)),
        wish({"sport": 1.0}, outside=True, mute=("golf", "rugby")),
    )
    choices = select.choose(offered, [some, none], now=NOW, limits=select.Limits())
    assert [[pick.story.id for pick in choice.picks] for choice in choices] == [["a", "x"], ["a"]]
    assert choices == alone(offered, [some, none], select.Limits())


def test_what_is_passed_over_is_counted_alike() -> None:
    """One outlet's share, and one of two alike, whether looked at closely or not."""
    puzzle = "Today's word puzzle answer and hints"
    offered = [story(f"l{number}", hours=number, topics={"sport": 0.9}) for number in range(4)]
    offered += [story(f"p{day}", f"{puzzle} {day}", outlet=day, topics={"sport": 0.9}) for day in ("Monday", "Tuesday")]
    offered += [story("o", outlet="Meridian", topics={"world": 0.9})]
    wishes = [wish({"sport": 1.0}, outside=True), wish({"sport": 1.0}, outside=True, mute_sources=("Nobody",))]
    limits = select.Limits(per_outlet=3)
    found = select.choose(offered, wishes, now=NOW, limits=limits)
    assert found == alone(offered, wishes, limits)
    assert found[0] == found[1]
    assert found[0].counts == people.Counts(gathered=7, shown=5, alike=1, capped=1, outside=1)
