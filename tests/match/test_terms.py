"""Stories as weights of their words: what tells them apart, in any language, and nothing else."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain import news
from digest.match import terms
from tests.match.stories import article, story


def _words(*stories: news.Story) -> list[set[str]]:
    """The words each story is told apart by."""
    found = terms.of(stories)
    return [set(terms.heaviest(found, place, most=99)) for place in range(len(stories))]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        pytest.param("Nvidia’s CHIPS", {"nvidia", "chips"}, id="any case and genitive is the word"),
        pytest.param(
            "42 floods in 2022 take 5G", {"floods", "in", "take", "5g"}, id="numbers are dropped, names are not"
        ),
        pytest.param("A b court", {"court"}, id="single letters are dropped"),
        pytest.param("ﬁnance _and_ École", {"finance", "and_", "école"}, id="as followed words are folded"),
        pytest.param("हिन्दी में", {"हिन्दी", "में"}, id="vowel signs belong to their word"),
        pytest.param("人工知能", {"人工", "工知", "知能"}, id="pairs of signs where nothing is spaced"),
        pytest.param("雨", {"雨"}, id="one sign alone"),
        pytest.param("iPhone発売 3月", {"iphone", "発売", "月"}, id="two scripts in one token"),
        pytest.param("…", set(), id="no words at all"),
    ],
)
def test_a_headline_is_told_apart_by_its_words(title: str, found: set[str]) -> None:
    """Whole words, folded."""
    assert _words(story("a", title)) == [found]


def test_names_of_outlets_are_no_words() -> None:
    """Neither the own, by name or host, nor those of others where they are named whole."""
    guardian = story("a", "Guardian readers want the climate saved", outlet="The Guardian")
    other = story("b", "As the Guardian said to CNN, a guardian angel", outlet="www.cnn.com")
    third = story("c", "Reporters at cnn.com wait", outlet="Ledger")
    assert _words(guardian, other, third) == [
        {"readers", "want", "climate", "saved"},
        {"as", "said", "to", "guardian", "angel"},
        {"reporters", "at", "com", "wait"},
    ]


def test_an_address_or_a_name_that_is_none_does_no_harm() -> None:
    """A feed may give anything."""
    lead = replace(article("a", "Court rises"), url="https://[broken")
    lead = replace(lead, outlet="…")
    odd = replace(story("a"), lead=lead, articles=(lead,))
    assert _words(odd) == [{"court", "rises"}]


def test_a_word_in_many_stories_says_nothing() -> None:
    """In a language of which there are enough stories; a word as rare as the others stays."""
    said = [story(f"s{number:02}", f"the matter{number} court{number % 25}") for number in range(50)]
    assert all("the" not in words for words in _words(*said))
    assert {"matter7", "court7"} == _words(*said)[7]


def test_a_word_common_in_one_language_is_measured_there() -> None:
    """Ten Spanish stories among a hundred do not make "que" rare."""
    english = [story(f"e{number:02}", f"the matter{number}") for number in range(60)]
    spanish = []
    for number in range(45):
        lead = replace(article(f"z{number:02}", f"que cosa{number}"), language="es-ES")
        spanish.append(replace(story(f"z{number:02}"), lead=lead, articles=(lead,)))
    found = _words(*english, *spanish)
    assert found[0] == {"matter0"}
    assert found[-1] == {"cosa44"}


def test_the_rarer_word_weighs_more_and_so_does_the_headline() -> None:
    """As tf-idf has it."""
    offer = [story("a", "court dolphin", summary="glacier"), story("b", "court"), story("c", "harbour")]
    weights = terms.heaviest(terms.of(offer), 0, most=9)
    assert next(iter(weights)) == "dolphin"
    assert weights["dolphin"] > weights["glacier"]
    assert weights["dolphin"] > weights["court"]


def test_the_heaviest_words_are_as_many_as_asked_for() -> None:
    """Heaviest first, ties in order of the alphabet."""
    found = terms.heaviest(terms.of([story("a", "delta alpha charlie bravo")]), 0, most=2)
    assert found == {"alpha": 0.5, "bravo": 0.5}


def test_an_offer_of_nothing_has_no_words() -> None:
    """And no stories."""
    found = terms.of([])
    assert (found.words, found.matrix.shape) == ((), (0, 0))


texts = st.lists(st.text(alphabet="abc 雨人_ 1é’", max_size=20), min_size=1, max_size=6)


@given(texts)
def test_every_story_has_length_one_or_no_words(titles: list[str]) -> None:
    """Whatever the headlines are; and each word is found again at its column."""
    stories = [story(f"s{number}", title or " ") for number, title in enumerate(titles)]
    found = terms.of(stories)
    lengths = np.sqrt(found.matrix.multiply(found.matrix).sum(axis=1)).A1
    assert all(length == 0 or math.isclose(length, 1, rel_tol=1e-5) for length in lengths)
    assert [found.places[word] for word in found.words] == list(range(len(found.words)))
