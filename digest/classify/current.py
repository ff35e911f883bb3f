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

    def weights(self, stems: Iterable[str]) -> dict[str, float]:
        """What each stem counts in a comparison; its weight in general while no article is counted."""
        known = self._weights
        return {stem: known[stem] if stem in known else self._weigh(stem) for stem in stems}

    def _weigh(self, stem: str) -> float:
        """Inverse document frequency, sharpened as in the lexicon, over articles in general and of these days."""
        general = self._shares.get(stem) or self._share(stem)
        each = _EACH * min(1.0, self._articles / _ENOUGH)
        share = (_GENERAL * general + each * self._counts[stem]) / (_GENERAL + each * self._articles)
        weight = self._weights[stem] = math.pow(max(1 - math.log(share), 0.0), lexicon.SHARPNESS)
        return weight

    def _share(self, stem: str) -> float:
        share = self._shares[stem] = math.exp(1 - self._told.weight(stem) ** (1 / lexicon.SHARPNESS))
        return share
