"""Whoever signs with the name of a day or a city wishes for nothing by it."""

from datetime import date

import pytest

from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights
from digest.subscribe import days, signatures, zones
from tests.subscribe.reading import changed, understood

SCIENCE = Change(topics=Weights(add={"science": 1}))


@pytest.mark.parametrize(
    "lines",
    [
        ("More science please.", "Sam"),
        ("More science please.", "sam."),
        ("More science please", "Sam"),
        ("More science, thanks!", "- Sam"),
        ("More science please. Sam",),
        ("More science please, Sam",),
        ("More science please - Sam",),
        ("More science please!", "Sam", "Sydney"),
        ("More science.", "Cheers, Paris"),
        ("More science. Cheers, Paris",),
        ("More science please.", "Sydney"),
        ("More science please.", "April"),
        ("More science please.", "Jan"),
        ("More science please.", "Florence"),
        ("Más ciencia por favor.", "Mar"),
        ("Más ciencia, por favor.", "Sofía"),
        ("Más ciencia, gracias.", "Santiago"),
        ("Más ciencia, gracias.", "Asunción"),
        ("Plus de science svp.", "Mer"),
        ("Plus de science, merci.", "Florence"),
        ("Bitte mehr Wissenschaft.", "Sam"),
        ("Mehr Wissenschaft, danke.", "Sydney"),
    ],
)
def test_a_day_or_a_city_below_a_wish_is_a_name(lines: tuple[str, ...]) -> None:
    """Neither the days nor the zone change, and nobody is told of a riddle."""
    assert changed(*lines) == SCIENCE


@pytest.mark.parametrize(
    "lines",
    [
        ("More science", "Sam"),
        ("More science", "Saturday"),
        ("Más ciencia.", "Domingo"),
        ("mehr Wissenschaft", "Berlin"),
        ("plus de science", "Lundi"),
    ],
)
def test_what_may_have_been_a_wish_is_said_to_be_none(lines: tuple[str, ...]) -> None:
    """By help, beside what was understood."""
    found = understood(*lines)
    assert found.commands == (Command(verb=Verb.CHANGE, change=SCIENCE),)
    assert found.unknown == 1


@pytest.mark.parametrize(
    ("lines", "change"),
    [
        (("8:00", "Paris"), {"timezone": "Europe/Paris"}),
        (("at 8:00", "Saturday"), {"weekdays": frozenset({5})}),
        (("weekdays", "Berlin"), {"timezone": "Europe/Berlin"}),
        (("Send it at 8 please. Berlin",), {"timezone": "Europe/Berlin"}),
        (("no sport", "CET"), {"timezone": "Europe/Berlin"}),
        (("no sport", "daily"), {"cadence": Cadence.DAILY}),
        (("More science.", "Mondays"), {"weekdays": frozenset({0})}),
        (("More science.", "Mon, Fri"), {"weekdays": frozenset({0, 4})}),
        (("More science.", "Saturday Sunday"), {"weekdays": frozenset({5, 6})}),
        (("Mon - Sat",), {"weekdays": frozenset(range(6))}),
        (("Which day? This one:", "Saturday"), {"weekdays": frozenset({5})}),
        (("zone", "Berlin"), {"timezone": "Europe/Berlin"}),
        (("subscribe tech", "Madrid"), {"timezone": "Europe/Madrid"}),
        (("Sam",), {"weekdays": frozenset({5})}),
        (("Hello,", "Paris"), {"timezone": "Europe/Paris"}),
        (("More science.", "Saturday", "no sport"), {"weekdays": frozenset({5})}),
        (("no sport", "Saturday", "at 8:00"), {"weekdays": frozenset({5})}),
    ],
)
def test_it_is_a_wish_where_what_stands_before_asks_for_it(lines: tuple[str, ...], change: dict[str, object]) -> None:
    """An hour, a heading, or nothing at all."""
    (command,) = understood(*lines).commands
    assert {name: getattr(command.change, name) for name in change} == change


def test_a_yes_with_a_name_below_is_only_a_yes() -> None:
    """The record of a consent has no days that nobody chose; and who leaves only leaves."""
    assert understood("Yes", "Sam").commands == (Command(verb=Verb.CONFIRM),)
    assert understood("unsubscribe", "Sam").commands == (Command(verb=Verb.LEAVE),)


def test_a_name_below_a_rest_is_no_end_of_it() -> None:
    """ "Jan" is no January where the end was told; where it was not, a month may be it."""
    rest = Command(verb=Verb.PAUSE, days=10)
    assert understood("pause for 10 days.", "Jan").commands == (rest,)
    assert understood("Pause please.", "Sam").commands == (Command(verb=Verb.PAUSE),)
    assert understood("pause", "April").commands == (Command(verb=Verb.PAUSE, until=date(2027, 4, 1)),)


def test_a_thanks_with_a_name_behind_it_is_kind() -> None:
    """It gets no answer; but a day behind it may have been a wish."""
    assert understood("Thanks, Paris").is_kind
    assert (understood("Thanks, Saturday").commands, understood("Thanks, Saturday").unknown) == ((), 1)


@pytest.mark.parametrize(
    "line", ["Sam Smith", "in Paris", "Paris?", "Mondays", "CET", "UTC+2", "-", "the big city of Rome"]
)
def test_what_is_no_day_and_no_city_is_left_as_it_is(line: str) -> None:
    """Also what can only be a wish."""
    assert signatures.off(line, "More science please.", joins=False) is None


def test_a_day_and_a_city_are_known_by_their_names() -> None:
    """Short names of days are those of people, too; short names of zones are not, but for initials."""
    assert [days.is_short(word) for word in ("sam", "saturday", "mondays")] == [True, False, False]
    assert [days.is_named(word) for word in ("sam", "saturday", "mondays")] == [True, True, False]
    assert [zones.is_place(word) for word in ("sydney", "rio", "pt", "cet", "uk", "sam")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
