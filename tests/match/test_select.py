"""Each reader gets the best of what they asked for, under the limits, and the counts add up."""

import pytest

from digest.domain import news, people
from digest.match import select
from tests.match.choosing import LIMITS, TECH, choose, ids
from tests.match.stories import NOW, story, wish


@pytest.mark.parametrize(
    ("offered", "wanted", "expected"),
    [
        pytest.param([story("a", topics={"technology": 0.9})], wish(TECH), ["a"], id="a wanted topic brings a story"),
        pytest.param([story("a", topics={"sport": 0.9})], wish(TECH), [], id="another topic does not"),
        pytest.param([story("a", topics={"technology": 0.4})], wish(TECH), ["a"], id="the floor itself is enough"),
        pytest.param([story("a", topics={"technology": 0.39})], wish(TECH), [], id="below the floor is not"),
        pytest.param([story("a")], wish(TECH), [], id="a story without topics is for nobody by topic"),
        pytest.param(
            [story("a", "Nvidia grows")], wish(follow=("nvidia",)), ["a"], id="a followed word brings it all the same"
        ),
        pytest.param([story("a")], wish(follow=("nvidia",)), [], id="a followed word that is not there brings nothing"),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", topics={"technology": 0.9, "sport": 0.8})],
            wish({"technology": 1.0, "sport": -0.5}),
            ["a", "b"],
            id="an unwanted topic pushes a story down",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.5, "sport": 0.8})],
            wish({"technology": 1.0, "sport": -1.0}),
            [],
            id="more unwanted than wanted is not wanted",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.8}), story("b", topics={"science": 0.8})],
            wish({"technology": 0.5, "science": 0.9}),
            ["b", "a"],
            id="the heavier topic goes first",
        ),
        pytest.param(
            [story("a", hours=30, topics={"technology": 0.9}), story("b", hours=1, topics={"technology": 0.9})],
            wish(TECH),
            ["b", "a"],
            id="of equals the fresher goes first",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", "", "Meridian", topics={"technology": 0.9})],
            wish(TECH),
            ["b", "a"],
            id="of equals the one more outlets tell goes first",
        ),
        pytest.param(
            [story("b", topics={"technology": 0.9}), story("a", topics={"technology": 0.9})],
            wish(TECH),
            ["a", "b"],
            id="of perfect equals the lower id goes first",
        ),
        pytest.param(
            [story("a", hours=-2, topics={"technology": 0.9})], wish(TECH), ["a"], id="a clock ahead of ours is no harm"
        ),
        pytest.param(
            [story("a", hours=49, topics={"technology": 0.9})], wish(TECH), [], id="what is stale is not on offer"
        ),
        pytest.param(
            [story("a", hours=48, topics={"technology": 0.9})],
            wish(TECH),
            ["a"],
            id="freshness includes its last moment",
        ),
        pytest.param(
            [story("a", "Chips and golf", topics={"technology": 0.9})],
            wish(TECH, mute=("golf",)),
            [],
            id="a muted word removes a wanted story",
        ),
        pytest.param(
            [story("a", "Chips", summary="Golf too.", topics={"technology": 0.9})],
            wish(TECH, follow=("chips",), mute=("golf",)),
            [],
            id="a muted word in the summary outweighs a followed one in the title",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9})],
            wish(TECH, mute_sources=("Ledger",)),
            [],
            id="a story only a muted source tells is gone",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9})],
            wish(TECH, sent=frozenset({"a", "older"})),
            [],
            id="a story that was sent does not come back",
        ),
        pytest.param([], wish(TECH), [], id="an empty day gives nothing"),
        pytest.param([story("a", topics={"technology": 0.9})], wish(), [], id="no wish gives nothing"),
        pytest.param(
            [story("a", topics={"technology": 0.9})], wish(TECH, stories=0), [], id="a reader who wants none gets none"
        ),
    ],
)
def test_choose(offered: list[news.Story], wanted: people.Wish, expected: list[str]) -> None:
    """What brings a story, what keeps it out, and what goes before what."""
    assert ids(choose(offered, wanted)) == expected


def test_choose_keeps_each_outlet_to_its_share_and_the_edition_to_its_size() -> None:
    """The fourth story of an outlet makes room for another's, and every story that is missing is counted."""
    offered = [story(f"l{number}", hours=number, topics={"technology": 0.9}) for number in range(5)]
    offered += [story(f"m{number}", outlet="Meridian", hours=9, topics={"technology": 0.9}) for number in range(3)]
    offered += [
        story("r", topics={"technology": 0.9}),
        story("w", "golf", topics={"technology": 0.9}),
        story("x", topics={"sport": 0.9}),
    ]
    choice = choose(offered, wish(TECH, mute=("golf",), stories=4, sent=frozenset({"r"})))
    assert ids(choice) == ["l0", "l1", "l2", "m0"]
    assert choice.counts == people.Counts(gathered=11, shown=4, repeats=1, muted=1, unmatched=1, capped=2, left_over=2)


def test_choose_shows_a_story_under_an_outlet_that_is_not_muted() -> None:
    """Muting one teller leaves the story to the others, also in the cap and in the reasons."""
    offered = [story("a", "", "Meridian", "Coast Radio", topics={"technology": 0.9})]
    (pick,) = choose(offered, wish(TECH, mute_sources=("ledger.example",))).picks
    assert pick.story.outlets == ("Meridian", "Coast Radio")
    assert [reason.kind for reason in pick.reasons] == ["topic"]


def test_no_two_stories_are_alike() -> None:
    """Of a daily column the newer issue is enough, and the other is counted; a stranger is nobody's like."""
    offered = [
        story("a", "Today's word puzzle answer and hints Tuesday", hours=30, topics={"technology": 0.9}),
        story("b", "Today's word puzzle answer and hints Wednesday", topics={"technology": 0.9}, outlet="Wire"),
        story("c", "Chips for everybody", topics={"technology": 0.9}),
    ]
    choice = choose(offered, wish(TECH))
    assert ids(choice) == ["b", "c"]
    assert choice.counts == people.Counts(gathered=3, shown=2, alike=1)


_SAGA = [
    story("a", "Basketball star Norris freed from northern prison in exchange", outlet="O1", topics={"world": 0.9}),
    story("b", "Palace defends prison exchange that freed star Norris", outlet="O2", topics={"world": 0.8}),
    story("c", "Norris meets family: photographs of a flight", outlet="O3", topics={"world": 0.8}),
    story("d", "Ferry timetable", outlet="O4", topics={"world": 0.5}),
    story("e", "Basketball star Norris freed from northern prison", outlet="O5", topics={"world": 0.7}),
]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(wish({"world": 1.0}), ["a", "c", "d"], id="one side of an affair is enough"),
        pytest.param(
            wish({"world": 1.0}, follow=("Norris",)), ["a", "b", "c", "d"], id="more for who follows its word"
        ),
        pytest.param(wish({"world": 1.0}, follow=("timetable",)), ["d", "a", "c"], id="not for who follows another"),
    ],
)
def test_one_story_of_a_saga(wanted: people.Wish, expected: list[str]) -> None:
    """Nearly the same one never comes twice; what has a followed word may come from several sides."""
    limits = select.Limits(alike=0.15, alike_followed=0.45)
    assert ids(choose(_SAGA, wanted, limits)) == expected


def test_stories_laid_out_once_serve_many_calls() -> None:
    """Choosing from a table gives what choosing afresh gives, again and again."""
    offered = [story(f"s{number:02}", topics={"technology": 0.5 + number / 50}) for number in range(20)]
    table = select.lay_out(offered, now=NOW, limits=LIMITS)
    for wanted in (wish(TECH, stories=4), wish(TECH, follow=("s07",)), wish(TECH, stories=4)):
        assert select.choose_from(table, [wanted], limits=LIMITS) == (choose(offered, wanted),)


def test_many_stories_of_one_worth_come_by_id() -> None:
    """Among more equals than are put in order once, the lowest ids win, also beside a followed one."""
    offered = [story(f"{number:03}", outlet=f"O{number}", topics={"technology": 0.9}) for number in range(200)]
    assert ids(choose(offered, wish(TECH))) == [f"{number:03}" for number in range(12)]
    barred = frozenset(f"{number:03}" for number in range(80))
    followed = wish(TECH, follow=("title",), sent=barred, stories=120)
    assert ids(choose(offered, followed)) == [f"{number:03}" for number in range(80, 200)]


def test_choose_answers_many_readers_in_their_order() -> None:
    """Readers beyond one block get what they would get alone; nobody gets nothing."""
    offered = [story(f"s{number:02}", topics={"technology": 0.5 + number / 50}) for number in range(20)]
    wishes = [wish({"technology": 1 / (1 + number % 7)}, stories=number % 5) for number in range(600)]
    together = select.choose(offered, wishes, now=NOW, limits=LIMITS)
    assert together == tuple(choose(offered, wanted) for wanted in wishes)
    assert select.choose(offered, [], now=NOW, limits=LIMITS) == ()


def test_choose_takes_what_is_offered_when_no_freshness_is_set() -> None:
    """A caller that offers a whole week to a weekly reader is taken at its word."""
    offered = [story("a", hours=6 * 24, topics={"technology": 0.9})]
    assert ids(choose(offered, wish(TECH), select.Limits())) == ["a"]


def test_a_story_offered_twice_is_on_offer_once() -> None:
    """The same story handed in twice is one story."""
    twice = [story("a", topics={"technology": 0.9})] * 2
    assert choose(twice, wish(TECH)).counts == people.Counts(gathered=1, shown=1)
