"""A followed word goes before all else, and fills no edition."""

from digest.domain import people
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
