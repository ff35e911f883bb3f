"""What followed words and people add to the stories that hold them (pure).

A followed word is worth `FOLLOW` in the story of most general interest that holds it, and `AGAIN` times as much in each
next one: 2, 1.4, 0.98, 0.69 ...  So a rare name comes before anything else, while of a common word some four stories
come before other news that is wanted, and the rest only where there is room: it cannot fill an edition.
"""

from collections.abc import Mapping, Sequence, Set

from digest.match import offer as offer_
from digest.match import words as words_

#: What a followed word is worth: more than any topic, for somebody asked for these very words.
FOLLOW = 2.0
#: What is left of that in the next story with the word.
AGAIN = 0.7
_WORTH = tuple(round(FOLLOW * AGAIN**again / offer_.GRID) * offer_.GRID for again in range(64))


class Follows:
    """Looks each followed word up once."""

    def __init__(self, offer: offer_.Offer) -> None:
        self._offer = offer
        self._rank = {place: rank for rank, place in enumerate(offer.by_news.tolist())}
        #: Word -> itself as it is compared, and the places that hold it, of most general interest first.
        self._found: dict[str, tuple[str, tuple[int, ...]]] = {}

    def raised(self, words: Sequence[str], barred: Set[int]) -> Mapping[str, Mapping[int, float]]:
        """Word -> place -> what the word adds there, without places `barred` to this reader; no words that are nowhere.

        A word given twice, in whatever case, counts once.
        """
        found: dict[str, Mapping[int, float]] = {}
        met: set[str] = set()
        for word in words:
            folded, ranked = self._look_up(word)
            if not ranked or folded in met:
                continue
            met.add(folded)
            if open_ := [place for place in ranked if place not in barred]:
                found[word] = {place: _worth(again) for again, place in enumerate(open_)}
        return found

    def _look_up(self, word: str) -> tuple[str, tuple[int, ...]]:
        if word not in self._found:
            held = self._offer.texts.holding(word)
            self._found[word] = words_.fold(word), tuple(sorted(held, key=self._rank.__getitem__))
        return self._found[word]


def _worth(again: int) -> float:
    return _WORTH[again] if again < len(_WORTH) else 0.0
