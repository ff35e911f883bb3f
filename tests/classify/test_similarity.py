"""Which articles share enough words to be compared."""

import pytest

from digest.classify import lexicon, similarity

_LEXICON = lexicon.Lexicon(weights={"comet": 4.0, "orbit": 4.0, "town": 1.0}, unseen=9.0, kin={})
_TEXTS = [("striker", "trophy"), ("comet", "orbit"), ("striker", "trophy"), (), ("comet", "orbit", "orbit")]


def _neighbours(first: int, since: int = 0, nearest: int = 9) -> dict[int, list[tuple[int, float]]]:
    vectors = similarity.matrix(_TEXTS, _LEXICON)
    found = similarity.neighbours(vectors, first, 0.5, nearest, since=lambda _: since)
    return {row: [(other, round(cosine, 3)) for other, cosine in near] for row, near in found}


def test_neighbours_are_the_earlier_rows_that_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each new row once, in order, over the edges of blocks; a row is not its own neighbour."""
    monkeypatch.setattr(similarity, "_BLOCK", 2)
    assert _neighbours(1) == {1: [], 2: [(0, 1.0)], 3: [], 4: [(1, 0.968)]}


def test_rows_before_the_window_are_not_compared() -> None:
    """What lies before `since` is as good as absent."""
    assert _neighbours(2, since=1) == {2: [], 3: [], 4: [(1, 0.968)]}


def test_only_the_nearest_are_given() -> None:
    """Of rows equally near the earliest."""
    vectors = similarity.matrix([("comet", "orbit"), ("comet",), ("comet",), ("comet",)], _LEXICON)
    rows = dict(similarity.neighbours(vectors, 3, 0.1, 1, since=lambda _: 0))
    assert [other for other, _ in rows[3]] == [1]


def test_rare_words_weigh_more() -> None:
    """Two texts that share a rare word are more alike than two that share a word of every day."""
    vectors = similarity.matrix([("comet", "town"), ("comet", "mayor"), ("town", "mayor")], _LEXICON)
    alike = (vectors @ vectors.T).toarray()
    assert alike[0, 1] > alike[0, 2] > 0


def test_no_words_at_all() -> None:
    """An empty batch, and a batch without a single word."""
    assert similarity.matrix([], _LEXICON).shape == (0, 1)
    vectors = similarity.matrix([(), ()], _LEXICON)
    assert list(similarity.neighbours(vectors, 0, 0.1, 9, since=lambda _: 0)) == [(0, []), (1, [])]
