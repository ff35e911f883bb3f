"""Labelled articles in, numbers to learn from out: which terms count, and the TF-IDF of each article.

Terms and their rarity come from the rows that are learnt from, so that a row held out has taught nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer

from digest.classify import folds, given, labelled, topics, words

#: From so many rows on, a term must stand in `_OFTEN` of them; below, in `_TWICE`.
_MANY_ROWS, _OFTEN, _TWICE = 20_000, 4, 2
#: With so many publishers, a pair of words must have been used by two: what only one says is its style.
_SEVERAL = 3
#: Terms kept at most, the most frequent: the file stays small.
_TERMS = 70_000

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often each term stands in each article."""

    terms: npt.NDArray[np.object_]
    #: Given names, which are no terms by themselves.
    given: tuple[str, ...]
    #: `(n_articles, n_terms)` CSR: of all that is read, and of the headline alone.
    texts: Any
    headlines: Any
    #: `(n_articles,)` which publisher, by number.
    publishers: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """TF-IDF by the terms of the rows learnt from; rows of length 1."""

    terms: list[str]
    idf: npt.NDArray[np.float32]
    #: `(n_articles, n_terms)` CSR, as in `Counts`.
    texts: Any
    headlines: Any


def count(examples: Sequence[labelled.Example]) -> Counts:
    """Words and pairs of words of every article, without those that never tell a topic, numbers, lone given names."""
    settings: dict[str, Any] = {
        "token_pattern": words.READ.pattern,
        "stop_words": sorted(words.STOP),
        "ngram_range": (1, 2),
        "dtype": np.float32,
    }
    texts = [topics.text(example.article) for example in examples]
    found = CountVectorizer(min_df=_TWICE, **settings).fit(texts).get_feature_names_out()
    named = given.names(example.article.summary for example in examples)
    terms = [term for term in found if term not in named and _is_of_words(term)]
    vectoriser = CountVectorizer(vocabulary=terms, **settings)
    names = folds.publishers(examples)
    return Counts(
        terms=np.array(terms, dtype=object),
        given=tuple(sorted(name for name in named - words.STOP if _is_of_words(name))),
        texts=vectoriser.transform(texts).tocsr(),
        headlines=vectoriser.transform([topics.headline(example.article) for example in examples]).tocsr(),
        publishers=np.unique([" ".join(name) for name in names], return_inverse=True)[1],
    )


def _is_of_words(term: str) -> bool:
    """Without a bare number, and not across the seam of a headline and its copy."""
    return words.SEAM not in term and not any(word.isdigit() for word in term.split(" "))


def features(counts: Counts, learnt: Flags) -> Features:
    """What the rows `learnt` teach of which terms count and how rare each is, applied to all rows."""
    present = counts.texts.sign()
    spread = _column_sums(present[learnt])
    columns = np.flatnonzero(_kept(counts, present, spread, learnt))
    idf = (np.log((1 + learnt.sum()) / (1 + spread[columns])) + 1).astype(np.float32)
    return Features(
        terms=counts.terms[columns].tolist(),
        idf=idf,
        texts=_tfidf(counts.texts[:, columns], idf),
        headlines=_tfidf(counts.headlines[:, columns], idf),
    )


def _kept(counts: Counts, present: Any, spread: npt.NDArray[np.float64], learnt: Flags) -> Flags:
    kept: Flags = spread >= (_OFTEN if learnt.sum() >= _MANY_ROWS else _TWICE)
    names = np.unique(counts.publishers[learnt])
    if len(names) >= _SEVERAL:
        users = sum(_column_sums(present[learnt & (counts.publishers == name)]) > 0 for name in names)
        kept &= (users >= 2) | np.array([" " not in term for term in counts.terms])
    if kept.sum() > _TERMS:
        kept &= spread > np.sort(spread[kept])[-_TERMS - 1]
    return kept


def _column_sums(matrix: Any) -> npt.NDArray[np.float64]:
    return np.asarray(matrix.sum(axis=0), dtype=np.float64).ravel()


def _tfidf(counted: Any, idf: npt.NDArray[np.float32]) -> csr_matrix:
    """(1 + ln count) * idf, rows of length 1; as `vectors.tfidf` finds it."""
    weighted = counted.copy()
    weighted.data = (1 + np.log(weighted.data)) * idf[weighted.indices]
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return (diags(1 / np.maximum(lengths, 1e-9)) @ weighted).astype(np.float32).tocsr()
