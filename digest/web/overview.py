"""How things stand, for the operator: readers, feeds, today's run, what waits, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.domain.account import Reckoning
from digest.domain.news import Feed, FeedStatus
from digest.pipeline import report
from digest.store import Store
from digest.store.course import Newcomer

#: Who came last, so many of them.
_NEWEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything the page shows, ready to print."""

    now: datetime
    things: tuple[report.Thing, ...]
    #: Status -> how many readers.
    readers: Mapping[str, int]
    newest: tuple[Newcomer, ...]
    #: Those with trouble first.
    feeds: tuple[Feed, ...]
    failing: int
    #: Of the last 24 hours.
    account: Reckoning
    #: Messages that could go out now, and since when the oldest edition waits.
    waiting: int
    oldest: timedelta | None
    #: Forms that were sent a minute ago and are not carried out.
    forms: int

    @property
    def oldest_words(self) -> str:
        """How long the oldest edition waits: "12 min", "8 h"; "–" when none does."""
        if self.oldest is None:
            return "–"
        minutes = int(self.oldest.total_seconds() // 60)
        return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"


def look(store: Store, *, now: datetime) -> Overview:
    """How things stand now."""
    feeds = sorted(store.news.feeds(), key=lambda feed: (not _fails(feed), feed.known_as.casefold()))
    oldest = store.mail.oldest_waiting()
    return Overview(
        now=now,
        things=report.things(store, now=now),
        readers=store.course.readers(),
        newest=store.course.newest(limit=_NEWEST),
        feeds=tuple(feeds),
        failing=sum(map(_fails, feeds)),
        account=report.reckoning(store, now=now),
        waiting=store.mail.waiting(now=now),
        oldest=now - oldest if oldest else None,
        forms=store.requests.waiting(before=now - timedelta(minutes=1)),
    )


def _fails(feed: Feed) -> bool:
    return feed.status is FeedStatus.GONE or (feed.status is FeedStatus.ACTIVE and feed.failures > 0)
