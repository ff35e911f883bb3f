"""Makes digest/classify/model/lexicon.npz from the labelled news published before December 2022.

    .venv/bin/python bench/learn_lexicon.py ../shared/data/labelled/*.jsonl.gz

Words are akin when they keep the same company: positive pointwise mutual information of words in one article, reduced
to 100 dimensions (Levy and Goldberg, "Neural word embedding as implicit matrix factorization", NIPS 2014).
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.utils.extmath import randomized_svd

from digest.classify import lexicon, naming, stems, words

#: Nothing as new as the pairs and streams that stories are measured on.
_BEFORE = "2022-12-01"
#: A word needs so many articles before its company says anything, and a pair so many in common.
_KNOWN, _TOGETHER = 15, 3
_DIMENSIONS = 100
#: A name is written large within a sentence so many times at least, and in this share of its uses there.
_NAMED, _LARGE = 2, 0.9
#: What does or describes: a word that stands in this share of its uses behind "to" or "they", or ends in -ed or -ing;
#: in this share behind "the" and before another word.
_DOES, _DESCRIBES = 0.25, 0.25
#: A word, or a mark behind which a large letter says nothing.
_PIECE = re.compile(r"[^\W_]+|[^\w\s]")
#: Cosines below this are chance; of the rest the nearest.
_LEAST, _NEAREST = 0.3, 20


def main() -> None:
    """Prints what was learnt."""
    rows = [row for path in sys.argv[1:] for row in _rows(Path(path))]
    texts = [set(stems.of(f"{row['title']} {row['summary'] or ''}")) for row in rows]
    counts = Counter(stem for text in texts for stem in text)
    kept = sorted(((s, n) for s, n in counts.items() if n >= lexicon.FEWEST), key=lambda pair: (-pair[1], pair[0]))
    known = [stem for stem, count in kept if count >= _KNOWN]
    kin = _kin(known, _vectors(texts, known))
    lexicon.write(
        lexicon.SHIPPED,
        stems=[stem for stem, _ in kept],
        counts=[count for _, count in kept],
        articles=len(texts),
        kin=kin,
        names=_names(row["summary"] or "" for row in rows),
        things=_things(row["summary"] or "" for row in rows),
    )
    pairs = sum(map(len, kin.values()))
    size = lexicon.SHIPPED.stat().st_size / 1e6
    print(f"{len(texts):,} articles, {len(kept):,} stems, {pairs:,} pairs of kin; {size:.2f} MB")


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt") as file:
        rows = [json.loads(line) for line in file]
    return [row for row in rows if (row["published"] or "") < _BEFORE]


def _names(teasers: Iterable[str]) -> set[str]:
    """The stems that are written large within a sentence, in teasers that do not write everything so."""
    large, all_of_it = Counter[str](), Counter[str]()
    for teaser in teasers:
        if naming.in_large_letters(teaser[: words.TEASER]):
            continue
        pieces = _PIECE.findall(teaser[: words.TEASER])
        for before, piece in pairwise(pieces):
            if piece[0].isalnum() and before[0].isalnum():
                all_of_it[stems.stem(piece.lower())] += 1
                large[stems.stem(piece.lower())] += piece[0].isupper()
    return {stem for stem, count in large.items() if count >= _NAMED and count >= _LARGE * all_of_it[stem]}


def _things(teasers: Iterable[str]) -> set[str]:
    """The stems of the words that mostly name something, by the words around them."""
    uses, does, describes = Counter[str](), Counter[str](), Counter[str]()
    for teaser in teasers:
        pieces = [".", *_PIECE.findall(teaser[: words.TEASER].lower()), "."]
        for before, word, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
            if not word[0].isalpha() or stems.is_passed_over(word):
                continue
            stem = stems.stem(word)
            uses[stem] += 1
            does[stem] += before in naming.BEFORE_VERBS or (word.endswith(("ed", "ing")) and word != stem)
            describes[stem] += before in naming.BEFORE_NOUNS and after[0].isalnum() and after not in words.STOP
    return {
        stem
        for stem, count in uses.items()
        if does[stem] <= _DOES * count and describes[stem] <= _DESCRIBES * count and not stem.endswith("ly")
    }


def _vectors(texts: list[set[str]], known: list[str]) -> npt.NDArray[np.float32]:
    """`(n_known, _DIMENSIONS)`, rows of length one."""
    column = {stem: number for number, stem in enumerate(known)}
    rows = [sorted(column[stem] for stem in text if stem in column) for text in texts]
    ends = np.cumsum([0, *map(len, rows)])
    ones = np.ones(ends[-1], dtype=np.float32)
    held = scipy.sparse.csr_matrix((ones, np.concatenate(rows), ends), shape=(len(texts), len(known)))
    together = (held.T @ held).tocoo()
    often = np.asarray(held.sum(axis=0)).ravel()
    shared = np.log(together.data * len(texts) / (often[together.row] * often[together.col]))
    telling = (shared > 0) & (together.data >= _TOGETHER) & (together.row != together.col)
    company = scipy.sparse.csr_matrix(
        (shared[telling], (together.row[telling], together.col[telling])), shape=together.shape
    )
    left, strength, _ = randomized_svd(company, _DIMENSIONS, n_iter=10, random_state=0)
    vectors = left * np.sqrt(strength)
    unit: npt.NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-9)).astype("f4")
    return unit


def _kin(known: list[str], vectors: npt.NDArray[np.float32]) -> dict[str, dict[str, float]]:
    """Each stem's nearest, and those whose nearest it is: kinship goes both ways."""
    kin: dict[str, dict[str, float]] = {stem: {} for stem in known}
    for place, stem in enumerate(known):
        cosines = vectors @ vectors[place]
        cosines[place] = 0
        nearest = np.argpartition(-cosines, _NEAREST)[:_NEAREST]
        for other in nearest[cosines[nearest] > _LEAST]:
            kin[stem][known[other]] = kin[known[other]][stem] = float((cosines[other] - _LEAST) / (1 - _LEAST))
    return kin


if __name__ == "__main__":
    main()
