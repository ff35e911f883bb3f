"""What a reader's "more like this" and "less like this" teach, and what that makes of stories (pure).

Learning is Rocchio's (J. J. Rocchio, "Relevance feedback in information retrieval", in Salton, The SMART Retrieval
System, 1971; Manning, Raghavan & Schütze 2008, chapter 9): the words and topics of stories liked are added, those of
stories disliked taken off at a lower rate.  The query it starts from is the profile, which stays apart: so what was
asked for cannot be unlearned, and what was learned can be seen and taken back.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from digest.domain import people
from digest.match import terms as terms_

#: What a story liked adds and a story disliked takes off: Rocchio's beta and gamma (docs/feedback.md).
BETA, GAMMA = 1.0, 0.25
#: The same, for topics: slower, so that learning leads within topics rather than away from them.
TOPIC_BETA, TOPIC_GAMMA = 0.05, 0.05
#: How much older than the newest something said is when it counts half.
HALF_LIFE = timedelta(days=60)
#: Words kept at most, and the weight below which one is not worth keeping.
MOST, LEAST = 200, 0.02
#: The share of its weight that a topic asked for keeps, whatever was learned.
KEPT = 0.5
#: What learning can add to a topic's weight, or take off it.
BOUND = 0.5


def learn(given: Sequence[people.Feedback], forgotten: Iterable[people.Forgotten] = ()) -> people.Taste:
    """What all this feedback comes to, without what was taken back; the order of neither matters.

    Of two about the same story the later counts.  What was said long before the newest has faded: time alone changes
    nothing, for who says nothing has not changed their mind.
    """
    if not given:
        return people.Taste()
    latest = {feedback.story_id: feedback for feedback in sorted(given, key=_said_at)}
    newest = max(map(_said_at, given))
    back = {(gone.subject, gone.is_topic): gone.forgotten_at for gone in sorted(forgotten, key=_gone_at)}
    words: defaultdict[str, float] = defaultdict(float)
    topics: defaultdict[str, float] = defaultdict(float)
    for feedback in latest.values():
        faded = math.exp2((feedback.given_at - newest) / HALF_LIFE)
        for subject, weight in _standing(feedback, feedback.terms, back, is_topic=False):
            words[subject] += faded * weight * (BETA if feedback.more else -GAMMA)
        for subject, weight in _standing(feedback, feedback.topics, back, is_topic=True):
            topics[subject] += faded * weight * (TOPIC_BETA if feedback.more else -TOPIC_GAMMA)
    return people.Taste(terms=_strongest(words), topics=_strongest(topics, bound=BOUND))


def _said_at(feedback: people.Feedback) -> datetime:
    return feedback.given_at


def _gone_at(gone: people.Forgotten) -> datetime:
    return gone.forgotten_at


def _standing(
    feedback: people.Feedback, said: Mapping[str, float], back: Mapping[tuple[str, bool], datetime], *, is_topic: bool
) -> Iterator[tuple[str, float]]:
    """What the feedback says of words, or of topics, and was not taken back since."""
    for subject, weight in said.items():
        gone = back.get((subject, is_topic))
        if gone is None or feedback.given_at > gone:
            yield subject, weight


def _strongest(sums: Mapping[str, float], bound: float = 1.0) -> Mapping[str, float]:
    """The strongest, strongest first, each within the bound."""
    kept = [(subject, round(max(-bound, min(bound, weight)), 3)) for subject, weight in sums.items()]
    kept = [(subject, weight) for subject, weight in kept if abs(weight) >= LEAST]
    return MappingProxyType(dict(sorted(kept, key=lambda pair: (-abs(pair[1]), pair[0]))[:MOST]))


def liking(terms: terms_.Terms, tastes: Sequence[people.Taste]) -> NDArray[np.float32]:
    """How much each reader should like each story by its words, (n_readers, n_stories), each in [-1, 1].

    0 for a reader of whom nothing was learned, and for a story with no word that was.  Topics are not in it: they
    change the weights a story is scored with (`weights`).
    """
    learned = terms_.matrix([taste.terms for taste in tastes], terms.places)
    likings: NDArray[np.float32] = np.tanh((learned @ terms.matrix.T).toarray())
    return likings


def words(terms: terms_.Terms, place: int, taste: people.Taste, *, most: int = 3) -> tuple[str, ...]:
    """The learned words that speak for the story at `place`, strongest first; none when none does."""
    row = terms.matrix[place]
    weighed = [
        (weight * taste.terms.get(terms.words[column], 0.0), terms.words[column])
        for column, weight in zip(row.indices, row.data, strict=True)
    ]
    liked = sorted((pair for pair in weighed if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
    return tuple(word for _, word in liked[:most])


def weights(profile: people.Profile, taste: people.Taste) -> dict[str, float]:
    """Topic slug -> the weight stories are scored with: what was asked for and what was learned, in [-1.5, 1.5].

    A topic asked for keeps `KEPT` of its weight at least, and one not wanted is not made wanted.  Which topics bring a
    story in at all is for the profile alone to say: learning changes the order, never what may be shown.
    """
    topics = dict.fromkeys([*profile.topics, *taste.topics], 0.0) | dict(profile.topics)
    return {topic: _weight(asked, taste.topics.get(topic, 0.0)) for topic, asked in topics.items()}


def _weight(asked: float, learned: float) -> float:
    if asked > 0:
        return max(asked + learned, KEPT * asked)
    return asked + min(learned, 0.0) if asked < 0 else learned
