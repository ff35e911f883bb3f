"""The best picks for each reader under the limits, and where the rest went (pure)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from digest.domain import news, people
from digest.match import draw, follows, mutes, nets, picks, promises, readers, score
from digest.match import offer as offer_

#: Rows scored at once: enough for numpy, little enough for its caches.
_BLOCK = 16
_NOTHING = draw.Drawn(kept=[], capped=0, alike=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What every edition keeps to."""

    #: Stories led by one outlet, at most.
    per_outlet: int = 3
    #: The probability from which a wanted topic brings a story in.
    floor: float = 0.4
    #: What a story must be worth (`score.rows`), lest a slow day fill the edition with anything; a followed word does.
    score_floor: float = 0.6
    #: The likeness from which one of two stories is enough; tuned on recorded news.
    alike: float = 0.45
    #: How long after we first saw it a story stays on offer; None: for as long as the caller offers it.
    freshness: timedelta | None = None


def choose(
    stories: Sequence[news.Story], wishes: Sequence[people.Wish], *, now: datetime, limits: Limits
) -> tuple[people.Choice, ...]:
    """What each reader gets, in the order of `wishes`; the order of `stories` does not matter.

    On offer are the stories first seen within `limits.freshness` before `now`.  Of these a reader gets none that was
    sent to them, unless it is an update, none with a muted word or told by muted sources alone, and none without a
    wanted topic, followed word or wanted outlet; then the best that are worth it, at most `per_outlet` led by one
    outlet, no two alike, at most `profile.stories`.  One of these comes from outside the reader's topics, if they let
    it.  Where nothing is left and the reader wants that, a wider net is cast.
    """
    return choose_from(lay_out(stories, now=now, limits=limits), wishes, limits=limits)


def lay_out(stories: Sequence[news.Story], *, now: datetime, limits: Limits) -> readers.Table:
    """The stories on offer at `now`, measured for any number of calls of `choose_from`."""
    fresh = [story for story in stories if limits.freshness is None or now - story.first_seen_at <= limits.freshness]
    offer = offer_.measure(fresh, now=now, floor=limits.floor, alike_at=limits.alike)
    return readers.Table(offer=offer, mutes=mutes.Mutes(offer), follows=follows.Follows(offer), nets=nets.Nets(offer))


def choose_from(table: readers.Table, wishes: Sequence[people.Wish], *, limits: Limits) -> tuple[people.Choice, ...]:
    """What each reader gets of the stories laid out."""
    chosen = {
        number: people.Choice(picks=_picks(table, decision), counts=decision.counts, wider=bool(decision.wider))
        for number, decision in decide(table, wishes, limits=limits)
    }
    return tuple(chosen[number] for number in range(len(wishes)))


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


def decide(table: readers.Table, wishes: Sequence[people.Wish], *, limits: Limits) -> Iterator[tuple[int, Decision]]:
    """The position of each wish and what becomes of it; readers who share a row come one after another."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, wish in enumerate(wishes):
        groups[_common(wish, number)].append(number)
    alike = list(groups.values())
    for start in range(0, len(alike), _BLOCK):
        block = alike[start : start + _BLOCK]
        rows = score.rows(table.offer, [wishes[mine[0]] for mine in block], least=limits.score_floor)
        for row, mine in zip(rows, block, strict=True):
            for number in mine:
                yield number, _decide(table, readers.read(table, row, wishes[number]), limits)


def _common(wish: people.Wish, number: int) -> Hashable:
    """Equal for readers who may share a row; nobody shares what was learned."""
    profile = wish.profile
    if wish.taste.terms or wish.taste.topics:
        return number
    if profile.sources:
        return tuple(profile.topics.items()), profile.sources, profile.mute_sources
    return tuple(profile.topics.items())


def _decide(table: readers.Table, reader: readers.Reader, limits: Limits) -> Decision:
    profile = reader.wish.profile
    drawn = _draw(table, reader, _ranking(table, reader), limits)
    kept, beyond = drawn.kept, None
    if not kept and profile.stories and profile.quiet is people.Quiet.WIDER:
        return _decide_wider(table, reader, limits)
    if kept and profile.outside and profile.stories > 1:
        room = kept[: profile.stories - 1]
        beyond = _outsider(table, reader, room, limits)
        kept = kept if beyond is None else room
    counts = _counts(table, reader, drawn, shown=len(kept), outside=int(beyond is not None))
    if reader.row.liking is not None:
        # A topic's best story may have come up before better ones.
        kept = readers.best_first(reader, kept)
    return Decision(reader=reader, kept=kept, outside=beyond, counts=counts)


def _ranking(table: readers.Table, reader: readers.Reader) -> Iterator[int]:
    """The ranking; where something was learned, with the best story of every topic asked for before all others."""
    ranked = readers.ranking(reader)
    if reader.row.liking is None:
        return ranked
    asked = {topic for topic, weight in reader.wish.profile.topics.items() if weight > 0}
    return promises.keep(ranked, asked, table.offer.sure, barred=reader.barred)


def _draw(table: readers.Table, reader: readers.Reader, ranked: Iterable[int], limits: Limits) -> draw.Drawn:
    return draw.draw(
        table.offer,
        ranked,
        room=reader.wish.profile.stories,
        per_outlet=limits.per_outlet,
        barred=reader.barred,
        seen=reader.seen,
    )


def _outsider(table: readers.Table, reader: readers.Reader, kept: list[int], limits: Limits) -> int | None:
    """The place of the story of most general interest that is of topics the reader neither asked for nor rejects."""
    taken = reader.barred, reader.raised.total, reader.updates
    for place in table.nets.outside(reader.row.signs):
        free = not any(place in places for places in taken) and reader.row.states[place] == score.UNMATCHED
        if free and draw.fits(table.offer, place, kept, per_outlet=limits.per_outlet, seen=reader.seen):
            return place
    return None


def _decide_wider(table: readers.Table, reader: readers.Reader, limits: Limits) -> Decision:
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


def _picks(table: readers.Table, decision: Decision) -> tuple[people.Pick, ...]:
    reader, offer = decision.reader, table.offer
    chosen = [picks.of(offer, reader, place) for place in decision.kept]
    if decision.outside is not None:
        chosen.append(picks.unasked(offer, reader, decision.outside, people.Cause.OUTSIDE))
    chosen += [picks.unasked(offer, reader, place, people.Cause.WIDER) for place in decision.wider]
    return tuple(chosen)
