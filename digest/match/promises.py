"""A place in the edition for every topic asked for, whatever weighs more and whatever was learned (pure)."""

from collections.abc import Iterator, Sequence, Set

from digest.domain import news
from digest.match import draw


def keep(
    hand: draw.Hand, ranked: Iterator[int], asked: Set[str], sure: Sequence[Sequence[news.TopicScore]]
) -> list[int]:
    """The places looked at to put into the hand, before all others, the best story of each topic asked for that fits.

    `sure` are the likely topics of each story; one story can stand for two topics.
    """
    missing, met = set(asked), list[int]()
    while missing and not hand.is_full and (place := next(ranked, None)) is not None:
        met.append(place)
        found = missing.intersection(score.topic for score in sure[place])
        if found and hand.fits(place):
            hand.keep(place)
            missing -= found
    return met
