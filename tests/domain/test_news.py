"""What feeds and stories promise."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.domain import news
from digest.domain.news import Article, Feed, Story

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def article(number: int, outlet: str) -> Article:
    return Article(
        id=f"{number:016x}",
        feed_url="https://news.example/feed",
        guid=str(number),
        url=f"https://news.example/{number}",
        title=f"Story {number}",
        author="",
        outlet=outlet,
        summary="",
        text="",
        language="en",
        published_at=NOON,
        date_is_ours=False,
        first_seen_at=NOON,
    )


def test_a_feed_goes_by_its_best_name() -> None:
    """The operator's name first, then the feed's own, then the host."""
    feed = Feed(url="https://news.example/feed")
    assert feed.outlet == "news.example"
    assert replace(feed, title="The News").outlet == "The News"
    assert replace(feed, title="The News", name="News").outlet == "News"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        pytest.param("https://news.example/feed", "news.example", id="the host"),
        pytest.param("https://www.news.example/a", "news.example", id="www"),
        pytest.param("https://feeds.news.example/", "news.example", id="feeds"),
        pytest.param("https://feed.news.example:8080/", "news.example", id="feed"),
        pytest.param("https://RSS.News.example/", "news.example", id="rss"),
        pytest.param("https://www.rss.news.example/", "news.example", id="two of them"),
        pytest.param("https://rss.example/", "rss.example", id="a house of that name"),
        pytest.param("https://feedsy.news.example/", "feedsy.news.example", id="another name that begins so"),
        pytest.param("http://localhost:80/", "localhost", id="one label"),
        pytest.param("no address", "", id="no address"),
        pytest.param("http://[::1", "", id="a broken one"),
    ],
)
def test_an_outlet_without_a_name_goes_by_its_host(address: str, host: str) -> None:
    """Without the label that only says that there are feeds."""
    assert news.host(address) == host


def test_a_story_names_each_outlet_once_the_leads_first() -> None:
    """Readers see who tells it."""
    first, second, third = article(1, "A"), article(2, "B"), article(3, "A")
    story = Story(
        id=first.id, lead=second, articles=(first, second, third), topics=(), first_seen_at=NOON, last_seen_at=NOON
    )
    assert story.outlets == ("B", "A")


def test_a_lead_from_elsewhere_is_refused() -> None:
    """The lead is one of the story's articles."""
    with pytest.raises(ValueError, match="lead must be one of its articles"):
        Story(
            id="0", lead=article(1, "A"), articles=(article(2, "A"),), topics=(), first_seen_at=NOON, last_seen_at=NOON
        )
