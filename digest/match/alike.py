"""Which stories on offer are so like another that one of them is enough in an edition (pure)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from digest.match import terms as terms_

#: Words that two stories must share, whatever their cosine: two headlines of two words are alike by chance.
_SHARED = 3
#: Rows compared at once.
_BLOCK = 1_000


def find(terms: terms_.Terms, *, least: float) -> Mapping[int, frozenset[int]]:
    """For each story that has one: the others with a cosine of `least` to it, which share three words with it at least.

    These are different stories, for the articles about one event are one story already: yesterday's piece of a daily
    column, two offers of one shop, one affair from two sides.
    """
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in _near(terms, least):
        found[one].add(other)
    return {place: frozenset(others) for place, others in found.items()}


def _near(terms: terms_.Terms, least: float) -> Iterator[tuple[int, int]]:
    held = terms.matrix.copy()
    held.data = np.ones_like(held.data)
    turned = terms.matrix.T.tocsr()
    for start in range(0, terms.matrix.shape[0], _BLOCK):
        near = (terms.matrix[start : start + _BLOCK] @ turned).tocoo()
        # Rounded, so that the last bit of a sum never decides.
        close = (np.round(near.data, 4) >= least) & (near.row + start != near.col)
        ones, others = near.row[close] + start, near.col[close]
        shared = np.asarray(held[ones].multiply(held[others]).sum(axis=1)).ravel() >= _SHARED
        yield from zip(ones[shared].tolist(), others[shared].tolist(), strict=True)
