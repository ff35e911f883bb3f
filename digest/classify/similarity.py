"""Which articles share enough of their rarer words to be compared at all."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import scipy.sparse

from digest.classify import lexicon

#: New articles compared at a time: bounds the memory.
_BLOCK = 500


def matrix(texts: Sequence[Sequence[str]], told: lexicon.Lexicon) -> Any:
    """TF-IDF of stems, `(n_texts, n_stems)`, scipy CSR, rows L2-normalised."""
    column: dict[str, int] = {}
    indptr, indices, data = [0], list[int](), list[float]()
    for text in texts:
        counts = Counter(text)
        values = [(1 + math.log(count)) * told.weight(stem) for stem, count in counts.items()]
        norm = math.sqrt(sum(value * value for value in values)) or 1.0
        indices.extend(column.setdefault(stem, len(column)) for stem in counts)
        data.extend(value / norm for value in values)
        indptr.append(len(indices))
    return scipy.sparse.csr_matrix(
        (np.array(data, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(indptr, dtype=np.int32)),
        shape=(len(texts), max(len(column), 1)),
    )


def neighbours(
    vectors: Any, first: int, least: float, nearest: int, *, since: Callable[[int], int]
) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """For each row from `first` on: the earlier rows at least so alike, the `nearest` at most, with the cosine.

    Rows before `since(row)` are not looked at.  Of rows equally near the earliest count.
    """
    for start in range(first, vectors.shape[0], _BLOCK):
        block, begin = vectors[start : start + _BLOCK], since(start)
        products = (block @ vectors[begin : start + _BLOCK].T).tocsr()
        for place in range(block.shape[0]):
            row = start + place
            part = slice(products.indptr[place], products.indptr[place + 1])
            others, alike = products.indices[part] + begin, products.data[part]
            near = np.flatnonzero((alike >= least) & (others < row))
            near = near[np.lexsort((others[near], -alike[near]))[:nearest]]
            yield row, sorted(zip(others[near].tolist(), alike[near].tolist(), strict=True))
