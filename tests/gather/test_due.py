"""due: which feeds to ask, and when again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.news import Feed, FeedStatus, Fetched, ParsedFeed
from digest.errors import DigestError, FetchError, ParseError
from digest.gather import due
from tests.gather.conftest import NOW

HOUR = timedelta(hours=1)
FEED = Feed(url="https://news.example/feed")
FAILED = replace(FEED, failures=2, failing_since=NOW - HOUR, next_check_at=NOW + HOUR, last_error="down.")
PARSED = ParsedFeed(title="The Example", site_url="https://news.example/", language="en", ttl=None, entries=())
DOWN = FetchError("https://news.example/feed answers 500.", url=FEED.url, http_status=500)


def fetched(*, etag: str | None = "e", last_modified: str | None = "l", max_age: int | None = None) -> Fetched:
    """An answer with these validators."""
    return Fetched(
        url=FEED.url,
        final_url=FEED.url,
        http_status=200,
        body=b"",
        content_type="",
        etag=etag,
        last_modified=last_modified,
        max_age=max_age,
        fetched_at=NOW,
    )


@pytest.mark.parametrize(
    ("feed", "selected", "waits"),
    [
        pytest.param(FEED, True, False, id="a feed never asked is due"),
        pytest.param(replace(FEED, next_check_at=NOW), True, False, id="its time has come"),
        pytest.param(
            replace(FEED, next_check_at=NOW + HOUR), False, False, id="its time has not come, and it need not wait"
        ),
        pytest.param(FAILED, False, True, id="it failed and must be left alone"),
        pytest.param(replace(FAILED, next_check_at=NOW), True, False, id="it failed and may be asked again"),
        pytest.param(replace(FEED, status=FeedStatus.PAUSED), False, False, id="paused"),
        pytest.param(replace(FAILED, status=FeedStatus.GONE), False, False, id="gone"),
    ],
)
def test_who_is_asked_and_who_is_left_alone(feed: Feed, *, selected: bool, waits: bool) -> None:
    """`select` is the service's choice; `waiting` are those even the operator's command leaves alone."""
    assert (due.select([feed], NOW) == (feed,)) is selected
    assert (due.waiting([feed], NOW) == (feed,)) is waits


@pytest.mark.parametrize(
    ("max_age", "ttl", "wait"),
    [
        pytest.param(None, None, HOUR, id="nothing wished"),
        pytest.param(60, 5, HOUR, id="shorter wishes are not heard"),
        pytest.param(7200, None, 2 * HOUR, id="max-age lengthens"),
        pytest.param(None, 180, 3 * HOUR, id="ttl lengthens"),
        pytest.param(7200, 180, 3 * HOUR, id="the longer one counts"),
        pytest.param(10**9, 10**5, 24 * HOUR, id="a day at most"),
    ],
)
def test_wishes_lengthen_and_never_shorten(max_age: int | None, ttl: int | None, wait: timedelta) -> None:
    """FET-21: Cache-Control and ttl move the next check later, up to a day."""
    feed = due.after_success(FEED, fetched(max_age=max_age), replace(PARSED, ttl=ttl), NOW, HOUR)
    assert feed.next_check_at == NOW + wait


MOVED = "https://new.example/feed"


def visited(feed: Feed, moved_to: str, hours: int) -> Feed:
    """The feed after one more visit."""
    answer = replace(fetched(), moved_to=moved_to)
    return due.after_success(feed, answer, None, NOW + hours * HOUR, HOUR)


@pytest.mark.parametrize(
    ("visits", "moved"),
    [
        pytest.param([(MOVED, 0)], "", id="one visit is not enough"),
        pytest.param([(MOVED, 0), (MOVED, 12), (MOVED, 23)], "", id="nor are several within a day"),
        pytest.param([(MOVED, 0), (MOVED, 12), (MOVED, 24)], MOVED, id="a day of visits is"),
        pytest.param([(MOVED, 0), ("", 12), (MOVED, 24)], "", id="unless it was back meanwhile"),
        pytest.param([(MOVED, 0), ("https://x.example/", 12), (MOVED, 24)], "", id="or somewhere else"),
        pytest.param([(MOVED, 0), (MOVED, 24), ("", 25)], "", id="or is back now"),
        pytest.param([], "", id="a feed that was never asked has not moved"),
    ],
)
def test_a_feed_has_moved_when_its_server_says_so_for_a_day(visits: Sequence[tuple[str, int]], moved: str) -> None:
    """FET-06: RFC 9110 lets us believe it at once; a server set up wrongly has a day."""
    feed = FEED
    for moved_to, hours in visits:
        feed = visited(feed, moved_to, hours)
    assert due.moved(feed, NOW + max([hours for _, hours in visits], default=0) * HOUR) == moved


def test_a_failure_says_nothing_of_where_a_feed_is() -> None:
    """What was said before it still counts after it."""
    feed = due.after_failure(visited(FEED, MOVED, 0), DOWN, NOW + HOUR)
    assert due.moved(visited(feed, MOVED, 24), NOW + 24 * HOUR) == MOVED


#: NOW is Sunday 06:00.
SUNDAY = range(6 * 24, 7 * 24)


@pytest.mark.parametrize(
    ("quiet", "every", "wait"),
    [
        pytest.param([8, 9], HOUR, HOUR, id="other hours"),
        pytest.param([*SUNDAY], HOUR, 18 * HOUR, id="all Sunday"),
        pytest.param([6 * 24 + 7], HOUR, 2 * HOUR, id="the next hour"),
        pytest.param([6 * 24 + 7], HOUR * 2.5, 2.5 * HOUR, id="an hour that is over by then"),
        pytest.param([6 * 24 + 7], HOUR * 1.5, 2 * HOUR, id="to the beginning of the hour after"),
        pytest.param([*SUNDAY, 0], 10 * HOUR, 19 * HOUR, id="from one week into the next"),
        pytest.param([*SUNDAY, *range(48)], HOUR, 66 * HOUR, id="a long weekend"),
        pytest.param([*SUNDAY, *range(72)], HOUR, HOUR, id="a feed that nearly never wants to be read is read"),
        pytest.param(range(7 * 24), HOUR, HOUR, id="and one that never does"),
    ],
)
@pytest.mark.parametrize("is_new", [True, False])
def test_a_feed_is_not_read_in_its_quiet_hours(
    quiet: Sequence[int], every: timedelta, wait: timedelta, *, is_new: bool
) -> None:
    """RSS 2.0, skipHours and skipDays: by the document, or as it was remembered when there is nothing new."""
    known = FEED if is_new else replace(FEED, quiet=tuple(quiet))
    parsed = replace(PARSED, quiet=tuple(quiet)) if is_new else None
    feed = due.after_success(known, fetched(), parsed, NOW, every)
    assert feed.next_check_at == NOW + wait
    assert feed.quiet == tuple(quiet)


def test_the_operators_own_interval_may_be_longer_than_a_day() -> None:
    """The cap binds the servers, not the operator."""
    feed = due.after_success(FEED, fetched(max_age=10**9), PARSED, NOW, timedelta(days=3))
    assert feed.next_check_at == NOW + timedelta(days=3)


def test_success_ends_a_row_of_failures_and_learns_the_feeds_name() -> None:
    """A feed that answers is as good as new, and says who it is."""
    feed = due.after_success(FAILED, fetched(), PARSED, NOW, HOUR)
    assert (feed.failures, feed.failing_since, feed.last_error, feed.checked_at) == (0, None, "", NOW)
    assert (feed.title, feed.site_url, feed.language) == ("The Example", "https://news.example/", "en")
    assert (feed.etag, feed.last_modified) == ("e", "l")


@pytest.mark.parametrize(
    ("parsed", "etag", "kept"),
    [
        pytest.param(None, None, "old", id="a 304 without validators keeps the old ones"),
        pytest.param(None, "new", "new", id="a 304 may bring new ones"),
        pytest.param(PARSED, "new", "new", id="a document brings its own"),
        pytest.param(PARSED, None, None, id="a document without validators has none"),
    ],
)
def test_validators(parsed: ParsedFeed | None, etag: str | None, kept: str | None) -> None:
    """FET-20: what is remembered belongs to the document we have."""
    known = replace(FEED, title="Known", etag="old", last_modified="old")
    feed = due.after_success(known, fetched(etag=etag, last_modified=etag), parsed, NOW, HOUR)
    assert (feed.etag, feed.last_modified) == (kept, kept)
    assert feed.title == ("The Example" if parsed else "Known")


@pytest.mark.parametrize(("failures", "hours"), [(0, 1), (1, 2), (2, 4), (3, 8), (4, 16), (5, 24), (6, 24), (5000, 24)])
def test_back_off_doubles_from_an_hour_to_a_day(failures: int, hours: int) -> None:
    """FET-22: with at most 20 % of jitter."""
    feed = due.after_failure(replace(FEED, failures=failures), DOWN, NOW)
    assert feed.next_check_at is not None
    assert 0.8 * hours * HOUR <= feed.next_check_at - NOW <= 1.2 * hours * HOUR
    assert (feed.failures, feed.last_error, feed.checked_at) == (failures + 1, str(DOWN), NOW)


def test_jitter_hangs_on_the_feed_and_the_count_alone() -> None:
    """The same failure gives the same moment; two feeds give two."""
    other = replace(FEED, url="https://other.example/feed")
    assert due.after_failure(FEED, DOWN, NOW) == due.after_failure(FEED, DOWN, NOW)
    assert due.after_failure(FEED, DOWN, NOW).next_check_at != due.after_failure(other, DOWN, NOW).next_check_at


def test_what_the_server_asked_for_is_what_it_gets() -> None:
    """Retry-After beats the doubling."""
    error = FetchError("busy.", url=FEED.url, http_status=429, retry_after=900)
    assert due.after_failure(replace(FEED, failures=9), error, NOW).next_check_at == NOW + timedelta(seconds=900)


@pytest.mark.parametrize(
    ("feed", "error", "status"),
    [
        pytest.param(FEED, DOWN, FeedStatus.ACTIVE, id="one failure is nothing"),
        pytest.param(FEED, ParseError("no feed.", source=FEED.url), FeedStatus.ACTIVE, id="nor is one bad document"),
        pytest.param(FEED, FetchError("gone.", url=FEED.url, http_status=410), FeedStatus.GONE, id="410 is the end"),
        pytest.param(
            replace(FAILED, failing_since=NOW - timedelta(days=29)), DOWN, FeedStatus.ACTIVE, id="29 days are not yet"
        ),
        pytest.param(replace(FAILED, failing_since=NOW - timedelta(days=30)), DOWN, FeedStatus.GONE, id="30 days are"),
        pytest.param(replace(FAILED, status=FeedStatus.PAUSED), DOWN, FeedStatus.PAUSED, id="paused stays paused"),
    ],
)
def test_when_a_feed_is_gone(feed: Feed, error: DigestError, status: FeedStatus) -> None:
    """FET-23: 410 at once, anything else after 30 days without one success."""
    assert due.after_failure(feed, error, NOW).status is status


def test_a_row_of_failures_remembers_its_beginning() -> None:
    """`failing_since` is the first failure's moment."""
    first = due.after_failure(FEED, DOWN, NOW)
    second = due.after_failure(first, DOWN, NOW + HOUR)
    assert (first.failing_since, second.failing_since) == (NOW, NOW)


@given(st.integers(0, 10**6), st.text())
def test_a_failed_feed_always_waits_and_never_over_long(failures: int, url: str) -> None:
    """Law: the next check lies between 48 minutes and 28.8 hours ahead."""
    feed = due.after_failure(replace(FEED, url=f"https://{url}", failures=failures), DOWN, NOW)
    assert feed.next_check_at is not None
    assert timedelta(minutes=48) <= feed.next_check_at - NOW <= timedelta(hours=28.8)
    assert due.waiting([feed], NOW) == (feed,)
