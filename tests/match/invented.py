"""Ten invented mornings for readers who do not exist: each story is of one theme, and says some of its words."""

import random
from datetime import timedelta

from bench.recorded_days import Morning
from bench.synthetic_readers import Interest
from digest.domain import news
from tests.match.stories import NOW, story

_THEMES, _WORDS, _STORIES = 18, 14, 90
_OUTLETS = [f"Outlet {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def interests() -> tuple[Interest, ...]:
    """Two themes of every topic; a theme's words are its own."""
    slugs = sorted(news.TOPICS)
    return tuple(
        Interest(
            name=f"theme{number}",
            words=frozenset(f"word{number}x{letter}" for letter in range(_WORDS)),
            topics=frozenset({slugs[number % len(slugs)]}),
        )
        for number in range(_THEMES)
    )


def mornings(days: int, *, seed: int) -> tuple[Morning, ...]:
    """So many mornings of stories, each seen within the hours before."""
    chance = random.Random(seed)
    return tuple(_morning(day, chance) for day in range(days))


def _morning(day: int, chance: random.Random) -> Morning:
    now = NOW + timedelta(days=day)
    return Morning(now=now, stories=tuple(_story(day, number, chance) for number in range(_STORIES)))


def _story(day: int, number: int, chance: random.Random) -> news.Story:
    theme = chance.choice(interests())
    said = chance.sample(sorted(theme.words), 4) + [f"filler{chance.randrange(400)}" for _ in range(6)]
    chance.shuffle(said)
    (topic,) = theme.topics
    return story(
        f"d{day}s{number:03}",
        " ".join(said),
        outlet=chance.choice(_OUTLETS),
        hours=chance.uniform(0, 20) - 24 * day,
        topics={topic: chance.uniform(0.6, 1.0)},
    )
