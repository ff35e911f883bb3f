"""Texts to TF-IDF rows."""

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from digest.classify import vectors, words

_TEXTS = [
    "The supreme court hears the case of the river",
    "Court of appeal: supreme, supreme court again",
    "",
    "Größe über alles — straße, 2026 and 5g",
    "the of and",
    "Completely unheard-of vocabulary",
    "river court river COURT river's case",
]
_STOP = ["the", "of", "and", "again"]


def _rows(texts: list[str], **settings: object) -> tuple[vectors.Rows, scipy.sparse.csr_matrix, list[str]]:
    """Our rows, scikit-learn's, and the terms of both."""
    theirs = TfidfVectorizer(
        token_pattern=words.TOKEN.pattern, stop_words=_STOP, ngram_range=(1, 2), sublinear_tf=True, **settings
    )
    matrix = theirs.fit_transform(_TEXTS)
    terms = list(theirs.get_feature_names_out())
    ours = vectors.tfidf(texts, vectors.vocabulary(terms, _STOP), theirs.idf_.astype(np.float32))
    return ours, theirs.transform(texts) if texts is not _TEXTS else matrix, terms


def _dense(rows: vectors.Rows, columns: int) -> np.ndarray:
    shape = (len(rows.known), columns)
    return np.asarray(scipy.sparse.csr_matrix((rows.data, rows.indices, rows.indptr), shape=shape).todense())


def test_rows_equal_those_of_scikit_learn() -> None:
    """The same matrix as TfidfVectorizer with the same settings, to 1e-6."""
    ours, theirs, terms = _rows(_TEXTS)
    assert np.abs(_dense(ours, len(terms)) - theirs.toarray()).max() < 1e-6


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="courtiv supemhx THE.é5-", max_size=60), max_size=6))
def test_rows_equal_those_of_scikit_learn_on_any_text(texts: list[str]) -> None:
    """Whatever the texts are, also empty ones and words never seen."""
    if not texts:
        return
    ours, theirs, terms = _rows(texts, max_features=12)
    assert np.abs(_dense(ours, len(terms)) - theirs.toarray()).max() < 1e-6


def test_rows_have_length_one_or_are_empty() -> None:
    """Rows are L2-normalised; a text without a known term has none."""
    ours, _, terms = _rows(_TEXTS)
    lengths = np.linalg.norm(_dense(ours, len(terms)), axis=1)
    assert [round(float(length), 5) for length in lengths] == [1, 1, 0, 1, 0, 1, 1]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param("river court", 1.0, id="every word is known"),
        pytest.param("the river", 1.0, id="common English counts as known"),
        pytest.param("river fluss", 0.5, id="half of the words are known"),
        pytest.param("", 0.0, id="no words, none known"),
    ],
)
def test_share_of_known_words(text: str, share: float) -> None:
    """How much of a text training had seen."""
    known = vectors.vocabulary(["river", "court"], _STOP)
    assert vectors.tfidf([text], known, np.ones(2, dtype=np.float32)).known.tolist() == [share]


def test_no_pair_spans_a_headline_and_its_copy_or_its_teaser() -> None:
    """ "Moon landing by NASA" says "moon landing"; neither "nasa moon" nor "nasa probe" stands in it."""
    known = vectors.vocabulary(["landing nasa", "moon landing", "nasa moon", "nasa probe"], ["by"])
    text = words.headline_and_teaser("Moon landing by NASA", "Probe lands", [])
    rows = vectors.tfidf([text], known, np.ones(4, dtype=np.float32))
    assert [known.terms[column] for column in rows.indices] == ["landing nasa", "moon landing"]


def test_a_seam_is_no_word() -> None:
    """It makes no article less known."""
    known = vectors.vocabulary(["river"], [])
    text = words.headline_and_teaser("River", "River", [])
    assert vectors.tfidf([text], known, np.ones(1, dtype=np.float32)).known.tolist() == [1.0]


def test_a_vocabulary_without_pairs_and_a_batch_without_texts() -> None:
    """Neither stops the arithmetic."""
    known = vectors.vocabulary(["river"], [])
    assert vectors.tfidf([], known, np.ones(1, dtype=np.float32)).indptr.tolist() == [0]
    rows = vectors.tfidf(["river river"], known, np.ones(1, dtype=np.float32))
    assert (rows.indices.tolist(), rows.data.tolist()) == ([0], [1.0])
