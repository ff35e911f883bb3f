"""Servers that did not answer are left alone for a while, so that not every round waits for them in vain (REL-13).

Kept in memory: whoever starts the service again wants to know at once.  Pure: moments are seconds on any steady clock.
"""

from collections.abc import Hashable

#: The first rest, in seconds; each one is twice as long as the one before, up to the longest.
FIRST, LONGEST = 60.0, 960.0


class Rests:
    """Who is left alone, and until when.  A server whose settings were changed is another one."""

    def __init__(self) -> None:
        #: Until when, and how long the rest is.
        self._rests: dict[Hashable, tuple[float, float]] = {}

    def left(self, server: Hashable, *, at: float) -> float:
        """For how many seconds more a server is left alone; 0 when it may be asked."""
        until, _ = self._rests.get(server, (at, 0.0))
        return max(0.0, until - at)

    def begin(self, server: Hashable, *, at: float) -> None:
        """Nothing; a server that did not answer is left alone from now on."""
        _, last = self._rests.get(server, (at, 0.0))
        length = min(2 * last, LONGEST) if last else FIRST
        self._rests[server] = (at + length, length)

    def end(self, server: Hashable) -> None:
        """Nothing; it answers."""
        self._rests.pop(server, None)
