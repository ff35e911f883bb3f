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
        pytest.param((), ("falls broken", "falls flood"), ("falls broken",), id="a pair stands when both its words do"),
        pytest.param((), ("art", "fall"), (), id="not as a part of a word"),
        pytest.param((), ("dam", "storm", "orrin", "falls"), ("dam", "storm", "orrin"), id="three at most"),
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
