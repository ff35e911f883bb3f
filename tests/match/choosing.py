"""How the tests of choosing choose."""

from datetime import timedelta

from digest.domain import news, people
from digest.match import select
from tests.match.stories import NOW

LIMITS = select.Limits(per_outlet=3, floor=0.4, freshness=timedelta(hours=48))


TECH = {"technology": 1.0}


def choose(offered: list[news.Story], wanted: people.Wish, limits: select.Limits = LIMITS) -> people.Choice:
    """The choice of one reader."""
    (choice,) = select.choose(offered, [wanted], now=NOW, limits=limits)
    return choice


def ids(choice: people.Choice) -> list[str]:
    """The stories chosen, best first."""
    return [pick.story.id for pick in choice.picks]
