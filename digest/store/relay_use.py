"""How many mails each relay was given, hour by hour: counted apart from the outbox, whose rows are forgotten."""

from datetime import datetime, timedelta

from digest.store import codec
from digest.store.database import Driver

#: What a relay has taken is counted over so long.
DAY = timedelta(hours=24)

_USE = """
    INSERT INTO relay_use (relay, hour, mails) VALUES (:relay, :hour, :mails)
    ON CONFLICT (relay, hour) DO UPDATE SET mails = relay_use.mails + excluded.mails
"""
_USED = "SELECT COALESCE(SUM(mails), 0) AS mails FROM relay_use WHERE relay = :relay AND hour > :since"
_HOURS = "SELECT hour, mails FROM relay_use WHERE relay = :relay AND hour > :since ORDER BY hour"


class RelayUse:
    """What relays have had, and when they may have more."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def _use(self, relay: str, mails: int, *, now: datetime) -> None:
        self._db.execute(_USE, {"relay": relay, "hour": _hour(now), "mails": mails})

    def used(self, relay: str, *, since: datetime) -> int:
        """How many mails were said to a relay to their last byte since a moment, give or take its hour."""
        (row,) = self._db.query(_USED, {"relay": relay, "since": _hour(since) - 1})
        mails: int = row["mails"]
        return mails

    def full_until(self, relay: str, *, per_day: int, now: datetime) -> datetime | None:
        """When a relay that takes `per_day` in 24 hours may have more; None when it may now."""
        hours = self._db.query(_HOURS, {"relay": relay, "since": _hour(now - DAY) - 1})
        left, until = sum(row["mails"] for row in hours), None
        for row in hours:
            if left < per_day:
                break
            left -= row["mails"]
            until = codec.moment((row["hour"] + 1) * 3600) + DAY
        return until

    def forget_use(self, *, before: datetime) -> int:
        """How many hours' counts of what relays were given were dropped, of hours before a moment."""
        with self._db.unit():
            return self._db.execute("DELETE FROM relay_use WHERE hour < :before", {"before": _hour(before)})


def _hour(moment: datetime) -> int:
    return codec.seconds(moment) // 3600
