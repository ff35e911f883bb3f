"""What every story on offer is worth to readers of one profile, before the words they follow (pure).

    score = topics + SOURCES x ln(outlets) + FRESH x 0.5 ^ (age / HALF_LIFE) + rarity of the outlet
          + WANTED if a wanted outlet tells it + LIKING x what was learned of its words + what followed words add

where `topics` is the sum over topics of the story's probability times the reader's weight, as learning changed it.
What brings a story in is for the profile alone to say: a topic of positive weight that is likely, if all topics
together speak for the story; a wanted outlet, unless a likely topic is unwanted; a followed word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digest.domain import people
from digest.match import best, weigh
from digest.match import offer as offer_
from digest.match import taste as taste_

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
    #: Whether each topic on offer is wanted (1), unwanted (-1) or neither (0), (n_topics,).
    signs: NDArray[np.int8]
    #: The best strong stories by `order.keys`, ascending, then nothing; `best.TOP` of them at most.
    top: NDArray[np.int64]
    #: All strong stories with keys below this are among them.
    edge: int
    #: How many are matched, strong or weak.
    matched: int
    weak: int
    #: Place, and the topic under which it stands where that is another than usual -> the pick that all these share.
    picks: dict[tuple[int, str], people.Pick] = field(default_factory=dict)


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
    #: What comes after them of topics asked for that are rare among them, in order, then nothing, (n_rows, any).
    further: NDArray[np.int64]
    #: All strong stories of a topic with keys below this are among these or those, (n_rows, n_topics).
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
            signs=self.signs[number],
            top=self.top[number],
            edge=int(self.edges[number]),
            matched=int(self.matched[number]),
            weak=int(self.weak[number]),
        )


def block(offer: offer_.Offer, wishes: Sequence[people.Wish], *, least: float) -> Block:
    """The row of each wish.

    A matched story is weak whose worth is below `least`, when every topic asked for counts as if it weighed 1 and
    neither what was learned of topics nor what was learned against words counts.  For how much a topic is wanted says
    what comes first, not whether a story is worth the reader's time; "less" puts a story behind, no more.
    """
    values = np.empty((len(wishes), len(offer.stories)), dtype=np.float32)
    states = np.empty(values.shape, dtype=np.uint8)
    strong = np.empty(values.shape, dtype=np.bool_)
    matched, sure = np.empty(len(wishes), dtype=np.int64), np.empty(len(wishes), dtype=np.int64)
    asked, signs, tops, edges = [], [], [], []
    likings: dict[int, NDArray[np.float32]] = {}
    for start in range(0, len(wishes), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        scales = weigh.Scales(offer, wishes[some], values[some], least=least)
        strong[some] = scales.strong
        np.add(scales.wanted.view(np.uint8), scales.strong.view(np.uint8), out=states[some])
        matched[some], sure[some] = _number(scales.wanted), _number(scales.strong)
        top, edge = best.of_all(values[some], scales.strong)
        tops.append(top)
        edges.append(edge)
        asked.append(scales.asked)
        signs.append(scales.signs)
        likings |= {start + number: liking for number, liking in scales.likings.items()}
    first = np.concatenate(tops), np.concatenate(edges)
    further, topic_edges = best.of_topics(offer, values, strong, np.concatenate(asked) > 0, first)
    return Block(
        wishes=wishes,
        values=values,
        states=states,
        likings=likings,
        signs=np.concatenate(signs),
        top=first[0],
        edges=first[1],
        further=further,
        topic_edges=topic_edges,
        matched=matched,
        weak=matched - sure,
    )


def _number(held: NDArray[Any]) -> NDArray[np.int64]:
    """How many of each line hold; line by line, which is four times as quick as by axis."""
    return np.array([np.count_nonzero(line) for line in held], dtype=np.int64)


def ranked(values: NDArray[np.float64]) -> list[int]:
    """The places that are worth anything, best first, and of equals the lower id; minus infinity is nothing."""
    order = np.argsort(-values, kind="stable")
    places: list[int] = order[: np.count_nonzero(values > -np.inf)].tolist()
    return places
