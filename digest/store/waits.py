"""What waits in the outbox: given up when it is no longer fresh, and when the rest is tried again."""

from dataclasses import dataclass
from datetime import datetime

from digest.domain.account import Trouble
from digest.store import codec, sql
from digest.store.database import Driver, Params

_STALE = """
    SELECT id, rcpt, reply FROM outbox
    WHERE status IN ('rendered', 'deferred') AND next_attempt_at <= :now AND fresh_until < :now
    ORDER BY next_attempt_at, id
"""
_EXPIRE = """
    UPDATE outbox SET status = 'expired', done_at = :now, reply = CASE WHEN reply = '' THEN :reason ELSE reply END
    WHERE id IN (:ids) AND status IN ('rendered', 'deferred')
"""
_AHEAD = """
    SELECT COUNT(*) AS number, MIN(next_attempt_at) AS next_at FROM outbox
    WHERE status IN ('rendered', 'deferred') AND next_attempt_at > :now
"""
_ALL = "SELECT COUNT(*) AS number FROM outbox WHERE status IN ('rendered', 'deferred')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Messages whose next moment is still to come."""

    mails: int
    #: The first of these moments; None without any.
    next_at: datetime | None


class Waits:
    """The part of the outbox that nobody holds."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def expire(self, *, reason: str, now: datetime) -> tuple[Trouble, ...]:
        """Whose messages are given up now, as they are no longer fresh, and why: what a server said, else `reason`."""
        with self._db.unit():
            stale = self._db.query(_STALE, {"now": codec.seconds(now)})
            for some in sql.chunks([row["id"] for row in stale]):
                statement, params = sql.listed(_EXPIRE, some)
                end: Params = {**params, "reason": reason, "now": codec.seconds(now)}
                self._db.execute(statement, end)
        return tuple(Trouble(name=row["rcpt"], reason=row["reply"] or reason) for row in stale)

    def ahead(self, *, now: datetime) -> Ahead:
        """How many messages wait for a later moment, and the first of these."""
        (row,) = self._db.query(_AHEAD, {"now": codec.seconds(now)})
        return Ahead(mails=row["number"], next_at=codec.moment(row["next_at"]))

    def number(self) -> int:
        """How many messages wait, whatever for."""
        (row,) = self._db.query(_ALL)
        number: int = row["number"]
        return number
