"""The best strong stories of many rows by `order.keys`: of all, and of each topic asked for (pure)."""

import numpy as np
from numpy.typing import NDArray

from digest.match import offer as offer_
from digest.match import order

#: The best stories of a row that are put in order; more only for a reader who needs them.
TOP = 64
#: The same of each topic asked for.
EACH = 4
#: More than values differ (`offer.GRID`).
_BELOW = 64

_Keys = NDArray[np.int64]


def masked(values: NDArray[np.float32], strong: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The values, all that are not strong put below all that are: exact for these, and far quicker than np.where."""
    below: NDArray[np.float32] = values - np.multiply(~strong, _BELOW, dtype=np.float32)
    return below


def of_all(values: NDArray[np.float32]) -> tuple[_Keys, _Keys]:
    """The best of each row of `masked` values, ascending, and below what all of them are there.

    (n_rows, `TOP` at most) and (n_rows,).
    """
    many, places = values.shape[1], np.arange(values.shape[1])
    edges = np.full(len(values), order.NOTHING)
    if many > TOP:
        places = np.argpartition(values, many - TOP, axis=1)[:, many - TOP :]
        values = np.take_along_axis(values, places, axis=1)
        # Of equals at the edge some may lie beyond it: all of them are left to those who ask for more.
        least = values.min(axis=1)
        edges = np.where(_is_strong(least), order.ceiling(least), order.NOTHING)
    keys = order.keys(values, places)
    return np.sort(np.where(_is_strong(values) & (keys < edges[:, None]), keys, order.NOTHING), axis=1), edges


def of_each_topic(offer: offer_.Offer, values: NDArray[np.float32], asked: NDArray[np.bool_]) -> tuple[_Keys, _Keys]:
    """The same of each topic on offer that is asked for: (n_rows, n_topics, `EACH`), (n_rows, n_topics)."""
    keys = np.full((*asked.shape, EACH), order.NOTHING)
    lines = np.arange(len(values))
    for topic, places in enumerate(offer.of_topic):
        left = values.take(places, axis=1)
        # One after another: for so few far quicker than any sorting, and of equals the first comes first.
        for which in range(min(EACH, len(places))):
            at = left.argmax(axis=1)
            found = left[lines, at]
            keys[:, topic, which] = np.where(_is_strong(found), order.keys(found, places[at]), order.NOTHING)
            left[lines, at] = -_BELOW
    keys[~asked] = order.NOTHING
    return keys, keys[:, :, -1].copy()


def _is_strong(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    strong: NDArray[np.bool_] = values > -_BELOW / 2
    return strong
