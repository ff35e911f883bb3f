"""What comes from beyond what a reader asked for: one story from outside, or on a quiet day a wider net (pure)."""

import heapq
from collections.abc import Iterator, Sequence
from itertools import islice

from digest.match import offer as offer_

#: Stories from outside that are looked up for all readers with the same signs; of these hardly any is ever refused.
NEAREST = 6
#: Stories that an edition has with the one from outside, at least, lest that takes much of a short one.
ROOM = 6


class Nets:
    """The stories by general interest; `signs` say of each topic whether it is wanted (1), unwanted (-1) or neither."""

    def __init__(self, offer: offer_.Offer) -> None:
        rows = {topic: row for row, topic in enumerate(offer.topics)}
        self._places: list[int] = offer.by_news.tolist()
        #: By rank: the rows of the likely topics, strongest first.
        self._likely = [[rows[topic.topic] for topic in offer.sure[place]] for place in self._places]
        #: Row of a topic -> the ranks of the stories that are of it before all others, ascending.
        self._first: list[list[int]] = [[] for _ in offer.topics]
        for rank, likely in enumerate(self._likely):
            if likely:
                self._first[likely[0]].append(rank)
        self._nearest: dict[bytes, tuple[int, ...]] = {}

    def outside(self, signs: Sequence[int]) -> Iterator[int]:
        """The places of stories of topics neither wanted nor unwanted, of most general interest first; none unsure."""
        others = [ranks for sign, ranks in zip(signs, self._first, strict=True) if not sign]
        for rank in heapq.merge(*others):
            if not any(signs[row] for row in self._likely[rank]):
                yield self._places[rank]

    def nearest(self, signs: bytes) -> tuple[int, ...]:
        """The first `NEAREST` places from outside, -1 where there are fewer; a byte of `signs` is 0 for neither."""
        if signs not in self._nearest:
            found = *islice(self.outside(signs), NEAREST), *[-1] * NEAREST
            self._nearest[signs] = found[:NEAREST]
        return self._nearest[signs]

    def wider(self, signs: Sequence[int]) -> Iterator[int]:
        """The places of all stories of no unwanted topic, of most general interest first."""
        for place, likely in zip(self._places, self._likely, strict=True):
            if not any(signs[row] < 0 for row in likely):
                yield place
