"""The best strong stories of many rows by `order.keys`: of all, and of topics that these hardly tell of (pure)."""

import numpy as np
from numpy.typing import NDArray

from digest.match import offer as offer_
from digest.match import order

#: The best stories of a row that are put in order; more only for a reader who needs them.
TOP = 64
#: So many of a topic asked for are enough; where fewer are among the best of all, as many are looked for.
EACH = 3
#: More than values differ (`offer.GRID`).
_BELOW = 64
#: Stories from which the edge is guessed that the best of all lie above, and how many more are asked to lie there.
_SAMPLE = 1_000
_SPARE = 2

_Keys = NDArray[np.int64]


def of_all(values: NDArray[np.float32], strong: NDArray[np.bool_]) -> tuple[_Keys, _Keys]:
    """The best of each row, in order, then nothing; and below what all that are strong are among them.

    (n_rows, `TOP` at most) and (n_rows,).
    """
    size = len(values), min(TOP, values.shape[1])
    least = _edges(values, strong)
    flat = np.flatnonzero((values > least[:, None]) & strong)
    rows, places = np.divmod(flat, max(values.shape[1], 1))
    laid = np.sort(order.lines(rows, order.keys(values.reshape(-1)[flat], places), many=size[0]), axis=1)
    edges = np.where(_is_strong(least), order.ceiling(least), order.NOTHING)
    if laid.shape[1] > size[1]:
        edges = np.minimum(edges, laid[:, size[1]])
    top = np.full(size, order.NOTHING)
    top[:, : laid.shape[1]] = laid[:, : size[1]]
    return top, edges


def _edges(values: NDArray[np.float32], strong: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What some `TOP` of each row are worth more than, by the look of some; too little to be worth for all of few.

    Any edge is right, this one is quick: the fewer are looked at, the less it takes.
    """
    step = max(values.shape[1] // _SAMPLE, 1)
    some = _masked(values[:, ::step], strong[:, ::step])
    beyond = some.shape[1] - TOP // step - (_SPARE if step > 1 else 0)
    if beyond < 0:
        return np.full(len(values), -_BELOW, dtype=np.float32)
    least: NDArray[np.float32] = np.partition(some, beyond, axis=1)[:, beyond]
    return np.where(_is_strong(least), least, np.float32(-_BELOW))


def of_topics(
    offer: offer_.Offer,
    values: NDArray[np.float32],
    strong: NDArray[np.bool_],
    asked: NDArray[np.bool_],
    best: tuple[_Keys, _Keys],
) -> tuple[_Keys, _Keys]:
    """What comes after the best `of_all`, of topics asked for that are rare among these; in order, then nothing.

    (n_rows, any), and (n_rows, n_topics): all strong stories of a topic below its edge are in one of the two.
    """
    top, edges = best
    lacking = asked & (edges < order.NOTHING)[:, None] & (_told(offer, top, asked.shape[1]) < EACH)
    topic_edges = np.repeat(edges[:, None], asked.shape[1], axis=1)
    rows, found = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for topic in np.flatnonzero(lacking.any(axis=0)).tolist():
        some, places = np.flatnonzero(lacking[:, topic]), offer.of_topic[topic]
        # One number for line and column: half as slow to look up as both.
        at = (some * values.shape[1])[:, None] + places
        first = _first(_masked(values.take(at), strong.take(at)), places)
        topic_edges[some, topic] = first[:, -1]
        beyond = (first >= edges[some, None]) & (first < order.NOTHING)
        rows.append(np.repeat(some, EACH)[beyond.reshape(-1)])
        found.append(first[beyond])
    whose = np.concatenate(rows)
    together = np.argsort(whose, kind="stable")
    laid = order.lines(whose[together], np.concatenate(found)[together], many=len(top))
    return np.sort(laid, axis=1), topic_edges


def _told(offer: offer_.Offer, top: _Keys, topics: int) -> NDArray[np.int64]:
    """How many of the best of all are of each topic, (n_rows, n_topics)."""
    flat = np.flatnonzero(top < order.NOTHING)
    rows, places = flat // max(top.shape[1], 1), order.places(top.reshape(-1)[flat])
    counts = np.zeros(len(top) * topics, dtype=np.int64)
    for column in offer.likely_rows[places].T:
        there = column >= 0
        counts += np.bincount(rows[there] * topics + column[there], minlength=len(counts))
    return counts.reshape(len(top), topics)


def _first(left: NDArray[np.float32], places: NDArray[np.intp]) -> _Keys:
    """The first `EACH` of each row of masked values, in order, then nothing; the values are used up."""
    found = np.full((len(left), EACH), order.NOTHING)
    lines = np.arange(len(left))
    # One after another: for so few far quicker than any sorting, and of equals the first comes first.
    for which in range(min(EACH, len(places))):
        at = left.argmax(axis=1)
        value = left[lines, at]
        found[:, which] = np.where(_is_strong(value), order.keys(value, places[at]), order.NOTHING)
        left[lines, at] = -_BELOW
    return found


def _masked(values: NDArray[np.float32], strong: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The values, all that are not strong put below all that are: exact for these, and far quicker than np.where."""
    below = (~strong).view(np.uint8).astype(np.float32)
    below *= -_BELOW
    below += values
    return below


def _is_strong(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    strong: NDArray[np.bool_] = values > -_BELOW / 2
    return strong
