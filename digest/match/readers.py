"""What sets one reader apart from the others of a row: words followed, what is muted, what was sent (pure)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

import numpy as np

from digest.domain import news, people
from digest.match import follows, mutes, nets, score
from digest.match import offer as offer_


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The stories laid out, with all that was looked up in them so far."""

    offer: offer_.Offer
    mutes: mutes.Mutes
    follows: follows.Follows
    nets: nets.Nets


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One reader before the stories on offer."""

    row: score.Row
    wish: people.Wish
    #: The places of the stories sent, updates apart.
    repeats: frozenset[int]
    #: The places taken out by what is muted, and by what was sent.
    barred: Set[int]
    #: Place -> the sent story there as it went on.
    updates: Mapping[int, news.Development]
    #: Place -> the story there, where it looks different to this reader.
    seen: Mapping[int, news.Story]
    #: Followed word -> place -> what it adds.
    raised: Mapping[str, Mapping[int, float]]


def read(table: Table, row: score.Row, wish: people.Wish) -> Reader:
    """What this reader may be offered."""
    silence = table.mutes.of(wish.profile.mute, wish.profile.mute_sources)
    updates: Mapping[int, news.Development] = {}
    repeats: frozenset[int] = frozenset()
    barred, seen = silence.gone, silence.retold
    if wish.sent:
        updates = _updates(table.offer, wish, silence)
        repeats = frozenset(table.offer.places[id_] for id_ in wish.sent & table.offer.places.keys()) - updates.keys()
        barred = silence.gone | repeats
        seen = {**silence.retold, **{place: development.story for place, development in updates.items()}}
    raised = table.follows.raised(wish.profile.follow, barred) if wish.profile.follow else {}
    return Reader(row=row, wish=wish, repeats=repeats, barred=barred, updates=updates, seen=seen, raised=raised)


def _updates(offer: offer_.Offer, wish: people.Wish, silence: mutes.Silence) -> dict[int, news.Development]:
    """The sent stories on offer that went on; none that a muted source tells, for it may be all that is new."""
    places = {offer.places[id_]: id_ for id_ in wish.updates if id_ in wish.sent and id_ in offer.places}
    return {
        place: wish.updates[id_]
        for place, id_ in places.items()
        if place not in silence.gone and place not in silence.retold
    }


def added(reader: Reader) -> dict[int, float]:
    """Place -> what all followed words together add."""
    sums: defaultdict[int, float] = defaultdict(float)
    for worth in reader.raised.values():
        for place, value in worth.items():
            sums[place] += value
    return sums


def matched(reader: Reader, raised: Mapping[int, float]) -> tuple[int, int]:
    """How many stories that are not barred match, and how many of these are too weak; `raised` never are."""
    row = reader.row
    if not reader.barred and not raised:
        return row.matched, row.weak
    barred = _counted(row, reader.barred)
    lifted = _counted(row, raised.keys())
    gone = barred[score.WEAK] + barred[score.STRONG]
    return row.matched - gone + lifted[score.UNMATCHED], row.weak - barred[score.WEAK] - lifted[score.WEAK]


def _counted(row: score.Row, places: Set[int]) -> list[int]:
    """How many of the places are unmatched, weak and strong."""
    if not places:
        return [0, 0, 0]
    states = row.states[np.fromiter(places, dtype=np.intp, count=len(places))]
    counts: list[int] = np.bincount(states, minlength=3).tolist()
    return counts


def ranking(reader: Reader, raised: Mapping[int, float]) -> Iterator[int]:
    """The places of the stories wanted, best first; the order is that of `score.Row.keys` with what is raised.

    The best of the row come first, as they were put in order once for all its readers; the rest only when asked for.
    """
    row = reader.row
    if not raised:
        yield from row.top
        if row.cut:
            yield from _all(row, raised)[len(row.top) :]
        return
    lowest = row.keys[row.top[-1]] if row.cut else -np.inf
    mine = [(row.keys[place] + worth, place) for place, worth in raised.items()]
    best = [(row.keys[place], place) for place in row.top if place not in raised]
    best += [pair for pair in mine if pair[0] >= lowest]
    best.sort(reverse=True)
    yield from (place for _, place in best)
    if row.cut:
        yield from _all(row, raised)[len(best) :]


def _all(row: score.Row, raised: Mapping[int, float]) -> list[int]:
    """All places of strong and of raised stories, best first."""
    keys = np.where(row.states == score.STRONG, row.keys, -np.inf)
    for place, worth in raised.items():
        keys[place] = row.keys[place] + worth
    places = np.flatnonzero(keys > -np.inf)
    ranked: list[int] = places[np.argsort(-keys[places])].tolist()
    return ranked
