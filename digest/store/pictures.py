"""The room of pictures: what became of each address that was asked, and one copy of each picture for all readers."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from digest.domain.pictures import Attempt, Encoded, Known
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_PICTURE = "id", "width", "height", "content", "used_at"
_SOURCE = "url", "picture_id", "failure", "tried_at", "retry_at"
_SAVE_PICTURE = f"{sql.insert('picture', _PICTURE)} ON CONFLICT (id) DO UPDATE SET used_at = excluded.used_at"
_SAVE_SOURCE = sql.upsert("picture_source", "url", _SOURCE)
_KNOWN = """
    SELECT url, picture_id, width, height, failure, tried_at, retry_at
    FROM picture_source LEFT JOIN picture ON picture.id = picture_id
"""


class Pictures:
    """What the store knows of pictures.  Every method that writes is one transaction."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def known(self, urls: Iterable[str]) -> dict[str, Known]:
        """Address -> what became of it, for those that were asked before."""
        query = f"{_KNOWN} WHERE url IN (:ids)"
        rows = (row for some in sql.chunks(tuple(urls)) for row in self._db.query(*sql.listed(query, some)))
        return {row["url"]: _known(row) for row in rows}

    def save(self, attempts: Sequence[Attempt], *, now: datetime) -> None:
        """Nothing; what each attempt gave is remembered, over what was known of the address."""
        pictures = {made.id: made for attempt in attempts if (made := attempt.encoded)}
        with self._db.unit():
            self._db.many(_SAVE_PICTURE, (_picture(made, now) for made in pictures.values()))
            self._db.many(_SAVE_SOURCE, (_source(attempt, now) for attempt in attempts))

    def used(self, ids: Iterable[str], *, now: datetime) -> None:
        """Nothing; these pictures were shown now, and are kept for as long again."""
        change = "UPDATE picture SET used_at = :now WHERE id = :id AND used_at < :now"
        with self._db.unit():
            self._db.many(change, ({"id": id_, "now": codec.seconds(now)} for id_ in ids))

    def bytes_of(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Id -> the picture's file, for those that are kept."""
        query = "SELECT id, content FROM picture WHERE id IN (:ids)"
        chosen = tuple(dict.fromkeys(ids))
        return {
            row["id"]: row["content"] for some in sql.chunks(chosen) for row in self._db.query(*sql.listed(query, some))
        }

    def failures(self, *, since: datetime, limit: int) -> tuple[Known, ...]:
        """The addresses that gave no picture when they were last asked, since a moment, newest first."""
        query = f"{_KNOWN} WHERE picture_id IS NULL AND tried_at >= :since ORDER BY tried_at DESC, url LIMIT :limit"
        return tuple(map(_known, self._db.query(query, {"since": codec.seconds(since), "limit": limit})))

    def forget_before(self, moment: datetime) -> int:
        """How many addresses were dropped: of pictures not shown since a moment, which go too, and old failures."""
        params: Params = {"moment": codec.seconds(moment)}
        with self._db.unit():
            dropped = self._db.execute(
                """
                DELETE FROM picture_source WHERE tried_at < :moment
                AND (picture_id IS NULL OR picture_id IN (SELECT id FROM picture WHERE used_at < :moment))
                """,
                params,
            )
            self._db.execute(
                """
                DELETE FROM picture WHERE used_at < :moment
                AND NOT EXISTS (SELECT 1 FROM picture_source WHERE picture_id = picture.id)
                """,
                params,
            )
        return dropped


def _picture(made: Encoded, now: datetime) -> Params:
    return {
        "id": made.id,
        "width": made.width,
        "height": made.height,
        "content": made.content,
        "used_at": codec.seconds(now),
    }


def _source(attempt: Attempt, now: datetime) -> Params:
    return {
        "url": attempt.url,
        "picture_id": attempt.encoded.id if attempt.encoded else None,
        "failure": attempt.failure,
        "tried_at": codec.seconds(now),
        "retry_at": codec.seconds(attempt.retry_at),
    }


def _known(row: Row) -> Known:
    return Known(
        url=row["url"],
        id=row["picture_id"] or "",
        width=row["width"] or 0,
        height=row["height"] or 0,
        failure=row["failure"],
        tried_at=codec.moment(row["tried_at"]),
        retry_at=codec.moment(row["retry_at"]),
    )
