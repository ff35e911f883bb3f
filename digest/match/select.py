"""The best picks for each reader under the limits, and where the rest went (pure)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from digest.domain import news, people
from digest.match import score, sources

#: Readers scored at once: enough for numpy, little enough for memory.
_BLOCK = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What every edition keeps to."""

    #: Stories led by one outlet, at most.
    per_outlet: int = 3
    #: The probability from which a wanted topic brings a story in.
    floor: float = 0.4
    #: How long after we first saw it a story stays on offer; None: for as long as the caller offers it.
    freshness: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """One reader's row of the scores; all arrays are (n_stories,)."""

    wish: people.Wish
    values: NDArray[np.float64]
    matched: NDArray[np.bool_]
    muted: NDArray[np.bool_]


def choose(
    stories: Sequence[news.Story], wishes: Sequence[people.Wish], *, now: datetime, limits: Limits
) -> tuple[people.Choice, ...]:
    """What each reader gets, in the order of `wishes`; the order of `stories` does not matter.

    On offer are the stories first seen within `limits.freshness` before `now`.  Of these a reader gets none that was
    sent to them, unless it is an update, none with a muted word or told by muted sources alone, and none without a
    wanted topic or followed word; then the best, at most `per_outlet` led by one outlet, at most `profile.stories`.
    """
    offer = score.measure(_fresh(stories, now, limits.freshness), [wish.profile for wish in wishes], now=now)
    blocks = (wishes[start : start + _BLOCK] for start in range(0, len(wishes), _BLOCK))
    return tuple(_choose_one(offer, reader, limits) for block in blocks for reader in _readers(offer, block, limits))


def _fresh(stories: Sequence[news.Story], now: datetime, freshness: timedelta | None) -> Sequence[news.Story]:
    if freshness is None:
        return stories
    return [story for story in stories if now - story.first_seen_at <= freshness]


def _readers(offer: score.Offer, wishes: Sequence[people.Wish], limits: Limits) -> Iterator[_Reader]:
    scores = score.score(offer, [wish.profile for wish in wishes], floor=limits.floor)
    for row, wish in enumerate(wishes):
        yield _Reader(wish=wish, values=scores.values[row], matched=scores.matched[row], muted=scores.muted[row])


def _choose_one(offer: score.Offer, reader: _Reader, limits: Limits) -> people.Choice:
    profile = reader.wish.profile
    seen = _seen(offer, profile)
    updates = _updates(offer, reader.wish, seen)
    repeats = np.zeros(len(offer.stories), dtype=np.bool_)
    repeats[[offer.places[id_] for id_ in reader.wish.sent & offer.places.keys() - updates.keys()]] = True
    seen.update({offer.places[id_]: development.story for id_, development in updates.items()})
    muted = (reader.muted | _untold(offer, seen)) & ~repeats
    matched = reader.matched & ~repeats & ~muted
    # Stories lie in order of id, and a stable sort keeps that order among equals.
    places = np.flatnonzero(matched)
    ranked = places[np.argsort(-reader.values[places], kind="stable")]
    kept, capped = _keep(ranked, offer, seen, profile.stories, limits.per_outlet)
    counts = people.Counts(
        gathered=len(offer.stories),
        shown=len(kept),
        repeats=int(repeats.sum()),
        muted=int(muted.sum()),
        unmatched=int((~matched & ~repeats & ~muted).sum()),
        capped=capped,
        left_over=len(ranked) - len(kept) - capped,
    )
    picks = tuple(_pick(offer, place, seen, reader, limits.floor) for place in kept)
    return people.Choice(picks=tuple(_marked(pick, updates) for pick in picks), counts=counts)


def _marked(pick: people.Pick, updates: Mapping[str, news.Development]) -> people.Pick:
    """The pick, with what is new in it if it is an update."""
    if pick.story.id not in updates:
        return pick
    return replace(pick, update=", ".join(updates[pick.story.id].words))


def _updates(
    offer: score.Offer, wish: people.Wish, seen: Mapping[int, news.Story | None]
) -> dict[str, news.Development]:
    """The sent stories on offer that went on; none that a muted source tells, for it may be all that is new."""
    return {
        id_: development
        for id_, development in wish.updates.items()
        if id_ in wish.sent and id_ in offer.places and offer.places[id_] not in seen
    }


def _seen(offer: score.Offer, profile: people.Profile) -> dict[int, news.Story | None]:
    """The stories that look different to this reader because a source is muted; None where nobody else tells it."""
    gone: defaultdict[int, set[str]] = defaultdict(set)
    for source in profile.mute_sources:
        for place, article in offer.told_by[source]:
            gone[place].add(article)
    return {place: sources.without(offer.stories[place], articles) for place, articles in gone.items()}


def _untold(offer: score.Offer, seen: dict[int, news.Story | None]) -> NDArray[np.bool_]:
    marks = np.zeros(len(offer.stories), dtype=np.bool_)
    marks[[place for place, story in seen.items() if story is None]] = True
    return marks


def _keep(
    ranked: NDArray[np.intp], offer: score.Offer, seen: dict[int, news.Story | None], room: int, per_outlet: int
) -> tuple[list[int], int]:
    """The places kept, best first, and how many were passed over because their outlet had its share."""
    kept: list[int] = []
    capped = 0
    shares: Counter[str] = Counter()
    for place in map(int, ranked):
        if len(kept) >= room:
            break
        outlet = (seen.get(place) or offer.stories[place]).lead.outlet
        if shares[outlet] >= per_outlet:
            capped += 1
            continue
        shares[outlet] += 1
        kept.append(place)
    return kept, capped


def _pick(
    offer: score.Offer, place: int, seen: dict[int, news.Story | None], reader: _Reader, floor: float
) -> people.Pick:
    story = seen.get(place) or offer.stories[place]
    topic = score.best_topic(story, reader.wish.profile, floor)
    return people.Pick(
        story=story,
        score=float(reader.values[place]),
        topic=topic.topic if topic else news.UNSURE,
        reasons=tuple(score.reasons(offer, place, story, reader.wish.profile, floor)),
    )
