"""A line half understood: what was understood is taken, and the rest counts as not understood."""

from datetime import time

import pytest

from digest.domain.people import Cadence
from digest.domain.wishes import Change, Verb, Weights
from tests.subscribe import reading


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param(
            "topics tech, astrology, sport", Change(topics=reading.whole(technology=1, sport=1)), id="a topic unknown"
        ),
        pytest.param("Themen: Wissenschaft und Astrologie", Change(topics=reading.whole(science=1)), id="German"),
        pytest.param("topics +science, -astrology", Change(topics=Weights(add={"science": 1})), id="with signs"),
        pytest.param("stories 8, foo", Change(stories=8), id="a wish and a riddle"),
        pytest.param("time 7:30, Atlantis", Change(at=time(7, 30)), id="a city that nobody knows"),
        pytest.param("more science, astrology", Change(topics=Weights(add={"science": 1})), id="more"),
        pytest.param("no pictures, no idea", Change(pictures=False), id="two kinds of no"),
        pytest.param(
            "follow ferries, more xyz", Change(follow=reading.added("ferries")), id="a list ends where a wish begins"
        ),
    ],
)
def test_what_is_understood_is_taken(line: str, change: Change) -> None:
    """And that there was more is known."""
    found = reading.understood(line)
    assert [command.change for command in found.commands] == [change]
    assert found.unknown == 1


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param(
            "stories 8, no pictures, at 7", Change(stories=8, pictures=False, at=time(7)), id="three wishes in a line"
        ),
        pytest.param("weekdays, stories 5 and no pictures", None, id="without a verb first"),
        pytest.param("no pictures, thanks!", Change(pictures=False), id="thanks are no riddle"),
    ],
)
def test_several_wishes_may_stand_in_one_line(line: str, change: Change | None) -> None:
    """Whatever is between them."""
    wanted = change or Change(stories=5, pictures=False, cadence=Cadence.WEEKDAYS)
    assert reading.changed(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "At 7, my kids wake up",
        "On weekdays, I read it on the train",
        "Change is good, politics too",
        "Set it, and sport",
        "Days like these, Madrid shines",
        "He has 8 stories, and 9 lives",
        "I moved house, stop",
        "So long, more or less, at noon, when all was quiet",
    ],
)
def test_prose_is_no_list_of_wishes(line: str) -> None:
    """However many commas it has: nothing is changed, and nobody leaves by half a line."""
    assert reading.understood(line).commands == ()


def test_only_other_wishes_are_taken_from_a_part() -> None:
    """A line that is half about leaving is a riddle, and gets help."""
    for line in ("no pictures, erase me", "stories 5, resume, xyz", "pause, foo, bar"):
        assert {command.verb for command in reading.understood(line).commands} <= {Verb.CHANGE}
