"""The clock: the one place that asks the machine for the time."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

#: A step as small as this changes nothing: it is followed at once.
SLACK = timedelta(minutes=5)
#: How long the machine's clock must stand by a jump before it is believed.
SETTLE = timedelta(minutes=15)

_log = logging.getLogger("digest")


class Steady:
    """The time as the machine says it, except that a jump is believed only once it has stood for a while (REL-06).

    Until then the time goes on as it is counted since: by a clock that nobody sets.
    """

    def __init__(self, wall: Callable[[], datetime], counted: Callable[[], float]) -> None:
        self._wall = wall
        self._counted = counted
        self._at, self._mark = wall(), counted()
        #: The jump that is not believed yet, and the count when it was first seen.
        self._jump: tuple[timedelta, float] | None = None
        self._turn = threading.Lock()

    def __call__(self) -> datetime:
        """This moment, aware and in UTC."""
        with self._turn:
            wall, counted = self._wall(), self._counted()
            steady = self._at + timedelta(seconds=counted - self._mark)
            if abs(wall - steady) > SLACK and not self._stands(wall - steady, counted):
                return steady
            self._at, self._mark, self._jump = wall, counted, None
            return wall

    def _stands(self, step: timedelta, counted: float) -> bool:
        """Whether the clock has stood by this jump for long enough."""
        if self._jump is None or abs(step - self._jump[0]) > SLACK:
            self._jump = step, counted
            _log.warning("the clock jumped by %s; believed if it stands for %s", _signed(step), SETTLE)
        if counted - self._jump[1] < SETTLE.total_seconds():
            return False
        _log.warning("the clock has stood by its jump of %s: going by it", _signed(step))
        return True


def _signed(step: timedelta) -> str:
    return f"-{-step}" if step < timedelta(0) else f"+{step}"


def _wall() -> datetime:
    return datetime.now(UTC)


def counted() -> float:
    """Seconds by a clock that nobody sets and that goes on while the machine sleeps, where there is one."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


#: This moment, aware and in UTC.
now = Steady(_wall, counted)
