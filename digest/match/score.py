"""What every story on offer is worth to readers of one profile, before the words they follow (pure).

    score = topics + SOURCES x ln(outlets) + FRESH x 0.5 ^ (age / HALF_LIFE) + rarity of the outlet
          + WANTED if a wanted outlet tells it + LIKING x what was learned of its words + what followed words add

where `topics` is the sum over topics of the story's probability times the reader's weight, as learning changed it.
What brings a story in is for the profile alone to say: a topic of positive weight that is likely, if all topics
together speak for the story; a wanted outlet, unless a likely topic is unwanted; a followed word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from digest.domain import people
from digest.match import best, order
from digest.match import offer as offer_
from digest.match import taste as taste_

#: What being told by a wanted outlet is worth.
WANTED = 0.5
#: What learned words are worth, which say -1 to 1 of a story.
LIKING = 1.0

#: Rows scored at once: enough for numpy, little enough for its caches.
_AT_ONCE = 64
#: What a story is to the readers of a row: nothing to them, wanted but too weak, wanted.
UNMATCHED, WEAK, STRONG = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the stories are worth to readers with the same topics, wanted outlets and taste; arrays are (n_stories,)."""

    #: One reader's wish, for what all of them have in common.
    wish: people.Wish
    #: Topic slug -> the weight that stories are scored with.
    weights: Mapping[str, float]
    values: NDArray[np.float32]
    #: UNMATCHED, WEAK or STRONG.
    states: NDArray[np.uint8]
    #: What was learned of each story's words; None when nothing was.
    liking: NDArray[np.float32] | None
    #: Whether each topic on offer is wanted (1), unwanted (-1) or neither (0).
    signs: list[int]
    #: The best strong stories by `order.keys`, ascending; `best.TOP` of them at most.
    top: NDArray[np.int64]
    #: All strong stories with keys below this are among them.
    edge: int
    #: How many are matched, strong or weak.
    matched: int
    weak: int
    #: Place -> the pick that all these readers share.
    picks: dict[int, people.Pick] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The rows of some wishes, a line of each array for each."""

    wishes: Sequence[people.Wish]
    #: As in `Row`, (n_rows, n_stories).
    values: NDArray[np.float32]
    states: NDArray[np.uint8]
    #: Number of the row -> its liking.
    likings: Mapping[int, NDArray[np.float32]]
    #: (n_rows, n_topics).
    signs: NDArray[np.int8]
    #: The best strong stories of each row by `order.keys`, ascending, then nothing; (n_rows, `best.TOP` at most).
    top: NDArray[np.int64]
    #: All strong stories with keys below this are among them, (n_rows,).
    edges: NDArray[np.int64]
    #: The same of each topic asked for, in any order: (n_rows, n_topics, `best.EACH`), (n_rows, n_topics).
    topic_top: NDArray[np.int64]
    topic_edges: NDArray[np.int64]
    #: (n_rows,).
    matched: NDArray[np.int64]
    weak: NDArray[np.int64]
    #: The rows looked at one by one so far.
    seen: dict[int, Row] = field(default_factory=dict)

    def row(self, number: int) -> Row:
        """One of the rows, the same whenever asked for."""
        if number not in self.seen:
            self.seen[number] = self._row(number)
        return self.seen[number]

    def _row(self, number: int) -> Row:
        wish = self.wishes[number]
        return Row(
            wish=wish,
            weights=taste_.weights(wish.profile, wish.taste) if wish.taste.topics else wish.profile.topics,
            values=self.values[number],
            states=self.states[number],
            liking=self.likings.get(number),
            signs=self.signs[number].tolist(),
            top=self.top[number][self.top[number] < order.NOTHING],
            edge=int(self.edges[number]),
            matched=int(self.matched[number]),
            weak=int(self.weak[number]),
        )


def block(offer: offer_.Offer, wishes: Sequence[people.Wish], *, least: float) -> Block:
    """The row of each wish; see `_part` for what `least` is."""
    starts = range(0, len(wishes), _AT_ONCE)
    parts = [_part(offer, wishes[start : start + _AT_ONCE], least=least) for start in starts]
    return Block(
        wishes=wishes,
        values=np.concatenate([part.values for part in parts]),
        states=np.concatenate([part.states for part in parts]),
        likings={
            start + at: liking for start, part in zip(starts, parts, strict=True) for at, liking in part.likings.items()
        },
        signs=np.concatenate([part.signs for part in parts]),
        top=np.concatenate([part.top for part in parts]),
        edges=np.concatenate([part.edges for part in parts]),
        topic_top=np.concatenate([part.topic_top for part in parts]),
        topic_edges=np.concatenate([part.topic_edges for part in parts]),
        matched=np.concatenate([part.matched for part in parts]),
        weak=np.concatenate([part.weak for part in parts]),
    )


def _part(offer: offer_.Offer, wishes: Sequence[people.Wish], *, least: float) -> Block:
    """The rows of a few wishes.

    A matched story is weak whose worth is below `least`, when every topic asked for counts as if it weighed 1 and
    neither what was learned of topics nor what was learned against words counts.  For how much a topic is wanted says
    what comes first, not whether a story is worth the reader's time; "less" puts a story behind, no more.
    """
    asked = _weights(offer, [wish.profile.topics for wish in wishes])
    values = asked @ offer.probabilities
    wanted = (asked > 0).astype(np.float32) @ offer.likely > 0
    wanted &= values > 0
    strength = _as_one(asked) @ offer.probabilities
    values += offer.news + offer.rarity
    # What must come from topics for a story to be strong.
    missing = (least - offer.news - offer.rarity).astype(np.float32)
    strong = strength >= missing
    signs = np.sign(asked).astype(np.int8)
    likings: dict[int, NDArray[np.float32]] = {}
    for number, wish in enumerate(wishes):
        more: list[NDArray[np.float32]] = []
        if wish.profile.sources:
            told = _told(offer, wish.profile)
            wanted[number] |= told & ((asked[number] < 0).astype(np.float32) @ offer.likely == 0)
            more.append(np.multiply(told, WANTED, dtype=np.float32))
        if wish.taste.terms or wish.taste.topics:
            learned, likings[number] = _learned(offer, wish)
            signs[number][(learned < 0) & (signs[number] == 0)] = -1
            values[number] += (learned - asked[number]) @ offer.probabilities
            more.append(likings[number])
        for part in more:
            values[number] += part
            strength[number] += np.maximum(part, 0)
            strong[number] = strength[number] >= missing
    strong &= wanted
    matched, good = _number(wanted), _number(strong)
    masked = best.masked(values, strong)
    top, edges = best.of_all(masked)
    topic_top, topic_edges = best.of_each_topic(offer, masked, asked > 0)
    return Block(
        wishes=wishes,
        values=values,
        states=wanted.view(np.uint8) + strong.view(np.uint8),
        likings=likings,
        signs=signs,
        top=top,
        edges=edges,
        topic_top=topic_top,
        topic_edges=topic_edges,
        matched=matched,
        weak=matched - good,
    )


def _number(held: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many of each line hold; line by line, which is four times as quick as by axis."""
    return np.array([np.count_nonzero(line) for line in held], dtype=np.int64)


def ranked(values: NDArray[np.float64]) -> list[int]:
    """The places that are worth anything, best first, and of equals the lower id; minus infinity is nothing."""
    order = np.argsort(-values, kind="stable")
    places: list[int] = order[: np.count_nonzero(values > -np.inf)].tolist()
    return places


def _weights(offer: offer_.Offer, topics: Sequence[Mapping[str, float]]) -> NDArray[np.float32]:
    """The weights of the topics on offer, (n_rows, n_topics)."""
    weights = np.array([[row.get(topic, 0.0) for topic in offer.topics] for row in topics], dtype=np.float64)
    return offer_.on_root(weights.reshape(len(topics), len(offer.topics)))


def _as_one(asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """The weights as if all topics asked for weighed 1; those unwanted keep their share of the strongest, 1 at most."""
    strongest = asked.max(axis=1, initial=0)[:, None]
    unwanted = np.maximum(asked / np.where(strongest > 0, strongest, 1), -1)
    return np.where(asked > 0, np.float32(1), offer_.on_root(unwanted))


def _told(offer: offer_.Offer, profile: people.Profile) -> NDArray[np.bool_]:
    """Which stories a wanted outlet tells, muted ones apart."""
    muted = {told for source in profile.mute_sources for told in offer.tellers.told_by(source)}
    told = np.zeros(len(offer.stories), dtype=np.bool_)
    told[[place for source in profile.sources for place, _ in offer.tellers.told_by(source) - muted]] = True
    return told


def _learned(offer: offer_.Offer, wish: people.Wish) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The topic weights as learning changed them, and what the learned words are worth in each story."""
    weights = _weights(offer, [taste_.weights(wish.profile, wish.taste)])[0]
    liking = taste_.liking(offer.terms, [wish.taste])[0].astype(np.float64)
    return weights, offer_.on_grid(LIKING * np.round(liking, 3))
