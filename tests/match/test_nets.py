"""What comes from beyond the topics asked for: one story from outside, or a wider net on a quiet day."""

from dataclasses import replace

import pytest

from digest.domain import news, people
from digest.match import select
from tests.match.choosing import TECH, choose, ids
from tests.match.stories import story, wish


@pytest.mark.parametrize(
    ("offered", "stories", "shown", "outside"),
    [
        pytest.param(9, 12, 10, 1, id="one beside nine"),
        pytest.param(5, 12, 6, 1, id="one of six"),
        pytest.param(4, 12, 4, 0, id="none of five"),
        pytest.param(9, 6, 6, 1, id="in place of the last of six"),
        pytest.param(9, 5, 5, 0, id="none where there are never more than five"),
        pytest.param(0, 12, 0, 0, id="never alone"),
    ],
)
def test_one_of_six_or_more_comes_from_outside(offered: int, stories: int, shown: int, outside: int) -> None:
    """Of fewer it would take a fifth or more."""
    news_of_it = [story(f"t{number}", outlet=f"O{number}", topics={"technology": 0.9}) for number in range(offered)]
    choice = choose(
        [*news_of_it, story("s", outlet="S", topics={"sport": 0.9})], wish(TECH, outside=True, stories=stories)
    )
    assert (choice.counts.shown, choice.counts.outside) == (shown, outside)


@pytest.mark.usefixtures("outside_of_two")
@pytest.mark.parametrize(
    ("wanted", "asked", "beyond"),
    [
        pytest.param(wish(TECH, outside=True), "tv", "s", id="one story from outside comes along"),
        pytest.param(wish(TECH), "tv", "", id="not for a reader who wants none"),
        pytest.param(wish({"health": 1.0}, outside=True), "", "", id="it never comes alone"),
        pytest.param(wish({"technology": 1.0, "sport": -0.1}, outside=True), "tv", "w", id="none unwanted"),
        pytest.param(wish(TECH, outside=True, learned={"sport": -0.1}), "tv", "w", id="none disliked"),
        pytest.param(wish(TECH, outside=True, mute=("cup",)), "tv", "w", id="none muted"),
        pytest.param(wish(TECH, outside=True, sent=frozenset("s")), "tv", "w", id="none that was sent"),
        pytest.param(wish(TECH, outside=True, follow=("cup",)), "stv", "w", id="none that is followed"),
        pytest.param(wish(TECH, outside=True, sources=("O3",)), "tvs", "w", id="none of a wanted outlet"),
        pytest.param(wish({"technology": 1.0, "sport": -0.1, "world": -0.1}, outside=True), "tv", "", id="none unsure"),
        pytest.param(wish(TECH, outside=True, mute_sources=("O3",)), "tv", "s", id="as others tell it"),
        pytest.param(
            replace(
                wish(TECH, outside=True, sent=frozenset("s")),
                updates={"s": news.Development(story=story("s"), words=("new",))},
            ),
            "tv",
            "w",
            id="none that was sent and went on",
        ),
    ],
)
def test_one_story_from_outside(wanted: people.Wish, asked: str, beyond: str) -> None:
    """The one of most general interest whose topic the reader neither asked for nor rejects, labelled, last."""
    offered = [
        story("t", "Chips", outlet="O1", topics={"technology": 0.9}),
        story("v", "Tubes", outlet="O2", topics={"technology": 0.8}),
        story("s", "The cup", "More", "Others", outlet="O3", topics={"sport": 0.9}),
        story("w", "A summit", "More", outlet="O4", topics={"world": 0.9}),
        story("u", "Hm", "More", "Others", "All", outlet="O5", topics={"world": 0.2}),
    ]
    choice = choose(offered, wanted)
    assert [(pick.story.id, pick.outside) for pick in choice.picks] == [
        *((id_, False) for id_ in asked),
        *((id_, True) for id_ in beyond),
    ]
    assert choice.counts.outside == len(beyond)
    if beyond == "s" and not wanted.profile.mute_sources:
        assert choice.picks[-1].topic == "sport"
        assert choice.picks[-1].reasons == (
            people.Reason(kind=people.Cause.OUTSIDE, subject="sport"),
            people.Reason(kind=people.Cause.SOURCES, count=3),
        )


@pytest.mark.usefixtures("outside_of_two")
def test_the_story_from_outside_keeps_to_the_limits() -> None:
    """It is neither one more of an outlet that had its share nor like a story that is there."""
    puzzle = "Today's word puzzle answer and hints"
    offered = [
        story("a", f"{puzzle} Tuesday", outlet="Wire", topics={"technology": 0.9}),
        story("b", "Chips", topics={"technology": 0.9}),
        story("c", "Cup", "More", "Others", topics={"sport": 0.9}),
        story("d", f"{puzzle} Wednesday", "More", "Others", outlet="Hill", topics={"sport": 0.9}),
        story("e", "Cup", outlet="Dale", topics={"sport": 0.9}),
    ]
    choice = choose(offered, wish(TECH, outside=True), select.Limits(per_outlet=1))
    assert ids(choice) == ["a", "b", "e"]


def test_the_story_from_outside_takes_the_last_place() -> None:
    """Of six there are five of the topics asked for."""
    offered = [story(f"t{number}", outlet=f"O{number}", topics={"technology": 0.9}) for number in range(8)]
    choice = choose([*offered, story("s", topics={"sport": 0.9})], wish(TECH, outside=True, stories=6))
    assert ids(choice) == ["t0", "t1", "t2", "t3", "t4", "s"]


_QUIET_DAY = [
    story("a", "A summit", "More", "Others", "All", outlet="O1", topics={"world": 0.9}),
    story("b", "The cup", "More", "Others", outlet="O2", topics={"sport": 0.9}),
    story("c", "Hm", "More", outlet="O3"),
    story("d", "Chips", hours=47, outlet="O4", topics={"technology": 0.41}),
]


def test_on_a_quiet_day_a_wider_net_is_cast() -> None:
    """The best of all news comes, but nothing unwanted, muted or sent, and says why; the counts add up."""
    wider = wish({"technology": 1.0, "sport": -0.1}, quiet=people.Quiet.WIDER, outside=True)
    choice = choose(_QUIET_DAY, wider)
    assert choice.wider
    assert [(pick.story.id, pick.topic, pick.outside) for pick in choice.picks] == [
        ("a", "world", False),
        ("c", news.UNSURE, False),
        ("d", "technology", False),
    ]
    assert choice.picks[0].reasons == (
        people.Reason(kind=people.Cause.WIDER),
        people.Reason(kind=people.Cause.SOURCES, count=4),
    )
    assert choice.counts == people.Counts(gathered=4, shown=3, unmatched=1, outside=2)
    muted = replace(wider, profile=replace(wider.profile, mute=("hm",)), sent=frozenset("a"))
    assert ids(choose(_QUIET_DAY, muted)) == ["d"]
    went_on = {"a": news.Development(story=_QUIET_DAY[0], words=("new",))}
    assert ids(choose(_QUIET_DAY, replace(muted, updates=went_on))) == ["d"]


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(wish(TECH, quiet=people.Quiet.LINE, outside=True), id="a line is enough for the reader"),
        pytest.param(wish(TECH, quiet=people.Quiet.NOTHING, outside=True), id="the reader wants no mail then"),
        pytest.param(wish(TECH, quiet=people.Quiet.WIDER, stories=0), id="the reader wants no stories at all"),
        pytest.param(
            wish({"world": -1.0, "sport": -1.0}, quiet=people.Quiet.WIDER, mute=("hm", "chips")), id="nothing is left"
        ),
    ],
)
def test_no_wider_net(wanted: people.Wish) -> None:
    """It is cast only for those who want it, and says so only where something was in it."""
    choice = choose(_QUIET_DAY, wanted)
    assert (choice.picks, choice.wider) == ((), False)


def test_a_day_with_news_needs_no_wider_net() -> None:
    """One wanted story is enough."""
    wanted = wish({"world": 1.0}, quiet=people.Quiet.WIDER)
    choice = choose(_QUIET_DAY, wanted)
    assert (ids(choice), choice.wider) == (["a"], False)
