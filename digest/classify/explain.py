"""Which words carried each topic of each article, exactly: a term's weight times its value in the article."""

import functools
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from digest.classify import stems, vectors
from digest.classify.modelfile import Model
from digest.domain import news

#: Words shown for a topic.
_SHOWN = 3
#: Candidates looked at: a word may fall out because a pair, or another form of it, already says it.
_CANDIDATES = 6
#: A topic less likely than this is not worth explaining.
_EXPLAINED = 0.2
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
                named = _readable([model.vocabulary.terms[term] for term in terms]) if terms else ()
                score = news.TopicScore(topic=model.topics[column], probability=values[column], terms=named)
                if terms is None:
                    seen[key] = score
            made.append(score)
        yield tuple(made)


def words(model: Model, rows: vectors.Rows, carried: npt.NDArray[np.float32], topic: str) -> tuple[str, ...]:
    """The words of one article that speak for a topic, however unlikely it is; `rows` and `carried` are of it alone."""
    wanted = np.array([[name == topic for name in model.topics]])
    return _readable(
        [model.vocabulary.terms[term] for terms in _heaviest(rows, carried, wanted).values() for term in terms]
    )


def _heaviest(
    rows: vectors.Rows, carried: npt.NDArray[np.float32], wanted: npt.NDArray[np.bool_]
) -> dict[tuple[int, int], list[int]]:
    """(article, topic) -> the columns that added most, heaviest first; for `wanted` only, and only what is positive."""
    owners = np.repeat(np.arange(len(wanted)), np.diff(rows.indptr))
    place, topic = np.nonzero(wanted[owners] & (carried > 0))
    added = carried[place, topic].astype(np.float64)
    pair = owners[place] * wanted.shape[1] + topic
    # One key sorts faster than two: the whole part is the pair, the fraction says how little the term added.
    order = np.argsort(pair - added / (2 * added.max(initial=1)), kind="stable")
    pair = pair[order]
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    rank = np.arange(len(pair)) - np.repeat(starts, np.diff(starts, append=len(pair)))
    kept = rank < _CANDIDATES
    found: dict[tuple[int, int], list[int]] = {
        (row, column): [] for row, column in zip(*(axis.tolist() for axis in np.nonzero(wanted)), strict=True)
    }
    terms = rows.indices[place[order][kept]].tolist()
    for key, term in zip(pair[kept].tolist(), terms, strict=True):
        found[divmod(key, wanted.shape[1])].append(term)
    return found


def _readable(terms: Sequence[str]) -> tuple[str, ...]:
    """At most three, each saying something new: "supreme court" stands for "court" and "courts" too."""
    formed = list(map(_stems, terms))
    paired: set[str] = set().union(*(stems_of for stems_of in formed if len(stems_of) > 1))
    said: set[str] = set()
    shown: list[str] = []
    for term, stems_of in zip(terms, formed, strict=True):
        if len(stems_of) == 1 and stems_of[0] in paired:
            continue
        if said.isdisjoint(stems_of):
            shown.append(term)
            if len(shown) == _SHOWN:
                break
        said.update(stems_of)
    return tuple(shown)


@functools.lru_cache(maxsize=100_000)
def _stems(term: str) -> tuple[str, ...]:
    return tuple(stems.stem(word) for word in term.split())
