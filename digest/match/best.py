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
    found, edges = _best(values, np.arange(values.shape[1]), most=TOP)
    return np.sort(found, axis=1), edges


def of_each_topic(offer: offer_.Offer, values: NDArray[np.float32], asked: NDArray[np.bool_]) -> tuple[_Keys, _Keys]:
    """The same of each topic on offer that is asked for, in any order.

    (n_rows, n_topics, `EACH`) and (n_rows, n_topics).
    """
    keys = np.full((*asked.shape, EACH), order.NOTHING)
    edges = np.full(asked.shape, order.NOTHING)
    for topic, places in enumerate(offer.of_topic):
        rows = np.flatnonzero(asked[:, topic])
        found, edges[rows, topic] = _best(values[rows[:, None], places], places, most=EACH)
        keys[rows, topic, : found.shape[1]] = found
    return keys, edges


def _best(values: NDArray[np.float32], places: NDArray[np.intp], *, most: int) -> tuple[_Keys, _Keys]:
    """The keys of `most` strong stories of each row, in any order, or of all; and below what all of them are there."""
    many = values.shape[1]
    edges = np.full(len(values), order.NOTHING)
    if many > most:
        at = np.argpartition(values, many - most, axis=1)[:, many - most :]
        values, places = np.take_along_axis(values, at, axis=1), places[at]
        # Of equals at the edge some may lie beyond it: all of them are left to those who ask for more.
        least = values.min(axis=1)
        edges = np.where(least > -_BELOW / 2, order.ceiling(least), order.NOTHING)
    keys = order.keys(values, places)
    return np.where((values > -_BELOW / 2) & (keys < edges[:, None]), keys, order.NOTHING), edges
