"""Feeds that moved for good, from a real server on the loopback interface into a real store."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest import desk, store
from digest.cli import feeds
from digest.domain.news import Feed, FeedVisit
from digest.pipeline import news
from tests.doctor import household
from tests.gather.conftest import Answer, Publisher

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A publisher who has moved two feeds to a third address."""
    server = Publisher()
    for path in ("/file", "/command"):
        server.answers[path] = Answer(301, b"", {"Location": f"/new{path}"})
        server.answers[f"/new{path}"] = Answer()
    yield server
    server.close()


def test_a_feed_of_a_command_moves_and_one_of_the_file_says_so(publisher: Publisher, tmp_path: Path) -> None:
    """After a day of visits that all say so; the articles there are stay the ones there are."""
    listed, added = f"{publisher.url}/file", f"{publisher.url}/command"
    settings = household.settings(tmp_path, household.feeds(listed))
    with store.memory(NOW) as opened:

        def gather(hours: int) -> list[FeedVisit]:
            seen: list[FeedVisit] = []
            news.gather(opened, settings, now=NOW + hours * HOUR, only_due=False, on_visit=seen.append)
            return seen

        desk.adopt(opened, settings, now=NOW)
        desk.add_feeds(opened, [Feed(url=added)])
        gather(0)
        gather(12)
        assert {feed.url for feed in opened.news.feeds()} == {listed, added}
        before = opened.news.unclassified(limit=9)
        gather(24)
        file, command = sorted(opened.news.feeds(), key=lambda feed: feed.url)
        assert (file.url, command.url) == (listed, f"{publisher.url}/new/command")
        words = f"moved to {publisher.url}/new/file: change config.toml"
        assert feeds.health(file, NOW + 24 * HOUR) == words
        assert feeds.health(command, NOW + 24 * HOUR) == "not asked yet"
        asked = len(publisher.asked("/command"))
        assert [visit.failure for visit in gather(25)] == ["", ""]
        assert len(publisher.asked("/command")) == asked
        assert [one.id for one in opened.news.unclassified(limit=9)] == [one.id for one in before]
