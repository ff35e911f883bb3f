"""Many pictures asked for at once, within a given time, under the very rules that feeds are fetched under.

Their addresses come out of feeds: nothing about them is trusted, and they open no private door (mail.md FET-01 to
FET-13, FET-24).
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from digest.domain.pictures import Attempt
from digest.errors import FetchError, ParseError
from digest.gather import darkroom, fetch

MAX_BYTES = 5_000_000
#: Seconds one picture may take on the wire.
TOTAL = 10.0
#: How long a failure is remembered, at least.
AGAIN = timedelta(days=1)

_ACCEPT = "image/jpeg, image/png, image/webp;q=0.9, image/avif;q=0.8, image/gif;q=0.8"


def fetch_all(urls: Iterable[str], *, limits: fetch.Limits, patience: float, now: datetime) -> tuple[Attempt, ...]:
    """What became of each address; what there was no time for within `patience` seconds is not among them.

    `limits` are those of feeds.  A picture that fails is an attempt with a failure.
    """
    pictures = replace(
        limits, accept=_ACCEPT, wire_bytes=MAX_BYTES, body_bytes=MAX_BYTES, total=min(TOTAL, limits.total)
    )
    return asyncio.run(_ask_all(tuple(dict.fromkeys(urls)), pictures, patience, now))


@dataclass(slots=True, kw_only=True)
class _Round:
    """One call of `fetch_all`: what every picture's task needs."""

    session: fetch.Session
    limits: fetch.Limits
    #: The loop's time at which all is over.
    ends: float
    now: datetime
    #: Pictures in hand: asked for, or waiting for the darkroom.
    hands: asyncio.Semaphore
    darkrooms: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(os.cpu_count() or 1))
    attempts: list[Attempt] = field(default_factory=list)

    async def ask_one_host(self, urls: Sequence[str]) -> None:
        """Ask for a host's pictures one after another."""
        for url in urls:
            async with self.hands:
                self.attempts.append(await self._attempt(url))

    async def _attempt(self, url: str) -> Attempt:
        try:
            fetched = await fetch.fetch(
                self.session, url, etag=None, last_modified=None, limits=self.limits, now=self.now, listed=False
            )
            async with self.darkrooms:
                patience = min(darkroom.PATIENCE_SECONDS, max(0.1, self.ends - asyncio.get_running_loop().time()))
                encoded = await asyncio.to_thread(darkroom.photo, fetched.body or b"", url, patience=patience)
        except FetchError as error:
            # The advice in other words of a refusal is for feeds that the operator listed.
            words = f"{url} answers {error.http_status}." if error.http_status else str(error)
            return self._failed(url, words, timedelta(seconds=error.retry_after or 0))
        except ParseError as error:
            return self._failed(url, str(error), AGAIN)
        return Attempt(url=url, encoded=encoded)

    def _failed(self, url: str, failure: str, wait: timedelta) -> Attempt:
        return Attempt(url=url, failure=failure, retry_at=self.now + max(AGAIN, wait))


async def _ask_all(urls: Sequence[str], limits: fetch.Limits, patience: float, now: datetime) -> tuple[Attempt, ...]:
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[_host(url)].append(url)
    async with fetch.open_session(limits) as session:
        ends = asyncio.get_running_loop().time() + patience
        asked = _Round(session=session, limits=limits, ends=ends, now=now, hands=asyncio.Semaphore(limits.hosts))
        with suppress(TimeoutError):
            async with asyncio.timeout_at(ends), asyncio.TaskGroup() as tasks:
                for listed in hosts.values():
                    tasks.create_task(asked.ask_one_host(listed))
    return tuple(asked.attempts)


def _host(url: str) -> str:
    """The host of an address; of one that is none, the address, which `fetch` will refuse in a sentence."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
