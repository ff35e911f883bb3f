"""Texts to TF-IDF vectors, with numpy alone and a whole batch at a time.

The arithmetic is scikit-learn's `TfidfVectorizer(sublinear_tf=True, smooth_idf=True, norm="l2")` over words and pairs
of neighbouring words; a test holds the two together.  Doing it here costs a third of the time, and spares every
command that only classifies the 2.5 s it takes to import scikit-learn (docs/model.md).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from digest.classify import words

Floats: TypeAlias = npt.NDArray[np.float32]
Integers: TypeAlias = npt.NDArray[np.int64]

#: Word ids of what is no feature: too common to count, never seen in training, the end of a headline.
_STOP, _UNKNOWN, _SEAM = -1, -2, -3


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Which column a word or a pair of words has."""

    #: One per column: "court", or "supreme court".
    terms: tuple[str, ...]
    #: Word -> its id: 0 and up, or `_STOP`, or `_SEAM`.
    ids: dict[str, int]
    #: `(n_words,)` the column of the word by itself, -1 when it only counts within pairs.
    columns: Integers
    #: `(n_pairs,)` ascending: `first id * n_words + second id`.
    pairs: Integers
    #: `(n_pairs,)` the column of each pair.
    pair_columns: Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A sparse matrix `(n_articles, n_terms)` in CSR form, rows L2-normalised; a row without known terms is empty."""

    #: `(n_articles + 1,)`
    indptr: Integers
    #: `(n_nonzero,)` columns, ascending within a row.
    indices: Integers
    #: `(n_nonzero,)`
    data: Floats
    #: `(n_articles,)` the share of each article's words that training had seen or that are common English.
    known: Floats


def vocabulary(terms: Sequence[str], stop: Collection[str]) -> Vocabulary:
    """The lookup for these terms in this order; words of `stop` are passed over, so that a pair may span them."""
    ids = {**dict.fromkeys(stop, _STOP), words.SEAM: _SEAM}
    passed = len(ids)
    split = [term.split(" ") for term in terms]
    for parts in split:
        for word in parts:
            ids.setdefault(word, len(ids) - passed)
    n_words = len(ids) - passed
    columns = np.full(n_words, -1, dtype=np.int64)
    pairs: list[tuple[int, int]] = []
    for column, parts in enumerate(split):
        if len(parts) == 1:
            columns[ids[parts[0]]] = column
        else:
            pairs.append((ids[parts[0]] * n_words + ids[parts[1]], column))
    pairs.sort()
    ordered = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Vocabulary(
        terms=tuple(terms), ids=ids, columns=columns, pairs=ordered[:, 0].copy(), pair_columns=ordered[:, 1].copy()
    )


def tfidf(texts: Sequence[str], known: Vocabulary, idf: Floats) -> Rows:
    """One row for each text, terms weighted by (1 + ln count) * idf."""
    ids, owners = _word_ids(texts, known)
    share = _share_known(ids, owners, len(texts))
    kept = ids != _STOP
    cells = _cells(ids[kept], owners[kept], known)
    cells.sort()
    starts = np.flatnonzero(np.diff(cells, prepend=-1))
    counts = np.diff(starts, append=len(cells))
    row, column = np.divmod(cells[starts], max(len(known.terms), 1))
    data = (1 + np.log(counts)) * idf[column]
    norms = np.sqrt(np.bincount(row, weights=data * data, minlength=len(texts)))
    indptr = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(texts)))))
    return Rows(indptr=indptr, indices=column, data=(data / norms[row]).astype(np.float32), known=share)


def _word_ids(texts: Iterable[str], known: Vocabulary) -> tuple[Integers, Integers]:
    """The id of every word of every text in order, and the text each belongs to."""
    ids: list[int] = []
    lengths: list[int] = []
    for text in texts:
        found = words.read(text)
        ids.extend(map(known.ids.get, found, repeat(_UNKNOWN)))
        lengths.append(len(found))
    return np.array(ids, dtype=np.int64), np.repeat(np.arange(len(lengths)), lengths)


def _share_known(ids: Integers, owners: Integers, n_texts: int) -> Floats:
    total = np.bincount(owners, minlength=n_texts) - np.bincount(owners[ids == _SEAM], minlength=n_texts)
    known = np.bincount(owners[ids >= _STOP], minlength=n_texts)
    share: Floats = (known / np.maximum(total, 1)).astype(np.float32)
    return share


def _cells(ids: Integers, owners: Integers, known: Vocabulary) -> Integers:
    """`text * n_terms + column` for every word and every pair that has a column."""
    n_terms = len(known.terms)
    seen = ids >= 0
    columns = known.columns[ids[seen]]
    single = owners[seen] * n_terms + columns
    single = single[columns >= 0]
    if not len(known.pairs) or len(ids) < 2:
        return single
    beside = seen[:-1] & seen[1:] & (owners[:-1] == owners[1:])
    keys = ids[:-1][beside] * len(known.columns) + ids[1:][beside]
    places = np.minimum(np.searchsorted(known.pairs, keys), len(known.pairs) - 1)
    hit = known.pairs[places] == keys
    double = owners[:-1][beside][hit] * n_terms + known.pair_columns[places[hit]]
    return np.concatenate((single, double))
