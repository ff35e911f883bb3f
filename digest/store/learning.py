"""The room of learning: corrections, nights, and what the classifier is to judge again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from digest.domain.learning import Correction, Night
from digest.domain.news import Article, TopicScore
from digest.store import codec, news, sql
from digest.store.database import Driver, Params, Row

_CORRECTION = (
    "article_id", "feed_url", "url", "title", "outlet", "summary", "text", "language", "topics", "corrected_at",
)  # fmt: skip
_CORRECT = sql.upsert("correction", "article_id", _CORRECTION)
#: Characters kept of an article's text where it has no teaser: as much as a classifier reads.
_TEXT = 400


class Learning:
    """What the store knows of learning.  Every method that writes is one transaction."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def find(self, asked: str) -> tuple[Article, ...]:
        """The articles somebody may mean: by id, else by a part of the title, newest first; by address the newest."""
        query = "SELECT * FROM article WHERE id = :asked OR url = :asked ORDER BY first_seen_at DESC, id LIMIT 1"
        exact = self._db.query(query, {"asked": asked})
        if exact:
            return tuple(map(news.as_article, exact))
        # In Python, because databases fold the case of English only.
        wanted = asked.casefold()
        titles = self._db.query("SELECT id, title FROM article ORDER BY first_seen_at DESC, id")
        ids = [row["id"] for row in titles if wanted in row["title"].casefold()]
        found = {
            row["id"]: news.as_article(row) for row in self._among("SELECT * FROM article WHERE id IN (:ids)", ids)
        }
        return tuple(found[key] for key in ids if key in found)

    def correct(self, correction: Correction, scores: tuple[TopicScore, ...]) -> None:
        """Nothing; the correction is kept, over an earlier one, and the article has these topics."""
        change = "UPDATE article SET topics = :topics WHERE id = :id"
        with self._db.unit():
            self._db.execute(_CORRECT, _params(correction))
            self._db.execute(change, {"id": correction.article.id, "topics": codec.TOPICS.text(scores)})

    def withdraw(self, article_id: str) -> bool:
        """Whether there was a correction of the article; it is gone, and the article waits to be judged."""
        with self._db.unit():
            gone = self._db.execute("DELETE FROM correction WHERE article_id = :id", {"id": article_id})
            if gone:
                self._db.execute("UPDATE article SET model_version = NULL WHERE id = :id", {"id": article_id})
        return gone > 0

    def corrections(self) -> tuple[Correction, ...]:
        """Every correction, oldest first."""
        return tuple(map(_correction, self._db.query("SELECT * FROM correction ORDER BY corrected_at, article_id")))

    def corrected(self, article_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Article id -> the topics the operator gave it, for those that were corrected."""
        query = "SELECT article_id, topics FROM correction WHERE article_id IN (:ids)"
        return {row["article_id"]: codec.WORDS.value(row["topics"]) for row in self._among(query, article_ids)}

    def recent(self, *, limit: int) -> tuple[Article, ...]:
        """The newest articles, whatever their topic, newest first."""
        query = "SELECT * FROM article ORDER BY first_seen_at DESC, id LIMIT :limit"
        return tuple(map(news.as_article, self._db.query(query, {"limit": limit})))

    def of_feed(self, feed_url: str, *, limit: int, since: datetime | None = None) -> tuple[Article, ...]:
        """The newest articles of a feed, newest first; with `since` those first seen from then on."""
        query = """
            SELECT * FROM article WHERE feed_url = :url AND first_seen_at >= :since
            ORDER BY first_seen_at DESC, id LIMIT :limit
        """
        params: Params = {"url": feed_url, "since": codec.seconds(since) if since else 0, "limit": limit}
        return tuple(map(news.as_article, self._db.query(query, params)))

    def judge_again(self, *, since: datetime, unless: str) -> int:
        """How many articles first seen since a moment now wait to be judged again.

        All but those that the model with the version `unless` judged; until then they keep their topics.
        """
        change = """
            UPDATE article SET model_version = NULL
            WHERE first_seen_at >= :since AND model_version IS NOT NULL AND model_version <> :version
        """
        with self._db.unit():
            return self._db.execute(change, {"since": codec.seconds(since), "version": unless})

    def save_languages(self, languages: Mapping[str, str]) -> None:
        """Nothing; each article id has the language beside it."""
        change = "UPDATE article SET language = :language WHERE id = :id"
        with self._db.unit():
            self._db.many(change, ({"id": key, "language": tag} for key, tag in languages.items()))

    def remember_night(self, night: Night) -> None:
        """Nothing; the night is remembered, over an earlier one of the same day."""
        with self._db.unit():
            self._db.execute(
                sql.upsert("night", "day", ("day", "said")), {"day": night.day.isoformat(), "said": night.said}
            )

    def last_night(self) -> Night | None:
        """The newest night; None before the first."""
        rows = self._db.query("SELECT day, said FROM night ORDER BY day DESC LIMIT 1")
        return Night(day=date.fromisoformat(rows[0]["day"]), said=rows[0]["said"]) if rows else None

    def _among(self, query: str, ids: Iterable[str]) -> list[Row]:
        """The rows that a query with `:ids` gives, however many ids there are."""
        return [row for some in sql.chunks(tuple(ids)) for row in self._db.query(*sql.listed(query, some))]


def _params(correction: Correction) -> Params:
    article = correction.article
    return {
        "article_id": article.id,
        "feed_url": article.feed_url,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "summary": article.summary,
        "text": article.text[:_TEXT],
        "language": article.language,
        "topics": codec.WORDS.text(correction.topics),
        "corrected_at": codec.seconds(correction.corrected_at),
    }


def _correction(row: Row) -> Correction:
    corrected_at = codec.moment(row["corrected_at"])
    article = Article(
        id=row["article_id"],
        feed_url=row["feed_url"],
        guid=row["article_id"],
        url=row["url"],
        title=row["title"],
        author="",
        outlet=row["outlet"],
        summary=row["summary"],
        text=row["text"],
        language=row["language"],
        published_at=corrected_at,
        date_is_ours=True,
        first_seen_at=corrected_at,
    )
    return Correction(article=article, topics=codec.WORDS.value(row["topics"]), corrected_at=corrected_at)
