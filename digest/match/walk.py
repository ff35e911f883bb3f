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

    #: What was kept by `order.keys`, in the order it came, then nothing, (n_readers, largest room).
    kept: _Whole
    #: Who leads them, by number, then `NONE`.
    led: _Whole
    #: How many were kept, and how many of these for the topics asked for: they come before all others.
    shown: _Whole
    promised: _Whole
    #: How many others were passed over before the last kept, or before the end: for their outlet, and as alike.
    capped: _Whole
    alike: _Whole


def walk(offer: offer_.Offer, crowd: crowd_.Crowd, rooms: _Whole, *, per_outlet: int) -> Walked:
    """The best that fits of every topic asked for, then the first of each ranking, as many as there is room for.

    No two are alike, `per_outlet` are led by one outlet at most.
    """
    size = len(rooms), int(rooms.max())
    walked = Walked(
        kept=np.full(size, order.NOTHING),
        led=np.full(size, NONE),
        shown=np.zeros_like(rooms),
        promised=np.zeros_like(rooms),
        capped=np.zeros_like(rooms),
        alike=np.zeros_like(rooms),
    )
    _promise(offer, crowd, walked, rooms, per_outlet=per_outlet)
    walked.promised[:] = walked.shown
    left = np.arange(len(rooms))
    for column in crowd.ranking.T:
        left = left[(walked.shown[left] < rooms[left]) & (column[left] < order.NOTHING)]
        if not len(left):
            break
        _step(offer, crowd, walked, left, column[left], per_outlet=per_outlet)
    return walked


def places(keys: _Whole) -> _Whole:
    """The places of what was kept; `NONE` for nothing."""
    return np.where(keys < order.NOTHING, order.places(keys), NONE)


def unsure(offer: offer_.Offer, crowd: crowd_.Crowd, walked: Walked, rooms: _Whole) -> NDArray[np.bool_]:
    """For whom a topic asked for may have a better story than those that were called."""
    kept = walked.kept[:, :, None]
    of = _likely(offer)[order.places(walked.kept)] & (kept < order.NOTHING)
    reached = np.where(of, kept, order.NOTHING).min(axis=1, initial=order.NOTHING)
    last = np.where(walked.kept < order.NOTHING, walked.kept, 0).max(axis=1, initial=0)
    # Whose room is used up waits for no more.
    reached = np.where((walked.promised == rooms)[:, None], np.minimum(reached, last[:, None]), reached)
    found: NDArray[np.bool_] = (crowd.asked & (reached > crowd.called_edges)).any(axis=1)
    return found


def _likely(offer: offer_.Offer) -> NDArray[np.bool_]:
    """Which topics are likely, (n_stories, one at least, n_topics)."""
    there = offer.likely.T > 0
    return there if len(there) else np.zeros((1, there.shape[1]), dtype=np.bool_)


def _promise(offer: offer_.Offer, crowd: crowd_.Crowd, walked: Walked, rooms: _Whole, *, per_outlet: int) -> None:
    """Down what is called, as long as a topic asked for is missing; as `promises` does it for one."""
    likely, missing, left = _likely(offer), crowd.asked.copy(), np.arange(len(rooms))
    many = missing.sum(axis=1)
    for column in crowd.called.T:
        left = left[(walked.shown[left] < rooms[left]) & (column[left] < order.NOTHING) & (many[left] > 0)]
        if not len(left):
            break
        stories = order.places(column[left])
        wanted = (missing[left] & likely[stories]).any(axis=1)
        some, stories = left[wanted], stories[wanted]
        led = _leads(offer, crowd, some, stories)
        free = ~(_alike(offer, walked.kept, some, stories) | _capped(walked.led, some, led, per_outlet=per_outlet))
        into = some[free]
        _keep(walked, into, column[into], led[free])
        missing[into] &= ~likely[stories[free]]
        many[into] = missing[into].sum(axis=1)


def _step(
    offer: offer_.Offer, crowd: crowd_.Crowd, walked: Walked, left: _Whole, keys: _Whole, *, per_outlet: int
) -> None:
    """One story further for each reader left."""
    fresh = (walked.kept[left] != keys[:, None]).all(axis=1)
    left, keys = left[fresh], keys[fresh]
    stories = order.places(keys)
    led = _leads(offer, crowd, left, stories)
    alike = _alike(offer, walked.kept, left, stories)
    capped = ~alike & _capped(walked.led, left, led, per_outlet=per_outlet)
    walked.alike[left] += alike
    walked.capped[left] += capped
    free = ~(alike | capped)
    _keep(walked, left[free], keys[free], led[free])


def _keep(walked: Walked, into: _Whole, keys: _Whole, led: _Whole) -> None:
    walked.kept[into, walked.shown[into]] = keys
    walked.led[into, walked.shown[into]] = led
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
        mine = kept[readers[at]]
        found[at] = not offer.alike[int(places[at])].isdisjoint(order.places(mine[mine < order.NOTHING]).tolist())
    return found
