"""What comes from beyond what a reader asked for: one story from outside, or on a quiet day a wider net (pure)."""

from functools import lru_cache

import numpy as np

from digest.match import offer as offer_

#: Patterns of wanted and unwanted topics remembered.
_REMEMBERED = 256


class Nets:
    """Looks each pattern of wanted (1), unwanted (-1) and other (0) topics up once; a pattern is bytes of int8."""

    def __init__(self, offer: offer_.Offer) -> None:
        self._offer = offer
        self.outside = lru_cache(maxsize=_REMEMBERED)(self._outside)
        self.wider = lru_cache(maxsize=_REMEMBERED)(self._wider)

    def _outside(self, signs: bytes) -> list[int]:
        """The places of stories of topics neither wanted nor unwanted, of most general interest first; none unsure."""
        others = np.frombuffer(signs, dtype=np.int8) == 0
        likely = self._offer.likely > 0
        kept = likely[others].any(axis=0) & ~likely[~others].any(axis=0)
        places: list[int] = self._offer.by_news[kept[self._offer.by_news]].tolist()
        return places

    def _wider(self, signs: bytes) -> list[int]:
        """The places of all stories of no unwanted topic, of most general interest first."""
        unwanted = np.frombuffer(signs, dtype=np.int8) < 0
        kept = self._offer.likely[unwanted].sum(axis=0) == 0
        places: list[int] = self._offer.by_news[kept[self._offer.by_news]].tolist()
        return places
