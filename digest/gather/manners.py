"""How we behave at a publisher's door: one request at a time and a pause after it, and not too many doors at once."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from digest.gather import guard


@dataclass(slots=True)
class Turns:
    """The turns of one run (mail.md FET-24)."""

    #: Hosts asked at the same moment, at most.
    hosts: int
    #: Seconds between two requests to one host.
    pause: float
    _doors: asyncio.Semaphore = field(init=False)
    _hosts: defaultdict[str, asyncio.Lock] = field(init=False, default_factory=lambda: defaultdict(asyncio.Lock))
    _left_at: dict[str, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._doors = asyncio.Semaphore(self.hosts)

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """A turn to ask `host`; this very machine needs no pause and no queue."""
        if guard.is_loopback(host):
            async with self._doors:
                yield
            return
        async with self._hosts[host]:
            await self._rest(host)
            async with self._doors:
                try:
                    yield
                finally:
                    self._left_at[host] = asyncio.get_running_loop().time()

    async def _rest(self, host: str) -> None:
        left_at = self._left_at.get(host)
        if left_at is not None:
            await asyncio.sleep(left_at + self.pause - asyncio.get_running_loop().time())
