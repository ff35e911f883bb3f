"""Dates read the same on every machine."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest.render import dates


def test_dates_in_words() -> None:
    """Day and month have their English names."""
    assert dates.short(date(2022, 12, 6)) == "6 Dec"
    assert dates.long(date(2022, 12, 6)) == "Tuesday 6 December 2022"


def test_moment_is_told_in_its_own_zone() -> None:
    """The moment stands as the clock on the reader's wall has it."""
    local = datetime(2022, 12, 6, 7, 5, tzinfo=ZoneInfo("Europe/Madrid"))
    assert dates.moment(local, date(2022, 12, 6)) == "Tue 6 Dec, 07:05"


def test_moment_names_another_year() -> None:
    """An old article says how old it is."""
    local = datetime(2021, 12, 6, 7, 5, tzinfo=ZoneInfo("Europe/Madrid"))
    assert dates.moment(local, date(2022, 1, 6)) == "Mon 6 Dec 2021, 07:05"
