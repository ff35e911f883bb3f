"""visits: many feeds at once."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from digest.domain.news import Feed, FeedStatus, FeedVisit
from digest.errors import ParseError
from digest.gather import fetch, parse, visits
from tests.gather import documents
from tests.gather.conftest import NOW, RSS, Answer, Publisher

HOUR = timedelta(hours=1)


def visit(publisher: Publisher, *paths: str, limits: fetch.Limits, **known: Any) -> dict[str, FeedVisit]:
    """One visit for each path, by path."""
    feeds = [Feed(url=publisher.url + path, **known) for path in paths]
    found = visits.visit(feeds, limits=limits, every=HOUR, now=NOW)
    return {visit.feed.url.removeprefix(publisher.url): visit for visit in found}


def test_each_feed_is_visited_and_no_failure_stops_another(publisher: Publisher, limits: fetch.Limits) -> None:
    """Good, unchanged, rubbish, failing and gone, all in one round."""
    publisher.answers |= {
        "/good": Answer(headers={"ETag": '"1"', "Cache-Control": "max-age=7200"}),
        "/same": Answer(304, b""),
        "/rubbish": Answer(body=b"<html>Sorry</html>"),
        "/down": Answer(503, b"", {"Retry-After": "600"}),
        "/gone": Answer(410, b""),
    }
    found = visit(publisher, "/good", "/same", "/rubbish", "/down", "/gone", limits=limits)
    good, same, rubbish, down, gone = (found[path] for path in ("/good", "/same", "/rubbish", "/down", "/gone"))
    assert [article.title for article in good.articles] == ["Bridge opens"]
    assert (good.feed.title, good.feed.etag, good.feed.next_check_at) == ("The Example", '"1"', NOW + 2 * HOUR)
    assert good.articles[0].outlet == "The Example"
    assert (same.unchanged, same.articles, same.failure, same.feed.checked_at) == (True, (), "", NOW)
    assert rubbish.failure == f"{publisher.url}/rubbish is not a feed: it is an HTML page."
    assert rubbish.feed.failures == 1
    assert down.failure == f"{publisher.url}/down answers 503 Service Unavailable."
    assert down.feed.next_check_at == NOW + timedelta(minutes=10)
    assert gone.feed.status is FeedStatus.GONE
    assert good.served_at is not None


def test_no_feeds_make_no_visits(limits: fetch.Limits) -> None:
    """An empty list is a quiet day."""
    assert list(visits.visit([], limits=limits, every=HOUR, now=NOW)) == []


def test_many_feeds_come_each_once(publisher: Publisher, limits: fetch.Limits) -> None:
    """More feeds than there is room for in the hall: each is handed over exactly once."""
    paths = [f"/{number}" for number in range(150)]
    publisher.answers |= dict.fromkeys(paths, Answer())
    assert set(visit(publisher, *paths, limits=limits)) == set(paths)
    assert publisher.most_at_once <= 16


def test_a_taker_who_stops_early_ends_the_round(publisher: Publisher, limits: fetch.Limits) -> None:
    """Closing the generator ends its thread, whatever is still under way."""
    paths = [f"/{number}" for number in range(200)]
    publisher.answers |= dict.fromkeys(paths, Answer())
    found = visits.visit([Feed(url=publisher.url + path) for path in paths], limits=limits, every=HOUR, now=NOW)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert "gather" not in {thread.name for thread in threading.enumerate()}


def test_a_bug_is_not_a_failed_feed(
    publisher: Publisher, limits: fetch.Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is expected is a value; a bug flies to whoever takes the visits."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    publisher.answers["/feed"] = Answer()
    monkeypatch.setattr(parse, "parse", broken)
    with pytest.raises(ExceptionGroup) as caught:
        visit(publisher, "/feed", limits=limits)
    assert caught.group_contains(ZeroDivisionError, match="a bug")


def test_read_gives_the_articles_of_one_document() -> None:
    """`digest parse FILE`: newest first as the feed has them, each guid once, the empty ones counted."""
    items = "".join(
        f"<item><title>{title}</title><guid>{guid}</guid></item>"
        for title, guid in (("A", 1), ("B", 2), ("A again", 1), ("", 3))
    )
    body = f"<rss><channel><title>The Example</title><language>en-us</language>{items}</channel></rss>".encode()
    articles, skipped = visits.read(body, Feed(url="feed.xml"), content_type="", now=NOW)
    assert [(article.title, article.outlet, article.language) for article in articles] == [
        ("A", "The Example", "en-US"),
        ("B", "The Example", "en-US"),
    ]
    assert skipped == 1


def test_read_refuses_what_is_no_feed() -> None:
    """ParseError names the file."""
    with pytest.raises(ParseError, match=r"^page\.html is not a feed"):
        visits.read(b"<html></html>", Feed(url="page.html"), now=NOW)


def test_the_operators_name_for_a_feed_is_what_readers_see() -> None:
    """A name in config.toml outranks the feed's own title."""
    (article,), _ = visits.read(RSS, Feed(url=documents.URL, name="Ours", topic_hint="world"), now=NOW)
    assert (article.outlet, article.topic_hint) == ("Ours", "world")
