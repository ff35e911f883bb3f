"""A mail of several lines is a list of commands, within limits; and reading it never fails."""

import calendar
import zoneinfo
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.news import TOPICS
from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights
from digest.subscribe import commands, passages, spelling
from tests.subscribe.reading import TODAY, TOKEN, added, changed, understood, whole

SEVEN, MADRID = time(7, 0), "Europe/Madrid"


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        pytest.param(["abonnieren"], "de", id="a German verb"),
        pytest.param(["baja"], "es", id="a Spanish verb"),
        pytest.param(["pause"], "", id="a verb of three languages"),
        pytest.param(["pause", "hilfe"], "de", id="two verbs that only one language has"),
        pytest.param(["help", "hilfe"], "", id="two languages"),
        pytest.param(["at 7:00"], "", id="no verb"),
    ],
)
def test_the_language_of_the_verbs_is_known(lines: list[str], language: str) -> None:
    """So that a stranger is answered in it."""
    assert understood(*lines).language == language


def test_several_commands_are_done_in_order_and_wishes_are_one() -> None:
    """Changes become part of the wish to subscribe; what is said twice is done once; free lines are no riddles."""
    found = understood(
        "Dear digest,",
        "",
        "subscribe tech",
        "topics +science",
        "help",
        "at 7:00",
        "in Madrid",
        "help",
        "Thanks,",
        "Ada",
    )
    wanted = Change(topics=Weights(whole={"technology": 1}, add={"science": 1}), at=SEVEN, timezone=MADRID)
    assert found.commands == (Command(verb=Verb.SUBSCRIBE, change=wanted), Command(verb=Verb.HELP))
    assert found.unknown == 0


def test_changes_without_a_subscription_are_one_change() -> None:
    """One answer shows them all."""
    assert changed("mute Trump", "stories 8", "stories 9") == Change(mute=added("Trump"), stories=9)


def test_thanks_before_any_command_ends_nothing() -> None:
    """ "Thanks for this." may come first."""
    assert understood("Thank you very much", "help").commands == (Command(verb=Verb.HELP),)


@pytest.mark.parametrize("end", ["end", "--", "Ende", "fin", "—", "-- ", "=====", "__"])
def test_an_end_is_the_end(end: str) -> None:
    """What follows is not read (SUB-01)."""
    assert understood("help", end, "leave", "what is this") == understood("help")


def test_at_most_ten_commands_are_read() -> None:
    """The eleventh is left (SUB-04)."""
    found = understood(*(f"more {number}" for number in range(1, 30)))
    assert [command.number for command in found.commands] == list(range(1, 11))


def test_many_numbers_in_one_line_are_ten_commands_too() -> None:
    """A line is no way around the limit."""
    numbers = ", ".join(map(str, range(1, 30)))
    assert len(understood(f"more {numbers}").commands) == passages.MAX_COMMANDS


def test_at_most_fifty_lines_are_read() -> None:
    """Greetings are lines as well (SUB-04)."""
    assert understood(*["hello"] * 49, "help").commands
    assert not understood(*["hello"] * 50, "help").commands


def test_reading_ends_after_more_than_three_riddles() -> None:
    """It is a letter to somebody else then, and nothing in it is done any more (SUB-04)."""
    found = understood("one", "two", "three", "help", "four", "leave")
    assert found == commands.Understood(commands=(Command(verb=Verb.HELP),), unknown=4, language="en")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([f"confirm {TOKEN[:30]}", TOKEN[30:]], id="broken in the middle"),
        pytest.param([f"confirm {TOKEN[:30]}=", TOKEN[30:].upper()], id="broken softly, and louder"),
        pytest.param(["confirm", TOKEN], id="on a line of its own"),
        pytest.param(["confirm:", "", f"<{TOKEN}>"], id="on a line of its own, in brackets"),
    ],
)
def test_a_token_may_go_on_in_the_next_line(lines: list[str]) -> None:
    """Mail wraps long words (SUB-12)."""
    assert understood(*lines) == understood(f"confirm {TOKEN}")


def test_confirm_subcommand_with_more_commands() -> None:
    """What follows a confirmation is done as well."""
    found = understood(f"confirm {TOKEN}", "stories 8")
    assert [command.verb for command in found.commands] == [Verb.CONFIRM, Verb.CHANGE]


def test_dates_without_a_year_need_a_today() -> None:
    """The pure room reads no clock; dates that are whole need none."""
    assert understood("pause until 24 December", today=None).unknown == 1
    assert understood("pause until monday", today=None).unknown == 1
    assert understood("pause until 2026-12-24", today=None).commands[0].until == date(2026, 12, 24)


@given(st.text(), st.lists(st.text(), max_size=60))
def test_understanding_never_fails(subject: str, lines: list[str]) -> None:
    """Whatever is written; and never more than is read (SUB-04, SEC-11)."""
    found = understood(*lines, subject=subject)
    assert len(found.commands) <= passages.MAX_COMMANDS
    assert 0 <= found.unknown <= passages.MAX_UNKNOWN + 2


WORDS = st.sampled_from(
    sorted(
        spelling.among(
            "subscribe topics time at 7 7:00 pm Madrid in German , + - 0.5 tech science no more less 3 pause until 24 "
            "December monday every and except follow mute source all confirm a2b3c4d5e6f7 unsubscribe me weekly days "
            "new york \" : = stories um jeden las a la hasta jusqu'au un"
        )
    )
)


@given(st.lists(WORDS, max_size=14))
def test_words_of_ours_in_any_order_never_fail(words: list[str]) -> None:
    """Weights stay in their bounds, dates are dates; the same words mean the same in capitals, save those of names."""
    found = understood(" ".join(words))
    for command in found.commands:
        weights = command.change.topics
        assert all(-1 <= weight <= 1 for weight in {**(weights.whole or {}), **weights.add}.values())
        assert command.until is None or command.until > TODAY
    if not {"source", "follow", "mute"} & set(words):
        loud = understood(" ".join(words).upper())
        assert [command.verb for command in loud.commands] == [command.verb for command in found.commands]


WEIGHTS = st.dictionaries(
    st.sampled_from(sorted(TOPICS)), st.integers(-10, 10).map(lambda tenths: tenths / 10), min_size=1
)
ZONES = st.sampled_from(
    sorted(zone for zone in zoneinfo.available_timezones() if zone.startswith(("Europe/", "Asia/")))
)


@given(WEIGHTS, st.times(), ZONES, st.sets(st.integers(0, 6), min_size=2, max_size=4))
def test_wishes_written_out_are_read_back(weights: dict[str, float], at: time, zone: str, on: set[int]) -> None:
    """In any of the ways we would write them ourselves."""
    named = ", ".join(f"{TOPICS[slug]} {weight}" for slug, weight in weights.items())
    days_ = " and ".join(calendar.day_name[day] for day in sorted(on))
    wanted = Change(
        topics=whole(**weights),
        at=at.replace(second=0, microsecond=0),
        timezone=zone,
        cadence=Cadence.DAYS,
        weekdays=frozenset(on),
    )
    for written in (f"{at:%H:%M}", f"{at:%I:%M %p}"):
        found = understood(f"subscribe to {named} every {days_} at {written} {zone}")
        assert (found.commands, found.unknown) == ((Command(verb=Verb.SUBSCRIBE, change=wanted),), 0)
