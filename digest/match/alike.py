"""Which stories on offer are so like another that one of them is enough in an edition (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.match import pile
from digest.match import terms as terms_

#: Words that two stories must share, whatever their cosine: two headlines of two words are alike by chance.
_SHARED = 3
#: Rows compared at once.
_BLOCK = 1_000

_Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Which stories are alike, by place."""

    #: For each story that has one: the others.
    of: Mapping[int, frozenset[int]]
    #: The others of all stories one after another, and where those of each begin, (n_stories,), and how many they are.
    places: _Whole
    starts: _Whole
    lengths: _Whole

    def beside(self, places: _Whole) -> tuple[_Whole, _Whole]:
        """The others of each of these places, one place after another: the position of the place, and the other."""
        lengths = self.lengths[places]
        return np.repeat(np.arange(len(places)), lengths), self.places[pile.runs(self.starts[places], lengths)]


def find(terms: terms_.Terms, *, leasts: Sequence[float]) -> tuple[Near, ...]:
    """For each of `leasts`, the stories with a cosine of that to each other, which share three words at least.

    These are different stories, for the articles about one event are one story already: another side of one affair,
    yesterday's piece of a daily column, two offers of one shop.
    """
    ones, others, cosines = _near(terms, min(leasts))
    many = terms.matrix.shape[0]
    return tuple(_laid_out(ones[cosines >= least], others[cosines >= least], many) for least in leasts)


def _laid_out(ones: _Whole, others: _Whole, many: int) -> Near:
    lengths = np.bincount(ones, minlength=many)
    starts = np.cumsum(lengths) - lengths
    of = {
        place: frozenset(others[starts[place] : starts[place] + lengths[place]].tolist())
        for place in np.flatnonzero(lengths).tolist()
    }
    return Near(of=of, places=others, starts=starts, lengths=lengths)


def _near(terms: terms_.Terms, least: float) -> tuple[_Whole, _Whole, NDArray[np.float32]]:
    """The pairs, both ways and in order of the first, with their cosines."""
    held = terms.matrix.copy()
    held.data = np.ones_like(held.data)
    turned = terms.matrix.T.tocsr()
    found = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))]
    for start in range(0, terms.matrix.shape[0], _BLOCK):
        near = (terms.matrix[start : start + _BLOCK] @ turned).tocoo()
        # Rounded, so that the last bit of a sum never decides.
        cosines = np.round(near.data, 4)
        close = (cosines >= least) & (near.row + start != near.col)
        ones, others = near.row[close] + start, near.col[close]
        shared = np.asarray(held[ones].multiply(held[others]).sum(axis=1)).ravel() >= _SHARED
        found.append((ones[shared].astype(np.int64), others[shared].astype(np.int64), cosines[close][shared]))
    ones, others, cosines = (np.concatenate(part) for part in zip(*found, strict=True))
    return ones, others, cosines
