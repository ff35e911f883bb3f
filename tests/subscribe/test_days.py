"""Days of the week as people write them."""

import pytest

from digest.domain.people import Cadence
from digest.subscribe import days, spelling

DAYS, WEEKLY, DAILY, WEEKDAYS = Cadence.DAYS, Cadence.WEEKLY, Cadence.DAILY, Cadence.WEEKDAYS


@pytest.mark.parametrize(
    ("text", "cadence", "on"),
    [
        pytest.param("daily", DAILY, None, id="daily"),
        pytest.param("jeden Tag", DAILY, None, id="jeden Tag"),
        pytest.param("todos los días", DAILY, None, id="todos los días"),
        pytest.param("tous les jours", DAILY, None, id="tous les jours"),
        pytest.param("weekdays", WEEKDAYS, None, id="weekdays"),
        pytest.param("on weekdays", WEEKDAYS, None, id="on weekdays"),
        pytest.param("Monday to Friday", WEEKDAYS, None, id="Monday to Friday"),
        pytest.param("Mo-Fr", WEEKDAYS, None, id="Mo-Fr"),
        pytest.param("du lundi au vendredi", WEEKDAYS, None, id="du lundi au vendredi"),
        pytest.param("mon-sun", DAILY, None, id="the whole week"),
        pytest.param("weekends", DAYS, {5, 6}, id="weekends"),
        pytest.param("weekly", WEEKLY, None, id="weekly"),
        pytest.param("weekly on friday", WEEKLY, {4}, id="weekly on friday"),
        pytest.param("wöchentlich am Freitag", WEEKLY, {4}, id="wöchentlich am Freitag"),
        pytest.param("every Monday and Thursday", DAYS, {0, 3}, id="two days"),
        pytest.param("on mondays", WEEKLY, {0}, id="one day, often"),
        pytest.param("montags und donnerstags", DAYS, {0, 3}, id="montags und donnerstags"),
        pytest.param("los lunes y jueves", DAYS, {0, 3}, id="los lunes y jueves"),
        pytest.param("le lundi et le jeudi", DAYS, {0, 3}, id="le lundi et le jeudi"),
        pytest.param("Mo, Mi, Fr", DAYS, {0, 2, 4}, id="short names among each other"),
        pytest.param("friday to monday", DAYS, {4, 5, 6, 0}, id="over the weekend"),
        pytest.param("fri–mon", DAYS, {4, 5, 6, 0}, id="with a dash"),
        pytest.param("every day except sunday", DAYS, {0, 1, 2, 3, 4, 5}, id="all but one"),
        pytest.param("täglich außer samstags und sonntags", WEEKDAYS, None, id="all but two"),
        pytest.param("daily except holidays", DAILY, None, id="all but what we do not know"),
    ],
)
def test_days_are_read(text: str, cadence: Cadence, on: set[int] | None) -> None:
    """In four languages, short and long."""
    found = days.read(spelling.words(text))
    assert found is not None
    assert found[:2] == (cadence, on)


@pytest.mark.parametrize(
    "text", ["", "every", "tech", "so", "do", "on", "every other year", "monday except monday", "mon-tech"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    """Two letters alone are words of their own, and no day at all is no wish."""
    assert days.read(spelling.words(text)) is None


def test_what_follows_is_left() -> None:
    """It says how many words were the days'."""
    assert days.read(["monday", "and", "friday", "at", "7"]) == (DAYS, frozenset({0, 4}), 3)
