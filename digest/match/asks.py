"""What many readers ask for, as arrays, made of their wishes in the order they stand in (pure).

A wish that is looked at beside the one before is at hand; one anywhere in memory is not, and looking for it takes
longer than what is done with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from digest.domain import people
from digest.match import pile, readers

_Whole = NDArray[np.int64]
_Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """What some readers ask for; arrays are (n_readers,)."""

    #: Everybody's wishes, and which of them are theirs.
    wishes: Sequence[people.Wish]
    numbers: _Whole
    #: How many stories there is room for.
    rooms: _Whole
    #: Whether one may be from outside, and whether a story that was sent may come once more.
    outside: _Marks
    updated: _Marks
    #: Everybody's muted words and sources, none twice, and which of them are whose.
    mutes: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]
    muted: _Whole
    #: The numbers of the followed words that are there, and the places of the stories sent that are.
    followed: pile.Lots
    sent: pile.Lots

    def wish(self, reader: int) -> people.Wish:
        """The wish of one of them."""
        return self.wishes[int(self.numbers[reader])]

    def of(self, some: _Whole) -> "Asks":
        """What some of them ask for."""
        return Asks(
            wishes=self.wishes,
            numbers=self.numbers[some],
            rooms=self.rooms[some],
            outside=self.outside[some],
            updated=self.updated[some],
            mutes=self.mutes,
            muted=self.muted[some],
            followed=self.followed.of(some),
            sent=self.sent.of(some),
        )


def gather(table: readers.Table, wishes: Sequence[people.Wish]) -> Asks:
    """What these readers ask for."""
    profiles = [wish.profile for wish in wishes]
    mutes: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    muted = [mutes.setdefault((mine.mute, mine.mute_sources), len(mutes)) for mine in profiles]
    return Asks(
        wishes=wishes,
        numbers=np.arange(len(wishes)),
        rooms=np.array([mine.stories for mine in profiles], dtype=np.int64),
        outside=np.array([mine.outside for mine in profiles], dtype=np.bool_),
        updated=np.array([bool(wish.updates) for wish in wishes], dtype=np.bool_),
        mutes=list(mutes),
        muted=np.array(muted, dtype=np.int64),
        followed=table.follows.numbers([mine.follow for mine in profiles]),
        sent=_sent(table, wishes),
    )


def _sent(table: readers.Table, wishes: Sequence[people.Wish]) -> pile.Lots:
    sent = [wish.sent for wish in wishes]
    lengths = np.array([len(ids) for ids in sent], dtype=np.int64)
    places = np.fromiter(
        map(table.offer.places.get, chain.from_iterable(sent), repeat(-1)), dtype=np.int64, count=lengths.sum()
    )
    there = places >= 0
    return pile.lots(np.repeat(np.arange(len(sent)), lengths)[there], places[there], many=len(sent))
