"""Commands on when mail comes: chosen days, pauses, and what is shown of them."""

from datetime import UTC, datetime, timedelta

import pytest

from digest.cli import people
from digest.domain.people import Cadence, Schedule, Subscriber
from tests.cli.conftest import Run

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADDRESS = "you@example.org"


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        pytest.param(Schedule(), "daily at 07:00 UTC", id="every day"),
        pytest.param(Schedule(cadence=Cadence.WEEKLY, weekday=5), "weekly on Saturday at 07:00 UTC", id="once a week"),
        pytest.param(
            Schedule(cadence=Cadence.DAYS, days=frozenset({0, 2, 4})),
            "on Monday, Wednesday and Friday at 07:00 UTC",
            id="on chosen days",
        ),
        pytest.param(
            Schedule(cadence=Cadence.DAYS, days=frozenset({3})), "on Thursday at 07:00 UTC", id="on one chosen day"
        ),
    ],
)
def test_a_schedule_is_shown_in_words(schedule: Schedule, words: str) -> None:
    """As one would say it."""
    assert people.schedule_words(schedule) == words


def test_the_next_dates_are_shown() -> None:
    """The very next one in words, and two after it, on the days that were chosen."""
    schedule = Schedule(cadence=Cadence.DAYS, days=frozenset({0, 3}))
    day = schedule.due_after(NOW)
    ann = Subscriber(id="a", address=ADDRESS, created_at=NOW, schedule=schedule, next_issue_date=day,
                     next_due_at=schedule.moment(day))  # fmt: skip
    assert people.coming_words(ann, NOW) == ["Mon 23 Nov 07:00 UTC (in 3 days)", "then Thu 26 Nov, Mon 30 Nov"]


def test_somebody_joins_for_chosen_days(run: Run) -> None:
    """By name, in any case; a day that is none is answered with a sentence."""
    run("init")
    assert run("subscribers", "add", "ivy@example.org", "--topics", "science", "--days", "Monday,thursday").status == 0
    assert "on Monday and Thursday at 07:00 UTC" in run("subscribers", "show", "ivy@example.org").out
    wrong = run("subscribers", "add", "eve@example.org", "--topics", "science", "--days", "mittwoch")
    assert wrong.status == 1
    assert 'days[1] is "mittwoch", which is not a day of the week' in wrong.err


def test_a_pause_ends_by_itself_or_by_command(run: Run) -> None:
    """Also for who is listed in config.toml: reading the file again does not wake them."""
    run("init")
    until = (datetime.now(UTC) + timedelta(days=30)).date()  # noqa: TID251 - the command reads the real clock
    said = run("subscribers", "pause", ADDRESS, "--until", until.isoformat())
    assert said.out.startswith(
        f"{ADDRESS} gets no mail until {until:%a %-d %b %Y}; next digest: {until:%a %-d %b} 07:00"
    )
    assert f"paused      until {until:%a %-d %b %Y}" in run("subscribers", "show", ADDRESS).out
    assert "paused" in run("subscribers").out
    assert f"they are paused until {until:%a %-d %b %Y}" in run("why", ADDRESS).out
    assert "gets mail again; next digest: " in run("subscribers", "resume", ADDRESS).out
    assert "paused" not in run("subscribers").out
    record = run("consent", ADDRESS).out
    assert f"pause until {until}" in record
    assert "resume" in record.partition(f"pause until {until}")[2]


def test_a_pause_without_an_end_says_how_to_end_it(run: Run) -> None:
    """Whoever types it learns the other command."""
    run("init")
    said = run("subscribers", "pause", ADDRESS)
    assert "until they resume; next digest: none" in said.out
    assert f"digest subscribers resume {ADDRESS}" in said.out
    again = run("subscribers", "add", ADDRESS, "--topics", "science")
    assert "subscribes already and pauses" in again.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(("pause", ADDRESS, "--until", "Christmas"), "Christmas is no date", id="a word for a date"),
        pytest.param(("pause", ADDRESS, "--until", "2020-01-01"), "a pause ends on a date after", id="a date gone by"),
        pytest.param(("pause", ADDRESS, "--until", "2226-01-01"), "within two years", id="a date too far ahead"),
        pytest.param(("resume", ADDRESS), "does not pause", id="nothing to end"),
        pytest.param(("pause", "eve@example.org"), "nobody subscribes as", id="nobody"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    """And nothing is changed."""
    run("init")
    answer = run("subscribers", *words)
    assert answer.status == 1
    assert sentence in answer.err
