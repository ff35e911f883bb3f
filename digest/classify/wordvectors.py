"""What words mean by the company they keep in other texts, to learn topics by: needed to train, not to classify.

A word that a hundred headlines taught and one that four did then share what is known of both.  Any vectors will do;
docs/topics.md names those of the classifier that ships (GloVe: Pennington, Socher and Manning, EMNLP 2014).
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from digest import errors

#: The mean of so many vectors, the first and commonest, is what all words share: it is taken off.
_COMMONEST = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WordVectors:
    """A vector for each word it knows."""

    #: Lower-case word -> its row.
    rows: dict[str, int]
    #: `(n_words, n_dimensions)`, each of length 1.
    vectors: npt.NDArray[np.float32]

    def of(self, terms: Sequence[str]) -> npt.NDArray[np.float32]:
        """`(n_terms, n_dimensions)`; nothing but zeros for pairs of words and for words it does not know."""
        found = np.zeros((len(terms), self.vectors.shape[1]), dtype=np.float32)
        known = [(place, self.rows[term]) for place, term in enumerate(terms) if term in self.rows]
        places, rows = np.array(known, dtype=np.int64).reshape(-1, 2).T
        found[places] = self.vectors[rows]
        return found


def read(path: Path) -> WordVectors:
    """The vectors in an .npz of `words` (commonest first) and `vectors` `(n_words, n_dimensions)`.

    ModelError when the file is no such thing.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            words, vectors = archive["words"].tolist(), archive["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile) as error:
        raise _none(path) from error
    if vectors.ndim != 2 or len(words) != len(vectors) or not len(words):
        raise _none(path)
    centred = vectors - vectors[:_COMMONEST].mean(axis=0)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    return WordVectors(rows={word: row for row, word in enumerate(words)}, vectors=centred / np.maximum(lengths, 1e-6))


def _none(path: Path) -> errors.ModelError:
    return errors.ModelError(
        f"{path} holds no word vectors: an .npz with the arrays words and vectors is needed (docs/topics.md).",
        path=path,
    )
