"""Whose turn it is: the date that is made, the dates that were missed, and what is too late."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from digest.domain.people import Cadence, Schedule, Subscriber
from digest.pipeline import turns

SEVEN = datetime(2026, 11, 20, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


def reader(
    day: date = date(2026, 11, 20), *, due_at: datetime | None = None, cadence: Cadence = Cadence.DAILY
) -> Subscriber:
    """Who is next on a date, at seven in UTC unless it is due at another moment."""
    schedule = Schedule(at=time(7), cadence=cadence, weekday=4)
    return Subscriber(
        id="00000000000000aa",
        address="ann@reader.example",
        created_at=SEVEN,
        schedule=schedule,
        next_issue_date=day,
        next_due_at=due_at or schedule.moment(day),
        is_first=due_at is not None,
    )


def said(found: list[turns.Turn | turns.Missed]) -> list[str]:
    """Each record as "day of month, or why it was missed"."""
    return [f"{one.issue_date.day}: {one.reason if isinstance(one, turns.Missed) else 'made'}" for one in found]


AWAY = "digest was not running when it was due"
LATE = "it was more than 12 hours late; the next one comes instead"


@pytest.mark.parametrize(
    ("ann", "now", "records"),
    [
        pytest.param(reader(), SEVEN, ["20: made"], id="at the hour"),
        pytest.param(reader(), SEVEN + 12 * HOUR, ["20: made"], id="twelve hours late is not too late"),
        pytest.param(reader(), SEVEN + 13 * HOUR, [f"20: {LATE}"], id="thirteen are"),
        pytest.param(reader(), SEVEN + 25 * HOUR, [f"20: {AWAY}", "21: made"], id="a day down"),
        pytest.param(
            reader(), SEVEN + 38 * HOUR, [f"20: {AWAY}", f"21: {LATE}"], id="a day down and back in the evening"
        ),
        pytest.param(reader(cadence=Cadence.WEEKLY), SEVEN + 6 * 24 * HOUR, [f"20: {LATE}"], id="a week has one date"),
        pytest.param(
            reader(due_at=SEVEN + 13 * HOUR), SEVEN + 13 * HOUR, ["20: made"], id="who joins in the evening is not late"
        ),
        pytest.param(
            reader(due_at=SEVEN - 6 * HOUR), SEVEN + 13 * HOUR, ["20: made"], id="nor when digest was away since"
        ),
        pytest.param(
            reader(due_at=SEVEN + 13 * HOUR),
            SEVEN + 26 * HOUR,
            [f"20: {AWAY}", "21: made"],
            id="who joined while digest was away is greeted the next day",
        ),
    ],
)
def test_every_date_that_was_due_has_its_record(ann: Subscriber, now: datetime, records: list[str]) -> None:
    """One edition at most, and a reason for every other date."""
    assert said(turns.taken([ann], late=12 * HOUR, now=now)) == records


def test_an_outage_of_months_is_not_written_down_day_by_day() -> None:
    """A month of records, then the edition."""
    found = turns.taken([reader()], late=12 * HOUR, now=SEVEN + 100 * 24 * HOUR)
    assert len(found) == turns.GAP + 1
    assert isinstance(found[-1], turns.Turn)


def test_a_turn_has_the_identity_of_its_message() -> None:
    """The reader and the date, so that there can be no second one."""
    assert turns.Turn(reader=reader(), issue_date=date(2026, 11, 20)).id == "00000000000000aa.2026-11-20"


def test_somebody_without_a_date_has_today() -> None:
    """Who was paused and is sent a mail by name."""
    ann = Subscriber(id="0" * 16, address="ann@reader.example", created_at=SEVEN)
    assert turns.due_dates(ann, now=SEVEN) == [date(2026, 11, 20)]
    assert not ann.is_first
