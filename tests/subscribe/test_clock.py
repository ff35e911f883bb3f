"""Times of day as people write them."""

from datetime import time

import pytest

from digest.subscribe import clock, spelling


@pytest.mark.parametrize(
    ("text", "at", "taken"),
    [
        pytest.param("7:00", time(7), 1, id="on the clock"),
        pytest.param("18.30", time(18, 30), 1, id="with a point"),
        pytest.param("6.30pm", time(18, 30), 1, id="pm at once"),
        pytest.param("6:30 p.m. Madrid", time(18, 30), 2, id="p.m. apart, then something else"),
        pytest.param("7am", time(7), 1, id="am"),
        pytest.param("12am", time(0), 1, id="twelve at night"),
        pytest.param("12 pm", time(12), 2, id="twelve at noon"),
        pytest.param("at 7", time(7), 2, id="at makes a number an hour"),
        pytest.param("at 7 in the evening", time(19), 5, id="in the evening"),
        pytest.param("19 o'clock", time(19), 2, id="o'clock"),
        pytest.param("um 7 Uhr 30", time(7, 30), 4, id="Uhr between"),
        pytest.param("7:30 Uhr", time(7, 30), 2, id="Uhr behind"),
        pytest.param("7 Uhr morgens", time(7), 3, id="morgens"),
        pytest.param("8 Uhr abends", time(20), 3, id="abends"),
        pytest.param("a las 7 de la tarde", time(19), 6, id="de la tarde"),
        pytest.param("à 7h30", time(7, 30), 2, id="7h30"),
        pytest.param("18 h", time(18), 2, id="18 h"),
        pytest.param("7 heures du matin", time(7), 4, id="du matin"),
        pytest.param("13:00 pm", time(13), 2, id="pm behind what needs none"),
        pytest.param("at noon", time(12), 2, id="noon"),
        pytest.param("minuit", time(0), 1, id="midnight"),
    ],
)
def test_times_are_read(text: str, at: time, taken: int) -> None:
    """With the number of words they take."""
    assert clock.read([spelling.folded(word) for word in text.split()]) == (at, taken)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "24:00",
        "7:60",
        "0 pm",
        "13",
        "seven stories",
        "7:000",
        "noonday",
        "7pms",
        "at",
        "2026-12-24",
        "7:00:00",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    """A number alone may be anything."""
    assert clock.read(text.split()) is None


def test_a_number_is_an_hour_where_a_time_was_announced() -> None:
    """ "time 7" """
    assert clock.read(["7"], is_time=True) == (time(7), 1)
