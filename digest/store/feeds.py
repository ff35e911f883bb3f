"""The room of feeds: their addresses, and how asking them went."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from digest.domain.news import Feed, FeedStatus, Origin
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_COLUMNS = (
    "url", "name", "title", "site_url", "language", "topic_hint", "origin", "status", "etag", "last_modified",
    "checked_at", "next_check_at", "failures", "failing_since", "last_error", "last_new_at", "quiet", "moved_to",
    "moved_since",
)  # fmt: skip
_SAVE = sql.upsert("feed", "url", _COLUMNS)

# What the operator sets (name, hint, origin, pause) is not the visit's to write: it may have changed meanwhile.
_VISITED = """
    UPDATE feed SET
        title = :title, site_url = :site_url, language = :language, etag = :etag, last_modified = :last_modified,
        checked_at = :checked_at, next_check_at = :next_check_at, failures = :failures,
        failing_since = :failing_since, last_error = :last_error, quiet = :quiet, moved_to = :moved_to,
        moved_since = :moved_since,
        status = CASE WHEN status = 'paused' OR :status = 'paused' THEN status ELSE :status END
    WHERE url = :url
"""

#: Of a feed at a new address nothing was asked yet.
_ANEW: dict[str, Any] = {
    **dict.fromkeys(("etag", "last_modified", "checked_at", "next_check_at", "moved_since")),
    "moved_to": "",
}
# Not where an article of the new address has the same guid: the feed may have been in the list under both.
_MOVE_ARTICLES = """
    UPDATE article SET feed_url = :target WHERE feed_url = :url AND NOT EXISTS (
        SELECT 1 FROM article AS other WHERE other.feed_url = :target AND other.guid = article.guid
    )
"""


class Feeds:
    """Every feed, whoever brought it in."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def feeds(self) -> tuple[Feed, ...]:
        """Every feed, ordered by address."""
        return tuple(map(_feed, self._db.query("SELECT * FROM feed ORDER BY url")))

    def feed(self, url: str) -> Feed | None:
        """The feed with exactly that address; None when there is none."""
        rows = self._db.query("SELECT * FROM feed WHERE url = :url", {"url": url})
        return _feed(rows[0]) if rows else None

    def save_feeds(self, feeds: Iterable[Feed]) -> None:
        """Nothing; the feeds are stored with every field as given."""
        with self._db.unit():
            self._db.many(_SAVE, map(_params, feeds))

    def delete_feed(self, url: str) -> None:
        """Nothing; the feed is gone, its articles stay until they are old."""
        with self._db.unit():
            self._db.execute("DELETE FROM feed WHERE url = :url", {"url": url})

    def move_feed(self, url: str, target: str) -> bool:
        """Whether a feed that a command or its reader brought now has another address; one that the file lists has not.

        Its articles come along, and what else it held is news of the day it was published.  Where there is a feed of
        that address already, that one stays as it is, and this one is gone.
        """
        with self._db.unit():
            feed = self.feed(url)
            if feed is None or feed.origin is Origin.FILE:
                return False
            if self.feed(target) is None:
                self._db.many(_SAVE, [_params(replace(feed, url=target, **_ANEW))])
                self._db.execute(_MOVE_ARTICLES, {"url": url, "target": target})
            self._db.execute("DELETE FROM feed WHERE url = :url", {"url": url})
        return True

    def _visited(self, feed: Feed) -> bool:
        """Whether the feed is still there, and now in the state the visit left it in."""
        return self._db.execute(_VISITED, _params(feed)) == 1

    def _brought_news(self, url: str, *, now: datetime) -> None:
        change = "UPDATE feed SET last_new_at = :now WHERE url = :url"
        self._db.execute(change, {"now": codec.seconds(now), "url": url})


def _feed(row: Row) -> Feed:
    return Feed(
        url=row["url"],
        name=row["name"],
        title=row["title"],
        site_url=row["site_url"],
        language=row["language"],
        topic_hint=row["topic_hint"],
        origin=Origin(row["origin"]),
        status=FeedStatus(row["status"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        checked_at=codec.moment(row["checked_at"]),
        next_check_at=codec.moment(row["next_check_at"]),
        failures=row["failures"],
        failing_since=codec.moment(row["failing_since"]),
        last_error=row["last_error"],
        last_new_at=codec.moment(row["last_new_at"]),
        quiet=tuple(json.loads(row["quiet"])),
        moved_to=row["moved_to"],
        moved_since=codec.moment(row["moved_since"]),
    )


def _params(feed: Feed) -> Params:
    return {
        "url": feed.url,
        "name": feed.name,
        "title": feed.title,
        "site_url": feed.site_url,
        "language": feed.language,
        "topic_hint": feed.topic_hint,
        "origin": feed.origin.value,
        "status": feed.status.value,
        "etag": feed.etag,
        "last_modified": feed.last_modified,
        "checked_at": codec.seconds(feed.checked_at),
        "next_check_at": codec.seconds(feed.next_check_at),
        "failures": feed.failures,
        "failing_since": codec.seconds(feed.failing_since),
        "last_error": feed.last_error,
        "last_new_at": codec.seconds(feed.last_new_at),
        "quiet": json.dumps(feed.quiet),
        "moved_to": feed.moved_to,
        "moved_since": codec.seconds(feed.moved_since),
    }
