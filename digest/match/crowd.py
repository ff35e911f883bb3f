"""What sets many readers apart from their rows, as arrays: `readers` says the same of one reader (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from digest.domain import people
from digest.match import follows, order, readers, score
from digest.match import offer as offer_

#: Marks of a story before a reader, as bits: muted or sent, looking different, holding a followed word.
BARRED, RETOLD, RAISED = 1, 2, 4

_Whole = NDArray[np.int64]
_WORTHS = np.array(follows.WORTHS)
_NO_PLACES = np.empty(0, dtype=np.intp)
#: Bits for the position in `_WORTHS`.
_BITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Stories before readers, each pair once."""

    #: Positions in the crowd, ascending, and places on offer, (n_entries,).
    readers: _Whole
    places: _Whole
    #: Both in one, as position x n_stories + place.
    pairs: _Whole

    def where(self, kept: NDArray[np.bool_]) -> "Entries":
        """Some of them."""
        return Entries(readers=self.readers[kept], places=self.places[kept], pairs=self.pairs[kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Many readers before the stories on offer; arrays are (n_readers,) but for those that say otherwise."""

    #: The row of each.
    rows: _Whole
    #: `BARRED`, `RETOLD`, `RAISED`, (n_readers, n_stories, one at least).
    marks: NDArray[np.uint8]
    #: What looks different (`Entries.pairs`), ascending, and who leads it then, (n_entries,).
    retold: _Whole
    retold_leads: NDArray[np.int32]
    #: The wanted stories in order (`order.keys`), then nothing, (n_readers, any).
    ranking: _Whole
    #: What may be the best of a topic asked for, in order, then nothing, (n_readers, any).
    called: _Whole
    #: Which topics are asked for, (n_readers, n_topics).
    asked: NDArray[np.bool_]
    #: All wanted stories of each with keys below this are among those called, (n_readers, n_topics).
    called_edges: _Whole
    #: How many stories were sent, how many others are muted.
    repeats: _Whole
    muted: _Whole
    #: How many of the rest match, and how many of these are too weak.
    matched: _Whole
    weak: _Whole


def gather(table: readers.Table, block: score.Block, rows: _Whole, wishes: Sequence[people.Wish]) -> Crowd:
    """What these readers may be offered; each stands in a row of the block."""
    # One column at least, so that "nothing" can be looked up too.
    marks = np.zeros((len(wishes), max(len(table.offer.stories), 1)), dtype=np.uint8)
    silences = [table.mutes.of(wish.profile.mute, wish.profile.mute_sources) for wish in wishes]
    width, flat = marks.shape[1], marks.reshape(-1)
    retold = _entries([silence.retold_places for silence in silences], width)
    flat[retold.pairs] = RETOLD
    gone = _entries([silence.places for silence in silences], width)
    flat[gone.pairs] = BARRED
    sent = _sent(table, wishes, width)
    also_gone = sent.where(flat[sent.pairs] & BARRED != 0)
    flat[sent.pairs] |= BARRED
    raised, worth = _raised(table, wishes, marks)
    flat[raised.pairs] |= RAISED
    keys = order.keys(block.values[rows[raised.readers], raised.places] + worth, raised.places)
    asked = block.signs[rows] > 0
    called = _free(marks, block.topic_top[rows].reshape(len(rows), asked.shape[1] * block.topic_top.shape[2]))
    topic_edges = np.where(asked, block.topic_edges[rows], 0)
    held = np.where(asked, _held(table.offer, raised, keys, topic_edges.max(axis=1, initial=0)), order.NOTHING)
    off = _counted(block, rows, gone) + _counted(block, rows, sent) - _counted(block, rows, also_gone)
    lifted = _counted(block, rows, raised)
    repeats = np.bincount(sent.readers, minlength=len(wishes))
    return Crowd(
        rows=rows,
        marks=marks,
        retold=retold.pairs,
        retold_leads=np.concatenate([silence.retold_leads for silence in silences]),
        ranking=_ranking(block, rows, marks, raised, keys),
        called=np.sort(np.concatenate((called, held), axis=1), axis=1),
        asked=asked,
        # No further than the best raised is sure.
        called_edges=np.minimum(topic_edges, held),
        repeats=repeats,
        muted=off.sum(axis=1) - repeats,
        matched=block.matched[rows] - off[:, score.WEAK] - off[:, score.STRONG] + lifted[:, score.UNMATCHED],
        weak=block.weak[rows] - off[:, score.WEAK] - lifted[:, score.WEAK],
    )


def _entries(places: Sequence[NDArray[np.intp]], width: int) -> Entries:
    """The places of each reader, one after another."""
    readers_ = np.repeat(np.arange(len(places)), [len(mine) for mine in places])
    together = np.concatenate(places)
    return Entries(readers=readers_, places=together, pairs=readers_ * width + together)


def _sent(table: readers.Table, wishes: Sequence[people.Wish], width: int) -> Entries:
    known = table.offer.places
    sent = [[known[id_] for id_ in wish.sent if id_ in known] if wish.sent else [] for wish in wishes]
    return _entries([np.array(mine, dtype=np.intp) if mine else _NO_PLACES for mine in sent], width)


def _counted(block: score.Block, rows: _Whole, entries: Entries) -> _Whole:
    """How many of each reader's entries are unmatched, weak and strong, (n_readers, 3)."""
    states = block.states[rows[entries.readers], entries.places]
    counts = np.bincount(3 * entries.readers + states, minlength=3 * len(rows))
    return counts.reshape(len(rows), 3)


def _raised(
    table: readers.Table, wishes: Sequence[people.Wish], marks: NDArray[np.uint8]
) -> tuple[Entries, NDArray[np.float64]]:
    """The stories with a followed word that are not barred, and what the words add to them."""
    held = [table.follows.held(wish.profile.follow).values() for wish in wishes]
    words = [_NO_PLACES, *chain.from_iterable(held)]
    lengths = [len(places) for places in words]
    whose = np.repeat(np.repeat(np.arange(-1, len(wishes)), [1, *map(len, held)]), lengths)
    places = np.concatenate(words)
    pairs = whose * marks.shape[1] + places
    free = marks.reshape(-1)[pairs] & BARRED == 0
    # How many of the stories with the word come before: what is barred leaves its worth to the next.
    before = np.cumsum(free) - free
    starts = np.cumsum([0, *lengths[:-1]])
    before -= np.repeat(np.append(before, 0)[starts], lengths)
    again = np.minimum(before[free], len(_WORTHS) - 1)
    return _together(pairs[free], again, width=marks.shape[1])


def _together(pairs: _Whole, again: _Whole, *, width: int) -> tuple[Entries, NDArray[np.float64]]:
    """The entries, each pair once, with all that its words add."""
    both = np.sort((pairs << _BITS) | again)
    worth, pairs = _WORTHS[both & ((1 << _BITS) - 1)], both >> _BITS
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    pairs = pairs[first]
    total = np.add.reduceat(worth, first) if len(first) else worth
    return Entries(readers=pairs // width, places=pairs % width, pairs=pairs), total


def _ranking(block: score.Block, rows: _Whole, marks: NDArray[np.uint8], raised: Entries, keys: _Whole) -> _Whole:
    """The keys of the wanted stories of each reader, as far as the best of the row reach; `keys` are those raised."""
    top = _free(marks, block.top[rows])
    near = keys < block.edges[rows[raised.readers]]
    counts = np.bincount(raised.readers[near], minlength=len(rows))
    lifted = np.full((len(rows), counts.max()), order.NOTHING)
    at = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    lifted[raised.readers[near], at] = keys[near]
    return np.sort(np.concatenate((top, lifted), axis=1), axis=1)


def _held(offer: offer_.Offer, raised: Entries, keys: _Whole, edges: _Whole) -> _Whole:
    """The keys of the best story raised of each topic, (n_readers, n_topics), none beyond a reader's edge."""
    best = np.full((len(edges), len(offer.topics)), order.NOTHING)
    near = np.flatnonzero(keys < edges[raised.readers])
    whose, keys = raised.readers[near], keys[near]
    for column in offer.likely_rows[raised.places[near]].T:
        there = column >= 0
        np.minimum.at(best, (whose[there], column[there]), keys[there])
    return best


def _free(marks: NDArray[np.uint8], keys: _Whole) -> _Whole:
    """The keys, with nothing for what is barred or raised."""
    keys[_marked(marks, keys) & (BARRED | RAISED) != 0] = order.NOTHING
    return keys


def _marked(marks: NDArray[np.uint8], keys: _Whole) -> NDArray[np.uint8]:
    """The marks of the stories of each reader, by their keys; any mark for nothing."""
    starts = np.arange(len(marks))[:, None] * marks.shape[1]
    found: NDArray[np.uint8] = marks.reshape(-1)[starts + order.places(keys)]
    return found
