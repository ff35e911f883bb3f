"""How alike articles are."""

import pytest

from digest.classify import modelfile, similarity
from digest.domain import news
from tests.classify import samples


def _cosine(model: modelfile.Model, first: news.Article, second: news.Article) -> float:
    vectors = similarity.matrix([first, second], model)
    return float((vectors[0] @ vectors[1].T).toarray()[0, 0])


def test_names_weigh_more_than_common_words(shipped: modelfile.Model) -> None:
    """Two articles that share a name are more alike than two that share a word of every day."""
    article = samples.article("Quibblemouth opens bakery")
    by_name = _cosine(shipped, article, samples.article("Quibblemouth closes cinema"))
    by_word = _cosine(shipped, article, samples.article("Farmer opens gate"))
    assert by_name > 2 * by_word > 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Comments", "Comments", id="one word of boilerplate"),
        pytest.param(
            "Article URL: https://a.example/1 Comments URL: https://news.example/item?id=1 Points: 59",
            "Article URL: https://b.example/2 Comments URL: https://news.example/item?id=2 Points: 7",
            id="addresses and their labels",
        ),
    ],
)
def test_what_feeds_put_around_every_item_does_not_count(shipped: modelfile.Model, first: str, second: str) -> None:
    """Two different links of one link list are not alike."""
    left = samples.article("Faster parsing in practice", summary=first)
    right = samples.article("A history of lighthouses", summary=second)
    assert _cosine(shipped, left, right) == 0


def test_neighbours_are_the_earlier_rows_that_are_alike(
    small: modelfile.Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each new row once, in order, over the edges of blocks; a row is not its own neighbour."""
    monkeypatch.setattr(similarity, "_BLOCK", 2)
    titles = ["Striker wins trophy", "Comet in orbit", "Striker wins trophy", "the", "Comet in orbit"]
    vectors = similarity.matrix([samples.article(title) for title in titles], small)
    found = {
        row: [(other, round(cosine, 3)) for other, cosine in near]
        for row, near in similarity.neighbours(vectors, 1, 0.5)
    }
    assert found == {1: [], 2: [(0, 1.0)], 3: [], 4: [(1, 1.0)]}


def test_articles_without_words_have_no_neighbours(small: modelfile.Model) -> None:
    """An empty batch, and a batch without a single word."""
    assert list(similarity.neighbours(similarity.matrix([], small), 0, 0.1)) == []
    vectors = similarity.matrix([samples.article("the"), samples.article("of")], small)
    assert list(similarity.neighbours(vectors, 0, 0.1)) == [(0, []), (1, [])]
