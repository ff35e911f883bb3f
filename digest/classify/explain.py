"""Which words carried each topic of each article, exactly: a term's weight times its value in the article."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from digest.classify import vectors
from digest.classify.modelfile import Model
from digest.domain import news

#: Words shown for a topic.
_SHOWN = 3
#: Candidates looked at: a word may fall out because a pair already says it.
_CANDIDATES = 5
#: A topic less likely than this is not worth explaining.
_EXPLAINED = 0.1
#: Probabilities are kept to this many decimals: more would be noise.
_DECIMALS = 4


def scores(
    model: Model, rows: vectors.Rows, carried: npt.NDArray[np.float32], judged: npt.NDArray[np.float64]
) -> Iterator[tuple[news.TopicScore, ...]]:
    """Every topic of each article, strongest first; equally strong ones in the model's order.

    `carried` is `(n_nonzero, n_topics)`, `judged` the probabilities `(n_articles, n_topics)`.
    """
    shown = np.round(judged, _DECIMALS)
    order = np.argsort(-shown, axis=1, kind="stable").tolist()
    heaviest = _heaviest(rows, carried, judged >= _EXPLAINED)
    seen: dict[tuple[int, float], news.TopicScore] = {}
    for row, (columns, values) in enumerate(zip(order, shown.tolist(), strict=True)):
        made = []
        for column in columns:
            terms = heaviest.get((row, column))
            key = (column, values[column])
            # Most topics of most articles are unlikely and unexplained: one value serves them all.
            score = seen.get(key) if terms is None else None
            if score is None:
                named = _readable([model.vocabulary.terms[term] for term in terms or ()])
                score = news.TopicScore(topic=model.topics[column], probability=values[column], terms=named)
                if terms is None:
                    seen[key] = score
            made.append(score)
        yield tuple(made)


def _heaviest(
    rows: vectors.Rows, carried: npt.NDArray[np.float32], wanted: npt.NDArray[np.bool_]
) -> dict[tuple[int, int], list[int]]:
    """(article, topic) -> the columns that added most, heaviest first; for `wanted` only, and only what is positive."""
    found: dict[tuple[int, int], list[int]] = {}
    for row, column in zip(*(axis.tolist() for axis in np.nonzero(wanted)), strict=True):
        first, last = rows.indptr[row], rows.indptr[row + 1]
        added = carried[first:last, column]
        order = np.argsort(-added, kind="stable")[:_CANDIDATES]
        found[row, column] = [int(rows.indices[first + place]) for place in order if added[place] > 0]
    return found


def _readable(terms: Sequence[str]) -> tuple[str, ...]:
    """At most three, each saying something new: "supreme court" stands for "supreme" and "court" too."""
    paired = {word for term in terms if " " in term for word in term.split()}
    if not paired:
        return tuple(terms[:_SHOWN])
    return tuple(_distinct(term for term in terms if term not in paired))[:_SHOWN]


def _distinct(terms: Iterable[str]) -> Iterator[str]:
    """The terms that share no word with one before them."""
    said: set[str] = set()
    for term in terms:
        if said.isdisjoint(term.split()):
            yield term
        said.update(term.split())
