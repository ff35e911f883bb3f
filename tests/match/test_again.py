"""What is much like a story that was sent comes after all others."""

from dataclasses import replace

import pytest

from digest.domain import news, people
from digest.match import select
from tests.match.choosing import TECH, choose, ids
from tests.match.stories import story, wish

_FREEZE = "Alliance chief warns of freeze in border fighting before spring offensive"
_OFFERED = [
    story("sent", _FREEZE, outlet="O1", topics={"technology": 0.9}),
    story("again", f"{_FREEZE} in interview", "Wire", "Hill", outlet="O2", topics={"technology": 0.9}),
    story("new", "Chips", outlet="O3", topics={"technology": 0.8}),
    story("other", "Tubes and valves", outlet="O4", topics={"technology": 0.7}),
]
_SENT = frozenset({"sent"})


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(wish(TECH), ["again", "new", "other"], id="it is the best while nothing like it was sent"),
        pytest.param(wish(TECH, sent=_SENT), ["new", "other", "again"], id="behind, not away"),
        pytest.param(wish(TECH, sent=_SENT, stories=2), ["new", "other"], id="others take its place"),
        pytest.param(
            wish(TECH, sent=_SENT, follow=("freeze",)), ["again", "new", "other"], id="not for who follows it"
        ),
        pytest.param(wish(TECH, sent=frozenset({"gone"})), ["again", "new", "other"], id="one no longer on offer"),
        pytest.param(wish(TECH, sent=_SENT, mute=("interview",)), ["new", "other"], id="what is muted stays away"),
    ],
)
def test_what_is_like_a_story_sent_comes_last(wanted: people.Wish, expected: list[str]) -> None:
    """Whatever it is worth, and with less worth than any other, so that it never leads."""
    choice = choose(_OFFERED, wanted)
    assert ids(choice) == expected
    scores = [pick.score for pick in choice.picks]
    assert scores == sorted(scores, reverse=True)


def test_a_topic_has_its_only_story_even_so() -> None:
    """The promise of a place for each topic holds."""
    offered = [*_OFFERED[:1], _moved(_OFFERED[1], "sport"), *_OFFERED[2:]]
    assert ids(choose(offered, wish({"technology": 1.0, "sport": 1.0}, sent=_SENT, stories=2))) == ["new", "again"]


def _moved(told: news.Story, topic: str) -> news.Story:
    """The story, of one other topic."""
    return replace(told, topics=(news.TopicScore(topic=topic, probability=0.9, terms=()),))


def test_an_update_is_not_behind() -> None:
    """A sent story that went on comes by its worth, though it is like another one that was sent."""
    went_on = {"again": news.Development(story=_OFFERED[1], words=("interview",))}
    wanted = replace(wish(TECH, sent=frozenset({"sent", "again"})), updates=went_on)
    assert ids(choose(_OFFERED, wanted)) == ["again", "new", "other"]


@pytest.mark.usefixtures("outside_of_two")
def test_nothing_like_a_story_sent_comes_from_outside() -> None:
    """Another one does."""
    offered = [_moved(told, "sport") for told in _OFFERED[:2]]
    offered += [_OFFERED[2], story("w", "A summit", outlet="O5", topics={"world": 0.9})]
    assert ids(choose(offered, wish(TECH, outside=True, sent=_SENT))) == ["new", "w"]


def test_beyond_the_best_of_a_row_others_still_come_first() -> None:
    """However many are put in order at once for all readers."""
    many = [
        story(f"m{number:03}", f"Matter{number}", outlet=f"M{number}", topics={"technology": 0.5}, hours=20)
        for number in range(90)
    ]
    wanted = wish(TECH, sent=_SENT, stories=91)
    chosen = ids(choose([*_OFFERED[:2], *many], wanted, select.Limits(per_outlet=3)))
    assert (len(chosen), chosen[-1]) == (91, "again")
    assert "again" not in ids(choose([*_OFFERED[:2], *many], wish(TECH, sent=_SENT, stories=90)))
