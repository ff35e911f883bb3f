"""How rare these days is what two articles have in common (pure).

Two reports of one event in other words still share a name, a place, a number.  Words that stand side by side in both
are one name, and count once: "Liz Cheney" alone ties nothing together.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

#: The rarest so many are looked at: an event has a who, a where and a what.
_RAREST = 4


class Phrases:
    """Which words of an article stand side by side."""

    def __init__(self, stems: Sequence[str]) -> None:
        self._beside = frozenset(pairwise(stems))

    def shared(self, stems: Sequence[str]) -> frozenset[tuple[str, str]]:
        """The pairs of words that stand side by side here and among `stems`, in the same order."""
        return self._beside.intersection(pairwise(stems))


def common(weights: Mapping[str, float], phrases: Collection[tuple[str, str]], rarest: float) -> float:
    """How rare the rarest things in common are, in [0, 1]: 1 when each weighs as much as a word can, `rarest`.

    `weights` are those of the words in common.  A word beside a rarer one, in one of the `phrases`, counts nothing.
    """
    found: list[float] = []
    passed: list[str] = []
    for word in sorted(weights, key=lambda word: (-weights[word], word)):
        if not any((word, other) in phrases or (other, word) in phrases for other in passed):
            found.append(weights[word])
        if len(found) == _RAREST:
            break
        passed.append(word)
    return min(math.fsum(found) / (_RAREST * rarest), 1.0)
