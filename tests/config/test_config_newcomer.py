"""Subscribers whom a command brings keep to the rules of those in config.toml."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest

from digest import config
from digest.domain.people import Cadence, Profile, Quiet, Schedule
from digest.errors import CommandError

Load = Callable[..., config.Settings]
PROFILE = 'language = "fr"\n[[profiles]]\nname = "tech"\ntopics = { technology = 1.0 }\n'


def test_a_newcomer_is_what_their_row_would_make_them(load: Load) -> None:
    """A command and the file lead to the same subscriber."""
    settings = load(PROFILE)
    newcomer = config.subscriber(
        settings, address="Ada@EXAMPLE.org", profile="tech", at="06:30", timezone="Europe/Madrid", cadence="weekdays"
    )
    row = (
        '[[subscribers]]\naddress = "Ada@example.org"\nprofile = "tech"\nat = "06:30"\ntimezone = "Europe/Madrid"\n'
        'cadence = "weekdays"'
    )
    assert newcomer == load(PROFILE + row).subscribers[0]
    assert newcomer.schedule == Schedule(cadence=Cadence.WEEKDAYS, at=time(6, 30), timezone="Europe/Madrid")
    assert newcomer.language == "fr"


def test_named_topics_weigh_one_each(load: Load) -> None:
    """Topics on the command line are all wanted alike."""
    newcomer = config.subscriber(load(), address="ada@example.org", topics=["science", "sport"])
    assert newcomer.profile == Profile(topics={"science": 1.0, "sport": 1.0})


def test_every_wish_can_be_stated(load: Load) -> None:
    """Whatever a row may hold, a command may say; what it leaves out is the profile's."""
    newcomer = config.subscriber(
        load(PROFILE),
        address="ada@example.org",
        name="Ada",
        profile="tech",
        follow=["climate AND court"],
        mute=["horoscope"],
        sources=["The Gazette"],
        mute_sources=["tabloid.example"],
        stories=5,
        outside=False,
        quiet="wider",
        pictures=False,
        weekday="saturday",
        cadence="weekly",
        language="de",
    )
    assert newcomer.profile == Profile(
        topics={"technology": 1.0},
        follow=("climate AND court",),
        mute=("horoscope",),
        sources=("The Gazette",),
        mute_sources=("tabloid.example",),
        stories=5,
        outside=False,
        quiet=Quiet.WIDER,
        pictures=False,
    )
    assert (newcomer.name, newcomer.language, newcomer.schedule.weekday) == ("Ada", "de", 5)


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        pytest.param({}, "ada@example.org wants nothing: name a profile, give a topic a weight above 0", id="nothing"),
        pytest.param({"profile": "teck"}, 'profile is "teck", which is no profile; did you mean "tech"?', id="profile"),
        pytest.param({"topics": ["sports"]}, 'topics.sports is no topic; did you mean "sport"?', id="topic"),
        pytest.param(
            {"profile": "tech", "at": "7"}, 'at is "7", which is not a time of day such as "07:00"', id="time"
        ),
        pytest.param(
            {"profile": "tech", "timezone": "Madrid"}, 'timezone is "Madrid", which is no IANA zone', id="zone"
        ),
        pytest.param({"follow": ["AND court"]}, 'follow[1] is "AND court", which is not a word', id="half a phrase"),
        pytest.param({"profile": "tech", "stories": 0}, "stories is 0, which is not a whole number", id="no stories"),
        pytest.param({"profile": "tech", "quiet": "no"}, 'quiet is "no", which is not "nothing"', id="a quiet day"),
        pytest.param({"profile": "tech", "address": "ada"}, 'address is "ada", which is no mail address', id="address"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_one_sentence(stated: dict[str, Any], sentence: str, load: Load) -> None:
    """The command answers in the words of the file's faults, without the file's places."""
    with pytest.raises(CommandError) as caught:
        config.subscriber(load(PROFILE), **({"address": "ada@example.org"} | stated))
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)
