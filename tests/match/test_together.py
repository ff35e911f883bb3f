"""Deciding for many at once gives what deciding for each alone gives."""

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import best, nets, select, together
from tests.match.drawn import STORY, WISH, with_updates
from tests.match.stories import NOW, story, wish


def alone(offered: list[news.Story], wishes: list[people.Wish], limits: select.Limits) -> tuple[people.Choice, ...]:
    """The choices when everybody is looked at closely."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            together, "_closer", lambda _offer, _block, crowd, _walked: np.ones(len(crowd.rows), dtype=np.bool_)
        )
        return select.choose(offered, wishes, now=NOW, limits=limits)


def told_apart(told: news.Story, said: list[str], chance: random.Random) -> news.Story:
    """The story, of which some who tell it after the first say other words."""
    lead, *others = told.articles
    others = [
        replace(one, title=" ".join(chance.choices(said, k=5))) if chance.random() < 0.5 else one for one in others
    ]
    return replace(told, articles=(lead, *others))


@settings(deadline=None)
@given(
    offered=st.lists(STORY, max_size=25, unique_by=lambda told: told.id),
    wishes=st.lists(WISH, min_size=1, max_size=4),
    per_outlet=st.integers(1, 3),
    few=st.tuples(st.integers(1, 8), st.integers(1, 4), st.integers(1, 3)),
)
def test_company_changes_nothing(
    offered: list[news.Story], wishes: list[people.Wish], per_outlet: int, few: tuple[int, int, int]
) -> None:
    """Picks, reasons and counts, however few stories are looked at together before a closer look."""
    wishes = [with_updates(wanted, offered) for wanted in wishes]
    limits = select.Limits(per_outlet=per_outlet, freshness=timedelta(hours=48), score_floor=0.2, alike=0.5, again=0.5)
    expected = alone(offered, wishes, limits)
    with pytest.MonkeyPatch.context() as patch:
        for room, name, most in zip((best, best, nets), ("TOP", "EACH", "NEAREST"), few, strict=True):
            patch.setattr(room, name, most)
        assert select.choose(offered, wishes, now=NOW, limits=limits) == expected


@pytest.mark.parametrize("per_outlet", [1, 3])
def test_company_changes_nothing_on_a_full_day(per_outlet: int) -> None:
    """Sixty readers of up to nine topics before four hundred stories: promises, followed words, mutes, tastes.

    A word that some tellers say and others do not says who may lead.
    """
    chance = random.Random(per_outlet)
    slugs, said = sorted(news.TOPICS), [f"word{number}" for number in range(60)]
    offered = [
        story(
            f"{number:03}",
            " ".join(chance.choices(said, k=5)),
            *(f"O{other}" for other in chance.sample(range(9), chance.choice((0, 0, 1, 4)))),
            outlet=f"O{min(int(chance.expovariate(0.2)), 20)}",
            hours=chance.uniform(0, 40),
            topics={slug: chance.uniform(0.2, 1) for slug in chance.sample(slugs, chance.choice((0, 1, 1, 2)))},
        )
        for number in range(400)
    ]
    offered = [told_apart(told, said, chance) for told in offered]
    wishes = [
        wish(
            {slug: chance.choice((-0.5, 0.1, 0.3, 1.0)) for slug in chance.sample(slugs, chance.randint(1, 9))},
            follow=tuple(chance.choices(said, k=chance.choice((0, 2)))),
            mute=tuple(chance.choices(said, k=chance.choice((0, 2)))),
            mute_sources=(f"O{chance.randrange(4)}",),
            stories=chance.choice((3, 9, 12)),
            outside=True,
            sent=frozenset(f"{chance.randrange(400):03}" for _ in range(9)),
            likes={chance.choice(said): chance.uniform(-1, 1)} if chance.random() < 0.3 else {},
        )
        for _ in range(60)
    ]
    limits = select.Limits(per_outlet=per_outlet, alike=0.5, alike_followed=0.6, again=0.5)
    assert select.choose(offered, wishes, now=NOW, limits=limits) == alone(offered, wishes, limits)


@pytest.mark.usefixtures("outside_of_two")
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


@pytest.mark.usefixtures("outside_of_two")
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
