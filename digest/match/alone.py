"""What one reader gets, decided by itself: exact whatever was asked, learned or sent before (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from digest.domain import people
from digest.match import draw, promises, readers, score
from digest.match import limits as limits_

_NOTHING = draw.Drawn(kept=[], capped=0, alike=0)


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
    counts: people.Counts


def decide(table: readers.Table, reader: readers.Reader, limits: limits_.Limits) -> Decision:
    """What this reader gets; where the best of all would leave out a topic asked for, that topic's best comes along."""
    profile = reader.wish.profile
    promised = reader.row.liking is not None
    drawn = _draw(table, reader, _promised(table, reader) if promised else readers.ranking(reader), limits)
    if not promised and _misses(table, reader, drawn.kept):
        promised, drawn = True, _draw(table, reader, _promised(table, reader), limits)
    kept, beyond = drawn.kept, None
    if not kept and profile.stories and profile.quiet is people.Quiet.WIDER:
        return _decide_wider(table, reader, limits)
    if kept and profile.outside and profile.stories > 1:
        room = kept[: profile.stories - 1]
        beyond = _outsider(table, reader, room, limits)
        kept = kept if beyond is None else room
    counts = _counts(table, reader, drawn, shown=len(kept), outside=int(beyond is not None))
    if promised:
        # A topic's best story may have come up before better ones.
        kept = readers.best_first(reader, kept)
    return Decision(reader=reader, kept=kept, outside=beyond, counts=counts)


def _promised(table: readers.Table, reader: readers.Reader) -> Iterator[int]:
    """The ranking with the best story of every topic asked for before all others."""
    return promises.keep(readers.ranking(reader), _asked(reader), table.offer.sure, barred=reader.barred)


def _misses(table: readers.Table, reader: readers.Reader, kept: Sequence[int]) -> bool:
    """Whether a topic asked for is on offer and not among what is kept."""
    missing = _asked(reader).difference(topic.topic for place in kept for topic in table.offer.sure[place])
    free = (place for place in readers.ranking(reader) if place not in reader.barred) if missing else iter(())
    return any(topic.topic in missing for place in free for topic in table.offer.sure[place])


def _asked(reader: readers.Reader) -> set[str]:
    return {topic for topic, weight in reader.wish.profile.topics.items() if weight > 0}


def _draw(table: readers.Table, reader: readers.Reader, ranked: Iterable[int], limits: limits_.Limits) -> draw.Drawn:
    return draw.draw(
        table.offer,
        ranked,
        room=reader.wish.profile.stories,
        per_outlet=limits.per_outlet,
        barred=reader.barred,
        seen=reader.seen,
    )


def _outsider(table: readers.Table, reader: readers.Reader, kept: list[int], limits: limits_.Limits) -> int | None:
    """The place of the story of most general interest that is of topics the reader neither asked for nor rejects."""
    taken = reader.barred, reader.raised.total, reader.updates
    for place in table.nets.outside(reader.row.signs):
        free = not any(place in places for places in taken) and reader.row.states[place] == score.UNMATCHED
        if free and draw.fits(table.offer, place, kept, per_outlet=limits.per_outlet, seen=reader.seen):
            return place
    return None


def _decide_wider(table: readers.Table, reader: readers.Reader, limits: limits_.Limits) -> Decision:
    """The best of what there is, whatever its topic, but nothing unwanted: for nothing was wanted enough."""
    net = (place for place in table.nets.wider(reader.row.signs) if place not in reader.updates)
    places = _draw(table, reader, net, limits).kept
    weak = int(np.count_nonzero(reader.row.states[places]))
    counts = _counts(table, reader, _NOTHING, shown=weak, weak=weak, outside=len(places) - weak)
    return Decision(reader=reader, kept=[], wider=places, counts=counts)


def _counts(
    table: readers.Table, reader: readers.Reader, drawn: draw.Drawn, *, shown: int, outside: int, weak: int = 0
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
        alike=drawn.alike,
        capped=drawn.capped,
        left_over=matched - too_weak + weak - drawn.alike - drawn.capped - shown,
        outside=outside,
    )
