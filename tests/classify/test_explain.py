"""Readable words."""

import numpy as np
import pytest

from digest.classify import explain, explain_noise, modelfile, topics, vectors
from tests.classify import samples


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param(["court", "judge", "law", "case"], ("court", "judge", "law"), id="three at most"),
        pytest.param(["court", "supreme court", "judge"], ("supreme court", "judge"), id="a pair stands for its words"),
        pytest.param(["supreme court", "court hears", "law"], ("supreme court", "law"), id="pairs that overlap"),
        pytest.param(["chip", "chips", "phone", "phones"], ("chip", "phone"), id="one form of a word"),
        pytest.param(["courts", "supreme court"], ("supreme court",), id="a pair stands for other forms too"),
        pytest.param([], (), id="nothing"),
    ],
)
def test_each_word_says_something_new(terms: list[str], expected: tuple[str, ...]) -> None:
    """The heaviest first, none said twice."""
    assert explain._readable(terms) == expected


def _rows(*articles: list[int]) -> vectors.Rows:
    """Articles of these columns."""
    columns = np.array([column for article in articles for column in article], dtype=np.int64)
    return vectors.Rows(
        indptr=np.cumsum([0, *map(len, articles)]),
        indices=columns,
        data=np.ones(len(columns), dtype=np.float32),
        known=np.ones(len(articles), dtype=np.float32),
    )


def test_words_are_those_of_the_topic_and_the_article(small: modelfile.Model) -> None:
    """Also where topics are equally strong, where nothing speaks for one, and where an article has no words."""
    terms = small.vocabulary.terms
    lone = [column for column, term in enumerate(terms) if " " not in term and explain_noise.shows(term)]
    here, there = lone[0], lone[-1]
    carried = np.array([[1, 0.5, 0], [0.2, 2, 0], [-1, 3, 0]], dtype=np.float32)
    judged = np.array([[0.7, 0.7, 0.05], [0.6, 0.1, 0.05], [0.3, 0.9, 0.05]])
    found = list(explain.scores(small, ["", "", ""], _rows([here, there], [], [here]), carried, judged))
    one, other, third = small.topics
    assert [[(score.topic, score.probability, score.terms) for score in scores] for scores in found] == [
        [(one, 0.7, (terms[here], terms[there])), (other, 0.7, (terms[there], terms[here])), (third, 0.05, ())],
        [(one, 0.6, ()), (other, 0.1, ()), (third, 0.05, ())],
        [(other, 0.9, (terms[here],)), (one, 0.3, ()), (third, 0.05, ())],
    ]


def test_what_is_unlikely_is_not_explained(small: modelfile.Model) -> None:
    """Below 0.2, as shown: to four decimals."""
    carried = np.ones((2, 3), dtype=np.float32)
    judged = np.array([[0.19996] * 3, [0.19994] * 3])
    found = list(explain.scores(small, ["", ""], _rows([0], [0]), carried, judged))
    assert [{(score.probability, bool(score.terms)) for score in scores} for scores in found] == [
        {(0.2, True)},
        {(0.1999, False)},
    ]


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        pytest.param(["worth billion", "oil"], "Worth 8.4 billion: oil", ["oil"], id="the next strongest instead"),
        pytest.param(["oil price", "oil"], "The Oil  price of oil", ["oil price", "oil"], id="a pair as it stands"),
        pytest.param([*"abcdef", "g h"], "", list("abcdef"), id="six are looked at"),
    ],
)
def test_pairs_are_shown_as_they_stand(terms: list[str], text: str, expected: list[str]) -> None:
    """Words between which others stood are no pair to a reader."""
    assert explain._standing(terms, text) == expected


@pytest.mark.parametrize(
    ("term", "shows"),
    [
        pytest.param("illustration", False, id="a picture credit"),
        pytest.param("company", False, id="of any subject"),
        pytest.param("users allowed", False, id="two of them"),
        pytest.param("insurance company", True, id="beside a word that tells"),
        pytest.param("court", True, id="a word that tells"),
        pytest.param("dropped", False, id="a word that is even over topics"),
        pytest.param("union", False, id="an even word by itself"),
        pytest.param("european union", True, id="an even word in a pair"),
    ],
)
def test_noise_is_no_reason(term: str, shows: bool) -> None:
    """It counts, and is not shown."""
    assert explain_noise.shows(term) is shows


def test_noise_is_not_shown_of_an_article(shipped: modelfile.Model) -> None:
    """From headline to words: the next strongest stand in its place, exactly by weight."""
    article = samples.article(
        "Company allows users to gradually start encryption on iPhone", summary="Illustration by the company."
    )
    shown = {term for score in topics.classify(shipped, [article])[0] for term in score.terms}
    assert "iphone" in shown
    assert shown.isdisjoint({"company", "allows", "users", "gradually", "illustration"})
