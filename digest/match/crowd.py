"""What sets many readers apart from their rows, as arrays: `readers` says the same of one reader (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.domain import news
from digest.match import alike, follows, mutes, order, pile, readers, score
from digest.match import asks as asks_
from digest.match import offer as offer_

#: Marks of a story before a reader, as bits: muted or sent, looking different, holding a followed word, kept already.
BARRED, RETOLD, RAISED, KEPT = 1, 2, 4, 8
#: Like one that is kept, nearly the same as one that is, like one that was sent.
ALIKE, SAME, BEHIND = 16, 32, 64
#: What makes a story another to this reader than to others of the row.
OWN = BARRED | RETOLD | RAISED | BEHIND

_Whole = NDArray[np.int64]
_WORTHS = np.array(follows.WORTHS)
#: Bits for the position in `_WORTHS`.
_BITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Stories before readers."""

    #: Positions in the crowd, ascending, and places on offer, (n_entries,).
    readers: _Whole
    places: _Whole
    #: Both in one, as position x n_stories + place.
    pairs: _Whole

    def where(self, kept: NDArray[np.bool_]) -> "Entries":
        """Some of them."""
        return Entries(readers=self.readers[kept], places=self.places[kept], pairs=self.pairs[kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class Silences:
    """What is muted, for all readers who mute the same at once."""

    each: Sequence[mutes.Silence]
    #: Which of them is whose, (n_readers,).
    whose: _Whole
    #: What looks different, as number of the silence x n_stories + place, ascending, and who leads it then.
    retold: _Whole
    leads: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Many readers before the stories on offer; arrays are (n_readers,) but for those that say otherwise."""

    #: What they ask for.
    asks: asks_.Asks
    #: The row of each.
    rows: _Whole
    #: `OWN`; and `KEPT`, `ALIKE` and `SAME`, as stories are kept.  (n_readers, n_stories, one at least).
    marks: NDArray[np.uint8]
    silences: Silences
    #: The wanted stories in order (`order.keys`), then nothing, (n_readers, any).
    ranking: _Whole
    #: What may come after these and be the best of a topic asked for, in order, then nothing, (n_readers, any).
    further: _Whole
    #: Which topics are asked for, (n_readers, n_topics).
    asked: NDArray[np.bool_]
    #: All wanted stories of each with keys below this are among these or those, (n_readers, n_topics).
    topic_edges: _Whole
    #: How many stories were sent, how many others are muted.
    repeats: _Whole
    muted: _Whole
    #: How many of the rest match, and how many of these are too weak.
    matched: _Whole
    weak: _Whole

    def told(self, table: readers.Table, reader: int, place: int) -> news.Story:
        """The story at `place` as one reader sees it whom no update concerns."""
        return self.silences.each[int(self.silences.whose[reader])].retold.get(place, table.offer.stories[place])

    def marked(self, readers_: _Whole, places: _Whole) -> NDArray[np.uint8]:
        """The marks of one story for each of some readers, or of some in a line."""
        found: NDArray[np.uint8] = self.marks.reshape(-1)[readers_ * self.marks.shape[1] + places]
        return found

    def mark(self, how: int, readers_: _Whole, places: _Whole, near: alike.Near) -> None:
        """Marks what is near one story for each of some readers, none twice."""
        some = np.flatnonzero(near.lengths[places])
        if not len(some):
            return
        readers_ = readers_[some]
        which, others = near.beside(places[some])
        self.marks.reshape(-1)[readers_[which] * self.marks.shape[1] + others] |= np.uint8(how)


def gather(table: readers.Table, block: score.Block, rows: _Whole, asks: asks_.Asks) -> Crowd:
    """What these readers may be offered; each stands in a row of the block."""
    # One column at least, so that "nothing" can be looked up too.
    width = max(len(table.offer.stories), 1)
    silences = _silences(table, asks, width)
    marks = _silent(silences, width)
    flat = marks.reshape(-1)
    gone = _spread([silence.places for silence in silences.each], silences.whose, width=width)
    sent = _entries(*asks.sent.spread(), width=width)
    also_gone = sent.where(flat[sent.pairs] & BARRED != 0)
    flat[sent.pairs] |= BARRED
    raised, worth = _raised(table, silences, asks, flat, width=width)
    flat[raised.pairs] |= RAISED
    _put_behind(table.offer, sent, flat, width)
    at = rows[raised.readers] * block.values.shape[1] + raised.places
    keys = order.keys(block.values.reshape(-1)[at] + worth, raised.places)
    asked = block.signs[rows] > 0
    further, topic_edges = _further(table.offer, block, rows, marks, asked=asked, raised=raised, keys=keys)
    off = _counted(block, rows, gone) + _counted(block, rows, sent) - _counted(block, rows, also_gone)
    lifted = _counted(block, rows, raised)
    return Crowd(
        asks=asks,
        rows=rows,
        marks=marks,
        silences=silences,
        ranking=_ranking(block, rows, marks, raised, keys),
        further=further,
        asked=asked,
        topic_edges=topic_edges,
        repeats=asks.sent.lengths,
        muted=off.sum(axis=1) - asks.sent.lengths,
        matched=block.matched[rows] - off[:, score.WEAK] - off[:, score.STRONG] + lifted[:, score.UNMATCHED],
        weak=block.weak[rows] - off[:, score.WEAK] - lifted[:, score.WEAK],
    )


def _silences(table: readers.Table, asks: asks_.Asks, width: int) -> Silences:
    numbers, whose = np.unique(asks.muted, return_inverse=True)
    each = [table.mutes.of(*asks.mutes[number]) for number in numbers.tolist()]
    return Silences(
        each=each,
        whose=whose,
        retold=_spread([silence.retold_places for silence in each], np.arange(len(each)), width=width).pairs,
        leads=np.concatenate([silence.retold_leads for silence in each]),
    )


def _silent(silences: Silences, width: int) -> NDArray[np.uint8]:
    """What is muted and what looks different, marked."""
    marks = np.zeros((len(silences.each), width), dtype=np.uint8)
    marks.reshape(-1)[silences.retold] = RETOLD
    for line, silence in zip(marks, silences.each, strict=True):
        line[silence.places] = BARRED
    found: NDArray[np.uint8] = marks[silences.whose]
    return found


def _spread(places: Sequence[NDArray[np.intp]], whose: _Whole, *, width: int) -> Entries:
    """The places of each reader, who has one of these lots of them, one after another."""
    lengths = np.array([len(lot) for lot in places], dtype=np.int64)
    lots = pile.Lots(all=np.concatenate(places), starts=np.cumsum(lengths) - lengths, lengths=lengths)
    return _entries(*lots.of(whose).spread(), width=width)


def _entries(readers_: _Whole, places: _Whole, *, width: int) -> Entries:
    return Entries(readers=readers_, places=places, pairs=readers_ * width + places)


def _put_behind(offer: offer_.Offer, sent: Entries, marks: NDArray[np.uint8], width: int) -> None:
    """Marks what stands aside or is like a story that was sent, unless it is barred or holds a followed word."""
    which, others = offer.again.beside(sent.places)
    pairs = sent.readers[which] * width + others
    marks[pairs[marks[pairs] & (BARRED | RAISED) == 0]] |= BEHIND
    lines = marks.reshape(-1, width)
    aside = lines[:, sorted(offer.aside)]
    aside[aside & (BARRED | RAISED) == 0] |= BEHIND
    lines[:, sorted(offer.aside)] = aside


def _counted(block: score.Block, rows: _Whole, entries: Entries) -> _Whole:
    """How many of each reader's entries are unmatched, weak and strong, (n_readers, 3)."""
    states = block.states.reshape(-1)[rows[entries.readers] * block.states.shape[1] + entries.places]
    counts = np.bincount(3 * entries.readers + states, minlength=3 * len(rows))
    return counts.reshape(len(rows), 3)


def _raised(
    table: readers.Table, silences: Silences, asks: asks_.Asks, marks: NDArray[np.uint8], *, width: int
) -> tuple[Entries, NDArray[np.float64]]:
    """The stories with a followed word that are not barred, each once for a reader, and what the words add to them."""
    readers_, numbers = asks.followed.spread()
    lengths, places, how = table.follows.spread(numbers)
    pairs = np.repeat(readers_ * width, lengths) + places
    marked = marks[pairs]
    free = (marked & BARRED == 0) & (how != follows.ASIDE)
    ends = np.cumsum(lengths)
    for at in np.flatnonzero((how != follows.THROUGHOUT) & (marked & (BARRED | RETOLD) == RETOLD)).tolist():
        line = np.searchsorted(ends, at, side="right")
        retold = silences.each[int(silences.whose[readers_[line]])].retold[int(places[at])]
        free[at] = table.follows.counts(int(numbers[line]), int(places[at]), retold)
    # How many of the stories with the word come before: what is barred leaves its worth to the next.
    held = np.diff(np.cumsum(free)[ends - 1], prepend=0)
    again = np.arange(held.sum()) - np.repeat(np.cumsum(held) - held, held)
    return _together(pairs[free], np.minimum(again, len(_WORTHS) - 1), width=width)


def _together(pairs: _Whole, again: _Whole, *, width: int) -> tuple[Entries, NDArray[np.float64]]:
    """The entries, each pair once, with all that its words add."""
    both = np.sort((pairs << _BITS) | again)
    worth, pairs = _WORTHS[both & ((1 << _BITS) - 1)], both >> _BITS
    first = np.ones(len(pairs), dtype=np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=first[1:])
    total, once = worth[first], pairs[first]
    # Few stories hold two words of one reader.
    more = np.flatnonzero(~first)
    np.add.at(total, np.searchsorted(once, pairs[more]), worth[more])
    readers_ = once // width
    return Entries(readers=readers_, places=once - readers_ * width, pairs=once), total


def _ranking(block: score.Block, rows: _Whole, marks: NDArray[np.uint8], raised: Entries, keys: _Whole) -> _Whole:
    """The keys of the wanted stories of each reader, as far as the best of the row reach; `keys` are those raised."""
    near = keys < block.edges[rows[raised.readers]]
    lifted = order.lines(raised.readers[near], keys[near], many=len(rows))
    return np.sort(np.concatenate((_free(marks, block.top[rows]), lifted), axis=1), axis=1)


def _further(
    offer: offer_.Offer,
    block: score.Block,
    rows: _Whole,
    marks: NDArray[np.uint8],
    *,
    asked: NDArray[np.bool_],
    raised: Entries,
    keys: _Whole,
) -> tuple[_Whole, _Whole]:
    """What of single topics lies beyond the ranking, and how far it reaches: no further than the best raised there."""
    edges = np.where(asked, block.topic_edges[rows], 0)
    held = np.full(asked.shape, order.NOTHING)
    beyond = keys >= block.edges[rows[raised.readers]]
    beyond &= keys < edges.max(axis=1, initial=0)[raised.readers]
    whose, keys = raised.readers[beyond], keys[beyond]
    for column in offer.likely_rows[raised.places[beyond]].T:
        there = column >= 0
        np.minimum.at(held, (whose[there], column[there]), keys[there])
    held[~asked] = order.NOTHING
    return np.sort(np.concatenate((_free(marks, block.further[rows]), held), axis=1), axis=1), np.minimum(edges, held)


def _free(marks: NDArray[np.uint8], keys: _Whole) -> _Whole:
    """The keys, with nothing for what is barred or raised; what is like a story sent comes after all others."""
    starts = np.arange(len(marks))[:, None] * marks.shape[1]
    found = marks.reshape(-1)[starts + order.places(keys)]
    behind = (found & BEHIND != 0) & (keys < order.NOTHING)
    keys[behind] = order.last(keys[behind])
    keys[found & (BARRED | RAISED) != 0] = order.NOTHING
    return keys
