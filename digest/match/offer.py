"""The stories on offer, measured once for all readers (pure)."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from digest.domain import news
from digest.match import alike as alike_
from digest.match import said, sources, terms

#: What e times as many outlets are worth.
SOURCES = 0.25
#: What being new is worth, and how long it takes to lose half of that.
FRESH = 0.3
HALF_LIFE = timedelta(hours=24)
#: What being of an outlet that seldom writes is worth at most, and how many times fewer stories than the average
#: outlet it must have on offer to be worth anything.
RARE = 0.15
_SELDOM = 4
#: Values are whole multiples of this, and what is multiplied of its root: then a sum below 64 is exact in float32, and
#: neither the number of readers nor the order of adding can change its last bit.
GRID = 2.0**-18
ROOT = 2.0**-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The stories on offer, measured; every story axis is in order of `stories`."""

    #: In order of id, each once.
    stories: tuple[news.Story, ...]
    #: Story id -> position.
    places: Mapping[str, int]
    #: The topics that occur, in order of slug.
    topics: tuple[str, ...]
    #: The probability from which a topic is likely.
    floor: float
    #: Probabilities, (n_topics, n_stories).
    probabilities: NDArray[np.float32]
    #: Whether each topic is likely, as bits, (n_topics / 8 rounded up, n_stories).
    likely: NDArray[np.uint8]
    #: The places of each topic's stories, those of which it is likely.
    of_topic: tuple[NDArray[np.intp], ...]
    #: The rows of the likely topics of each story, then -1, (n_stories, most that one has).
    likely_rows: NDArray[np.intp]
    #: The likely topics of each story, strongest first.
    sure: tuple[tuple[news.TopicScore, ...], ...]
    #: What freshness and outlets are worth whoever reads, (n_stories,).
    news: NDArray[np.float32]
    #: What a rare outlet adds to that, (n_stories,).
    rarity: NDArray[np.float32]
    #: The places whose outlet is rare enough to say so.
    rare: frozenset[int]
    #: The places, of most general interest first, (n_stories,).
    by_news: NDArray[np.intp]
    #: Who leads each story.
    outlets: tuple[str, ...]
    #: Every outlet -> its number, and who leads each story by number, (n_stories,).
    numbers: Mapping[str, int]
    leads: NDArray[np.int32]
    #: The words that tell the stories apart.
    terms: terms.Terms
    #: Which stories are alike; nearly the same, for who follows their words; and like one that was read already.
    alike: alike_.Near
    same: alike_.Near
    again: alike_.Near
    #: The places of stories that come after all others.
    aside: frozenset[int]
    #: What readers may see of each story.
    said: said.Index
    #: Who tells each story.
    tellers: sources.Index

    def of_any(self, topics: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which stories are likely to be of any of some topics: (..., n_topics) makes (..., n_stories)."""
        found = np.zeros((*topics.shape[:-1], len(self.stories)), dtype=np.uint8)
        for wanted, likely in zip(np.moveaxis(np.packbits(topics, axis=-1), -1, 0), self.likely, strict=True):
            found |= wanted[..., None] & likely
        any_: NDArray[np.bool_] = found != 0
        return any_


def measure(
    stories: Sequence[news.Story],
    *,
    now: datetime,
    floor: float,
    alike_at: float,
    same_at: float,
    again_at: float,
    cut: said.Cut = said.whole,
    aside: Collection[str] = (),
) -> Offer:
    """The stories measured at `now`; a topic is likely from `floor` on, two stories are alike from `alike_at` on.

    `same_at` and `again_at` are the same for the stories with a followed word, and for those of another day; `cut` is
    what is shown of a teaser; `aside` are the ids of the stories that come after all others.
    """
    ordered = tuple(sorted({story.id: story for story in stories}.values(), key=lambda story: story.id))
    topics = tuple(sorted({score.topic for story in ordered for score in story.topics}))
    exact = _probabilities(ordered, topics)
    likely = exact >= floor
    rarity = _rarity(ordered)
    worth = on_grid(np.array([_news(story, now) for story in ordered], dtype=np.float64))
    told = terms.of(ordered)
    near, same, again = alike_.find(told, leasts=(alike_at, same_at, again_at))
    numbers = {name: number for number, name in enumerate(sorted({n for story in ordered for n in story.outlets}))}
    return Offer(
        stories=ordered,
        places={story.id: place for place, story in enumerate(ordered)},
        topics=topics,
        floor=floor,
        probabilities=on_root(exact),
        likely=np.packbits(likely, axis=0),
        of_topic=tuple(np.flatnonzero(line) for line in likely),
        likely_rows=_rows(likely),
        sure=tuple(tuple(topic for topic in story.topics if topic.probability >= floor) for story in ordered),
        news=worth,
        rarity=on_grid(rarity),
        rare=frozenset(np.flatnonzero(rarity >= RARE / 2).tolist()),
        by_news=np.argsort(-worth, kind="stable"),
        outlets=tuple(story.lead.outlet for story in ordered),
        numbers=numbers,
        leads=np.array([numbers[story.lead.outlet] for story in ordered], dtype=np.int32),
        terms=told,
        alike=near,
        same=same,
        again=again,
        aside=frozenset(place for place, story in enumerate(ordered) if story.id in aside),
        said=said.Index(ordered, cut),
        tellers=sources.Index(ordered),
    )


def on_grid(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """The values as whole multiples of `GRID`."""
    return (np.round(values / GRID) * GRID).astype(np.float32)


def on_root(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """The values as whole multiples of the root of `GRID`, so that products lie on the grid."""
    return (np.round(values / ROOT) * ROOT).astype(np.float32)


def _probabilities(stories: Sequence[news.Story], topics: Sequence[str]) -> NDArray[np.float64]:
    rows = {topic: row for row, topic in enumerate(topics)}
    matrix = np.zeros((len(topics), len(stories)))
    for column, story in enumerate(stories):
        for topic in story.topics:
            matrix[rows[topic.topic], column] = topic.probability
    return matrix


def _rows(likely: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The rows that hold in each column, then -1."""
    counts = likely.sum(axis=0)
    rows = np.full((likely.shape[1], counts.max(initial=0)), -1)
    columns, held = np.nonzero(likely.T)
    rows[columns, np.arange(len(columns)) - np.repeat(np.cumsum(counts) - counts, counts)] = held
    return rows


def _news(story: news.Story, now: datetime) -> float:
    age = max(now - story.first_seen_at, timedelta())
    return SOURCES * math.log(len(story.outlets)) + FRESH * math.exp2(-(age / HALF_LIFE))


def _rarity(stories: Sequence[news.Story]) -> NDArray[np.float64]:
    """The more, the fewer stories the leading outlet tells, against the average of the outlets on offer."""
    told = Counter(outlet for story in stories for outlet in story.outlets)
    average = told.total() / max(len(told), 1)
    shares = np.array([told[story.lead.outlet] for story in stories], dtype=np.float64) / max(average, 1)
    return RARE * np.maximum(1 - _SELDOM * shares, 0)
