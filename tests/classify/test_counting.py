"""Terms and their weights."""

import numpy as np
import pytest

from digest.classify import counting, labelled, topics, vectors, words
from tests.classify import samples


def _example(title: str, summary: str = "", file: str = "a") -> labelled.Example:
    article = samples.article(title, summary=summary, id=f"{file}-{title}", outlet=file)
    return labelled.Example(article=article, topic="sport", file=file)


def test_features_are_what_the_classifier_will_see() -> None:
    """The rows equal those of `vectors.tfidf` with the same terms; the headlines those of articles without teaser."""
    examples = [_example(row["title"], row["summary"]) for row in samples.labelled_rows(["sport", "science"], 30)]
    found = counting.features(counting.count(examples), np.ones(60, dtype=bool))
    known = vectors.vocabulary(found.terms, words.STOP)
    for matrix, read in ((found.texts, topics.text), (found.headlines, topics.headline)):
        rows = vectors.tfidf([read(example.article) for example in examples], known, found.idf)
        matrix.sort_indices()
        assert matrix.indices.tolist() == rows.indices.tolist()
        assert matrix.data.tolist() == pytest.approx(rows.data.tolist(), abs=1e-5)


def test_rows_held_out_teach_no_term() -> None:
    """Neither which terms there are nor how rare they are."""
    examples = [
        _example("Striker wins"),
        _example("Striker wins trophy"),
        _example("Comet seen"),
        _example("Comet, comet"),
    ]
    counts = counting.count(examples)
    found = counting.features(counts, np.array([True, True, False, False]))
    assert found.terms == ["striker", "striker wins", "wins"]
    assert found.idf.tolist() == [1, 1, 1]


def test_what_one_publisher_says_alone_is_its_style() -> None:
    """With three publishers a pair of words must have been used by two; a word may be one's own."""
    titles = {"a": "Bargain hunters", "b": "Striker wins", "c": "Striker wins"}
    examples = [
        _example(f"{title} again {number}", file=file) for file, title in titles.items() for number in range(400)
    ]
    found = counting.features(counting.count(examples), np.ones(1200, dtype=bool))
    assert found.terms == ["bargain", "hunters", "striker", "striker wins", "wins"]


def test_the_most_frequent_terms_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never more than the limit."""
    monkeypatch.setattr(counting, "_TERMS", 1)
    examples = [_example("Striker wins"), _example("Striker wins"), _example("Striker")]
    examples += [_example("Wins trophy", file="b")]
    found = counting.features(counting.count(examples), np.ones(4, dtype=bool))
    assert len(found.terms) <= 1


def test_a_given_name_by_itself_is_no_term() -> None:
    """With its surname it is."""
    surnames = ("Moss", "Winslet", "Bush", "Hudson", "Middleton", "Beckinsale")
    examples = [
        _example("Prize", f"the prize went to Kate {surname} again", file=name) for surname in surnames for name in "ab"
    ]
    found = counting.features(counting.count(examples), np.ones(len(examples), dtype=bool))
    assert "kate" not in found.terms
    assert {"kate moss", "moss", "prize"} <= set(found.terms)
