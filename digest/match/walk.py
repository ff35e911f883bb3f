"""Down the rankings of many readers at once, as `draw` goes down that of one (pure)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.match import crowd as crowd_
from digest.match import offer as offer_
from digest.match import order, score

_Whole = NDArray[np.int64]
#: No place, and no outlet.
NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What came of going down the rankings of a crowd, (n_readers,) but for `kept` and `led`."""

    #: The places kept, best first, then `NONE`, (n_readers, largest room).
    kept: _Whole
    #: Who leads them, by number.
    led: _Whole
    #: How many were kept.
    shown: _Whole
    #: How many were passed over before the last kept, or before the end: for their outlet, and as alike.
    capped: _Whole
    alike: _Whole


def walk(offer: offer_.Offer, crowd: crowd_.Crowd, rooms: _Whole, *, per_outlet: int) -> Walked:
    """The first of each ranking, as many as there is room for, no two alike, `per_outlet` led by one outlet at most."""
    size = len(rooms), int(rooms.max())
    walked = Walked(
        kept=np.full(size, NONE),
        led=np.full(size, NONE),
        shown=np.zeros_like(rooms),
        capped=np.zeros_like(rooms),
        alike=np.zeros_like(rooms),
    )
    left = np.arange(len(rooms))
    for column in crowd.ranking.T:
        left = left[(walked.shown[left] < rooms[left]) & (column[left] < order.NOTHING)]
        if not len(left):
            break
        _step(offer, crowd, walked, left, order.places(column[left]), per_outlet=per_outlet)
    return walked


def _step(
    offer: offer_.Offer, crowd: crowd_.Crowd, walked: Walked, left: _Whole, places: _Whole, *, per_outlet: int
) -> None:
    """One story further for each reader left."""
    led = _leads(offer, crowd, left, places)
    alike = _alike(offer, walked.kept, left, places)
    capped = ~alike & _capped(walked.led, left, led, per_outlet=per_outlet)
    walked.alike[left] += alike
    walked.capped[left] += capped
    free = ~(alike | capped)
    into = left[free]
    walked.kept[into, walked.shown[into]] = places[free]
    walked.led[into, walked.shown[into]] = led[free]
    walked.shown[into] += 1


def outside(
    offer: offer_.Offer, crowd: crowd_.Crowd, block: score.Block, walked: Walked, nearest: _Whole, *, per_outlet: int
) -> _Whole:
    """The first of the places in `nearest`, (n_readers, any), that may stand beside what was kept; `NONE` for none."""
    found = np.full(len(nearest), NONE)
    left = np.arange(len(nearest))
    for column in nearest.T:
        left = left[(found[left] == NONE) & (column[left] != NONE)]
        if not len(left):
            break
        places = column[left]
        free = crowd.marks[left, places] & (crowd_.BARRED | crowd_.RAISED) == 0
        free &= block.states[crowd.rows[left], places] == score.UNMATCHED
        led = _leads(offer, crowd, left, places)
        free &= ~_capped(walked.led, left, led, per_outlet=per_outlet)
        free &= ~_alike(offer, walked.kept, left, places)
        found[left[free]] = places[free]
    return found


def _leads(offer: offer_.Offer, crowd: crowd_.Crowd, readers: _Whole, places: _Whole) -> _Whole:
    """Who leads the story at one place for each reader."""
    led = offer.leads[places].astype(np.int64)
    other = np.flatnonzero(crowd.marks[readers, places] & crowd_.RETOLD)
    if len(other):
        at = np.searchsorted(crowd.retold, readers[other] * crowd.marks.shape[1] + places[other])
        led[other] = crowd.retold_leads[at]
    return led


def _capped(all_led: _Whole, readers: _Whole, led: _Whole, *, per_outlet: int) -> NDArray[np.bool_]:
    """Whether the outlet has its share already."""
    full: NDArray[np.bool_] = np.count_nonzero(all_led[readers] == led[:, None], axis=1) >= per_outlet
    return full


def _alike(offer: offer_.Offer, kept: _Whole, readers: _Whole, places: _Whole) -> NDArray[np.bool_]:
    """Whether the story at one place is like one that the reader has."""
    found = np.zeros(len(places), dtype=np.bool_)
    for at in np.flatnonzero(offer.twins[places]).tolist():
        found[at] = not offer.alike[int(places[at])].isdisjoint(kept[readers[at]].tolist())
    return found
