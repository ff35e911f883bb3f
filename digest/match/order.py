"""Worth and place as one whole number: the least is the best story, and of equals the one of the lower place (pure)."""

import numpy as np
from numpy.typing import NDArray

from digest.match import offer as offer_

#: Comes after every story; its place is 0, so that it can be looked up like any other.
NOTHING = 2**62
#: Bits for the place, and more than any story is worth, followed words and all.
_BITS = 24
_ABOVE = 4_096.0
#: Taken from what a story is worth that comes after all others: more than values differ.
LAST = 128.0


def keys(worth: NDArray[np.floating], places: NDArray[np.integer]) -> NDArray[np.int64]:
    """The stories at these places as numbers to sort by; worth lies on the grid, so nothing is lost."""
    return ceiling(worth) | places


def ceiling(worth: NDArray[np.floating]) -> NDArray[np.int64]:
    """Numbers that the keys of stories worth more lie below, and those of stories worth this or less do not."""
    steps: NDArray[np.int64] = ((_ABOVE - worth.astype(np.float64)) / offer_.GRID).astype(np.int64)
    return steps << _BITS


def last(their_keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The keys of the same stories when they come after all others."""
    return their_keys + (int(LAST / offer_.GRID) << _BITS)


def is_last(their_keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these keys come after all others."""
    found: NDArray[np.bool_] = (their_keys >= ceiling(np.array(-LAST / 2))) & (their_keys < NOTHING)
    return found


def places(sorted_keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the stories stand in the offer."""
    found: NDArray[np.int64] = sorted_keys & ((1 << _BITS) - 1)
    return found


def lines(owners: NDArray[np.int64], their_keys: NDArray[np.int64], *, many: int) -> NDArray[np.int64]:
    """The keys of each of `many` owners in a line of their own, then nothing, (many, any); owners stand in order."""
    counts = np.bincount(owners, minlength=many)
    laid = np.full((many, counts.max(initial=0)), NOTHING)
    laid[owners, np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)] = their_keys
    return laid
