"""What each of many readers gets, decided at once in arrays; those who need a closer look are decided alone (pure)."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digest.domain import people
from digest.match import alone, nets, order, readers, score, walk
from digest.match import asks as asks_
from digest.match import crowd as crowd_
from digest.match import limits as limits_
from digest.match import offer as offer_

_Whole = NDArray[np.int64]
#: The columns of `Decided.counts`, by the names of `people.Counts`.
COUNTED = (
    "gathered", "shown", "repeats", "muted", "unmatched", "weak", "alike", "capped", "left_over", "outside",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What some readers get, before it is put in words: places on offer, and where the rest went."""

    block: score.Block
    #: The row of each reader in the block, (n_readers,).
    rows: _Whole
    #: The places of what was asked for, or of the wider net, best first, then `walk.NONE`, (n_readers, largest room).
    kept: _Whole
    #: Who leads each of these, by number, where it is not the usual outlet, else `walk.NONE`; of the same shape.
    faced: _Whole
    #: The place of the story from outside the reader's topics, or `walk.NONE`, (n_readers,).
    outside: _Whole
    #: Whether `kept` comes from a wider net, (n_readers,).
    wider: NDArray[np.bool_]
    #: Whether a story differs from what the other readers of the row get to see of it, (n_readers,).
    own: NDArray[np.bool_]
    #: (n_readers, `COUNTED`).
    counts: _Whole


def decide(table: readers.Table, block: score.Block, rows: _Whole, asks: asks_.Asks, limits: limits_.Limits) -> Decided:
    """What these readers get; each stands in a row of the block."""
    crowd = crowd_.gather(table, block, rows, asks)
    walked = walk.walk(table, crowd, per_outlet=limits.per_outlet)
    closer = _closer(table.offer, block, crowd, walked)
    beyond, unsure = _outside(table, block, crowd, walked, per_outlet=limits.per_outlet)
    walked = _cut(walked, asks.rooms - (beyond != walk.NONE))
    # The keys in order: best first.
    kept, faced = walk.places(np.sort(walked.kept, axis=1)), walk.faced(table.offer, crowd, walked)
    decided = Decided(
        block=block,
        rows=rows,
        kept=kept,
        faced=faced,
        outside=beyond,
        wider=np.zeros(len(rows), dtype=np.bool_),
        own=_own(crowd, kept) | _own(crowd, beyond[:, None]) | walked.turned,
        counts=_counts(crowd, walked, beyond, gathered=len(table.offer.stories)),
    )
    for number in np.flatnonzero(closer | unsure).tolist():
        reader = readers.read(table, block.row(int(rows[number])), asks.wish(number))
        _put(table, decided, number, alone.decide(table, reader, limits))
    return decided


def _closer(offer: offer_.Offer, block: score.Block, crowd: crowd_.Crowd, walked: walk.Walked) -> NDArray[np.bool_]:
    """Who needs a closer look: to whom a story may come once more, or for whom too few were looked at."""
    short: NDArray[np.bool_] = walked.shown < crowd.asks.rooms
    # What comes after all others may only where all others were looked at.
    short |= order.is_last(walked.kept).any(axis=1)
    short &= block.edges[crowd.rows] < order.NOTHING
    short |= crowd.asks.updated | _wider(crowd.asks, walked) | walk.unsure(offer, crowd, walked)
    return short


def _wider(asks: asks_.Asks, walked: walk.Walked) -> NDArray[np.bool_]:
    """Who gets nothing and wants something then."""
    found: NDArray[np.bool_] = walked.shown == 0
    for number in np.flatnonzero(found).tolist():
        found[number] = asks.wish(number).profile.quiet is people.Quiet.WIDER
    return found


def _outside(
    table: readers.Table,
    block: score.Block,
    crowd: crowd_.Crowd,
    walked: walk.Walked,
    *,
    per_outlet: int,
) -> tuple[_Whole, NDArray[np.bool_]]:
    """The place of the story from outside for each who is to have one, and whether there may be one further down.

    It takes no place that a topic asked for needs.
    """
    rooms = crowd.asks.rooms
    some = crowd.asks.outside & (np.minimum(walked.shown + 1, rooms) >= nets.ROOM) & (walked.promised < rooms)
    nearest = np.full((len(rooms), nets.NEAREST), walk.NONE)
    rows, which = np.unique(crowd.rows[some], return_inverse=True)
    signs = (line.tobytes() for line in block.signs[rows] != 0)
    nearest[some] = np.array([table.nets.nearest(line) for line in signs], dtype=np.int64).reshape(-1, nets.NEAREST)[
        which
    ]
    beside = _cut(walked, rooms - 1)
    found = walk.outside(table.offer, crowd, block, beside, nearest, per_outlet=per_outlet)
    return found, (found == walk.NONE) & (nearest[:, -1] != walk.NONE)


def _cut(walked: walk.Walked, rooms: _Whole) -> walk.Walked:
    """What is kept when there is less room."""
    over = np.arange(walked.kept.shape[1]) >= rooms[:, None]
    return replace(
        walked,
        kept=np.where(over, order.NOTHING, walked.kept),
        led=np.where(over, walk.NONE, walked.led),
        shown=np.minimum(walked.shown, rooms),
    )


def _own(crowd: crowd_.Crowd, places: _Whole) -> NDArray[np.bool_]:
    marks = np.take_along_axis(crowd.marks, np.maximum(places, 0), axis=1)
    own: NDArray[np.bool_] = ((marks & crowd_.OWN != 0) & (places != walk.NONE)).any(axis=1)
    return own


def _counts(crowd: crowd_.Crowd, walked: walk.Walked, beyond: _Whole, *, gathered: int) -> _Whole:
    """Where all stories on offer went."""
    outside = (beyond != walk.NONE).astype(np.int64)
    counted = {
        "gathered": np.full_like(outside, gathered),
        "shown": walked.shown + outside,
        "repeats": crowd.repeats,
        "muted": crowd.muted,
        "unmatched": gathered - crowd.repeats - crowd.muted - crowd.matched - outside,
        "weak": crowd.weak,
        "alike": walked.alike,
        "capped": walked.capped,
        "left_over": crowd.matched - crowd.weak - walked.alike - walked.capped - walked.shown,
        "outside": outside,
    }
    return np.stack([counted[name] for name in COUNTED], axis=1)


def _put(table: readers.Table, decided: Decided, number: int, decision: alone.Decision) -> None:
    """One reader's decision in the arrays."""
    places = decision.wider or decision.kept
    decided.kept[number] = walk.NONE
    decided.kept[number, : len(places)] = places
    decided.faced[number] = walk.NONE
    for at, place in enumerate(places):
        if place in decision.faced:
            decided.faced[number, at] = table.offer.numbers[decision.faced[place]]
    decided.outside[number] = walk.NONE if decision.outside is None else decision.outside
    decided.wider[number] = bool(decision.wider)
    decided.own[number] = True
    decided.counts[number] = [getattr(decision.counts, name) for name in COUNTED]
