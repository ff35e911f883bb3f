"""How things went over time, for the operator: numbers by the day, and the outbox of one reader.  Never an opening."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from digest.store import codec, gone
from digest.store.database import Driver

_DAY = 86_400
_SENT = """
    SELECT edition.due_at / 86400 AS day, COUNT(*) AS number FROM edition JOIN outbox ON outbox.id = edition.id
    WHERE edition.due_at >= :since AND outbox.status = 'accepted' GROUP BY day
"""
_JOINED = """
    SELECT created_at / 86400 AS day, COUNT(*) AS number FROM subscriber
    WHERE created_at >= :since AND status <> 'pending' AND id NOT IN ('operator', 'stranger') GROUP BY day
"""
_LEFT = "SELECT left_at / 86400 AS day, COUNT(*) AS number FROM subscriber WHERE left_at >= :since GROUP BY day"
_READERS = """
    SELECT status, COUNT(*) AS number FROM subscriber WHERE id NOT IN ('operator', 'stranger') GROUP BY status
"""
_NEWEST = """
    SELECT address, status, created_at FROM subscriber WHERE id NOT IN ('operator', 'stranger')
    ORDER BY created_at DESC, id LIMIT :limit
"""
_OUTBOX = """
    SELECT id, kind, status, attempts, reply, next_attempt_at, done_at FROM outbox WHERE subscriber_id = :id
    ORDER BY next_attempt_at DESC, id DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody who was added lately."""

    address: str
    status: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One message of a reader's, without its bytes."""

    id: str
    #: "edition", or what kind of notice.
    kind: str
    status: str
    attempts: int
    #: The server's last words.
    reply: str
    next_attempt_at: datetime
    #: None while it is open.
    done_at: datetime | None


class Course:
    """Reads; writes nothing."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def sent(self, *, since: date, days: int) -> Mapping[date, int]:
        """Editions that were accepted, by the day (UTC) that they were due on, for so many days."""
        return self._by_day(_SENT, gone.SENT, since, days)

    def joined(self, *, since: date, days: int) -> Mapping[date, int]:
        """Who came, by day (UTC)."""
        return self._by_day(_JOINED, gone.JOINED, since, days)

    def left(self, *, since: date, days: int) -> Mapping[date, int]:
        """Who left by themselves, by day (UTC)."""
        return self._by_day(_LEFT, gone.LEFT, since, days)

    def readers(self) -> Mapping[str, int]:
        """Status -> how many."""
        return {row["status"]: row["number"] for row in self._db.query(_READERS)}

    def newest(self, *, limit: int) -> tuple[Newcomer, ...]:
        """Who came last, newest first."""
        return tuple(
            Newcomer(address=row["address"], status=row["status"], created_at=codec.moment(row["created_at"]))
            for row in self._db.query(_NEWEST, {"limit": limit})
        )

    def outbox(self, subscriber_id: str, *, limit: int) -> tuple[Posted, ...]:
        """The messages of one reader, newest first."""
        return tuple(
            Posted(
                id=row["id"],
                kind=row["kind"],
                status=row["status"],
                attempts=row["attempts"],
                reply=row["reply"],
                next_attempt_at=codec.moment(row["next_attempt_at"]),
                done_at=codec.moment(row["done_at"]),
            )
            for row in self._db.query(_OUTBOX, {"id": subscriber_id, "limit": limit})
        )

    def _by_day(self, query: str, what: str, since: date, days: int) -> Mapping[date, int]:
        """The numbers of those we know, and of those who were erased since."""
        first = (since - date(1970, 1, 1)).days
        found = {row["day"]: row["number"] for row in self._db.query(query, {"since": first * _DAY})}
        erased = gone.counts(self._db, what)
        return {
            since + timedelta(days=place): found.get(first + place, 0) + erased.get(first + place, 0)
            for place in range(days)
        }
