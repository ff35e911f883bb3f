"""Feeds: what the operator sets and what a visit finds do not overwrite each other."""

from dataclasses import replace

import pytest

from digest.domain.news import Feed, FeedStatus, Origin
from digest.store import Store
from tests.store import samples
from tests.store.samples import HOUR, LEDGER, NOW


def test_feeds_come_ordered_by_address(memory: Store) -> None:
    """However they were stored, feeds come back whole and in order."""
    feeds = [Feed(url=f"https://{letter}.example/rss", name=letter.upper()) for letter in "cab"]
    memory.news.save_feeds(feeds)
    assert memory.news.feeds() == tuple(sorted(feeds, key=lambda feed: feed.url))


def test_one_feed_is_found_by_its_exact_address(memory: Store) -> None:
    """The address as given is the identity."""
    memory.news.save_feeds([LEDGER])
    assert memory.news.feed(LEDGER.url) == LEDGER
    assert memory.news.feed(LEDGER.url.upper()) is None


def test_saving_a_feed_again_replaces_every_field(memory: Store) -> None:
    """The operator's word counts, not the first one."""
    memory.news.save_feeds([LEDGER])
    changed = replace(LEDGER, name="The Ledger", topic_hint="world", status=FeedStatus.PAUSED, failures=3)
    memory.news.save_feeds([changed])
    assert memory.news.feeds() == (changed,)


def test_a_visit_leaves_its_mark_on_the_feed(memory: Store) -> None:
    """Validators, next check and failures are kept byte for byte."""
    memory.news.save_feeds([LEDGER])
    after = replace(
        LEDGER,
        title="Ledger",
        site_url="https://ledger.example/",
        language="en-GB",
        etag='W/"0-ä"',
        last_modified="Tue, 06 Dec 2022 06:00:00 GMT",
        checked_at=NOW,
        next_check_at=NOW + HOUR,
        failures=2,
        failing_since=NOW - HOUR,
        last_error="ledger.example did not answer",
        status=FeedStatus.GONE,
        quiet=(0, 167),
        moved_to="https://ledger.example/new",
        moved_since=NOW - HOUR,
    )
    memory.news.record(samples.visit(feed=after), now=NOW)
    assert memory.news.feed(LEDGER.url) == after


def test_what_the_operator_changed_during_a_visit_stays(memory: Store) -> None:
    """A name, a hint, an origin and a pause set while the feed was being asked are not undone."""
    memory.news.save_feeds([LEDGER])
    theirs = replace(LEDGER, name="Mine", topic_hint="sport", origin=Origin.FILE, status=FeedStatus.PAUSED)
    memory.news.save_feeds([theirs])
    memory.news.record(samples.visit(feed=replace(LEDGER, title="Ledger", checked_at=NOW)), now=NOW)
    assert memory.news.feed(LEDGER.url) == replace(theirs, title="Ledger", checked_at=NOW)


def test_a_feed_taken_up_again_during_a_visit_is_asked_again(memory: Store) -> None:
    """A visit that still knew it as paused does not pause it."""
    memory.news.save_feeds([LEDGER])
    memory.news.record(samples.visit(feed=replace(LEDGER, status=FeedStatus.PAUSED)), now=NOW)
    assert memory.news.feed(LEDGER.url) == LEDGER


def test_a_feed_taken_out_during_a_visit_stays_out(memory: Store) -> None:
    """A visit brings neither the feed nor its articles back."""
    memory.news.save_feeds([LEDGER])
    memory.news.delete_feed(LEDGER.url)
    assert memory.news.record(samples.visit(samples.article("a")), now=NOW) == 0
    assert memory.news.counts().feeds == memory.news.counts().articles == 0


def test_articles_of_a_feed_taken_out_stay(memory: Store) -> None:
    """What was gathered is offered until it is old."""
    memory.news.save_feeds([LEDGER])
    memory.news.record(samples.visit(samples.article("a")), now=NOW)
    memory.news.delete_feed(LEDGER.url)
    assert [article.id for article in memory.news.unclassified(limit=9)] == ["a"]


@pytest.mark.parametrize(
    ("known", "moment"),
    [
        pytest.param(False, NOW, id="an article we did not have is news of this moment"),
        pytest.param(True, None, id="an article we had is no news"),
    ],
)
def test_a_feed_remembers_when_it_last_brought_something_new(memory: Store, known: bool, moment: object) -> None:
    """Dead feeds are told by it."""
    memory.news.save_feeds([LEDGER])
    one = samples.visit(samples.article("a"))
    if known:
        memory.news.record(one, now=NOW - HOUR)
        memory.news.save_feeds([LEDGER])
    memory.news.record(one, now=NOW)
    feed = memory.news.feed(LEDGER.url)
    assert feed is not None
    assert feed.last_new_at == moment


MOVED = "https://ledger.example/new"


def test_a_feed_that_moved_takes_its_articles_along(memory: Store) -> None:
    """Under its new address nothing was asked yet, and what it had brought already is no news again."""
    known = replace(LEDGER, name="Mine", etag="e", checked_at=NOW, moved_to=MOVED, moved_since=NOW, last_new_at=NOW)
    memory.news.save_feeds([known])
    memory.news.record(samples.visit(samples.article("a")), now=NOW)
    assert memory.news.move_feed(LEDGER.url, MOVED)
    moved = Feed(url=MOVED, name="Mine", last_new_at=NOW)
    assert memory.news.feeds() == (moved,)
    again = replace(samples.article("a"), id="b", feed_url=MOVED)
    assert memory.news.record(samples.visit(again, feed=moved), now=NOW + HOUR) == 0
    assert [(one.id, one.feed_url) for one in memory.news.unclassified(limit=9)] == [("a", MOVED)]


def test_a_feed_that_moved_to_one_in_the_list_is_gone(memory: Store) -> None:
    """The other stays as it is, and so do the articles of both."""
    other = Feed(url=MOVED, name="There already", etag="e")
    memory.news.save_feeds([LEDGER, other])
    memory.news.record(samples.visit(samples.article("a")), now=NOW)
    assert memory.news.move_feed(LEDGER.url, MOVED)
    assert memory.news.feeds() == (other,)
    assert [one.id for one in memory.news.unclassified(limit=9)] == ["a"]


def test_articles_of_a_feed_that_was_in_the_list_before_are_not_mixed_up(memory: Store) -> None:
    """One that both addresses gave stays under each."""
    here, there = samples.article("a"), replace(samples.article("a"), id="b", feed_url=MOVED)
    memory.news.save_feeds([LEDGER, Feed(url=MOVED)])
    memory.news.record(samples.visit(here), now=NOW)
    memory.news.record(samples.visit(there, feed=Feed(url=MOVED)), now=NOW)
    memory.news.delete_feed(MOVED)
    assert memory.news.move_feed(LEDGER.url, MOVED)
    assert {one.id: one.feed_url for one in memory.news.unclassified(limit=9)} == {"a": LEDGER.url, "b": MOVED}


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param([replace(LEDGER, origin=Origin.FILE)], id="a feed of config.toml"),
        pytest.param([], id="a feed taken out meanwhile"),
    ],
)
def test_what_stays_where_it_is(memory: Store, listed: list[Feed]) -> None:
    """The file's addresses are the operator's."""
    memory.news.save_feeds(listed)
    assert not memory.news.move_feed(LEDGER.url, MOVED)
    assert memory.news.feeds() == tuple(listed)
