"""Which words carried each topic of each article, exactly: a term's weight times its value in the article."""

import functools
import itertools
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
#: Probabilities are kept in steps of 1 / this: more would be noise.
_STEPS = 10_000
#: A topic less likely than this (0.2) is not worth explaining.
_EXPLAINED = 2_000


class _Unexplained(dict[int, news.TopicScore]):
    """`topic * (_STEPS + 1) + steps` -> the score without words; most are such, and one value serves all its equals."""

    def __init__(self, topics: Sequence[str]) -> None:
        super().__init__()
        self._topics = topics

    def __missing__(self, key: int) -> news.TopicScore:
        self[key] = made = _score(self._topics, key, ())
        return made


#: The table of a model's topics, kept from batch to batch: it holds 2,000 scores for each topic at most.
_unexplained = functools.lru_cache(maxsize=2)(_Unexplained)


def scores(
    model: Model, rows: vectors.Rows, carried: npt.NDArray[np.float32], judged: npt.NDArray[np.float64]
) -> Iterator[tuple[news.TopicScore, ...]]:
    """Every topic of each article, strongest first; equally strong ones in the model's order.

    `carried` is `(n_nonzero, n_topics)`, `judged` the probabilities `(n_articles, n_topics)`.
    """
    steps = np.rint(judged * _STEPS).astype(np.int64)
    order = np.argsort(-steps, axis=1, kind="stable")
    keys = order * (_STEPS + 1) + np.take_along_axis(steps, order, axis=1)
    explained = steps >= _EXPLAINED
    counts = explained.sum(axis=1)
    # The explained topics of an article are its first: their number among all that are explained, in this order.
    first = np.arange(len(model.topics)) < counts[:, None]
    places = np.take_along_axis(np.cumsum(explained).reshape(explained.shape) - 1, order, axis=1)[first]
    terms = _terms(model, *_heaviest(rows, carried, explained), places)
    told = (_score(model.topics, key, shown) for key, shown in zip(keys[first].tolist(), terms, strict=True))
    plain = _unexplained(model.topics).__getitem__
    for count, each in zip(counts.tolist(), keys.tolist(), strict=True):
        yield (*itertools.islice(told, count), *map(plain, each[count:]))


def words(model: Model, rows: vectors.Rows, carried: npt.NDArray[np.float32], topic: str) -> tuple[str, ...]:
    """The words of one article that speak for a topic, however unlikely it is; `rows` and `carried` are of it alone."""
    wanted = np.array([[name == topic for name in model.topics]])
    return _readable([model.vocabulary.terms[term] for term in _heaviest(rows, carried, wanted)[0]])


def _terms(
    model: Model, heaviest: list[int], begins: npt.NDArray[np.int64], places: npt.NDArray[np.int64]
) -> Iterator[tuple[str, ...]]:
    """The words shown for the topics at these places of what `_heaviest` found."""
    terms = model.vocabulary.terms
    for start, end in zip(begins[places].tolist(), begins[places + 1].tolist(), strict=True):
        yield _readable([terms[term] for term in heaviest[start:end]])


def _score(topics: Sequence[str], key: int, terms: tuple[str, ...]) -> news.TopicScore:
    column, steps = divmod(key, _STEPS + 1)
    return news.TopicScore(topic=topics[column], probability=steps / _STEPS, terms=terms)


def _heaviest(
    rows: vectors.Rows, carried: npt.NDArray[np.float32], wanted: npt.NDArray[np.bool_]
) -> tuple[list[int], npt.NDArray[np.int64]]:
    """The columns that added most to each article and topic of `wanted`, row by row, and where those of each begin.

    The heaviest first, and only what is positive.
    """
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
    begins = np.searchsorted(pair[kept], [*np.flatnonzero(wanted), wanted.size])
    return rows.indices[place[order][kept]].tolist(), begins


def _readable(terms: Sequence[str]) -> tuple[str, ...]:
    """At most three, each saying something new: "supreme court" stands for "court" and "courts" too."""
    paired: set[str] = set()
    for term in terms:
        if " " in term:
            paired.update(_stems(term))
    said: set[str] = set()
    shown: list[str] = []
    for term in terms:
        found = _stems(term)
        if len(found) == 1 and found[0] in paired:
            continue
        if said.isdisjoint(found):
            shown.append(term)
            if len(shown) == _SHOWN:
                break
        said.update(found)
    return tuple(shown)


@functools.lru_cache(maxsize=100_000)
def _stems(term: str) -> tuple[str, ...]:
    return tuple(stems.stem(word) for word in term.split())
