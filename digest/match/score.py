"""Stories and profiles in, scores out, for many readers at once (pure).

    score = topics + FOLLOW if a followed word is in it + SOURCES x ln(outlets) + FRESH x 0.5 ^ (age / HALF_LIFE)

where `topics` is the sum over topics of the story's probability times the reader's weight.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from digest.domain import news, people
from digest.match import sources, words

#: What a followed word is worth: more than any topic, for somebody asked for these very words.
FOLLOW = 2.0
#: What e times as many outlets are worth.
SOURCES = 0.25
#: What being new is worth, and how long it takes to lose half of that.
FRESH = 0.3
HALF_LIFE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The stories on offer, measured once for all readers."""

    #: In order of id, each once; the order of every story axis below.
    stories: tuple[news.Story, ...]
    #: Story id -> position.
    places: Mapping[str, int]
    #: The topics that occur, in order of slug.
    topics: tuple[str, ...]
    #: Probabilities, (n_topics, n_stories).
    probabilities: NDArray[np.float64]
    #: What freshness and outlets add whoever reads, (n_stories,).
    general: NDArray[np.float64]
    #: Followed or muted word -> positions of the stories that hold it.
    holding: Mapping[str, tuple[int, ...]]
    #: Muted source -> its articles, as (position of the story, article id).
    told_by: Mapping[str, frozenset[tuple[int, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What each story is worth to each reader; all arrays are (n_profiles, n_stories)."""

    values: NDArray[np.float64]
    #: Whether a wanted topic or a followed word is in it.
    matched: NDArray[np.bool_]
    #: Whether a muted word is in it.
    muted: NDArray[np.bool_]


def measure(stories: Sequence[news.Story], profiles: Sequence[people.Profile], *, now: datetime) -> Offer:
    """The stories measured at `now`, with each word and source of the profiles looked up once."""
    ordered = tuple(sorted({story.id: story for story in stories}.values(), key=lambda story: story.id))
    topics = tuple(sorted({score.topic for story in ordered for score in story.topics}))
    asked = [word for profile in profiles for word in (*profile.follow, *profile.mute)]
    return Offer(
        stories=ordered,
        places={story.id: place for place, story in enumerate(ordered)},
        topics=topics,
        probabilities=_probabilities(ordered, topics),
        general=np.array([_general(story, now) for story in ordered], dtype=np.float64),
        holding=words.find(asked, [_words(story) for story in ordered]),
        told_by=sources.find((source for profile in profiles for source in profile.mute_sources), ordered),
    )


def score(offer: Offer, profiles: Sequence[people.Profile], *, floor: float) -> Scores:
    """What each story is worth to each profile; a topic below `floor` brings no story in."""
    weights = np.array([[profile.topics.get(topic, 0.0) for topic in offer.topics] for profile in profiles])
    weights = weights.reshape(len(profiles), len(offer.topics))
    interest = weights @ offer.probabilities
    likely = (offer.probabilities >= floor).astype(np.float64)
    followed = _marked(offer, [profile.follow for profile in profiles])
    wanted = (np.maximum(weights, 0.0) @ likely > 0) & (interest > 0)
    # Rounded, so that the last bit of a sum never decides an order: it may differ with the number of readers.
    values = np.round(interest + FOLLOW * followed + offer.general, 6)
    muted = _marked(offer, [profile.mute for profile in profiles])
    return Scores(values=values, matched=wanted | followed, muted=muted)


def reasons(offer: Offer, place: int, story: news.Story, profile: people.Profile, floor: float) -> list[people.Reason]:
    """Why the story at `place` is for this reader, strongest first; `story` is as this reader gets to see it."""
    weighed = [
        (FOLLOW, people.Reason(kind=people.Cause.FOLLOW, subject=word))
        for word in profile.follow
        if place in offer.holding[word]
    ]
    wanted = best_topic(story, profile, floor)
    if wanted is not None:
        weight = wanted.probability * profile.topics[wanted.topic]
        weighed.append((weight, people.Reason(kind=people.Cause.TOPIC, subject=wanted.topic, terms=wanted.terms)))
    if (told := len(story.outlets)) > 2:
        weighed.append((SOURCES * math.log(told), people.Reason(kind=people.Cause.SOURCES, count=told)))
    return [reason for _, reason in sorted(weighed, key=lambda pair: -pair[0])]


def best_topic(story: news.Story, profile: people.Profile, floor: float) -> news.TopicScore | None:
    """The wanted topic of the story with the highest probability x weight; None when none reaches the floor."""
    wanted = [
        topic for topic in story.topics if topic.probability >= floor and profile.topics.get(topic.topic, 0.0) > 0
    ]
    return min(wanted, key=lambda topic: (-topic.probability * profile.topics[topic.topic], topic.topic), default=None)


def _probabilities(stories: Sequence[news.Story], topics: Sequence[str]) -> NDArray[np.float64]:
    rows = {topic: row for row, topic in enumerate(topics)}
    matrix = np.zeros((len(topics), len(stories)))
    for column, story in enumerate(stories):
        for topic in story.topics:
            matrix[rows[topic.topic], column] = topic.probability
    return matrix


def _general(story: news.Story, now: datetime) -> float:
    age = max(now - story.first_seen_at, timedelta())
    return SOURCES * math.log(len(story.outlets)) + FRESH * math.exp2(-(age / HALF_LIFE))


def _words(story: news.Story) -> str:
    """What readers may see of the story, from every article that tells it; a sign between keeps phrases apart."""
    return " | ".join(f"{article.title} | {article.summary}" for article in story.articles)


def _marked(offer: Offer, wanted: Sequence[Sequence[str]]) -> NDArray[np.bool_]:
    """Which stories hold one of each reader's words, (n_readers, n_stories)."""
    marks = np.zeros((len(wanted), len(offer.stories)), dtype=np.bool_)
    for row, mine in enumerate(wanted):
        for word in mine:
            marks[row, list(offer.holding[word])] = True
    return marks
