"""The rooms of news: feeds, articles, and which story an article tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from digest.domain.news import Article, Feed, FeedStatus, FeedVisit, Image, Origin, TopicScore
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_FEED = (
    "url", "name", "title", "site_url", "language", "topic_hint", "origin", "status", "etag", "last_modified",
    "checked_at", "next_check_at", "failures", "failing_since", "last_error", "last_new_at",
)  # fmt: skip
_ARTICLE = (
    "id", "feed_url", "guid", "url", "title", "author", "outlet", "summary", "text", "language", "published_at",
    "date_is_ours", "first_seen_at", "image", "categories", "content_hash", "topic_hint", "topics",
)  # fmt: skip

_SAVE_FEED = sql.upsert("feed", "url", _FEED)
_ADD_ARTICLE = sql.insert("article", _ARTICLE) + " ON CONFLICT DO NOTHING"

# What the operator sets (name, hint, origin, pause) is not the visit's to write: it may have changed meanwhile.
_VISITED = """
    UPDATE feed SET
        title = :title, site_url = :site_url, language = :language, etag = :etag, last_modified = :last_modified,
        checked_at = :checked_at, next_check_at = :next_check_at, failures = :failures,
        failing_since = :failing_since, last_error = :last_error,
        status = CASE WHEN status = 'paused' OR :status = 'paused' THEN status ELSE :status END
    WHERE url = :url
"""
# A changed article is classified again, and stays where it is: same id, same date, same story.
_CHANGE_ARTICLE = """
    UPDATE article SET
        title = :title, summary = :summary, text = :text, url = :url, image = :image, content_hash = :content_hash,
        topics = '[]', model_version = NULL
    WHERE id = :id
"""
_KNOWN = """
    SELECT id, content_hash FROM article WHERE id IN (:ids)
    UNION ALL SELECT id, NULL FROM forgotten WHERE id IN (:ids)
"""
_STORY_ARTICLES = """
    SELECT article.* FROM story JOIN article ON article.story_id = story.id
    WHERE story.last_seen_at >= :moment
    ORDER BY story.first_seen_at, story.id, article.published_at, article.id
"""
_PLACE_STORIES = """
    INSERT INTO story (id, first_seen_at, last_seen_at, placed_at)
    SELECT story_id, MIN(first_seen_at), MAX(first_seen_at), :now FROM article
    WHERE story_id IN (:ids) GROUP BY story_id
    ON CONFLICT (id) DO UPDATE SET
        first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, placed_at = excluded.placed_at
"""
# Old, in no edition that is kept, and not part of a story that still goes on.
_REMEMBER_STALE = """
    INSERT INTO forgotten (id) SELECT id FROM article
    WHERE first_seen_at < :moment
        AND NOT EXISTS (SELECT 1 FROM story WHERE story.id = article.story_id AND story.last_seen_at >= :moment)
        AND NOT EXISTS (SELECT 1 FROM edition_story WHERE edition_story.story_id = article.story_id)
"""
_DROP_STALE = "DELETE FROM article WHERE first_seen_at < :moment AND id IN (SELECT id FROM forgotten)"
_DROP_EMPTY_STORIES = """
    DELETE FROM story
    WHERE last_seen_at < :moment AND NOT EXISTS (SELECT 1 FROM article WHERE article.story_id = story.id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsCounts:
    """How much news is kept."""

    feeds: int
    articles: int
    stories: int


class News:
    """What the store knows of the news.  Every method that writes is one transaction, or joins the open one."""

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
            self._db.many(_SAVE_FEED, map(_feed_params, feeds))

    def delete_feed(self, url: str) -> None:
        """Nothing; the feed is gone, its articles stay until they are old."""
        with self._db.unit():
            self._db.execute("DELETE FROM feed WHERE url = :url", {"url": url})

    def record(self, visit: FeedVisit, *, now: datetime) -> int:
        """How many of the visit's articles were new.

        The feed's state is stored with them, but nothing the operator sets.  A feed deleted meanwhile stays deleted,
        and nothing is stored.  Recording a visit twice changes nothing and gives 0.
        """
        with self._db.unit():
            if not self._db.execute(_VISITED, _feed_params(visit.feed)):
                return 0
            # A document may list an entry twice: the first one counts, or the two would change places at every visit.
            new = self._store({article.id: article for article in reversed(visit.articles)})
            if new:
                self._db.execute(
                    "UPDATE feed SET last_new_at = :now WHERE url = :url",
                    {"now": codec.seconds(now), "url": visit.feed.url},
                )
            return new

    def _store(self, articles: Mapping[str, Article]) -> int:
        known = {
            row["id"]: row["content_hash"]
            for ids in sql.chunks(tuple(articles), width=2)
            for row in self._db.query(*sql.listed(_KNOWN, ids))
        }
        # What was forgotten has no hash, and stays forgotten.
        changed = [articles[key] for key, mark in known.items() if mark not in (None, articles[key].content_hash)]
        new = [article for key, article in articles.items() if key not in known]
        if changed:
            self._db.many(_CHANGE_ARTICLE, map(_article_params, changed))
        return self._db.many(_ADD_ARTICLE, map(_article_params, new)) if new else 0

    def unclassified(self, *, limit: int) -> tuple[Article, ...]:
        """Articles not yet judged, oldest first, at most `limit`."""
        query = "SELECT * FROM article WHERE model_version IS NULL ORDER BY first_seen_at, id LIMIT :limit"
        return tuple(map(_article, self._db.query(query, {"limit": limit})))

    def save_topics(self, topics: Mapping[str, tuple[TopicScore, ...]], *, model_version: str) -> None:
        """Nothing; each article id has its topics, none when the classifier was unsure, and counts as judged."""
        change = "UPDATE article SET topics = :topics, model_version = :version WHERE id = :id"
        rows = (
            {"id": key, "topics": codec.text(tuple[TopicScore, ...], scores), "version": model_version}
            for key, scores in topics.items()
        )
        with self._db.unit():
            self._db.many(change, rows)

    def storyless(self) -> tuple[Article, ...]:
        """Articles judged but in no story yet, oldest first."""
        query = """
            SELECT * FROM article WHERE story_id IS NULL AND model_version IS NOT NULL ORDER BY first_seen_at, id
        """
        return tuple(map(_article, self._db.query(query)))

    def placed_since(self, moment: datetime) -> tuple[tuple[Article, str], ...]:
        """Articles first seen since `moment` that are in a story, with its id, oldest first."""
        query = """
            SELECT * FROM article WHERE first_seen_at >= :moment AND story_id IS NOT NULL ORDER BY first_seen_at, id
        """
        rows = self._db.query(query, {"moment": codec.seconds(moment)})
        return tuple((_article(row), row["story_id"]) for row in rows)

    def place(self, assignment: Mapping[str, str], *, now: datetime) -> None:
        """Nothing; each article id is in the story id beside it.  An article that is in a story stays in it."""
        change = "UPDATE article SET story_id = :story WHERE id = :id AND story_id IS NULL"
        with self._db.unit():
            self._db.many(change, ({"id": key, "story": story} for key, story in assignment.items()))
            for ids in sql.chunks(tuple(dict.fromkeys(assignment.values()))):
                statement, params = sql.listed(_PLACE_STORIES, ids)
                self._db.execute(statement, {**params, "now": codec.seconds(now)})

    def stories_since(self, moment: datetime) -> tuple[tuple[str, tuple[Article, ...]], ...]:
        """Whole stories with at least one article first seen since `moment`: id and articles, newest published last."""
        return tuple(_stories(self._db.query(_STORY_ARTICLES, {"moment": codec.seconds(moment)})))

    def articles_of(self, story_ids: Sequence[str]) -> tuple[tuple[str, tuple[Article, ...]], ...]:
        """The stories with these ids, in the shape of `stories_since`; unknown ids are left out."""
        query = "SELECT * FROM article WHERE story_id IN (:ids) ORDER BY story_id, published_at, id"
        return tuple(
            story
            for ids in sql.chunks(tuple(dict.fromkeys(story_ids)))
            for story in _stories(self._db.query(*sql.listed(query, ids)))
        )

    def counts(self) -> NewsCounts:
        """How much news is kept."""
        (row,) = self._db.query(
            """
            SELECT (SELECT COUNT(*) FROM feed) AS feeds, (SELECT COUNT(*) FROM article) AS articles,
                (SELECT COUNT(*) FROM story) AS stories
            """
        )
        return NewsCounts(feeds=row["feeds"], articles=row["articles"], stories=row["stories"])

    def forget_before(self, moment: datetime) -> int:
        """How many articles were dropped: first seen before `moment`, in no story that goes on and in no edition kept.

        Their ids are remembered, so that a feed that lists them for years does not make them news again.
        """
        params = {"moment": codec.seconds(moment)}
        with self._db.unit():
            self._db.execute(_REMEMBER_STALE, params)
            dropped = self._db.execute(_DROP_STALE, params)
            self._db.execute(_DROP_EMPTY_STORIES, params)
        return dropped


def _stories(rows: Iterable[Row]) -> Iterator[tuple[str, tuple[Article, ...]]]:
    """Rows that are ordered by story, as stories."""
    for story_id, group in groupby(rows, key=itemgetter("story_id")):
        yield story_id, tuple(map(_article, group))


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
    )


def _feed_params(feed: Feed) -> Params:
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
    }


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        feed_url=row["feed_url"],
        guid=row["guid"],
        url=row["url"],
        title=row["title"],
        author=row["author"],
        outlet=row["outlet"],
        summary=row["summary"],
        text=row["text"],
        language=row["language"],
        published_at=codec.moment(row["published_at"]),
        date_is_ours=bool(row["date_is_ours"]),
        first_seen_at=codec.moment(row["first_seen_at"]),
        image=codec.value(Image, row["image"]) if row["image"] else None,
        categories=codec.value(tuple[str, ...], row["categories"]),
        content_hash=row["content_hash"],
        topic_hint=row["topic_hint"],
        topics=codec.value(tuple[TopicScore, ...], row["topics"]),
    )


def _article_params(article: Article) -> Params:
    return {
        "id": article.id,
        "feed_url": article.feed_url,
        "guid": article.guid,
        "url": article.url,
        "title": article.title,
        "author": article.author,
        "outlet": article.outlet,
        "summary": article.summary,
        "text": article.text,
        "language": article.language,
        "published_at": codec.seconds(article.published_at),
        "date_is_ours": int(article.date_is_ours),
        "first_seen_at": codec.seconds(article.first_seen_at),
        "image": codec.text(Image, article.image) if article.image else None,
        "categories": codec.text(tuple[str, ...], article.categories),
        "content_hash": article.content_hash,
        "topic_hint": article.topic_hint,
        "topics": codec.text(tuple[TopicScore, ...], article.topics),
    }
