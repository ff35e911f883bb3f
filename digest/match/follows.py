"""What followed words and people add to the stories that hold them (pure).

A followed word is worth `FOLLOW` in the story of most general interest that holds it, and `AGAIN` times as much in each
next one: 2, 1.4, 0.98, 0.69 ...  So a rare name comes before anything else, while of a common word some four stories
come before other news that is wanted, and the rest only where there is room: it cannot fill an edition.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What some followed words add."""

    #: Word -> place -> what the word adds there.
    words: Mapping[str, Mapping[int, float]]
    #: Place -> what all words add there.
    total: Mapping[int, float]
    #: The keys of `total`, and its values, (n_places,).
    places: NDArray[np.intp]
    worth: NDArray[np.float64]


def raised(words: Mapping[str, Mapping[int, float]]) -> Raised:
    """The words together."""
    total: defaultdict[int, float] = defaultdict(float)
    for worth in words.values():
        for place, value in worth.items():
            total[place] += value
    return Raised(
        words=words,
        total=dict(total),
        places=np.fromiter(total.keys(), dtype=np.intp, count=len(total)),
        worth=np.fromiter(total.values(), dtype=np.float64, count=len(total)),
    )


#: Nothing followed, or nothing found.
NOTHING = raised({})


class Follows:
    """Looks each followed word up once."""

    def __init__(self, offer: offer_.Offer) -> None:
        self._offer = offer
        self._rank = {place: rank for rank, place in enumerate(offer.by_news.tolist())}
        #: Word -> itself as it is compared, and the places that say it mainly, of most general interest first.
        self._held: dict[str, tuple[str, NDArray[np.intp]]] = {}
        #: Word -> what it adds where nothing is barred.
        self._whole: dict[str, Raised] = {}

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
        together = NOTHING
        for word, places in self.held(words).items():
            if word not in self._whole:
                self._whole[word] = _in_order(word, places.tolist())
            whole = self._whole[word]
            mine = whole if barred.isdisjoint(whole.total) else _without(word, whole, barred)
            together = _together(together, mine) if together.total else mine
        return together

    def _look_up(self, word: str) -> tuple[str, NDArray[np.intp]]:
        held = sorted(self._offer.said.mainly(word), key=self._rank.__getitem__)
        self._held[word] = words_.fold(word), np.array(held, dtype=np.intp)
        return self._held[word]


def _together(one: Raised, other: Raised) -> Raised:
    """What both add; quickly where they do not meet in a story, as most words do not."""
    words = {**one.words, **other.words}
    total = {**one.total, **other.total}
    if len(total) < len(one.total) + len(other.total):
        return raised(words)
    places = np.concatenate((one.places, other.places))
    return Raised(words=words, total=total, places=places, worth=np.concatenate((one.worth, other.worth)))


def _without(word: str, whole: Raised, barred: Set[int]) -> Raised:
    return _in_order(word, [place for place in whole.total if place not in barred])


def _in_order(word: str, places: Sequence[int]) -> Raised:
    """What the word adds in the places that hold it, of most general interest first."""
    if not places:
        return NOTHING
    return raised({word: {place: WORTHS[min(again, len(WORTHS) - 1)] for again, place in enumerate(places)}})
