"""A place in the edition for every topic asked for, whatever weighs more and whatever was learned (pure)."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from digest.domain import news


def keep(
    ranked: Iterable[int], asked: Set[str], sure: Sequence[Sequence[news.TopicScore]], *, barred: Set[int]
) -> Iterator[int]:
    """The ranking without what is barred, the best story of each topic asked for before all others.

    So no limit can take it.  `sure` are the likely topics of each story.
    """
    free = (place for place in ranked if place not in barred)
    missing = set(asked)
    called: list[int] = []
    others: list[int] = []
    while missing and (place := next(free, None)) is not None:
        found = missing.intersection(score.topic for score in sure[place])
        (called if found else others).append(place)
        missing -= found
    return chain(called, others, free)
