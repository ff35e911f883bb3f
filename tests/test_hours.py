"""Whoever changes zone or hour, as often as they like: no day on their calendar brings two editions, or none."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from digest import desk, store
from digest.config import SubscriberSetting
from digest.domain.mail import Day, DayState, Edition, PlannedDay
from digest.domain.people import Counts, Profile, Schedule
from digest.pipeline import turns
from digest.store import Store
from tests.store import samples

START = datetime(2026, 3, 26, 12, tzinfo=UTC)
TICK = timedelta(minutes=30)
DAY = timedelta(days=1)
ADDRESS = "ann@reader.example"

ZONES = ("UTC", "Europe/Madrid", "America/Los_Angeles", "Pacific/Auckland", "Pacific/Kiritimati", "Asia/Kolkata")
schedules = st.builds(Schedule, at=st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30)),
                      timezone=st.sampled_from(ZONES))  # fmt: skip
#: Half hours from the one before, and the schedule from then on.
moves = st.lists(st.tuples(st.integers(1, 120), schedules), max_size=6)


def listed(schedule: Schedule) -> SubscriberSetting:
    return SubscriberSetting(
        address=ADDRESS, name="", profile_name="", profile=Profile(follow=("ferry",)), schedule=schedule, language="en"
    )


def tick(opened: Store, now: datetime) -> list[tuple[date, datetime]]:
    """Plan as the service does, with an edition for every turn: the dates made, with the moments they were due."""
    made = []
    while readers := opened.people.due(now, limit=9):
        for turn in turns.taken(readers, late=timedelta(hours=12), now=now):
            assert isinstance(turn, turns.Turn), f"a date was missed: {turn}"
            due_at = turn.reader.due_at(turn.issue_date)
            day = Day(
                subscriber_id=turn.reader.id, address=ADDRESS, issue_date=turn.issue_date, state=DayState.MADE,
                reason="", counts=Counts(gathered=1, shown=1), due_at=due_at, edition=edition(turn, now),
            )  # fmt: skip
            planned = PlannedDay(day=day, message=None, advanced=turns.advanced(turn, now=now))
            assert opened.mail.plan([planned]) == 1, f"{turn.issue_date} was made before"
            made.append((turn.issue_date, due_at))
    return made


def edition(turn: turns.Turn, now: datetime) -> Edition:
    return replace(samples.edition(turn.reader, issue_date=turn.issue_date), made_at=now)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(first=schedules, then=moves)
@example(first=Schedule(at=time(7)), then=[(40, Schedule(at=time(5)))])
@example(
    first=Schedule(at=time(7), timezone="America/Los_Angeles"),
    then=[(10, Schedule(at=time(7), timezone="Pacific/Auckland"))],
)
def test_no_day_brings_two_and_none_is_left_out(first: Schedule, then: list[tuple[int, Schedule]]) -> None:
    """The dates of editions only go up; on the calendar in force no date has two, and at its end each had its own.

    One date may pass without a mail: who moves west over the date line lives a date again whose edition they had.
    """
    with store.memory(START) as opened:
        desk.take_over(opened, feeds=(), subscribers=[listed(first)], now=START)
        schedule, now, made = first, START, list[tuple[date, datetime]]()
        since = schedule.local_date(now) + DAY
        for wait, after in [*then, (200, first)]:
            for _ in range(wait):
                before, now = now, now + TICK
                take(tick(opened, now), made, schedule)
                ended = schedule.local_date(before)
                if schedule.local_date(now) > ended >= since:
                    assert [day for day, at in made if ended in (day, schedule.local_date(at))], f"none on {ended}"
            desk.take_over(opened, feeds=(), subscribers=[listed(after)], now=now)
            since, schedule = max(since, after.local_date(now)), after
            take(tick(opened, now), made, schedule)


def take(new: list[tuple[date, datetime]], made: list[tuple[date, datetime]], schedule: Schedule) -> None:
    """Write down what was made: a later date than ever, on a day of the calendar that had nothing."""
    for day, at in new:
        assert day > max([earlier for earlier, _ in made], default=date.min)
        assert schedule.local_date(at) not in {schedule.local_date(earlier) for _, earlier in made}
        made.append((day, at))
