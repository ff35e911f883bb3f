"""What feeds and stories promise."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

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
