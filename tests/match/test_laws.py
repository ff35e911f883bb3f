"""Laws that hold for whatever is offered and whatever is asked for."""

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import best, nets, select, words
from tests.match.choosing import choose, ids
from tests.match.drawn import STORY, WISH, with_updates
from tests.match.stories import NOW


@settings(deadline=None)
@given(
    offered=st.lists(STORY, max_size=25, unique_by=lambda told: told.id),
    wishes=st.lists(WISH, min_size=1, max_size=3),
    per_outlet=st.integers(1, 3),
    floor=st.floats(0, 1.5),
    seed=st.randoms(use_true_random=False),
)
def test_laws_of_choosing(
    offered: list[news.Story], wishes: list[people.Wish], per_outlet: int, floor: float, seed: random.Random
) -> None:
    """Limits hold, nothing sent or muted is chosen, every pick has a cause, and neither order nor company matters."""
    limits = select.Limits(per_outlet=per_outlet, freshness=timedelta(hours=48), score_floor=floor, alike=0.9)
    wishes = [with_updates(wanted, offered) for wanted in wishes]
    choices = select.choose(offered, wishes, now=NOW, limits=limits)
    shuffled = seed.sample(offered, len(offered))
    for wanted, choice in zip(wishes, choices, strict=True):
        chosen = ids(choice)
        outlets = [pick.story.lead.outlet for pick in choice.picks]
        assert len(chosen) == len(set(chosen)) == choice.counts.shown <= wanted.profile.stories
        assert all(outlets.count(outlet) <= per_outlet for outlet in outlets)
        assert not set(chosen) & (wanted.sent - wanted.updates.keys())
        assert not any(outlet in wanted.profile.mute_sources for pick in choice.picks for outlet in pick.story.outlets)
        assert not any(
            places for places in words.find(wanted.profile.mute, [p.story.lead.title for p in choice.picks]).values()
        )
        assert all(pick.reasons for pick in choice.picks)
        assert choice.counts.gathered == sum(NOW - told.first_seen_at <= timedelta(hours=48) for told in offered)
        beyond = [pick for pick in choice.picks if pick.outside]
        assert len(beyond) <= int(wanted.profile.outside)
        assert not beyond or (len(chosen) > 1 and wanted.profile.stories >= nets.ROOM)
        assert choice.wider <= (wanted.profile.quiet is people.Quiet.WIDER)
        assert choice.wider or choice.counts.outside == len(beyond)
        scores = [pick.score for pick in choice.picks if not pick.outside]
        assert choice.wider or scores == sorted(scores, reverse=True)
        assert choose(shuffled, wanted, limits) == choice


@settings(deadline=None)
@given(
    offered=st.lists(STORY, max_size=25, unique_by=lambda told: told.id),
    wanted=WISH,
    top=st.integers(1, 4),
    per_outlet=st.integers(1, 3),
)
def test_looking_at_few_first_changes_nothing(
    offered: list[news.Story], wanted: people.Wish, top: int, per_outlet: int
) -> None:
    """However few of a row are put in order once for all, each reader gets what putting all in order would give."""
    limits = select.Limits(per_outlet=per_outlet, freshness=None, score_floor=0.2, alike=0.9)
    whole = choose(offered, wanted, limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(best, "TOP", top)
        assert choose(offered, wanted, limits) == whole
