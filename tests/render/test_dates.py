"""Dates read as the reader's language has them, the same on every machine."""

from datetime import UTC, date, datetime

import pytest
from babel import Locale

from digest.render import dates

DAY = date(2022, 12, 6)


@pytest.mark.parametrize(
    ("tag", "short", "long"),
    [
        pytest.param("en", "Dec 6", "Tuesday, December 6, 2022", id="English"),
        pytest.param("en_GB", "6 Dec", "Tuesday, 6 December 2022", id="British English"),
        pytest.param("de", "6. Dez.", "Dienstag, 6. Dezember 2022", id="German"),
        pytest.param("fr", "6 déc.", "mardi 6 décembre 2022", id="French"),
        pytest.param("ja", "12月6日", "2022年12月6日火曜日", id="Japanese"),
        pytest.param("ar", "6 ديسمبر", "الثلاثاء، 6 ديسمبر 2022", id="Arabic"),
    ],
)
def test_dates_in_words(tag: str, short: str, long: str) -> None:
    """Day and month stand in the order and with the names of the language."""
    assert (dates.short(DAY, Locale.parse(tag)), dates.long(DAY, Locale.parse(tag))) == (short, long)


@pytest.mark.parametrize(
    ("tag", "zone", "expected"),
    [
        pytest.param("en", "UTC", "Tue, Dec 6, 3:05 PM", id="twelve hours where the language counts so"),
        pytest.param("de", "Europe/Berlin", "Di., 6. Dez., 16:05", id="twenty-four where it counts so"),
        pytest.param("es", "Asia/Tokyo", "mié, 7 dic, 0:05", id="on the reader's own day"),
    ],
)
def test_moment_is_told_in_its_zone(tag: str, zone: str, expected: str) -> None:
    """The moment stands as the clock on the reader's wall has it."""
    assert dates.moment(datetime(2022, 12, 6, 15, 5, tzinfo=UTC), zone, DAY, Locale.parse(tag)) == expected


def test_moment_names_another_year() -> None:
    """An old article says how old it is."""
    at = datetime(2021, 12, 6, 7, 5, tzinfo=UTC)
    assert dates.moment(at, "UTC", DAY, Locale("de")) == "Mo., 6. Dez. 2021, 07:05"


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_time_have_a_date(at: datetime) -> None:
    """A feed's odd date costs no mail, wherever the reader is."""
    for zone in ("America/New_York", "Asia/Tokyo"):
        assert dates.moment(at, zone, DAY, Locale("en"))
