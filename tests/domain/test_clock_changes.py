"""Every clock change of two years, in every zone: each local date exactly once (mail.md REL-07)."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from digest.config import values
from digest.domain.people import Cadence, Schedule

DAY = timedelta(days=1)
HALF = timedelta(minutes=30)
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
HALF_HOURS = [time(number // 2, number % 2 * 30) for number in range(48)]


def offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    found = moment.astimezone(zone).utcoffset()
    assert found is not None
    return found


@cache
def changes() -> dict[str, list[tuple[datetime, timedelta, timedelta]]]:
    """For each zone its clock changes: the UTC moment and the offset on either side, found by walking half hours."""
    found: dict[str, list[tuple[datetime, timedelta, timedelta]]] = {}
    for name in sorted(values.zones()):
        zone, moment = ZoneInfo(name), FIRST
        found[name] = []
        while moment < LAST:
            if offset(zone, moment) != offset(zone, moment + DAY):
                step = moment
                while offset(zone, step) == offset(zone, step + HALF):
                    step += HALF
                found[name].append((step + HALF, offset(zone, step), offset(zone, step + HALF)))
            moment += DAY
    return found


def slots() -> Iterator[tuple[str, date, time, timedelta, timedelta, datetime]]:
    """Every half hour of every local date on which a clock changes: the zone, the date, the hour, the change."""
    for name, moved in changes().items():
        for moment, before, after in moved:
            day = (moment + min(before, after)).date()
            for at in HALF_HOURS:
                yield name, day, at, before, after, moment


def test_all_zones_are_walked() -> None:
    """597 zones with 804 changes, 38,592 half hours in the zones of 2025b; other years differ a little."""
    days = sum(map(len, changes().values()))
    assert abs(len(changes()) - 597) < 10
    assert abs(days - 804) < 40


def test_every_slot_of_every_change_comes_once() -> None:
    """Walked by `due_after` from two days before to two days after: no date skipped, none twice, and at what moment.

    The nominal hour where it exists, the first time where it exists twice; in a gap, as long after as the gap is.
    """
    kinds: Counter[str] = Counter()
    for name, day, at, before, after, moment in slots():
        schedule = Schedule(at=at, timezone=name)
        due = {day + number * DAY: schedule.moment(day + number * DAY) for number in range(-2, 3)}
        walked, now = [], schedule.moment(day - 3 * DAY)
        for _ in due:
            walked.append(schedule.due_after(now))
            now = schedule.moment(walked[-1])
        assert walked == list(due), (name, day, at)
        assert list(due.values()) == sorted(set(due.values())), (name, day, at)
        kinds[kind(day, at, before, after, moment)] += 1
        assert due[day] == expected(day, at, before, after, moment), (name, day, at)
    assert min(kinds["gap"], kinds["fold"]) > 760, kinds


def nominal(day: date, at: time, ahead: timedelta) -> datetime:
    """The moment of a wall clock that is ahead of UTC by so much."""
    return datetime.combine(day, at, tzinfo=UTC) - ahead


def kind(day: date, at: time, before: timedelta, after: timedelta, moment: datetime) -> str:
    """Whether a wall clock shows that time twice, never, or once."""
    early, late = nominal(day, at, before) < moment, nominal(day, at, after) >= moment
    return {(True, True): "fold", (False, False): "gap"}.get((early, late), "once")


def expected(day: date, at: time, before: timedelta, after: timedelta, moment: datetime) -> datetime:
    """The moment by the two offsets alone."""
    early = nominal(day, at, before)
    return early if early < moment or kind(day, at, before, after, moment) == "gap" else nominal(day, at, after)


@pytest.mark.parametrize("cadence", [Cadence.WEEKDAYS, Cadence.WEEKLY, Cadence.DAYS])
def test_other_cadences_come_on_their_days_and_no_others(cadence: Cadence) -> None:
    """Two weeks around every change of two zones with odd ones: half an hour, and two hours."""
    for name in ("Australia/Lord_Howe", "Antarctica/Troll"):
        for moment, *_ in changes()[name]:
            schedule = Schedule(cadence=cadence, weekday=6, days=frozenset({0, 5, 6}), at=time(2, 30), timezone=name)
            now, walked = moment - 7 * DAY, []
            while now < moment + 7 * DAY:
                walked.append(schedule.due_after(now))
                now = schedule.moment(walked[-1])
            whole = [walked[0] + number * DAY for number in range((walked[-1] - walked[0]).days + 1)]
            assert walked == [day for day in whole if day.weekday() in schedule.weekdays]
