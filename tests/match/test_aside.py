"""What is no news, though a topic fits, comes after all that is."""

import random

import numpy as np
import pytest

from digest.domain import news, people
from digest.match import select, together
from tests.match.choosing import LIMITS, TECH, ids
from tests.match.stories import NOW, story, wish

_OFFERED = [
    story("deal", "Folding keyboard for half the price", "Wire", "Hill", outlet="O1", topics={"technology": 0.9}),
    story("new", "Chips", outlet="O2", topics={"technology": 0.8}),
    story("other", "Tubes and valves", outlet="O3", topics={"technology": 0.7}),
]


def choose(offered: list[news.Story], wishes: list[people.Wish], *aside: str) -> tuple[people.Choice, ...]:
    """The choices where these stories stand aside."""
    table = select.lay_out(offered, now=NOW, limits=LIMITS, aside=aside)
    return select.choose_from(table, wishes, limits=LIMITS)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(wish(TECH), ["new", "other", "deal"], id="behind, not away"),
        pytest.param(wish(TECH, stories=2), ["new", "other"], id="others take its place"),
        pytest.param(wish(TECH, follow=("keyboard",)), ["deal", "new", "other"], id="not for who follows it"),
        pytest.param(wish(TECH, mute=("keyboard",)), ["new", "other"], id="what is muted stays away"),
    ],
)
def test_what_stands_aside_comes_last(wanted: people.Wish, expected: list[str]) -> None:
    """Whatever it is worth, and with less worth than any other, so that it never leads."""
    (choice,) = choose(_OFFERED, [wanted], "deal")
    assert ids(choice) == expected
    scores = [pick.score for pick in choice.picks]
    assert scores == sorted(scores, reverse=True)


def test_alone_it_comes_all_the_same() -> None:
    """There is nothing else."""
    (choice,) = choose(_OFFERED[:1], [wish(TECH)], "deal")
    assert ids(choice) == ["deal"]


@pytest.mark.usefixtures("outside_of_two")
def test_it_never_comes_from_outside() -> None:
    """What a reader did not ask for is news."""
    offered = [*_OFFERED, story("far", "Rugby", hours=9, outlet="O4", topics={"sport": 0.9})]
    offered += [story("gear", "Caps", "Wire", "Hill", outlet="O5", topics={"sport": 0.9})]
    (choice,) = choose(offered, [wish(TECH, outside=True)], "gear")
    assert ids(choice)[-1] == "far"


def test_company_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decided together or alone, a third of two hundred stories standing aside."""
    chance = random.Random(3)
    offered = [
        story(
            f"{number:03}",
            f"Word{number} of the day",
            outlet=f"O{number % 17}",
            hours=chance.uniform(0, 40),
            topics={chance.choice(("sport", "technology", "world")): chance.uniform(0.5, 1)},
        )
        for number in range(200)
    ]
    aside = [told.id for told in chance.sample(offered, 70)]
    wishes = [
        wish(
            {"sport": chance.uniform(0, 1), "world": chance.uniform(-1, 1)},
            follow=(f"word{chance.randrange(200)}",),
            sent=frozenset(f"{chance.randrange(200):03}" for _ in range(9)),
            stories=chance.choice((3, 9, 60)),
            outside=True,
        )
        for _ in range(30)
    ]
    found = choose(offered, wishes, *aside)
    monkeypatch.setattr(
        together, "_closer", lambda _offer, _block, crowd, _walked: np.ones(len(crowd.rows), dtype=np.bool_)
    )
    assert found == choose(offered, wishes, *aside)
