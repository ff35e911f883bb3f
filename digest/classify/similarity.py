"""How alike two articles are, by the words they share: rare words, such as names, weigh most.

How rare a word is comes from the classifier's training news, not from the articles at hand: so two articles are as
alike today as tomorrow, and a small batch is judged like a large one.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import scipy.sparse

from digest.classify import words
from digest.classify.modelfile import Model
from digest.domain import news

#: Characters of the teaser that are compared: beyond, feeds differ in how much they give.
_TEASER = 300
#: Weight of a word: its inverse document frequency to this power.  Above 1, names outweigh what merely sets the scene.
_SHARPNESS = 1.5
#: What some feeds put around every item: addresses, and the words that introduce them.
_ADDRESS = re.compile(r"https?://\S+")
_BOILERPLATE = frozenset({"comments", "comment", "url", "points", "submitted", "link"})
_PASSED_OVER = words.STOP | _BOILERPLATE

#: New articles compared at a time: bounds the memory.
_BLOCK = 1_000


def matrix(articles: Sequence[news.Article], model: Model) -> Any:
    """TF-IDF of headline and teaser, `(n_articles, n_words)`, scipy CSR, rows L2-normalised."""
    rarity = _rarity(model)
    # A word that training did not see is a name or a new thing: as rare as the rarest.
    unseen = max(rarity.values(), default=1.0)
    column: dict[str, int] = {}
    indptr, indices, data = [0], list[int](), list[float]()
    for article in articles:
        counts = Counter(word for word in words.tokens(_text(article)) if word not in _PASSED_OVER)
        values = [(1 + math.log(count)) * rarity.get(word, unseen) for word, count in counts.items()]
        norm = math.sqrt(sum(value * value for value in values)) or 1.0
        indices.extend(column.setdefault(word, len(column)) for word in counts)
        data.extend(value / norm for value in values)
        indptr.append(len(indices))
    return scipy.sparse.csr_matrix(
        (np.array(data, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(indptr, dtype=np.int32)),
        shape=(len(articles), max(len(column), 1)),
    )


def neighbours(vectors: Any, first: int, least: float) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """For each row from `first` on: the earlier rows that are at least so alike, with the cosine."""
    turned = vectors.T.tocsr()
    for start in range(first, vectors.shape[0], _BLOCK):
        block = (vectors[start : start + _BLOCK] @ turned).tocsr()
        for place in range(block.shape[0]):
            row = start + place
            part = slice(block.indptr[place], block.indptr[place + 1])
            others, alike = block.indices[part], block.data[part]
            near = (alike >= least) & (others < row)
            yield row, sorted(zip(others[near].tolist(), alike[near].tolist(), strict=True))


def _text(article: news.Article) -> str:
    title = words.headline(article.title, (article.outlet, words.site(article.url)))
    teaser = _ADDRESS.sub(" ", (article.summary or article.text)[: 3 * _TEASER])
    return f"{title} {teaser[:_TEASER]}"


def _rarity(model: Model) -> dict[str, float]:
    """Word -> what it weighs, by how rare it is in the training news."""
    idf = (model.idf**_SHARPNESS).tolist()
    return {term: idf[column] for column, term in enumerate(model.vocabulary.terms) if " " not in term}
