"""Which words carried each topic of each article, exactly: a term's weight times its value in the article."""

import functools
import itertools
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from digest.classify import explain_noise, stems, vectors
from digest.classify.modelfile import Model
from digest.domain import carried as carried_
from digest.domain import news

#: Words shown for a topic.
_SHOWN = 3
#: Candidates looked at, of those that may be shown: one may fall out because a pair, or another form, already says it.
_CANDIDATES = 6
#: Candidates found: more, for pairs that do not stand side by side in the article are not shown.
_FOUND = 16
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
    model: Model,
    texts: Sequence[str],
    rows: vectors.Rows,
    carried: npt.NDArray[np.float32],
    judged: npt.NDArray[np.float64],
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
    heaviest, begins = _heaviest(model, rows, carried, explained)
    bounds = np.stack((begins[places], begins[places + 1]), axis=1)
    terms = _terms(model, texts, np.repeat(np.arange(len(counts)), counts), heaviest, bounds)
    told = (_score(model.topics, key, shown) for key, shown in zip(keys[first].tolist(), terms, strict=True))
    plain = _unexplained(model.topics).__getitem__
    for count, each in zip(counts.tolist(), keys.tolist(), strict=True):
        yield (*itertools.islice(told, count), *map(plain, each[count:]))


def words(model: Model, text: str, rows: vectors.Rows, carried: npt.NDArray[np.float32], topic: str) -> tuple[str, ...]:
    """The words of one article that speak for a topic, however unlikely it is; `rows` and `carried` are of it alone."""
    wanted = np.array([[name == topic for name in model.topics]])
    heaviest, _ = _heaviest(model, rows, carried, wanted)
    return _readable(_standing([model.vocabulary.terms[term] for term in heaviest], text))


def _terms(
    model: Model,
    texts: Sequence[str],
    owners: npt.NDArray[np.int64],
    heaviest: list[int],
    bounds: npt.NDArray[np.int64],
) -> Iterator[tuple[str, ...]]:
    """The words shown for some topics: the article that each is of, and where its terms lie in `heaviest`."""
    terms = model.vocabulary.terms
    for owner, (start, end) in zip(owners.tolist(), bounds.tolist(), strict=True):
        yield _readable(_standing([terms[term] for term in heaviest[start:end]], texts[owner]))


def _standing(terms: Sequence[str], text: str) -> list[str]:
    """The first terms without the pairs that the text does not have side by side: the vectoriser passes over words."""
    if not any(" " in term for term in terms[:_CANDIDATES]):
        return list(terms[:_CANDIDATES])
    plain = " ".join(text.lower().split())
    return list(itertools.islice((t for t in terms if " " not in t or carried_.stands(t, plain)), _CANDIDATES))


@functools.lru_cache(maxsize=2)
def _shows(terms: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """`(n_terms,)` whether a term may be shown, kept from batch to batch."""
    return np.fromiter(map(explain_noise.shows, terms), dtype=np.bool_, count=len(terms))


def _score(topics: Sequence[str], key: int, terms: tuple[str, ...]) -> news.TopicScore:
    column, steps = divmod(key, _STEPS + 1)
    return news.TopicScore(topic=topics[column], probability=steps / _STEPS, terms=terms)


def _heaviest(
    model: Model, rows: vectors.Rows, carried: npt.NDArray[np.float32], wanted: npt.NDArray[np.bool_]
) -> tuple[list[int], npt.NDArray[np.int64]]:
    """The columns that added most to each article and topic of `wanted`, row by row, and where those of each begin.

    The heaviest first, and only what is positive and may be shown.
    """
    owners = np.repeat(np.arange(len(wanted)), np.diff(rows.indptr))
    shown = _shows(model.vocabulary.terms)[rows.indices]
    place, topic = np.nonzero(wanted[owners] & (carried > 0) & shown[:, None])
    added = carried[place, topic].astype(np.float64)
    pair = owners[place] * wanted.shape[1] + topic
    # One key sorts faster than two: the whole part is the pair, the fraction says how little the term added.
    order = np.argsort(pair - added / (2 * added.max(initial=1)), kind="stable")
    pair = pair[order]
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    rank = np.arange(len(pair)) - np.repeat(starts, np.diff(starts, append=len(pair)))
    kept = rank < _FOUND
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
