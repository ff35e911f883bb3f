"""What sets one reader apart from the others of a row: words followed, what is muted, what was sent (pure)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digest.domain import news, people
from digest.match import faces, follows, mutes, nets, order, reasons, score
from digest.match import offer as offer_


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The stories laid out, with all that was looked up in them so far."""

    offer: offer_.Offer
    mutes: mutes.Mutes
    follows: follows.Follows
    nets: nets.Nets
    faces: faces.Faces
    reasons: reasons.Reasons


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
    #: The places of stories like one that was sent, which come after all others.
    behind: Set[int]
    #: What the followed words add.
    raised: follows.Raised
    silence: mutes.Silence


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
        if updates:
            seen = {**silence.retold, **{place: development.story for place, development in updates.items()}}
    raised = table.follows.raised(wish.profile.follow, barred, silence.retold)
    behind = _behind(table.offer, wish.sent)
    return Reader(
        row=row,
        wish=wish,
        repeats=repeats,
        barred=barred,
        updates=updates,
        seen=seen,
        # Most readers have none: then what all words add need not be put together.
        behind=behind - barred - updates.keys() - raised.total.keys() if behind else behind,
        raised=raised,
        silence=silence,
    )


def _updates(offer: offer_.Offer, wish: people.Wish, silence: mutes.Silence) -> dict[int, news.Development]:
    """The sent stories on offer that went on; none that a muted source tells, for it may be all that is new."""
    places = {offer.places[id_]: id_ for id_ in wish.updates if id_ in wish.sent and id_ in offer.places}
    return {
        place: wish.updates[id_]
        for place, id_ in places.items()
        if place not in silence.gone and place not in silence.retold
    }


def _behind(offer: offer_.Offer, sent: Iterable[str]) -> Set[int]:
    """The places of what comes after all others.

    These are the stories aside, and those like one that was sent and is on offer still: the only ones whose words are
    known.
    """
    places = (offer.places[id_] for id_ in sent if id_ in offer.places)
    return offer.aside.union(other for place in places for other in offer.again.of.get(place, ()))


def faced(table: Table, reader: Reader, outlets: Mapping[int, str]) -> Reader:
    """The reader, to whom the stories at some places are shown by other outlets."""
    if not outlets:
        return reader
    led = {place: table.faces.led_by(told(table, reader, place), outlet) for place, outlet in outlets.items()}
    return replace(reader, seen={**reader.seen, **led})


def preferring(table: Table, reader: Reader, places: Sequence[int], *, per_outlet: int) -> Reader:
    """The reader, to whom the chosen stories at `places` are led by an outlet they asked for, where one tells them.

    None of these leads more than its share, nor with an article that makes nothing of a followed word.
    """
    ids: dict[int, set[str]] = {place: set() for place in places}
    for source in reader.wish.profile.sources:
        for place, id_ in table.offer.tellers.told_by(source):
            if place in ids:
                ids[place].add(id_)
    shares = Counter(told(table, reader, place).lead.outlet for place in places)
    seen = dict(reader.seen)
    for place in places:
        story = told(table, reader, place)
        lead = None if story.lead.id in ids[place] else table.faces.among(story, ids[place])
        if lead is None or place in reader.updates or shares[lead.outlet] >= per_outlet:
            continue
        other = replace(story, lead=lead)
        if all(table.follows.named(word, place, other) for word, _ in reader.raised.at(place)):
            shares[lead.outlet] += 1
            shares[story.lead.outlet] -= 1
            seen[place] = other
    return replace(reader, seen=seen)


def told(table: Table, reader: Reader, place: int) -> news.Story:
    """The story at `place` as this reader sees it."""
    return reader.seen.get(place, table.offer.stories[place])


def others(table: Table, reader: Reader, place: int) -> Iterator[str]:
    """The other outlets that may lead the story at `place`, best first."""
    return leading(table, told(table, reader, place), place, [word for word, _ in reader.raised.at(place)])


def leading(table: Table, story: news.Story, place: int, held: Sequence[str]) -> Iterator[str]:
    """The other outlets that may lead a story, best first: none that makes nothing of a followed word that it holds."""
    for lead in table.faces.others(story):
        if all(table.follows.named(word, place, replace(story, lead=lead)) for word in held):
            yield lead.outlet


def matched(reader: Reader) -> tuple[int, int]:
    """How many stories that are not barred match, and how many of these are too weak; those raised never are."""
    row = reader.row
    barred = _counted(row, reader.silence.places if not reader.repeats else _array(reader.barred))
    lifted = _counted(row, reader.raised.places)
    gone = barred[score.WEAK] + barred[score.STRONG]
    return row.matched - gone + lifted[score.UNMATCHED], row.weak - barred[score.WEAK] - lifted[score.WEAK]


def _array(places: Set[int]) -> NDArray[np.intp]:
    return np.fromiter(places, dtype=np.intp, count=len(places))


def _counted(row: score.Row, places: NDArray[np.intp]) -> list[int]:
    """How many of the places are unmatched, weak and strong."""
    if not len(places):
        return [0, 0, 0]
    counts: list[int] = np.bincount(row.states.take(places), minlength=3).tolist()
    return counts


def ranking(reader: Reader) -> Iterator[int]:
    """The places of the stories wanted, best first, and of equals the lower id.

    The best of the row come first, as they were put in order once for all its readers; the rest only when asked for.
    """
    row, raised = reader.row, reader.raised
    lifted = order.keys(row.values.take(raised.places) + raised.worth, raised.places)
    top = row.top[row.top < order.NOTHING]
    others = top[~np.isin(order.places(top), raised.places)]
    near = np.sort(np.concatenate((others, lifted[lifted < row.edge])))
    last = list[int]()
    yield from _put_off(order.places(near).tolist(), reader.behind, last)
    if row.edge < order.NOTHING:
        yield from _put_off(_all(reader)[len(near) :], reader.behind, last)
    yield from last


def _put_off(places: Iterable[int], behind: Set[int], last: list[int]) -> Iterator[int]:
    """The places but for those `behind`, which are added to `last`."""
    for place in places:
        if place in behind:
            last.append(place)
        else:
            yield place


def worth(reader: Reader, place: int) -> float:
    """What the story at `place` is worth to this reader."""
    own = float(reader.row.values[place]) + sum(more for _, more in reader.raised.at(place))
    return own - order.LAST if place in reader.behind else own


def best_first(reader: Reader, places: Iterable[int]) -> list[int]:
    """The places by worth, and of equals the lower id first."""
    return sorted(places, key=lambda place: (-worth(reader, place), place))


def _all(reader: Reader) -> list[int]:
    """All places of strong and of raised stories."""
    row, raised = reader.row, reader.raised
    values = np.where(row.states == score.STRONG, row.values, -np.inf).astype(np.float64)
    values[raised.places] = row.values.take(raised.places) + raised.worth
    return score.ranked(values)
