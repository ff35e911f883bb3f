"""The rooms of news: feeds, articles, and which story an article tells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from digest.domain.news import Article, FeedVisit, TopicScore
from digest.store import codec, feeds, sql
from digest.store.database import Params, Row

_ARTICLE = (
    "id", "feed_url", "guid", "url", "title", "author", "outlet", "summary", "text", "language", "published_at",
    "date_is_ours", "first_seen_at", "image", "categories", "content_hash", "topic_hint", "topics",
)  # fmt: skip

_ADD_ARTICLE = sql.insert("article", _ARTICLE) + " ON CONFLICT DO NOTHING"

# A changed article is classified again, and stays where it is: same id, same date, same story.
_CHANGE_ARTICLE = """
    UPDATE article SET
        title = :title, summary = :summary, text = :text, url = :url, image = :image, content_hash = :content_hash,
        topics = '[]', model_version = NULL
    WHERE id = :id
"""
_KNOWN = "SELECT id, content_hash FROM article WHERE id IN (:ids)"
_FORGOTTEN = "SELECT id FROM forgotten WHERE id IN (:ids)"
# CROSS, so that SQLite begins with the few stories instead of all articles.
_STORY_ARTICLES = """
    SELECT article.* FROM story CROSS JOIN article
    WHERE article.story_id = story.id AND story.last_seen_at >= :moment
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


class News(feeds.Feeds):
    """What the store knows of the news.  Every method that writes is one transaction, or joins the open one."""

    def record(self, visit: FeedVisit, *, now: datetime) -> int:
        """How many of the visit's articles were new.

        The feed's state is stored with them, but nothing the operator sets.  A feed deleted meanwhile stays deleted,
        and nothing is stored.  Recording a visit twice changes nothing and gives 0.
        """
        with self._db.unit():
            if not self._visited(visit.feed):
                return 0
            # A document may list an entry twice: the first one counts, or the two would change places at every visit.
            new = self._store({article.id: article for article in reversed(visit.articles)})
            if new:
                self._brought_news(visit.feed.url, now=now)
            return new

    def _store(self, articles: Mapping[str, Article]) -> int:
        known = {row["id"]: row["content_hash"] for row in self._among(_KNOWN, articles)}
        changed = [articles[key] for key, mark in known.items() if mark != articles[key].content_hash]
        if changed:
            self._db.many(_CHANGE_ARTICLE, map(_params, changed))
        unknown = [key for key in articles if key not in known]
        forgotten = {row["id"] for row in self._among(_FORGOTTEN, unknown)}
        new = [_params(articles[key]) for key in unknown if key not in forgotten]
        return self._db.many(_ADD_ARTICLE, new) if new else 0

    def _among(self, query: str, ids: Iterable[str]) -> Iterator[Row]:
        """The rows that a query with `:ids` gives, however many ids there are."""
        for some in sql.chunks(tuple(ids)):
            yield from self._db.query(*sql.listed(query, some))

    def unclassified(self, *, limit: int) -> tuple[Article, ...]:
        """Articles not yet judged, oldest first, at most `limit`."""
        query = "SELECT * FROM article WHERE model_version IS NULL ORDER BY first_seen_at, id LIMIT :limit"
        return tuple(map(as_article, self._db.query(query, {"limit": limit})))

    def save_topics(self, topics: Mapping[str, tuple[TopicScore, ...]], *, model_version: str) -> None:
        """Nothing; each article id has these scores, sure or not, none where nothing can be judged, and is judged."""
        change = "UPDATE article SET topics = :topics, model_version = :version WHERE id = :id"
        rows = (
            {"id": key, "topics": codec.TOPICS.text(scores), "version": model_version} for key, scores in topics.items()
        )
        with self._db.unit():
            self._db.many(change, rows)

    def storyless(self) -> tuple[Article, ...]:
        """Articles judged but in no story yet, oldest first."""
        query = """
            SELECT * FROM article WHERE story_id IS NULL AND model_version IS NOT NULL ORDER BY first_seen_at, id
        """
        return tuple(map(as_article, self._db.query(query)))

    def placed_since(self, moment: datetime) -> tuple[tuple[Article, str], ...]:
        """Articles first seen since `moment` that are in a story, with its id, oldest first."""
        query = """
            SELECT * FROM article WHERE first_seen_at >= :moment AND story_id IS NOT NULL ORDER BY first_seen_at, id
        """
        rows = self._db.query(query, {"moment": codec.seconds(moment)})
        return tuple((as_article(row), row["story_id"]) for row in rows)

    def placed_at(self, urls: Iterable[str]) -> tuple[tuple[Article, str], ...]:
        """Articles at these addresses that are in a story, with its id, whenever they were first seen."""
        query = "SELECT * FROM article WHERE url IN (:ids) AND story_id IS NOT NULL"
        rows = self._among(query, dict.fromkeys(url for url in urls if url))
        return tuple((as_article(row), row["story_id"]) for row in rows)

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

    def articles_of(self, story_ids: Iterable[str]) -> tuple[tuple[str, tuple[Article, ...]], ...]:
        """The stories with these ids, in the shape of `stories_since`; unknown ids are left out."""
        query = "SELECT * FROM article WHERE story_id IN (:ids) ORDER BY story_id, published_at, id"
        return tuple(_stories(self._among(query, dict.fromkeys(story_ids))))

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
        yield story_id, tuple(map(as_article, group))


def as_article(row: Row) -> Article:
    """The article that a whole row of the table `article` holds."""
    scores = codec.TOPICS.value(row["topics"])
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
        image=codec.IMAGE.value(row["image"]) if row["image"] else None,
        categories=codec.WORDS.value(row["categories"]),
        content_hash=row["content_hash"],
        topic_hint=row["topic_hint"],
        topics=tuple(score for score in scores if score.is_sure),
        leanings=tuple(score for score in scores if not score.is_sure),
    )


def _params(article: Article) -> Params:
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
        "image": codec.IMAGE.text(article.image) if article.image else None,
        "categories": codec.WORDS.text(article.categories),
        "content_hash": article.content_hash,
        "topic_hint": article.topic_hint,
        "topics": "[]",  # until classified
    }
