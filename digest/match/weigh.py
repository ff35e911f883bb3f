"""What topics, wanted outlets and learned words make of every story, for some rows at once (pure)."""

from collections.abc import Mapping, Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from digest.domain import people
from digest.match import offer as offer_
from digest.match import taste as taste_

#: What being told by a wanted outlet is worth.
WANTED = 0.5
#: What learned words are worth, which say -1 to 1 of a story.
LIKING = 1.0

_Values = NDArray[np.float32]
_Marks = NDArray[np.bool_]


class Scales:
    """What the stories are worth to some rows; each array is (n_rows, n_stories) but for those that say otherwise."""

    def __init__(self, offer: offer_.Offer, wishes: Sequence[people.Wish], values: _Values, *, least: float) -> None:
        """Weighs the stories; `values` is where their worth is to be written."""
        #: The weights asked for, and the signs of those that count, (n_rows, n_topics).
        self.asked = weights(offer, [wish.profile.topics for wish in wishes])
        self.signs: NDArray[np.int8] = np.sign(self.asked).astype(np.int8)
        #: Number of the row -> what was learned of its words, (n_stories,).
        self.likings: dict[int, _Values] = {}
        self._offer, self._values = offer, values
        general = offer.news + offer.rarity
        np.matmul(self.asked, offer.probabilities, out=values)
        #: Whether a story is wanted at all, and whether it is worth the reader's time too.
        self.wanted = offer.of_any(self.asked > 0)
        self.wanted &= values > 0
        values += general
        self._strength = _as_one(self.asked) @ offer.probabilities
        for number, wish in enumerate(wishes):
            if wish.profile.sources:
                self._want(number, wish.profile)
            if wish.taste.terms or wish.taste.topics:
                self._like(number, wish)
        # What must come from topics for a story to be strong.
        self.strong: _Marks = self._strength >= (least - general).astype(np.float32)
        self.strong &= self.wanted

    def _want(self, number: int, profile: people.Profile) -> None:
        """What wanted outlets tell is worth more, and is wanted but for unwanted topics."""
        told = _told(self._offer, profile)
        self.wanted[number] |= told & ~self._offer.of_any(self.asked[number] < 0)
        self._add(number, np.multiply(told, WANTED, dtype=np.float32))

    def _like(self, number: int, wish: people.Wish) -> None:
        """What was learned changes what stories are worth; of topics it never changes which are strong."""
        learned, liking = _learned(self._offer, wish)
        signs = self.signs[number]
        signs[(learned < 0) & (signs == 0)] = -1
        self._values[number] += (learned - self.asked[number]) @ self._offer.probabilities
        self.likings[number] = liking
        self._add(number, liking)

    def _add(self, number: int, worth: _Values) -> None:
        self._values[number] += worth
        self._strength[number] += np.maximum(worth, 0)


def weights(offer: offer_.Offer, topics: Sequence[Mapping[str, float]]) -> _Values:
    """The weights of the topics on offer, (n_rows, n_topics)."""
    size = len(topics), len(offer.topics)
    each = chain.from_iterable(map(row.get, offer.topics, repeat(0.0)) for row in topics)
    return offer_.on_root(np.fromiter(each, dtype=np.float64, count=size[0] * size[1]).reshape(size))


def _as_one(asked: _Values) -> _Values:
    """The weights as if all topics asked for weighed 1; those unwanted keep their share of the strongest, 1 at most."""
    strongest = asked.max(axis=1, initial=0)[:, None]
    unwanted = np.maximum(asked / np.where(strongest > 0, strongest, 1), -1)
    return np.where(asked > 0, np.float32(1), offer_.on_root(unwanted))


def _told(offer: offer_.Offer, profile: people.Profile) -> _Marks:
    """Which stories a wanted outlet tells, muted ones apart."""
    muted = {told for source in profile.mute_sources for told in offer.tellers.told_by(source)}
    told = np.zeros(len(offer.stories), dtype=np.bool_)
    told[[place for source in profile.sources for place, _ in offer.tellers.told_by(source) - muted]] = True
    return told


def _learned(offer: offer_.Offer, wish: people.Wish) -> tuple[_Values, _Values]:
    """The topic weights as learning changed them, and what the learned words are worth in each story."""
    changed = weights(offer, [taste_.weights(wish.profile, wish.taste)])[0]
    liking = taste_.liking(offer.terms, [wish.taste])[0].astype(np.float64)
    return changed, offer_.on_grid(LIKING * np.round(liking, 3))
