"""What was learned never drops what was asked for: a place in the edition for every topic (pure)."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from digest.domain import news


def keep(
    ranked: Iterable[int], asked: Set[str], sure: Sequence[Sequence[news.TopicScore]], *, room: int, barred: Set[int]
) -> Iterator[int]:
    """The ranking without what is barred, the best story of each topic asked for early enough to be shown.

    A topic that has a story among the first is left as it is; the best of another comes up behind these, to where an
    edition of `room` stories, one of them from outside, still has place.  `sure` are the likely topics of each story.
    """
    free = (place for place in ranked if place not in barred)
    missing = set(asked)
    first, called = max(room - 1 - len(asked), 0), []
    passed: list[int] = []
    for place in free:
        found = missing.intersection(score.topic for score in sure[place])
        if found and len(passed) >= first:
            called.append(place)
        missing -= found
        passed.append(place)
        if not missing:
            break
    others = (place for place in passed[first:] if place not in called)
    return chain(passed[:first], called, others, free)
