"""The best picks for each reader under the limits, and where the rest went (pure)."""

from collections.abc import Collection, Hashable, Iterator, Sequence
from datetime import datetime

import numpy as np

from digest.domain import news, people
from digest.match import asks as asks_
from digest.match import faces, follows, mutes, nets, picks, readers, reasons, said, score, together
from digest.match import limits as limits_
from digest.match import offer as offer_

Limits = limits_.Limits

#: Rows in a block, and marks of its readers looked at together: so much memory is needed at once.
_ROWS = 512
_MARKS = 16_000_000


def choose(
    stories: Sequence[news.Story], wishes: Sequence[people.Wish], *, now: datetime, limits: Limits
) -> tuple[people.Choice, ...]:
    """What each reader gets, in the order of `wishes`; the order of `stories` does not matter.

    On offer are the stories first seen within `limits.freshness` before `now`.  Of these a reader gets none that was
    sent to them, unless it is an update, none with a muted word or told by muted sources alone, and none without a
    wanted topic, followed word or wanted outlet; then the best that are worth it, at most `per_outlet` led by one
    outlet, no two alike, at most `profile.stories`.  A story that others tell too is then led by one of these.  What is
    much like a story that was sent comes last.  One of six or more comes from outside the reader's topics, if they let
    it.  Where nothing is left and the reader wants that, a wider net is cast.
    """
    return choose_from(lay_out(stories, now=now, limits=limits), wishes, limits=limits)


def lay_out(
    stories: Sequence[news.Story],
    *,
    now: datetime,
    limits: Limits,
    best: faces.Best = faces.first,
    may: faces.May = faces.anything,
    cut: said.Cut = said.whole,
    aside: Collection[str] = (),
) -> readers.Table:
    """The stories on offer at `now`, measured for any number of calls of `choose_from`.

    `best` says which of those articles that `may` leads a story whose usual outlet has its share of an edition, `cut`
    what is shown of a teaser; `aside` are the ids of stories that come after all others, but for a followed word.
    """
    fresh = [story for story in stories if limits.freshness is None or now - story.first_seen_at <= limits.freshness]
    offer = offer_.measure(
        fresh,
        now=now,
        floor=limits.floor,
        alike_at=limits.alike,
        same_at=limits.alike_followed,
        again_at=limits.again,
        cut=cut,
        aside=aside,
    )
    return readers.Table(
        offer=offer,
        mutes=mutes.Mutes(offer),
        follows=follows.Follows(offer),
        nets=nets.Nets(offer),
        faces=faces.Faces(offer, best, may),
        reasons=reasons.Reasons(offer),
    )


def choose_from(table: readers.Table, wishes: Sequence[people.Wish], *, limits: Limits) -> tuple[people.Choice, ...]:
    """What each reader gets of the stories laid out."""
    chosen: dict[int, people.Choice] = {}
    for numbers, decided in decide(table, wishes, limits=limits):
        asked = [wishes[number] for number in numbers]
        chosen |= zip(numbers, picks.choices(table, decided, asked, per_outlet=limits.per_outlet), strict=True)
    return tuple(chosen[number] for number in range(len(wishes)))


def decide(
    table: readers.Table, wishes: Sequence[people.Wish], *, limits: Limits
) -> Iterator[tuple[list[int], together.Decided]]:
    """Positions of wishes and what becomes of them, until each had its turn; who shares a row stands together."""
    known: dict[Hashable, int] = {}
    which = np.array([known.setdefault(_common(wish, number), len(known)) for number, wish in enumerate(wishes)])
    known.clear()
    turns = np.argsort(which, kind="stable")
    firsts = np.flatnonzero(np.diff(which[turns], prepend=-1))
    asks = asks_.gather(table, wishes)
    many = 1 + _MARKS // (1 + len(table.offer.stories))
    for start in range(0, len(firsts), _ROWS):
        alike = [wishes[number] for number in turns[firsts[start : start + _ROWS]].tolist()]
        scored = score.block(table.offer, alike, least=limits.score_floor)
        numbers = turns[firsts[start] : firsts[start + _ROWS] if start + _ROWS < len(firsts) else None]
        for first in range(0, len(numbers), many):
            some = numbers[first : first + many]
            yield some.tolist(), together.decide(table, scored, which[some] - start, asks.of(some), limits)


def _common(wish: people.Wish, number: int) -> Hashable:
    """Equal for readers who may share a row; nobody shares what was learned."""
    profile = wish.profile
    if wish.taste.terms or wish.taste.topics:
        return number
    asked = (*profile.topics, *profile.topics.values())
    return (asked, profile.sources, profile.mute_sources) if profile.sources else asked
