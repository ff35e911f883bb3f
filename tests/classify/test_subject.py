"""What a story is about: the readings of its articles together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.classify import subject
from digest.domain import news
from tests.classify import samples

#: What it takes to be sure in these tests.
_LEAST = 0.6


def _score(topic: str, probability: float, *terms: str, least: float = _LEAST) -> news.TopicScore:
    return news.TopicScore(topic=topic, probability=probability, terms=terms, least=least)


def _article(title: str, *scores: news.TopicScore) -> news.Article:
    return samples.article(
        title,
        id=title,
        topics=tuple(score for score in scores if score.is_sure),
        leanings=tuple(score for score in scores if not score.is_sure),
    )


def _about(*articles: news.Article) -> dict[str, float]:
    return {score.topic: score.probability for score in subject.topics(articles, articles[0])}


_DAM = _article("Dam bursts", _score("world", 0.8), _score("science", 0.1))
_VALLEY = _article("Valley is flooded", _score("world", 0.5), _score("science", 0.3))
_WATER = _article("Water everywhere", _score("world", 0.1), _score("lifestyle", 0.7))
_UNREADABLE = _article("Rompe la presa")
_TOLD = _article("The dam, told", _score("business", 1.0, least=0))
_EXPECTED = _article("Der Damm bricht", _score("politics", 0.9, least=0))


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        pytest.param([_DAM], {"world": 0.8}, id="one article alone is what it is"),
        pytest.param([_VALLEY], {}, id="one that is unsure is of nothing"),
        pytest.param([_DAM, _VALLEY], {"world": 0.7773}, id="who leans that way helps who is sure"),
        pytest.param([_VALLEY, _VALLEY], {}, id="who leans that way twice in the same words proves nothing"),
        pytest.param([_DAM, _UNREADABLE], {"world": 0.8}, id="what cannot be judged has no voice"),
        pytest.param([_DAM, _WATER, _WATER], {}, id="those that say something else bring it down"),
        pytest.param([_UNREADABLE], {}, id="a story that cannot be judged is of nothing"),
        pytest.param([_DAM, _TOLD, _WATER], {"business": 1.0}, id="a person's word on one article holds for the story"),
        pytest.param([_EXPECTED], {"politics": 0.9}, id="what is expected of a feed holds for what only it tells"),
        pytest.param([_EXPECTED, _DAM], {"world": 0.8}, id="what was read is heard before what is expected"),
    ],
)  # fmt: skip
def test_a_story_is_of_topics(articles: list[news.Article], expected: dict[str, float]) -> None:
    """Readings come together as means of log-odds, a little further from what is usual when headlines differ."""
    assert _about(*articles) == pytest.approx(expected, abs=0.0001)


def test_two_that_are_nearly_sure_are_sure_together() -> None:
    """Several readings that agree are worth more than each."""
    sure = _about(_article("One", _score("world", 0.59)), _article("Two", _score("world", 0.59)))
    assert sure["world"] > 0.6


def test_the_words_are_of_the_article_shown_though_it_only_leans_that_way() -> None:
    """The reason a reader is given stands in what they see."""
    lead = _article("Flood in the valley", _score("world", 0.5, "flood"))
    other = _article("Dam bursts", _score("world", 0.9, "dam"))
    assert [score.terms for score in subject.topics([lead, other], lead)] == [("flood",)]


_LIKELY = st.floats(0.05, 0.99)


@given(st.lists(_LIKELY, min_size=1, max_size=8))
def test_the_order_of_articles_does_not_matter(likely: list[float]) -> None:
    """A story gathered in another order is of the same topics."""
    articles = [_article(f"Headline {place}", _score("world", each)) for place, each in enumerate(likely)]
    assert _about(*articles) == pytest.approx(_about(*reversed(articles)), abs=0.0002)


@given(st.lists(_LIKELY, min_size=2, max_size=8), st.floats(0.0, 0.5))
def test_a_likelier_article_makes_no_story_less_likely(likely: list[float], more: float) -> None:
    """What speaks for a topic never speaks against it."""
    before = [_article(f"{place}", _score("world", each, least=0.0001)) for place, each in enumerate(likely)]
    after = [_article("0", _score("world", min(likely[0] + more, 0.99), least=0.0001)), *before[1:]]
    assert _about(*after)["world"] >= _about(*before)["world"] - 0.0001
