"""What words weigh these days: what everybody writes about tells one event from another less (pure).

"Griner" is a rare word, and for days it stands in a hundred articles about an arrest, a trial, an exchange and a
homecoming: then the other words tell these apart.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable

from digest.classify import lexicon

#: What is known of a word in general counts as so many articles, and each article of these days as so many.
_GENERAL, _EACH = 100_000, 300
#: With fewer articles each counts for less, in proportion: what a few share may be chance.
_ENOUGH = 1_000


class Current:
    """The articles of these days, counted by their stems."""

    def __init__(self, told: lexicon.Lexicon) -> None:
        self._told = told
        self._articles = 0
        self._counts: Counter[str] = Counter()
        #: Stem -> its weight, until the next article comes or goes.
        self._weights: dict[str, float] = {}
        #: Stem -> the share of articles in general that hold it.
        self._shares: dict[str, float] = {}

    def add(self, stems: Collection[str]) -> None:
        """Count an article, by each of its stems once."""
        self._articles += 1
        self._counts.update(stems)
        self._weights = {}

    def drop(self, stems: Collection[str]) -> None:
        """Forget an article that was counted."""
        self._articles -= 1
        self._counts.subtract(stems)
        self._weights = {}

    def trust(self) -> float:
        """How far these days are known, in [0, 1]: with few articles a word is rare by chance."""
        return min(1.0, self._articles / _ENOUGH)

    def rarest(self) -> float:
        """What a word weighs that one article of these days says, and hardly anybody in general: the most there is."""
        return self._weight_of(self._share_of(self._told.unseen), 1)

    def weights(self, stems: Iterable[str]) -> dict[str, float]:
        """What each stem counts in a comparison; its weight in general while no article is counted."""
        known = self._weights
        return {stem: known[stem] if stem in known else self._weigh(stem) for stem in stems}

    def _weigh(self, stem: str) -> float:
        general = self._shares.get(stem) or self._share(stem)
        weight = self._weights[stem] = self._weight_of(general, self._counts[stem])
        return weight

    def _weight_of(self, general: float, count: int) -> float:
        """Inverse document frequency, sharpened as in the lexicon, over articles in general and of these days."""
        each = _EACH * self.trust()
        share = (_GENERAL * general + each * count) / (_GENERAL + each * self._articles)
        return math.pow(max(1 - math.log(share), 0.0), lexicon.SHARPNESS)

    def _share(self, stem: str) -> float:
        share = self._shares[stem] = self._share_of(self._told.weight(stem))
        return share

    @staticmethod
    def _share_of(weight: float) -> float:
        """The share of articles in general that hold a word of this weight."""
        return math.exp(1 - weight ** (1 / lexicon.SHARPNESS))
