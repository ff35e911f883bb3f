"""Many feeds asked at once, each visit handed over as soon as it is finished."""

import asyncio
import queue
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from digest.domain.news import Article, Feed, FeedVisit, Fetched, ParsedFeed
from digest.errors import FetchError, ParseError
from digest.gather import clean, due, fetch, parse

#: Visits that wait for whoever takes them; beyond that the network waits too.
_WAITING_VISITS = 64


def visit(feeds: Sequence[Feed], *, limits: fetch.Limits, every: timedelta, now: datetime) -> Iterator[FeedVisit]:
    """One visit for each feed, in the order they finish.  A feed that fails is a visit with a failure.

    The network is served by a thread of its own, so that a slow taker makes no server wait for us.
    """
    finished: queue.Queue[FeedVisit | BaseException | None] = queue.Queue(_WAITING_VISITS)
    stopped = threading.Event()
    work = threading.Thread(
        target=_run, args=(_Round(limits, every, now, finished, stopped), feeds), name="gather", daemon=True
    )
    work.start()
    try:
        while (outcome := finished.get()) is not None:
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome
    finally:
        stopped.set()
        work.join()


def read(body: bytes, feed: Feed, *, content_type: str = "", now: datetime) -> tuple[tuple[Article, ...], int]:
    """The articles in a document, and how many of its entries make none; ParseError when it is no feed."""
    return articles(parse.parse(body, url=feed.url, content_type=content_type), feed, now=now)


def articles(parsed: ParsedFeed, feed: Feed, *, now: datetime) -> tuple[tuple[Article, ...], int]:
    """The articles of a feed in its own order, each guid once, and how many entries make none."""
    known = due.named(feed, parsed)
    found: dict[str, Article] = {}
    skipped = 0
    for entry in parsed.entries:
        article = clean.article(entry, known, language=parsed.language, now=now)
        if article is None:
            skipped += 1
        else:
            found.setdefault(article.id, article)
    return tuple(found.values()), skipped


class _Round:
    """One call of `visit`: what every feed's task needs."""

    def __init__(
        self,
        limits: fetch.Limits,
        every: timedelta,
        now: datetime,
        finished: "queue.Queue[FeedVisit | BaseException | None]",
        stopped: threading.Event,
    ) -> None:
        self.limits, self.every, self.now, self.finished, self.stopped = limits, every, now, finished, stopped

    async def visit_all(self, feeds: Sequence[Feed]) -> None:
        async with fetch.open_session(self.limits) as session, asyncio.TaskGroup() as tasks:
            for feed in feeds:
                tasks.create_task(self._visit(session, feed))

    async def _visit(self, session: fetch.Session, feed: Feed) -> None:
        if not self.stopped.is_set():
            await self.hand_over(await self._asked(session, feed))

    async def _asked(self, session: fetch.Session, feed: Feed) -> FeedVisit:
        try:
            fetched = await fetch.fetch(
                session,
                feed.url,
                etag=feed.etag,
                last_modified=feed.last_modified,
                limits=self.limits,
                now=self.now,
            )
            return await self._answered(feed, fetched)
        except (FetchError, ParseError) as error:
            return FeedVisit(feed=due.after_failure(feed, error, self.now), failure=str(error))

    async def _answered(self, feed: Feed, fetched: Fetched) -> FeedVisit:
        if fetched.body is None:
            return FeedVisit(
                feed=due.after_success(feed, fetched, None, self.now, self.every),
                unchanged=True,
                served_at=fetched.served_at,
            )
        parsed, found, skipped = await asyncio.to_thread(self._understood, feed, fetched, fetched.body)
        known = due.after_success(feed, fetched, parsed, self.now, self.every)
        return FeedVisit(feed=known, articles=found, skipped=skipped, served_at=fetched.served_at)

    def _understood(self, feed: Feed, fetched: Fetched, body: bytes) -> tuple[ParsedFeed, tuple[Article, ...], int]:
        parsed = parse.parse(body, url=feed.url, content_type=fetched.content_type)
        return parsed, *articles(parsed, feed, now=self.now)

    async def hand_over(self, outcome: FeedVisit | BaseException | None) -> None:
        """Put `outcome` where the taker finds it, unless nobody takes any more."""
        while not self.stopped.is_set():
            try:
                self.finished.put_nowait(outcome)
            except queue.Full:
                await asyncio.sleep(0.02)
            else:
                return


def _run(visits: _Round, feeds: Sequence[Feed]) -> None:
    """The thread: all visits, then None; whatever breaks is handed over too, so that no bug is lost."""

    async def all_then_none() -> None:
        try:
            await visits.visit_all(feeds)
        except BaseException as error:  # noqa: BLE001 - raised again by `visit`, in the taker's thread
            await visits.hand_over(error)
        else:
            await visits.hand_over(None)

    asyncio.run(all_then_none())
