"""The room of bounces: on which days mail to a reader came back, and whether they were probed (mail.md REC-12)."""

from datetime import UTC, date, datetime, time, timedelta

from digest.store import codec, sql
from digest.store.database import Driver
from digest.store.refusals import STALE

#: A row that is no bounce: a probe was sent.
PROBE = "probe"

_ADD = sql.insert("bounce", ("subscriber_id", "at", "kind", "status", "reason"))
_FORGET = "DELETE FROM bounce WHERE subscriber_id = :id AND at < :since"
_POINTS = "SELECT COUNT(*) AS points FROM bounce WHERE subscriber_id = :id AND kind <> 'probe' AND at >= :since"
_PROBED = "SELECT MAX(at) AS at FROM bounce WHERE subscriber_id = :id AND kind = 'probe' AND at >= :since"


class Bounces:
    """Counts bounces: at most one for each reader and day, none that is stale."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def add(self, subscriber_id: str, *, kind: str, status: str, reason: str, at: datetime) -> bool:
        """Whether it counts, as the first of its day; what is stale is forgotten."""
        words = {"subscriber_id": subscriber_id, "kind": kind, "status": status, "reason": reason}
        with self._db.unit():
            self._db.execute(_FORGET, {"id": subscriber_id, "since": _fresh_since(at)})
            if kind != PROBE and self._points(subscriber_id, since=_day_of(at.astimezone(UTC).date())):
                return False
            self._db.execute(_ADD, {**words, "at": codec.seconds(at)})
            return True

    def points(self, subscriber_id: str, *, now: datetime) -> int:
        """On how many days mail to a reader came back lately."""
        return self._points(subscriber_id, since=_fresh_since(now))

    def probed_at(self, subscriber_id: str, *, now: datetime) -> datetime | None:
        """When a probe was sent; None when that is long ago, or never happened."""
        (row,) = self._db.query(_PROBED, {"id": subscriber_id, "since": _fresh_since(now)})
        return codec.moment(row["at"]) if row["at"] is not None else None

    def _points(self, subscriber_id: str, *, since: int) -> int:
        (row,) = self._db.query(_POINTS, {"id": subscriber_id, "since": since})
        points: int = row["points"]
        return points


def _fresh_since(now: datetime) -> int:
    """The beginning of the first day that counts."""
    return _day_of(now.astimezone(UTC).date() - STALE + timedelta(days=1))


def _day_of(day: date) -> int:
    return codec.seconds(datetime.combine(day, time(), tzinfo=UTC))
