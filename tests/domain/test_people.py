"""When a digest is due, and what a profile and counts may hold."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.people import Cadence, Counts, Door, Feedback, Forgotten, Profile, Schedule, Subscriber, Taste


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "day", "expected"),
    [
        pytest.param("07:00", "Europe/Madrid", "2026-11-22", "2026-11-22T06:00", id="an ordinary winter day"),
        pytest.param("07:00", "Europe/Madrid", "2026-07-01", "2026-07-01T05:00", id="an ordinary summer day"),
        pytest.param("02:30", "Europe/Madrid", "2026-03-29", "2026-03-29T01:30", id="a skipped hour moves forward"),
        pytest.param("02:30", "Europe/Madrid", "2026-10-25", "2026-10-25T00:30", id="a repeated hour counts once"),
        pytest.param("02:15", "Australia/Lord_Howe", "2026-10-04", "2026-10-03T15:45", id="a gap of half an hour"),
        pytest.param("23:59", "America/Nuuk", "2026-03-28", "2026-03-29T01:59", id="a gap that begins before midnight"),
    ],
)
def test_each_local_date_has_one_moment(at: str, zone: str, day: str, expected: str) -> None:
    """Clock changes neither skip nor repeat a local date."""
    schedule = Schedule(at=time.fromisoformat(at), timezone=zone)
    assert schedule.moment(date.fromisoformat(day)) == utc(expected)


@pytest.mark.parametrize(
    ("cadence", "weekday", "expected"),
    [
        pytest.param(Cadence.DAILY, 0, "2026-11-21", id="daily comes on Saturday"),
        pytest.param(Cadence.WEEKDAYS, 0, "2026-11-23", id="weekdays waits for Monday"),
        pytest.param(Cadence.WEEKLY, 2, "2026-11-25", id="weekly waits for its Wednesday"),
    ],
)
def test_the_next_date_follows_the_cadence(cadence: Cadence, weekday: int, expected: str) -> None:
    """After Friday's edition the next one is due when the cadence says."""
    schedule = Schedule(cadence=cadence, weekday=weekday, at=time(7), timezone="Europe/Madrid")
    assert schedule.due_after(utc("2026-11-20T06:00")) == date.fromisoformat(expected)


@given(
    zone=st.sampled_from(sorted(available_timezones())),
    at=st.times().map(lambda moment: moment.replace(second=0, microsecond=0, fold=0)),
    start=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1)),
)
def test_a_daily_digest_never_skips_or_repeats_a_date(zone: str, at: time, start: datetime) -> None:
    """Following due_after from one moment to the next visits every local date exactly once, in every zone."""
    schedule = Schedule(at=at, timezone=zone)
    moment, seen = start.replace(tzinfo=UTC), []
    for _ in range(5):
        day = schedule.due_after(moment)
        assert schedule.moment(day) > moment
        seen.append(day)
        moment = schedule.moment(day)
    assert seen == [seen[0] + timedelta(days=number) for number in range(5)]


@pytest.mark.parametrize(
    ("now", "expected", "last", "answer"),
    [
        pytest.param("2026-11-22T05:00", None, None, "2026-11-22", id="new before the hour: today"),
        pytest.param("2026-11-22T07:00", None, None, "2026-11-23", id="new after the hour: tomorrow"),
        pytest.param(
            "2026-11-22T07:00", "2026-11-22", None, "2026-11-22", id="hour moved earlier: today is still owed"
        ),
        pytest.param("2026-11-22T05:00", "2026-11-23", "2026-11-22", "2026-11-23", id="today was made: not again"),
    ],
)
def test_a_change_of_schedule_gives_neither_two_nor_none(
    now: str, expected: str | None, last: str | None, answer: str
) -> None:
    """The next date keeps what is owed and never repeats what was made."""
    schedule = Schedule(at=time(7), timezone="Europe/Madrid")
    found = schedule.next_date(
        utc(now),
        expected=date.fromisoformat(expected) if expected else None,
        last=date.fromisoformat(last) if last else None,
    )
    assert found == date.fromisoformat(answer)


def test_the_local_date_is_the_readers() -> None:
    """Late in the evening in UTC it is tomorrow in Tokyo."""
    assert Schedule(timezone="Asia/Tokyo").local_date(utc("2026-11-22T20:00")) == date(2026, 11, 23)


def test_moments_must_be_aware_and_in_utc() -> None:
    """A naive or local moment is refused where it enters."""
    local = datetime(2026, 11, 22, 7, tzinfo=ZoneInfo("Europe/Madrid"))
    with pytest.raises(ValueError, match="moment must be an aware moment in UTC"):
        Schedule().due_after(local)
    with pytest.raises(ValueError, match="created_at must be an aware moment in UTC"):
        Subscriber(id="0" * 16, address="ann@reader.example", created_at=datetime(2026, 11, 22))


def test_a_weight_outside_its_range_is_refused() -> None:
    """Weights lie in [-1, 1]."""
    with pytest.raises(ValueError, match=r"the weight of sport must lie in \[-1, 1\]"):
        Profile(topics={"sport": 1.5})


def test_counts_that_do_not_add_up_are_refused() -> None:
    """Every story on offer is accounted for."""
    with pytest.raises(ValueError, match="do not add up"):
        Counts(gathered=3, shown=1)
    assert Counts(gathered=6, shown=1, capped=2, left_over=3).matched == 6


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        pytest.param({"terms": {"court": 1.1}}, r"the learned weight of court must lie in \[-1, 1\]", id="a word"),
        pytest.param(
            {"topics": {"sport": -0.6}}, r"the learned weight of sport must lie in \[-0.5, 0.5\]", id="a topic"
        ),
    ],
)
def test_a_learned_weight_outside_its_range_is_refused(weights: dict[str, dict[str, float]], sentence: str) -> None:
    """Learning is bounded wherever a taste comes from."""
    with pytest.raises(ValueError, match=sentence):
        Taste(**weights)


def test_feedback_and_what_was_taken_back_have_moments_in_utc() -> None:
    """For the later of two counts."""
    local = datetime(2026, 11, 22, 7, tzinfo=ZoneInfo("Europe/Madrid"))
    with pytest.raises(ValueError, match="given_at must be an aware moment in UTC"):
        Feedback(story_id="a", title="A", more=True, given_at=local, door=Door.WEB)
    with pytest.raises(ValueError, match="forgotten_at must be an aware moment in UTC"):
        Forgotten(subject="court", is_topic=False, forgotten_at=local)
