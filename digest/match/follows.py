"""What followed words and people add to the stories that hold them (pure).

A followed word is worth `FOLLOW` in the story of most general interest that holds it, and `AGAIN` times as much in each
next one: 2, 1.4, 0.98, 0.69 ...  So a rare name comes before anything else, while of a common word some four stories
come before other news that is wanted, and the rest only where there is room: it cannot fill an edition.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digest.match import offer as offer_
from digest.match import words as words_

#: What a followed word is worth: more than any topic, for somebody asked for these very words.
FOLLOW = 2.0
#: What is left of that in the next story with the word.
AGAIN = 0.7
#: The same, for the first story and each next one; after the last it stays.
WORTHS = tuple(round(FOLLOW * AGAIN**again / offer_.GRID) * offer_.GRID for again in range(64))


class Raised:
    """What some followed words add; put together only for who asks for more than one story."""

    def __init__(self, words: Mapping[str, Mapping[int, float]]) -> None:
        #: Word -> place -> what the word adds there.
        self._words = words

    def at(self, place: int) -> list[tuple[str, float]]:
        """The words that the story at `place` holds, and what each adds."""
        return [(word, worth[place]) for word, worth in self._words.items() if place in worth]

    @cached_property
    def total(self) -> Mapping[int, float]:
        """Place -> what all words add there."""
        total: defaultdict[int, float] = defaultdict(float)
        for worth in self._words.values():
            for place, value in worth.items():
                total[place] += value
        return dict(total)

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """The places with any of the words, (n_places,)."""
        return np.fromiter(self.total.keys(), dtype=np.intp, count=len(self.total))

    @cached_property
    def worth(self) -> NDArray[np.float64]:
        """What all words add in these, (n_places,)."""
        return np.fromiter(self.total.values(), dtype=np.float64, count=len(self.total))


class Follows:
    """Looks each followed word up once."""

    def __init__(self, offer: offer_.Offer) -> None:
        self._offer = offer
        self._rank = {place: rank for rank, place in enumerate(offer.by_news.tolist())}
        #: Word -> itself as it is compared, and the places that say it mainly, of most general interest first.
        self._held: dict[str, tuple[str, NDArray[np.intp]]] = {}
        #: Word -> what it adds where nothing is barred.
        self._whole: dict[str, Mapping[int, float]] = {}

    def held(self, words: Sequence[str]) -> dict[str, NDArray[np.intp]]:
        """Each word that is there -> its places, of most general interest first; none twice, in whatever case."""
        found: dict[str, tuple[str, NDArray[np.intp]]] = {}
        for word in words:
            folded, places = self._held.get(word) or self._look_up(word)
            if places.size:
                found.setdefault(folded, (word, places))
        return dict(found.values())

    def raised(self, words: Sequence[str], barred: Set[int]) -> Raised:
        """What the words add in places not `barred` to this reader."""
        mine = {}
        for word, places in self.held(words).items():
            if word not in self._whole:
                self._whole[word] = _in_order(places.tolist())
            whole = self._whole[word]
            free = barred.isdisjoint(whole)
            mine[word] = whole if free else _in_order([place for place in whole if place not in barred])
        return Raised(mine)

    def _look_up(self, word: str) -> tuple[str, NDArray[np.intp]]:
        held = sorted(self._offer.said.mainly(word), key=self._rank.__getitem__)
        self._held[word] = words_.fold(word), np.array(held, dtype=np.intp)
        return self._held[word]


def _in_order(places: Sequence[int]) -> Mapping[int, float]:
    """What a word adds in the places that hold it, of most general interest first."""
    return {place: WORTHS[min(again, len(WORTHS) - 1)] for again, place in enumerate(places)}
