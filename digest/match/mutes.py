"""What a reader's muted words and sources take out of the offer (pure)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from digest.domain import news
from digest.match import offer as offer_
from digest.match import sources

#: Sets of muted words and sources remembered; few readers mute quite the same.
_REMEMBERED = 2_048


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What some muted words and sources do to the offer."""

    #: The places of stories with a muted word, and of those that muted sources alone tell.
    gone: frozenset[int]
    #: The same, (n_gone,).
    places: NDArray[np.intp]
    #: Place -> the story as the sources tell it that are left.
    retold: Mapping[int, news.Story]
    #: The places of these, ascending, and who leads them by number, (n_retold,).
    retold_places: NDArray[np.intp]
    retold_leads: NDArray[np.int32]


class Mutes:
    """Looks each set of muted words and sources up once."""

    def __init__(self, offer: offer_.Offer) -> None:
        self._offer = offer
        self.of = lru_cache(maxsize=_REMEMBERED)(self._silence)

    def _silence(self, words: tuple[str, ...], muted: tuple[str, ...]) -> Silence:
        retold, gone = self._heard(muted)
        gone.update(place for word in words for place in self._offer.said.anywhere(word))
        left = {place: retold[place] for place in sorted(retold) if place not in gone}
        leads = [self._offer.numbers[story.lead.outlet] for story in left.values()]
        return Silence(
            gone=frozenset(gone),
            places=np.array(sorted(gone), dtype=np.intp),
            retold=left,
            retold_places=np.fromiter(left, dtype=np.intp, count=len(left)),
            retold_leads=np.array(leads, dtype=np.int32),
        )

    def _heard(self, muted: tuple[str, ...]) -> tuple[dict[int, news.Story], set[int]]:
        """What the stories of muted sources look like without them, and which nobody else tells."""
        silenced: defaultdict[int, set[str]] = defaultdict(set)
        for place, article in (told for source in muted for told in self._offer.tellers.told_by(source)):
            silenced[place].add(article)
        left = {place: sources.without(self._offer.stories[place], ids) for place, ids in silenced.items()}
        return {place: story for place, story in left.items() if story}, {p for p, story in left.items() if not story}
