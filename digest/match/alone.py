"""What one reader gets, decided by itself: exact whatever was asked, learned or sent before (pure)."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np

from digest.domain import people
from digest.match import draw, nets, promises, readers, score
from digest.match import limits as limits_


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one reader gets, before it is put in words: places, best first."""

    reader: readers.Reader
    #: Of what was asked for.
    kept: list[int]
    #: From outside the reader's topics; None when nothing is.
    outside: int | None = None
    #: From a wider net.
    wider: Sequence[int] = ()
    #: Place -> the outlet that leads the story there, where it is not the usual one.
    faced: Mapping[int, str]
    counts: people.Counts


def decide(table: readers.Table, reader: readers.Reader, limits: limits_.Limits) -> Decision:
    """What this reader gets: the best that fits of every topic asked for, and beside that the best of all."""
    profile = reader.wish.profile
    hand, promised = _draw(table, reader, readers.ranking(reader), limits, asked=_asked(table, reader))
    kept, beyond = hand.kept, None
    if not kept and profile.stories and profile.quiet is people.Quiet.WIDER:
        return _decide_wider(table, reader, limits)
    # The story from outside takes the last place, but none that a topic asked for needs.
    if profile.outside and promised < profile.stories and min(len(kept) + 1, profile.stories) >= nets.ROOM:
        room = kept[: profile.stories - 1]
        beyond = _outsider(table, reader, room, limits)
        kept = kept if beyond is None else room
    counts = _counts(table, reader, hand, shown=len(kept), outside=int(beyond is not None))
    ordered = readers.best_first(reader, kept)
    return Decision(reader=reader, kept=ordered, outside=beyond, faced=hand.faced, counts=counts)


def _asked(table: readers.Table, reader: readers.Reader) -> set[str]:
    return {topic for topic, sign in zip(table.offer.topics, reader.row.signs, strict=True) if sign > 0}


def _draw(
    table: readers.Table,
    reader: readers.Reader,
    ranked: Iterable[int],
    limits: limits_.Limits,
    *,
    asked: Set[str] = frozenset(),
) -> tuple[draw.Hand, int]:
    """What is kept of the ranking, in the order it was, and how many of that for the topics asked for: the first."""
    free = (place for place in ranked if place not in reader.barred)
    hand = _hand(table, reader, (), limits)
    met = promises.keep(hand, free, asked, table.offer.sure)
    promised = len(hand.kept)
    hand.fill(chain(met, free))
    return hand, promised


def _hand(table: readers.Table, reader: readers.Reader, kept: Sequence[int], limits: limits_.Limits) -> draw.Hand:
    return draw.Hand(
        table.offer,
        kept,
        room=reader.wish.profile.stories,
        per_outlet=limits.per_outlet,
        seen=reader.seen,
        followed=reader.raised.total,
        others=partial(readers.others, table, reader),
    )


def _outsider(table: readers.Table, reader: readers.Reader, kept: list[int], limits: limits_.Limits) -> int | None:
    """The place of the story of most general interest that is of topics the reader neither asked for nor rejects."""
    taken = reader.barred, reader.raised.total, reader.updates, reader.behind
    hand = _hand(table, reader, kept, limits)
    for place in table.nets.outside(reader.row.signs.tolist()):
        free = not any(place in places for places in taken) and reader.row.states[place] == score.UNMATCHED
        if free and hand.fits_as_it_is(place):
            return place
    return None


def _decide_wider(table: readers.Table, reader: readers.Reader, limits: limits_.Limits) -> Decision:
    """The best of what there is, whatever its topic, but nothing unwanted: for nothing was wanted enough."""
    net = (place for place in table.nets.wider(reader.row.signs.tolist()) if place not in reader.updates)
    hand, _ = _draw(table, reader, net, limits)
    places = hand.kept
    weak = int(np.count_nonzero(reader.row.states[places]))
    counts = _counts(table, reader, _hand(table, reader, (), limits), shown=weak, weak=weak, outside=len(places) - weak)
    return Decision(reader=reader, kept=[], wider=places, faced=hand.faced, counts=counts)


def _counts(
    table: readers.Table, reader: readers.Reader, hand: draw.Hand, *, shown: int, outside: int, weak: int = 0
) -> people.Counts:
    """Where all stories on offer went; `shown` matched, `weak` of them too weakly, and `outside` are shown beside."""
    gathered, repeats, barred = len(table.offer.stories), len(reader.repeats), len(reader.barred)
    matched, too_weak = readers.matched(reader)
    return people.Counts(
        gathered=gathered,
        shown=shown + outside,
        repeats=repeats,
        muted=barred - repeats,
        unmatched=gathered - barred - matched - outside,
        weak=too_weak - weak,
        alike=hand.alike,
        capped=hand.capped,
        left_over=matched - too_weak + weak - hand.alike - hand.capped - shown,
        outside=outside,
    )
