"""A followed word goes before all else, and fills no edition."""

import pytest

from digest.domain import people
from digest.match import follows
from tests.match.choosing import TECH, choose, ids
from tests.match.stories import story, wish


def test_a_common_followed_word_does_not_fill_the_edition() -> None:
    """The first stories with the word come before all others; the next ones only where there is room."""
    offered = [story(f"w{number}", "Rain again", outlet=f"W{number}") for number in range(12)]
    offered += [story(f"t{number}", outlet=f"T{number}", topics={"technology": 0.9}) for number in range(8)]
    chosen = ids(choose(offered, wish(TECH, follow=("rain",))))
    assert [id_[0] for id_ in chosen] == ["w"] * 3 + ["t"] * 8 + ["w"]
    alone = choose(offered, wish(follow=("rain",)))
    assert len(alone.picks) == alone.counts.matched == 12


def test_two_followed_words_in_one_story_count_both() -> None:
    """The story with both goes first, and says so; what was sent leaves the first place to the next."""
    offered = [story("a", "Rain on the golf course"), story("b", "Rain"), story("c", "Golf", hours=5)]
    first, *_ = choose(offered, wish(follow=("rain", "golf"))).picks
    assert (first.story.id, [reason.subject for reason in first.reasons]) == ("a", ["rain", "golf"])
    second, _ = choose(offered, wish(follow=("rain", "golf"), sent=frozenset("a"))).picks
    assert (second.story.id, second.score) == ("b", first.score - 2.0)
    assert choose(offered[:1], wish(follow=("rain",), sent=frozenset("a"))).counts == people.Counts(
        gathered=1, repeats=1
    )


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        pytest.param("climate OR court", 'follow "climate" and "court" one by one', id="OR"),
        pytest.param("climate | court", 'follow "climate" and "court" one by one', id="a bar"),
        pytest.param("Wasserrohr*", 'follow "Wasserrohr", and each longer word by itself', id="a star"),
        pytest.param("wom?n", "* and ? stand for nothing here", id="a question mark inside a word"),
        pytest.param("apple NOT music", 'follow "apple", and mute the rest', id="NOT"),
        pytest.param("torvik and corvane", 'follow "torvik AND corvane"', id="and in small letters"),
        pytest.param("torvik AND corvane", "", id="AND"),
        pytest.param("Marks and Spencer", "", id="a name with and"),
        pytest.param("Who wants to be a millionaire?", "", id="a title that asks"),
        pytest.param("OR", "", id="the word itself"),
        pytest.param("AT&T", "", id="an ampersand inside a word"),
    ],
)
def test_a_phrase_that_can_hardly_match_is_doubted(phrase: str, said: str) -> None:
    """With what to write instead; what is as it should be is not."""
    found = follows.doubt(phrase)
    assert said in found
    assert bool(found) is bool(said)
