"""Every topic asked for has its place, whatever was learned, limited or brought from outside."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import draw, promises, readers, score, select
from tests.match.drawn import STORY, WISH
from tests.match.stories import NOW, story

#: A story's topic by its letter; any other letter is a story without one.
NAMES = {"w": "world", "s": "sport", "h": "health"}


def hand(topics: str, *, room: int = 99, outlets: str = "") -> tuple[list[int], draw.Hand]:
    """The places met, and what is kept, when "world" and "sport" are asked for; a letter names an outlet."""
    told = [
        story(
            f"{place:02}",
            outlet=f"Outlet {outlets[place : place + 1] or place}",
            topics={NAMES[letter]: 0.9} if letter in NAMES else {},
        )
        for place, letter in enumerate(topics)
    ]
    offer = select.lay_out(told, now=NOW, limits=select.Limits(alike=2.0)).offer
    held = draw.Hand(offer, room=room, per_outlet=1, seen={}, followed=(), others=lambda _: ())
    return promises.keep(held, iter(range(len(topics))), {"world", "sport"}, offer.sure), held


@pytest.mark.parametrize(
    ("topics", "kept", "met"),
    [
        pytest.param("wswh", [0, 1], 2, id="the best of both, and no further"),
        pytest.param("hwwsw", [1, 3], 4, id="the best of each topic asked for, the better first"),
        pytest.param("wwh", [0], 3, id="a topic without news is looked for in vain"),
        pytest.param("-hws", [2, 3], 4, id="stories of no topic and of others are passed over"),
        pytest.param("", [], 0, id="nothing at all"),
    ],
)
def test_the_best_story_of_each_topic_asked_for_comes_first(topics: str, kept: list[int], met: int) -> None:
    """What was met is told, so that it can be looked at once more."""
    found, held = hand(topics)
    assert (held.kept, found) == (kept, list(range(met)))


def test_where_its_outlet_has_its_share_a_topic_has_its_next_best() -> None:
    """The best of "sport" is of the outlet that leads the best of "world"."""
    _, held = hand("wss", outlets="aab")
    assert held.kept == [0, 2]


def test_without_room_nothing_is_looked_for() -> None:
    """One place is filled by the better of two."""
    assert hand("hswh", room=1)[1].kept == [1]
    assert hand("sw", room=0)[0] == []


@settings(deadline=None)
@given(
    offered=st.lists(STORY, max_size=25, unique_by=lambda told: told.id),
    wanted=WISH,
    per_outlet=st.integers(1, 99),
    floor=st.sampled_from((0.0, 0.6)),
)
def test_every_topic_asked_for_is_shown(
    offered: list[news.Story], wanted: people.Wish, per_outlet: int, floor: float
) -> None:
    """With as many rooms, also beside a story from outside; only the limits that hold for all can leave one out."""
    limits = select.Limits(per_outlet=per_outlet, score_floor=floor, alike=0.9)
    table = select.lay_out(offered, now=NOW, limits=limits)
    row = score.block(table.offer, [wanted], least=floor).row(0)
    reader = readers.read(table, row, wanted)
    asked = {topic for topic, sign in zip(table.offer.topics, row.signs, strict=True) if sign > 0}
    (choice,) = select.choose_from(table, [wanted], limits=limits)
    inside = [table.offer.places[pick.story.id] for pick in choice.picks if not pick.outside]
    shown = {topic.topic for place in inside for topic in table.offer.sure[place]}
    followed = reader.raised.total
    others = partial(readers.others, table, reader)
    held = draw.Hand(
        table.offer, inside, room=99, per_outlet=per_outlet, seen=reader.seen, followed=followed, others=others
    )
    if wanted.profile.stories >= len(asked):
        for place in readers.ranking(reader):
            missing = asked.intersection(topic.topic for topic in table.offer.sure[place]) - shown
            assert not missing or place in reader.barred or not held.fits(place)


@pytest.mark.parametrize(
    ("rooms", "outside"),
    [
        pytest.param(6, False, id="no room for one from outside"),
        pytest.param(7, True, id="one from outside for the second of a topic"),
    ],
)
def test_the_story_from_outside_takes_no_topic_its_only_story(rooms: int, outside: bool) -> None:
    """It takes the place of another story, or none."""
    told = [story(f"w{number}", outlet=f"W{number}", topics={"world": 0.9}) for number in range(3)]
    others = ("politics", "business", "technology", "science", "sport")
    told += [story(topic, outlet=topic, hours=20, topics={topic: 0.9}) for topic in (*others, "health")]
    profile = people.Profile(topics=dict.fromkeys(("world", *others), 1.0), stories=rooms)
    limits = select.Limits(alike=2.0)
    (choice,) = select.choose(told, [people.Wish(profile=profile)], now=NOW, limits=limits)
    assert sorted(pick.topic for pick in choice.picks if not pick.outside) == sorted(("world", *others))
    assert any(pick.outside for pick in choice.picks) is outside


def test_less_of_all_sport_leaves_some_sport() -> None:
    """Of a reader who asked for it and said "less" of every story, on a day full of what they like better."""
    world = [
        story(f"w{number:02}", f"ferry matter{number}", outlet=f"W{number}", topics={"world": 0.9})
        for number in range(20)
    ]
    sport = [
        story(f"s{number}", f"goal game{number}", outlet=f"S{number}", topics={"sport": 0.9}) for number in range(3)
    ]
    profile = people.Profile(topics={"world": 1.0, "sport": 1.0}, outside=False)
    taste = people.Taste(terms={"ferry": 1.0, "goal": -0.2}, topics={"sport": -0.5, "world": 0.5})
    (choice,) = select.choose(
        [*world, *sport], [people.Wish(profile=profile, taste=taste)], now=NOW, limits=select.Limits()
    )
    assert [pick.topic for pick in choice.picks].count("sport") == 1
    assert len(choice.picks) == profile.stories


def test_less_mutes_nothing() -> None:
    """The story comes last, and it comes: what was learned against it does not make it too weak."""
    offered = [story("a", "ferry", topics={"world": 0.6}), story("b", "goal", topics={"world": 0.6}, outlet="Post")]
    profile = people.Profile(topics={"world": 1.0}, outside=False)
    taste = people.Taste(terms={"ferry": -1.0}, topics={"world": -0.5})
    (choice,) = select.choose(offered, [people.Wish(profile=profile, taste=taste)], now=NOW, limits=select.Limits())
    assert [pick.story.id for pick in choice.picks] == ["b", "a"]
