"""discover: from the address a person knows to the feeds behind it."""

import pytest

from digest.errors import FetchError
from digest.gather import discover, fetch
from digest.gather.discover import Found
from tests.gather.conftest import NOW, Answer, Publisher

PAGE = b"""<!DOCTYPE html><html><head><title>Example</title>
<link rel="stylesheet" type="text/css" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="All &amp; more" href="/all.xml">
<link rel="Alternate" type="application/atom+xml" href="https://other.example/atom">
<link rel="alternate" type="application/rss+xml" href="/all.xml"><link rel="alternate" type="text/html" href="/fr">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head><body>Hello</body></html>"""


def test_a_feed_is_found_as_itself(publisher: Publisher, limits: fetch.Limits) -> None:
    """The address of a feed is the answer."""
    publisher.answers["/feed.xml"] = Answer()
    url = f"{publisher.url}/feed.xml"
    assert discover.discover(f" {url}\n", limits=limits, now=NOW) == (Found(url=url, title="The Example"),)


def test_a_page_names_its_feeds(publisher: Publisher, limits: fetch.Limits) -> None:
    """`<link rel="alternate">`, each once, absolute, nothing that is not the web."""
    publisher.answers["/"] = Answer(body=PAGE, headers={"Content-Type": "text/html"})
    assert discover.discover(f"{publisher.url}/", limits=limits, now=NOW) == (
        Found(url=f"{publisher.url}/all.xml", title="All & more"),
        Found(url="https://other.example/atom", title=""),
    )


def test_a_pages_base_is_heard(publisher: Publisher, limits: fetch.Limits) -> None:
    """`<base href>` (HTML section 4.2.3)."""
    publisher.answers["/"] = Answer(body=b'<base href="/x/"><link rel=alternate type=application/rss+xml href=f.xml>')
    assert discover.discover(f"{publisher.url}/", limits=limits, now=NOW) == (
        Found(url=f"{publisher.url}/x/f.xml", title=""),
    )


@pytest.mark.parametrize("path", discover.COMMON_PATHS)
def test_a_silent_site_is_tried_at_the_usual_places(publisher: Publisher, limits: fetch.Limits, path: str) -> None:
    """What the page does not say is often still there; a page there is no feed."""
    publisher.answers["/"] = Answer(body=b"<html><body>Hello</body></html>")
    publisher.answers["/feed"] = Answer(body=b"<html><body>Our feed</body></html>")
    publisher.answers[path] = Answer()
    assert discover.discover(publisher.url, limits=limits, now=NOW) == (
        Found(url=publisher.url + path, title="The Example"),
    )


def test_a_bare_host_is_tried_with_and_without_tls(publisher: Publisher, limits: fetch.Limits) -> None:
    """ "example.org" is what people type."""
    publisher.answers["/feed.xml"] = Answer()
    found = discover.discover(f"127.0.0.1:{publisher.port}/feed.xml", limits=limits, now=NOW)
    assert found == (Found(url=f"{publisher.url}/feed.xml", title="The Example"),)


@pytest.mark.parametrize("body", [b"<html><body>Hello</body></html>", b"", b"\x00\x01"])
def test_nothing_found_says_what_was_tried(publisher: Publisher, limits: fetch.Limits, body: bytes) -> None:
    """One sentence, and what to do."""
    publisher.answers["/"] = Answer(body=body)
    with pytest.raises(FetchError, match=r"has no feed: .*/rss\.xml.* Look for an RSS link") as caught:
        discover.discover(f"{publisher.url}/", limits=limits, now=NOW)
    assert not caught.value.temporary


def test_a_site_that_does_not_answer_is_its_own_error(publisher: Publisher, limits: fetch.Limits) -> None:
    """The first spelling's error is the one that is told."""
    with pytest.raises(FetchError, match=r"^https://nowhere\.invalid cannot be found"):
        discover.discover("nowhere.invalid", limits=limits, now=NOW)
    with pytest.raises(FetchError, match="404"):
        discover.discover(f"{publisher.url}/nothing", limits=limits, now=NOW)
