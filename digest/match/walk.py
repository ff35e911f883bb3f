"""Down the rankings of many readers at once, as `draw` goes down that of one (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.match import crowd as crowd_
from digest.match import faces, order, readers, score
from digest.match import offer as offer_

_Whole = NDArray[np.int64]
#: No place, and no outlet.
NONE = -1
#: So many of each ranking are looked at one by one for topics; of those below only what is of a topic still missing.
_SOON = 16


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
    #: Whether each of these topics has one.
    met: NDArray[np.bool_]
    #: How many others were passed over before the last kept, or before the end: for their outlet, and as alike.
    capped: _Whole
    alike: _Whole
    #: Whether another outlet than usual leads a story.
    turned: NDArray[np.bool_]


def walk(table: readers.Table, crowd: crowd_.Crowd, *, per_outlet: int) -> Walked:
    """The best that fits of every topic asked for, then the first of each ranking, as many as there is room for.

    No two are alike, `per_outlet` are led by one outlet at most.  What is kept is marked.
    """
    rooms = crowd.asks.rooms
    size = len(rooms), int(rooms.max())
    walked = Walked(
        kept=np.full(size, order.NOTHING),
        led=np.full(size, NONE),
        shown=np.zeros_like(rooms),
        promised=np.zeros_like(rooms),
        met=np.zeros(len(rooms), dtype=np.bool_),
        capped=np.zeros_like(rooms),
        alike=np.zeros_like(rooms),
        turned=np.zeros(len(rooms), dtype=np.bool_),
    )
    on = _Walk(table=table, crowd=crowd, walked=walked, per_outlet=per_outlet)
    on.promise()
    walked.promised[:] = walked.shown
    on.fill()
    return walked


def places(keys: _Whole) -> _Whole:
    """The places of what was kept; `NONE` for nothing."""
    return np.where(keys < order.NOTHING, order.places(keys), NONE)


def faced(offer: offer_.Offer, crowd: crowd_.Crowd, walked: Walked) -> _Whole:
    """Who leads what was kept, best first, by number, where it is not the usual outlet, else `NONE`.

    (n_readers, largest room).
    """
    found = np.full(walked.kept.shape, NONE)
    some = np.flatnonzero(walked.turned)
    turns = np.argsort(walked.kept[some], axis=1, kind="stable")
    stories = places(np.take_along_axis(walked.kept[some], turns, axis=1))
    led = np.take_along_axis(walked.led[some], turns, axis=1)
    lines, columns = np.nonzero(stories != NONE)
    theirs, held, leads = some[lines], stories[lines, columns], led[lines, columns]
    usual = _leads(offer, crowd, theirs, held, crowd.marked(theirs, held))
    led[lines, columns] = np.where(leads == usual, NONE, leads)
    found[some] = led
    return found


def unsure(offer: offer_.Offer, crowd: crowd_.Crowd, walked: Walked) -> NDArray[np.bool_]:
    """For whom a topic asked for may have a better story than those that were looked at."""
    last = np.where(walked.kept < order.NOTHING, walked.kept, 0).max(axis=1, initial=0)
    least = np.where(crowd.asked, crowd.topic_edges, order.NOTHING).min(axis=1, initial=order.NOTHING)
    # Who has all topics, and nothing beyond where any of them was looked at, is sure at once: most are.
    doubted = np.flatnonzero(~walked.met | (last > least))
    kept, last = walked.kept[doubted], last[doubted]
    reached: _Whole = np.full((len(doubted), crowd.asked.shape[1]), order.NOTHING)
    for keys in kept.T:
        some = np.flatnonzero(keys < order.NOTHING)
        for topics in offer.likely_rows[order.places(keys[some])].T:
            there = topics >= 0
            at = some[there], topics[there]
            reached[at] = np.minimum(reached[at], keys[some[there]])
    # Whose room is used up waits for no more.
    full = walked.promised[doubted] == crowd.asks.rooms[doubted]
    reached = np.where(full[:, None], np.minimum(reached, last[:, None]), reached)
    found = np.zeros(len(crowd.rows), dtype=np.bool_)
    found[doubted] = np.any(crowd.asked[doubted] & (reached > crowd.topic_edges[doubted]), axis=1)
    return found


class _Walk:
    """One walk, story by story, of all readers at once."""

    def __init__(self, *, table: readers.Table, crowd: crowd_.Crowd, walked: Walked, per_outlet: int) -> None:
        self._table, self._offer, self._crowd, self._walked = table, table.offer, crowd, walked
        self._rooms, self._per_outlet = crowd.asks.rooms, per_outlet
        #: How many stories each outlet leads, (n_readers, n_outlets).
        self._shares = np.zeros((len(self._rooms), len(self._offer.numbers)), dtype=np.int16)
        #: The topics asked for that have no story yet, as bits, (n_topics / 8 rounded up, n_readers).
        self._missing = np.packbits(crowd.asked, axis=1).T.copy()

    def promise(self) -> None:
        """Down the ranking and what is further, as long as a topic asked for is missing; as `promises` does it."""
        columns = np.concatenate((self._crowd.ranking, self._crowd.further), axis=1)
        for column in _columns(columns[:, :_SOON]):
            left = np.arange(len(column))
            some = self._promising(left, column)
            self._meet(left[some], column[some])
        whose, keys = self._later(columns[:, _SOON:])
        while len(whose):
            first = np.diff(whose, prepend=NONE) != 0
            self._meet(whose[first], keys[first])
            whose, keys = whose[~first], keys[~first]
            some = self._promising(whose, keys)
            whose, keys = whose[some], keys[some]
        self._walked.met[:] = ~self._missing.any(axis=0)

    def _later(self, columns: _Whole) -> tuple[_Whole, _Whole]:
        """The stories further down that may still be of a topic missing, by reader and in order: whose, and keys."""
        left = np.flatnonzero(self._missing.any(axis=0) & (self._walked.shown < self._rooms))
        columns = columns[left]
        stories = order.places(columns)
        found = np.zeros(columns.shape, dtype=np.uint8)
        for wanted, there in zip(self._missing, self._offer.likely, strict=True):
            found |= wanted[left, None] & there[stories]
        flat = np.flatnonzero(found)
        whose, keys = left[flat // columns.shape[1]], columns.reshape(-1)[flat]
        some = keys < order.NOTHING
        return whose[some], keys[some]

    def _promising(self, readers: _Whole, keys: _Whole) -> _Whole:
        """Which of these stories, one for a reader, are likely to be of a topic that the reader misses."""
        stories = order.places(keys)
        found = np.zeros(len(readers), dtype=np.uint8)
        for wanted, there in zip(self._missing, self._offer.likely, strict=True):
            found |= wanted[readers] & there[stories]
        room = self._walked.shown[readers] < self._rooms[readers]
        return np.flatnonzero((found != 0) & (keys < order.NOTHING) & room)

    def _meet(self, into: _Whole, keys: _Whole) -> None:
        """One story of a topic missing for each of these readers, if it fits."""
        stories = order.places(keys)
        led, alike, capped = self._looked_at(into, stories, self._crowd.marked(into, stories))
        free = ~(alike | capped)
        into, stories = into[free], stories[free]
        self._keep(into, keys[free], stories, led[free])
        for wanted, likely in zip(self._missing, self._offer.likely, strict=True):
            wanted[into] &= ~likely[stories]

    def fill(self) -> None:
        """Down the ranking, as long as there is room."""
        left = np.arange(len(self._rooms))
        for column in _columns(self._crowd.ranking):
            left = left[(self._walked.shown[left] < self._rooms[left]) & (column[left] < order.NOTHING)]
            if not len(left):
                break
            self._step(left, column[left])

    def _step(self, left: _Whole, keys: _Whole) -> None:
        """One story further for each reader left."""
        stories = order.places(keys)
        marks = self._crowd.marked(left, stories)
        fresh = marks & crowd_.KEPT == 0
        left, keys, stories = left[fresh], keys[fresh], stories[fresh]
        led, alike, capped = self._looked_at(left, stories, marks[fresh])
        self._walked.alike[left] += alike
        self._walked.capped[left] += capped
        free = ~(alike | capped)
        self._keep(left[free], keys[free], stories[free], led[free])

    def _looked_at(
        self, readers: _Whole, stories: _Whole, marks: NDArray[np.uint8]
    ) -> tuple[_Whole, NDArray[np.bool_], NDArray[np.bool_]]:
        """Who leads each story, whether it is like one that the reader has, else whether its outlet has its share."""
        led = _leads(self._offer, self._crowd, readers, stories, marks)
        alike = _alike(marks)
        capped = ~alike & (self._shares[readers, led] >= self._per_outlet)
        at = np.flatnonzero(capped & self._table.faces.several[stories])
        if len(at):
            led[at], capped[at] = self._faced(readers[at], stories[at], marks[at], led[at])
        return led, alike, capped

    def _faced(
        self, readers: _Whole, stories: _Whole, marks: NDArray[np.uint8], led: _Whole
    ) -> tuple[_Whole, NDArray[np.bool_]]:
        """Who else leads stories whose outlets have their shares, and whether nobody may."""
        others = self._table.faces.numbers(stories)
        for at in np.flatnonzero(marks & (crowd_.RAISED | crowd_.RETOLD)).tolist():
            others[at] = self._others(int(readers[at]), int(stories[at]), others[at].tolist())
        free = (others != faces.NONE) & (self._shares[readers[:, None], others] < self._per_outlet)
        found = free.any(axis=1)
        self._walked.turned[readers[found]] = True
        return np.where(found, others[np.arange(len(others)), free.argmax(axis=1)], led), ~found

    def _others(self, reader: int, place: int, usual: list[int]) -> list[int]:
        """Who else may lead a story that looks different to this reader or holds a followed word, then `faces.NONE`."""
        table, story = self._table, self._crowd.told(self._table, reader, place)
        words = [word for word in self._crowd.asks.wish(reader).profile.follow if table.follows.partly(word, place)]
        if story is self._offer.stories[place] and not words:
            return usual
        held = [word for word in words if table.follows.named(word, place, story)]
        numbers = [self._offer.numbers[outlet] for outlet in readers.leading(table, story, place, held)]
        return (numbers + [faces.NONE] * faces.MOST)[: faces.MOST]

    def _keep(self, into: _Whole, keys: _Whole, stories: _Whole, led: _Whole) -> None:
        at = into, self._walked.shown[into]
        self._walked.kept[at] = keys
        self._walked.led[at] = led
        self._walked.shown[into] += 1
        self._shares[into, led] += 1
        self._crowd.marks[into, stories] |= crowd_.KEPT
        self._crowd.mark(crowd_.ALIKE, into, stories, self._offer.alike)
        self._crowd.mark(crowd_.SAME, into, stories, self._offer.same)


def _columns(keys: _Whole) -> Iterator[_Whole]:
    """The columns, each laid out in one piece."""
    return iter(np.ascontiguousarray(keys.T))


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
        marks = crowd.marked(left, places)
        led = _leads(offer, crowd, left, places, marks)
        free = marks & (crowd_.BARRED | crowd_.RAISED | crowd_.BEHIND) == 0
        free &= block.states[crowd.rows[left], places] == score.UNMATCHED
        free &= np.count_nonzero(walked.led[left] == led[:, None], axis=1) < per_outlet
        free &= ~_beside(offer, walked.kept, left, places, marks)
        found[left[free]] = places[free]
    return found


def _leads(
    offer: offer_.Offer, crowd: crowd_.Crowd, readers: _Whole, places: _Whole, marks: NDArray[np.uint8]
) -> _Whole:
    """Who leads the story at one place, of these marks, for each reader."""
    led = offer.leads[places].astype(np.int64)
    other = np.flatnonzero(marks & crowd_.RETOLD)
    if len(other):
        muted = crowd.silences.whose[readers[other]]
        at = np.searchsorted(crowd.silences.retold, muted * crowd.marks.shape[1] + places[other])
        led[other] = crowd.silences.leads[at]
    return led


def _alike(marks: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether a story of these marks is like one that the reader has; one with a followed word is not so easily."""
    shut = np.where(marks & crowd_.RAISED, crowd_.SAME, crowd_.ALIKE)
    found: NDArray[np.bool_] = marks & shut != 0
    return found


def _beside(
    offer: offer_.Offer, kept: _Whole, readers: _Whole, places: _Whole, marks: NDArray[np.uint8]
) -> NDArray[np.bool_]:
    """Whether the story at one place is like one in `kept`; it may be marked for one that is no longer there."""
    found = np.zeros(len(places), dtype=np.bool_)
    for at in np.flatnonzero(marks & crowd_.ALIKE).tolist():
        mine = kept[readers[at]]
        others = offer.alike.of[int(places[at])]
        found[at] = not others.isdisjoint(order.places(mine[mine < order.NOTHING]).tolist())
    return found
