"""The words that carried a topic, of the article that is shown."""

import pytest

from digest.domain import carried, news
from tests.classify import samples

_OWN = (news.TopicScore(topic="world", probability=0.8, terms=("dam", "orrin falls")),)


@pytest.mark.parametrize(
    ("topics", "told", "expected"),
    [
        pytest.param(_OWN, ("storm",), ("dam", "orrin falls"), id="its own words come first"),
        pytest.param((), ("flood", "dam", "storm", "dam"), ("dam", "storm"), id="else others' words that stand in it"),
        pytest.param(
            (news.TopicScore(topic="world", probability=1.0),),
            ("dam",),
            ("dam",),
            id="a topic of its own without words",
        ),
        pytest.param(
            (), ("falls broken", "orrin falls"), ("orrin falls",), id="a pair stands where it is side by side"
        ),
        pytest.param((), ("art", "fall"), (), id="not as a part of a word, nor a short one in another form"),
        pytest.param((), ("dam", "storm", "orrin", "falls"), ("dam", "storm", "orrin"), id="three at most"),
        pytest.param((), ("fall", "red storms", "art"), ("storm",), id="else single words, in singular or plural"),
        pytest.param((), ("partys", "brokens"), ("party", "broken"), id="the other way round"),
        pytest.param((), (), (), id="none"),
    ],
)
def test_the_words_stand_in_the_article(
    topics: tuple[news.TopicScore, ...], told: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """In its title or summary, whichever article they were found in."""
    lead = samples.article("Dam of Orrin Falls is broken", summary="A storm came, says the party", topics=topics)
    assert carried.words("world", lead, told) == expected


def test_own_words_that_are_not_shown_are_not_said() -> None:
    """Words of the full text alone explain nothing to a reader."""
    lead = samples.article("Orrin Falls", text="A dam broke", topics=_OWN)
    assert carried.words("world", lead, ("storm",)) == ("orrin falls",)


@pytest.mark.parametrize(
    ("pair", "text", "there"),
    [
        pytest.param("worth billion", "a firm worth 8.4 billion", False, id="a number between"),
        pytest.param("arrested bahamas", "arrested in the bahamas", False, id="words between"),
        pytest.param("ftx co", "the ftx co-founder", False, id="half of a word with a hyphen"),
        pytest.param("oil price", "soil price and oil prices", False, id="parts of longer words"),
        pytest.param("million fossil", "3 million. fossil fuel", False, id="a full stop between"),
        pytest.param("oil price", "soil price, then the oil price.", True, id="after a part of a longer word"),
        pytest.param("ftx founder", "ftx founder's trial", True, id="in the genitive"),
    ],
)
def test_a_pair_of_words_is_said_as_it_is_written(pair: str, text: str, there: bool) -> None:
    """Side by side, whole words, nothing between."""
    assert carried.stands(pair, text) is there
