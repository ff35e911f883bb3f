"""The best picks for each reader under the limits, and where the rest went (pure)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.domain import news, people
from digest.match import draw, follows, mutes, nets, picks, readers, score
from digest.match import offer as offer_

#: Rows scored at once: enough for numpy, little enough for its caches.
_BLOCK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What every edition keeps to."""

    #: Stories led by one outlet, at most.
    per_outlet: int = 3
    #: The probability from which a wanted topic brings a story in.
    floor: float = 0.4
    #: What a story must be worth (`score.rows`), lest a slow day fill the edition with anything; a followed word does.
    score_floor: float = 0.5
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
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, wish in enumerate(wishes):
        groups[_common(wish, number)].append(number)
    alike = list(groups.values())
    chosen: dict[int, people.Choice] = {}
    for start in range(0, len(alike), _BLOCK):
        block = alike[start : start + _BLOCK]
        rows = score.rows(table.offer, [wishes[mine[0]] for mine in block], least=limits.score_floor)
        for row, mine in zip(rows, block, strict=True):
            chosen.update((number, _choose_one(table, row, wishes[number], limits)) for number in mine)
    return tuple(chosen[number] for number in range(len(wishes)))


def _common(wish: people.Wish, number: int) -> Hashable:
    """Equal for readers who may share a row; nobody shares what was learned."""
    profile = wish.profile
    if wish.taste.terms or wish.taste.topics:
        return number
    if profile.sources:
        return tuple(profile.topics.items()), profile.sources, profile.mute_sources
    return tuple(profile.topics.items())


def _choose_one(table: readers.Table, row: score.Row, wish: people.Wish, limits: Limits) -> people.Choice:
    reader = readers.read(table, row, wish)
    raised = readers.added(reader) if reader.raised else {}
    drawn = _draw(table, reader, readers.ranking(reader, raised), limits)
    kept, beyond = drawn.kept, None
    if not kept:
        if wish.profile.stories and wish.profile.quiet is people.Quiet.WIDER:
            return _choose_wider(table, reader, limits)
    elif wish.profile.outside and (room := wish.profile.stories - 1):
        beyond = _outsider(table, reader, raised, kept[:room], limits)
        kept = kept[:room] if beyond is not None else kept
    chosen = [picks.of(table, reader, place, raised) for place in kept]
    if beyond is not None:
        chosen.append(picks.unasked(table, reader, beyond, people.Cause.OUTSIDE))
    matched, weak = readers.matched(reader, raised)
    counts = _counts(table, reader, matched, weak, drawn, shown=len(kept), outside=int(beyond is not None))
    return people.Choice(picks=tuple(chosen), counts=counts)


def _draw(table: readers.Table, reader: readers.Reader, ranked: Iterable[int], limits: Limits) -> draw.Drawn:
    return draw.draw(
        table.offer,
        ranked,
        room=reader.wish.profile.stories,
        per_outlet=limits.per_outlet,
        barred=reader.barred,
        seen=reader.seen,
    )


def _outsider(
    table: readers.Table, reader: readers.Reader, raised: Mapping[int, float], kept: list[int], limits: Limits
) -> int | None:
    """The place of the story of most general interest that is of topics the reader neither asked for nor rejects."""
    for place in table.nets.outside(reader.row.signs):
        free = place not in reader.barred and place not in raised and place not in reader.updates
        unmatched = free and reader.row.states[place] == score.UNMATCHED
        if unmatched and draw.fits(table.offer, place, kept, per_outlet=limits.per_outlet, seen=reader.seen):
            return place
    return None


def _choose_wider(table: readers.Table, reader: readers.Reader, limits: Limits) -> people.Choice:
    """The best of what there is, whatever its topic, but nothing unwanted: for nothing was wanted enough."""
    net = (place for place in table.nets.wider(reader.row.signs) if place not in reader.updates)
    drawn = _draw(table, reader, net, limits)
    chosen = [picks.unasked(table, reader, place, people.Cause.WIDER) for place in drawn.kept]
    matched, weak = readers.matched(reader, {})
    asked = sum(int(reader.row.states[place]) != score.UNMATCHED for place in drawn.kept)
    nothing = draw.Drawn(kept=[], capped=0, alike=0)
    counts = _counts(table, reader, matched, weak - asked, nothing, shown=asked, outside=len(drawn.kept) - asked)
    return people.Choice(picks=tuple(chosen), counts=counts, wider=bool(chosen))


def _counts(
    table: readers.Table,
    reader: readers.Reader,
    matched: int,
    weak: int,
    drawn: draw.Drawn,
    *,
    shown: int,
    outside: int,
) -> people.Counts:
    """Where all stories on offer went: of `matched` ones, `shown` are shown, and of the others `outside`."""
    gathered = len(table.offer.stories)
    return people.Counts(
        gathered=gathered,
        shown=shown + outside,
        repeats=len(reader.repeats),
        muted=len(reader.barred) - len(reader.repeats),
        unmatched=gathered - len(reader.barred) - matched - outside,
        weak=weak,
        alike=drawn.alike,
        capped=drawn.capped,
        left_over=matched - weak - drawn.alike - drawn.capped - shown,
        outside=outside,
    )
