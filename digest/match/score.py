"""What every story on offer is worth to readers of one profile, before the words they follow (pure).

    score = topics + SOURCES x ln(outlets) + FRESH x 0.5 ^ (age / HALF_LIFE) + rarity of the outlet
          + WANTED if a wanted outlet tells it + LIKING x what was learned of its words + what followed words add

where `topics` is the sum over topics of the story's probability times the reader's weight, as learning changed it.
What brings a story in is for the profile alone to say: a topic of positive weight that is likely, if all topics
together speak for the story; a wanted outlet, unless a likely topic is unwanted; a followed word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from digest.domain import people
from digest.match import offer as offer_
from digest.match import taste as taste_

#: What being told by a wanted outlet is worth.
WANTED = 0.5
#: What learned words are worth, which say -1 to 1 of a story.
LIKING = 1.0
#: The best stories of a row that are put in order; more only for a reader who needs them.
TOP = 64

#: What a story is to the readers of a row: nothing to them, wanted but too weak, wanted.
UNMATCHED, WEAK, STRONG = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the stories are worth to readers with the same topics, wanted outlets and taste; arrays are (n_stories,)."""

    #: One reader's wish, for what all of them have in common.
    wish: people.Wish
    #: Value, less a trace of the place: so no two are equal, and of equals the lower id is first.
    keys: NDArray[np.float64]
    #: UNMATCHED, WEAK or STRONG.
    states: NDArray[np.uint8]
    #: What was learned of each story's words; None when nothing was.
    liking: NDArray[np.float64] | None
    #: Whether each topic is wanted (1), unwanted (-1) or neither (0), as bytes of int8.
    signs: bytes
    #: The places of the best strong stories, best first; `TOP` of them at most.
    top: list[int]
    #: How many are matched, strong or weak.
    matched: int
    weak: int
    #: Place -> the pick that all these readers share.
    picks: dict[int, people.Pick] = field(default_factory=dict)

    @property
    def cut(self) -> bool:
        """Whether there are strong stories beyond `top`."""
        return self.matched - self.weak > len(self.top)


def value(offer: offer_.Offer, row: Row, place: int) -> float:
    """What the story at `place` is worth."""
    return float(row.keys[place]) + place * _trace(offer)


def rows(offer: offer_.Offer, wishes: Sequence[people.Wish], *, least: float) -> Iterator[Row]:
    """The row of each wish.

    A matched story is weak whose worth is below `least`, when topics count as if the strongest asked for weighed 1 and
    what was learned of topics, which is no reason to drop them, does not count.
    """
    asked = _weights(offer, [wish.profile.topics for wish in wishes])
    interest = asked @ offer.probabilities
    wanted = ((asked > 0).astype(np.float32) @ offer.likely > 0) & (interest > 0)
    general = offer.news + offer.rarity
    strength = interest * _scale(wishes)[:, None]
    strength += general
    values = interest
    values += general
    signs = np.sign(asked).astype(np.int8)
    likings: dict[int, NDArray[np.float64]] = {}
    for number, wish in enumerate(wishes):
        if wish.profile.sources:
            told = _told(offer, wish.profile)
            unwanted = (asked[number] < 0).astype(np.float32) @ offer.likely > 0
            wanted[number] |= told & ~unwanted
            values[number] += WANTED * told
            strength[number] += WANTED * told
        if wish.taste.terms or wish.taste.topics:
            learned, likings[number] = _learned(offer, wish)
            signs[number][(learned < 0) & (signs[number] == 0)] = -1
            values[number] += (learned - asked[number]) @ offer.probabilities + likings[number]
            strength[number] += likings[number]
    strong = wanted & (strength >= least)
    values -= np.arange(len(offer.stories)) * _trace(offer)
    states = wanted.view(np.uint8) + strong.view(np.uint8)
    matched, good = np.count_nonzero(wanted, axis=1).tolist(), np.count_nonzero(strong, axis=1).tolist()
    best = _best(values, strong)
    for number, wish in enumerate(wishes):
        yield Row(
            wish=wish,
            keys=values[number],
            states=states[number],
            liking=likings.get(number),
            signs=signs[number].tobytes(),
            top=best[number][: good[number]],
            matched=matched[number],
            weak=matched[number] - good[number],
        )


def _best(keys: NDArray[np.float64], strong: NDArray[np.bool_]) -> list[list[int]]:
    """The places of the highest keys of each row, highest first, the strong before all others."""
    masked = np.where(strong, keys, -np.inf)
    many = masked.shape[1]
    if many > TOP:
        places = np.argpartition(masked, many - TOP, axis=1)[:, many - TOP :]
    else:
        places = np.broadcast_to(np.arange(many), masked.shape)
    order = np.argsort(-np.take_along_axis(masked, places, axis=1), axis=1)
    best: list[list[int]] = np.take_along_axis(places, order, axis=1).tolist()
    return best


def _trace(offer: offer_.Offer) -> float:
    """So little that all places together stay below the grid."""
    return offer_.GRID * 2.0 ** -len(offer.stories).bit_length()


def _weights(offer: offer_.Offer, topics: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    """The weights of the topics on offer, (n_rows, n_topics)."""
    weights = np.array([[row.get(topic, 0.0) for topic in offer.topics] for row in topics], dtype=np.float64)
    return offer_.on_root(weights.reshape(len(topics), len(offer.topics)))


def _scale(wishes: Sequence[people.Wish]) -> NDArray[np.float64]:
    """What makes the strongest wanted topic of each wish weigh 1; 1 where none is wanted."""
    strongest = [max(wish.profile.topics.values(), default=0.0) for wish in wishes]
    return np.array([1 / weight if weight > 0 else 1.0 for weight in strongest])


def _told(offer: offer_.Offer, profile: people.Profile) -> NDArray[np.bool_]:
    """Which stories a wanted outlet tells, muted ones apart."""
    muted = {told for source in profile.mute_sources for told in offer.tellers.told_by(source)}
    told = np.zeros(len(offer.stories), dtype=np.bool_)
    told[[place for source in profile.sources for place, _ in offer.tellers.told_by(source) - muted]] = True
    return told


def _learned(offer: offer_.Offer, wish: people.Wish) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The topic weights as learning changed them, and what the learned words are worth in each story."""
    weights = _weights(offer, [taste_.weights(wish.profile, wish.taste)])[0]
    liking = taste_.liking(offer.terms, [wish.taste])[0].astype(np.float64)
    return weights, LIKING * offer_.on_root(liking)
