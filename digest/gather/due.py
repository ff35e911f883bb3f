"""Which feeds to ask now, and when each may be asked again (pure).  Rules: mail.md FET-20 to FET-23."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from digest.domain.news import Feed, FeedStatus, Fetched, ParsedFeed
from digest.errors import DigestError, FetchError

#: What a server's own wishes may lengthen the time between two visits to.
LONGEST = timedelta(hours=24)
#: Back-off doubles from the first to `LONGEST`.
FIRST_WAIT = timedelta(hours=1)
#: Part of the back-off by which it differs from feed to feed, so that they do not all come back at once.
JITTER = 0.2
#: What quiet hours may lengthen it to: a long weekend.  A feed that asks for more is asked all the same.
QUIET = timedelta(days=3)
_HOUR = timedelta(hours=1)
#: How long a server must say that a feed has moved for good.
BELIEVED = timedelta(days=1)
#: A feed that has failed for so long is gone.
PATIENCE = timedelta(days=30)


def select(feeds: Iterable[Feed], now: datetime) -> tuple[Feed, ...]:
    """The active feeds whose time has come."""
    return tuple(feed for feed in feeds if feed.status is FeedStatus.ACTIVE and not _is_later(feed, now))


def waiting(feeds: Iterable[Feed], now: datetime) -> tuple[Feed, ...]:
    """The active feeds that failed lately and may not be asked yet, however much the operator wants to."""
    return tuple(
        feed for feed in feeds if feed.status is FeedStatus.ACTIVE and feed.failures > 0 and _is_later(feed, now)
    )


def after_success(feed: Feed, fetched: Fetched, parsed: ParsedFeed | None, now: datetime, every: timedelta) -> Feed:
    """The feed after it answered; `parsed` is None when it had nothing new.

    Cache-Control, Expires and ttl lengthen `every`, up to a day, and never shorten it; no visit falls into the hours
    in which the feed asks not to be read (RSS 2.0, skipHours and skipDays).
    """
    quiet = parsed.quiet if parsed else feed.quiet
    ttl = parsed.ttl if parsed else None
    wished = max(timedelta(seconds=fetched.max_age or 0), timedelta(minutes=ttl or 0))
    return replace(
        named(feed, parsed) if parsed else feed,
        # A 304 may leave validators out; the old ones still hold then (RFC 9110 section 15.4.5).
        etag=fetched.etag if parsed else fetched.etag or feed.etag,
        last_modified=fetched.last_modified if parsed else fetched.last_modified or feed.last_modified,
        checked_at=now,
        next_check_at=_awake(now + max(every, min(wished, LONGEST)), quiet),
        failures=0,
        failing_since=None,
        last_error="",
        quiet=quiet,
        moved_to=fetched.moved_to,
        moved_since=_since(feed, fetched, now),
    )


def moved(feed: Feed, now: datetime) -> str:
    """Where a feed has moved for good, as its server has said at every visit for a day; "" when it has not.

    RFC 9110 section 15.4.2 lets us believe it at once; a server that is set up wrongly is mended within a day.
    """
    return feed.moved_to if feed.moved_since is not None and now - feed.moved_since >= BELIEVED else ""


def _since(feed: Feed, fetched: Fetched, now: datetime) -> datetime | None:
    """Since when the server says that the feed is where it says now; None when it says nothing of the kind."""
    if not fetched.moved_to:
        return None
    return feed.moved_since or now if fetched.moved_to == feed.moved_to else now


def _awake(moment: datetime, quiet: Collection[int]) -> datetime:
    """The first moment from `moment` on in none of the quiet hours of the week; `moment` itself where that is far."""
    later = moment
    while later - moment < QUIET:
        if 24 * later.weekday() + later.hour not in quiet:
            return later
        later = later.replace(minute=0, second=0, microsecond=0) + _HOUR
    return moment


def named(feed: Feed, parsed: ParsedFeed) -> Feed:
    """The feed with what it says about itself, where it says anything."""
    return replace(
        feed,
        title=parsed.title or feed.title,
        site_url=parsed.site_url or feed.site_url,
        language=parsed.language or feed.language,
    )


def after_failure(feed: Feed, error: DigestError, now: datetime) -> Feed:
    """The feed after it failed: asked again later and later, given up on 410 or after 30 days."""
    failures = feed.failures + 1
    failing_since = feed.failing_since or now
    is_gone = getattr(error, "http_status", None) == 410 or now - failing_since >= PATIENCE
    return replace(
        feed,
        status=FeedStatus.GONE if is_gone else feed.status,
        checked_at=now,
        next_check_at=now + _wait(feed.url, failures, error),
        failures=failures,
        failing_since=failing_since,
        last_error=str(error),
    )


def _is_later(feed: Feed, now: datetime) -> bool:
    return feed.next_check_at is not None and feed.next_check_at > now


def _wait(url: str, failures: int, error: DigestError) -> timedelta:
    """As long as the server asked for; else doubling, with a part that hangs on the feed and the count alone."""
    if isinstance(error, FetchError) and error.retry_after is not None:
        return timedelta(seconds=error.retry_after)
    doubled = min(LONGEST, FIRST_WAIT * (1 << min(failures - 1, 10)))
    digest = hashlib.sha256(f"{url} {failures}".encode()).digest()
    share = int.from_bytes(digest[:4]) / 0xFFFFFFFF  # in [0, 1]
    return doubled * (1 + JITTER * (2 * share - 1))
