"""The room of bounces: on which days mail to a reader came back, and what was done about it (mail.md REC-12).

Beside bounces its rows are marks: when a reader was probed, given up, and warned.
"""

from datetime import UTC, date, datetime, time, timedelta

from digest.store import codec, sql
from digest.store.database import Driver, Params

#: Rows that are no bounce: a probe was sent; the address was given up; its reader was told so.
PROBE, SUSPENDED, WARNING = "probe", "suspended", "warning"
#: Days on which an address must be dead before it is probed, and for how long a day counts (mail.md REC-12; Mailman's
#: bounce_info_stale_after).
DAYS = 2
STALE = timedelta(days=7)

_ADD = sql.insert("bounce", ("subscriber_id", "at", "kind", "status", "reason"))
_STALE = "DELETE FROM bounce WHERE subscriber_id = :id AND at < :since AND kind NOT IN ('suspended', 'warning')"
_POINTS = """
    SELECT COUNT(*) AS points FROM bounce WHERE subscriber_id = :id AND kind IN ('hard', 'soft') AND at >= :since
"""
_PROBED = "SELECT MAX(at) AS at FROM bounce WHERE subscriber_id = :id AND kind = 'probe' AND at >= :since"
_FORGET = ("DELETE FROM bounce WHERE subscriber_id = :id", "DELETE FROM dead_address WHERE subscriber_id = :id")
#: Dead on two days, while mail was sent, and not asked yet.
_DEAD = """
    SELECT subscriber.id FROM subscriber JOIN dead_address ON dead_address.subscriber_id = subscriber.id
    WHERE subscriber.status = 'active' AND dead_address.day > :stale AND NOT EXISTS (
        SELECT 1 FROM bounce WHERE subscriber_id = subscriber.id AND kind = 'probe' AND at >= :since
    )
    GROUP BY subscriber.id HAVING COUNT(*) >= :days ORDER BY subscriber.id
"""
_UNMARKED = """
    SELECT id FROM subscriber WHERE status = 'suspended' AND NOT EXISTS (
        SELECT 1 FROM bounce WHERE subscriber_id = subscriber.id AND kind = 'suspended'
    )
    ORDER BY id
"""
_TO_WARN = """
    SELECT bounce.subscriber_id AS id FROM bounce JOIN subscriber ON subscriber.id = bounce.subscriber_id
    WHERE subscriber.status = 'suspended' AND bounce.kind IN ('suspended', 'warning')
    GROUP BY bounce.subscriber_id
    HAVING COUNT(*) <= :most AND MAX(bounce.at) <= :before ORDER BY bounce.subscriber_id
"""


class Bounces:
    """Counts bounces, at most one for each reader and day, none that is stale; and knows the marks beside them."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def add(self, subscriber_id: str, *, kind: str, status: str, reason: str, at: datetime) -> bool:
        """Whether it counts, as the first of its day; what is stale is forgotten."""
        words = {"subscriber_id": subscriber_id, "kind": kind, "status": status, "reason": reason}
        with self._db.unit():
            self._db.execute(_STALE, {"id": subscriber_id, "since": _fresh_since(at)})
            if self._points(subscriber_id, since=_day_of(at.astimezone(UTC).date())):
                return False
            self._db.execute(_ADD, {**words, "at": codec.seconds(at)})
            return True

    def mark(self, subscriber_id: str, mark: str, *, at: datetime) -> None:
        """Nothing; this was done about a reader."""
        words = {"subscriber_id": subscriber_id, "kind": mark, "status": "", "reason": ""}
        with self._db.unit():
            self._db.execute(_ADD, {**words, "at": codec.seconds(at)})

    def points(self, subscriber_id: str, *, now: datetime) -> int:
        """On how many days mail to a reader came back lately."""
        return self._points(subscriber_id, since=_fresh_since(now))

    def probed_at(self, subscriber_id: str, *, now: datetime) -> datetime | None:
        """When a probe was sent; None when that is long ago, or never happened."""
        (row,) = self._db.query(_PROBED, {"id": subscriber_id, "since": _fresh_since(now)})
        return codec.moment(row["at"]) if row["at"] is not None else None

    def forget(self, subscriber_id: str) -> None:
        """Nothing; the address works again, and all that was counted against it is gone."""
        with self._db.unit():
            for statement in _FORGET:
                self._db.execute(statement, {"id": subscriber_id})

    def to_probe(self, *, now: datetime) -> tuple[str, ...]:
        """The ids of the readers whose address was dead on enough days, and who were not probed yet."""
        since: Params = {"stale": stale_day(now).isoformat(), "since": _fresh_since(now), "days": DAYS}
        return tuple(row["id"] for row in self._db.query(_DEAD, since))

    def unmarked(self) -> tuple[str, ...]:
        """The ids of the readers who were given up without a mark of when: by a file, after a backup was put back."""
        return tuple(row["id"] for row in self._db.query(_UNMARKED))

    def to_warn(self, *, most: int, every: timedelta, now: datetime) -> tuple[str, ...]:
        """The ids of who was given up, and told so fewer than `most` times, and not within a span."""
        asked: Params = {"most": most, "before": codec.seconds(now - every)}
        return tuple(row["id"] for row in self._db.query(_TO_WARN, asked))

    def _points(self, subscriber_id: str, *, since: int) -> int:
        (row,) = self._db.query(_POINTS, {"id": subscriber_id, "since": since})
        points: int = row["points"]
        return points


def stale_day(now: datetime) -> date:
    """The last date that counts no longer."""
    return now.date() - STALE


def _fresh_since(now: datetime) -> int:
    """The beginning of the first day that counts."""
    return _day_of(now.astimezone(UTC).date() - STALE + timedelta(days=1))


def _day_of(day: date) -> int:
    return codec.seconds(datetime.combine(day, time(), tzinfo=UTC))
