"""The clock that digest goes by, when the machine's is set while it runs."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from digest.cli import clock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
JUMPS = [
    pytest.param(sign * step, id=f"{word} {name}")
    for word, sign in (("forward", 1), ("back", -1))
    for name, step in (
        ("an hour", timedelta(hours=1)),
        ("a day", timedelta(days=1)),
        ("ten years", timedelta(days=3652)),
    )
]


@dataclass
class Machine:
    """A machine whose clock can be set wrong."""

    passed: timedelta = timedelta(0)
    wrong: timedelta = timedelta(0)

    def wall(self) -> datetime:
        return NOON + self.passed + self.wrong

    def counted(self) -> float:
        return self.passed.total_seconds()


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_that_is_taken_back_was_never_there(jump: timedelta) -> None:
    """For a quarter of an hour the time goes on as it is counted."""
    machine = Machine()
    steady = clock.Steady(machine.wall, machine.counted)
    machine.wrong = jump
    for minutes in range(15):
        machine.passed = minutes * MINUTE
        assert steady() == NOON + minutes * MINUTE
    machine.wrong = timedelta(0)
    machine.passed = 60 * MINUTE
    assert steady() == NOON + 60 * MINUTE


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_that_stands_is_believed_and_said(jump: timedelta, caplog: pytest.LogCaptureFixture) -> None:
    """Once, after a quarter of an hour; from then on the machine's clock counts again."""
    machine = Machine()
    steady = clock.Steady(machine.wall, machine.counted)
    machine.wrong = jump
    assert steady() == NOON
    machine.passed = 15 * MINUTE
    assert steady() == machine.wall()
    machine.passed = 16 * MINUTE
    assert steady() == machine.wall()
    assert caplog.text.count("the clock jumped by") == 1
    assert caplog.text.count("going by it") == 1


def test_small_steps_are_followed() -> None:
    """As a clock that is set by the network makes them, however many."""
    machine = Machine()
    steady = clock.Steady(machine.wall, machine.counted)
    for _ in range(20):
        machine.passed += MINUTE
        machine.wrong += 4 * MINUTE
        assert steady() == machine.wall()


def test_another_jump_is_waited_for_anew() -> None:
    """A clock that jumps to and fro is believed when it has stood still."""
    machine = Machine()
    steady = clock.Steady(machine.wall, machine.counted)
    for minutes in range(0, 60, 10):
        machine.passed, machine.wrong = minutes * MINUTE, (minutes + 30) * timedelta(days=1)
        assert steady() == NOON + minutes * MINUTE


def test_the_clock_in_use_is_the_machines() -> None:
    """Aware, in UTC, and not standing still."""
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first
    assert clock.counted() > 0
