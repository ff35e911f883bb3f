"""Dates and spans as people write them, seen from Sunday, 22 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.subscribe import dates
from digest.subscribe.dates import Rest
from tests.subscribe.reading import TODAY

CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.mark.parametrize(
    "text",
    [
        "until 24 December",
        "until December 24",
        "till Dec 24th, 2026",
        "until the 24th of December",
        "2026-12-24",
        "2026/12/24",
        "24.12.",
        "24.12.2026",
        "24. 12. 26",
        "24/12",
        "12/24/2026",
        "bis zum 24. Dezember",
        "bis 24. Dez.",
        "hasta el 24 de diciembre de 2026",
        "jusqu'au 24 décembre",
    ],
)
def test_dates_are_read(text: str) -> None:
    """In four languages, with a year or without."""
    assert dates.read(text, TODAY) == Rest(until=CHRISTMAS_EVE)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("", Rest(), id="nothing said"),
        pytest.param("please", Rest(), id="please"),
        pytest.param("10 days", Rest(days=10), id="days"),
        pytest.param("for a week", Rest(days=7), id="a week"),
        pytest.param("for a couple of weeks", Rest(days=14), id="a couple of weeks"),
        pytest.param("drei Wochen", Rest(days=21), id="three weeks in German"),
        pytest.param("por dos semanas.", Rest(days=14), id="two weeks in Spanish"),
        pytest.param("pendant un mois", Rest(days=30), id="a month in French"),
        pytest.param("until tomorrow", Rest(until=date(2026, 11, 23)), id="tomorrow"),
        pytest.param("bis übermorgen", Rest(until=date(2026, 11, 24)), id="the day after"),
        pytest.param("until Monday", Rest(until=date(2026, 11, 23)), id="the next Monday"),
        pytest.param("until sunday", Rest(until=date(2026, 11, 29)), id="the next Sunday is not today"),
        pytest.param("until next week", Rest(until=date(2026, 11, 23)), id="next week"),
        pytest.param("until next month", Rest(until=date(2026, 12, 1)), id="next month"),
        pytest.param("until January", Rest(until=date(2027, 1, 1)), id="a month"),
        pytest.param("until 1 March", Rest(until=date(2027, 3, 1)), id="next year"),
        pytest.param("until 22 November", Rest(until=date(2027, 11, 22)), id="today is not ahead"),
        pytest.param("until 29 February", Rest(until=date(2028, 2, 29)), id="the next leap year"),
        pytest.param("until 5/5", Rest(until=date(2027, 5, 5)), id="day and month alike"),
        pytest.param("2020-01-01", Rest(until=date(2020, 1, 1)), id="a year is taken at its word"),
    ],
)
def test_rests_are_read(text: str, rest: Rest) -> None:
    """What names no year is the next there is."""
    assert dates.read(text, TODAY) == rest


@pytest.mark.parametrize(
    "text",
    [
        "5/6",
        "31 February",
        "2026-13-01",
        "24.13.",
        "0 days",
        "9999 months",
        "some days",
        "for ever and ever",
        "30/30",
        "24 Foo",
        "mondays and fridays",
        "99999999999",
    ],
)
def test_what_is_no_rest_is_none(text: str) -> None:
    """Also where two dates could be meant."""
    assert dates.read(text, TODAY) is None


def test_a_leap_day_long_ahead_is_found() -> None:
    """1900 and 2100 are no leap years: eight years may pass."""
    assert dates.read("29 February", date(2096, 3, 1)) == Rest(until=date(2104, 2, 29))


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31)))
def test_what_is_written_out_is_read_back(day: date) -> None:
    """ISO, German and English ways name the same date."""
    for text in (f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day.day} {day:%B} {day.year}"):
        assert dates.read(text, None) == Rest(until=day)
