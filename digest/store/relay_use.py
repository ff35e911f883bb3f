"""How many mails each relay was given, hour by hour: counted apart from the outbox, whose rows are forgotten.

And which message goes on to another relay.
"""

from datetime import datetime, timedelta

from digest.domain import ceiling
from digest.store import codec
from digest.store.database import Driver, Row

#: What a relay has taken is counted over so long.
DAY = timedelta(hours=24)

_USE = """
    INSERT INTO relay_use (relay, hour, mails, notices) VALUES (:relay, :hour, :mails, :notices)
    ON CONFLICT (relay, hour) DO UPDATE SET
        mails = relay_use.mails + excluded.mails, notices = relay_use.notices + excluded.notices
"""
# Held anew from now on: all that went before it to the last relay may have taken as long as a claim holds.
# Who left meanwhile gets nothing: not claimed it goes nowhere, and the next claim finds out why.
_REOPEN = """
    UPDATE outbox SET lease_until = :lease, status = CASE
        WHEN kind = 'edition' AND (SELECT status FROM subscriber WHERE id = outbox.subscriber_id) <> 'active'
        THEN 'deferred' ELSE 'claimed' END
    WHERE id = :id AND status IN ('claimed', 'dot') AND token = :token
"""
_HOURS = "SELECT hour, mails, notices FROM relay_use WHERE relay = :relay AND hour > :since ORDER BY hour"


class RelayUse:
    """What relays have had, and when they may have more."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def _use(self, relay: str, mails: int, *, notices: int, now: datetime) -> None:
        self._db.execute(_USE, {"relay": relay, "hour": _hour(now), "mails": mails, "notices": notices})

    def room(self, relay: str, *, per_day: int, now: datetime) -> ceiling.Room:
        """What a relay that takes `per_day` in 24 hours may have now, give or take what the last hour of them had."""
        hours = self._hours(relay, since=now - DAY)
        mails, notices = sum(row["mails"] for row in hours), sum(row["notices"] for row in hours)
        return ceiling.room(per_day, mails=mails, notices=notices)

    def _hours(self, relay: str, *, since: datetime) -> list[Row]:
        return self._db.query(_HOURS, {"relay": relay, "since": _hour(since) - 1})

    def full_until(self, relay: str, *, per_day: int, now: datetime) -> datetime | None:
        """When a relay that takes `per_day` in 24 hours may have another edition; None when it may now."""
        hours = self._hours(relay, since=now - DAY)
        mails, notices, until = sum(row["mails"] for row in hours), sum(row["notices"] for row in hours), None
        for row in hours:
            if ceiling.room(per_day, mails=mails, notices=notices).editions > 0:
                break
            mails, notices = mails - row["mails"], notices - row["notices"]
            until = codec.moment((row["hour"] + 1) * 3600) + DAY
        return until

    def reopen(self, outbox_id: str, *, token: str, until: datetime) -> None:
        """Nothing; a message of ours that a relay certainly did not take may go to another one, until a moment."""
        with self._db.unit():
            self._db.execute(_REOPEN, {"id": outbox_id, "token": token, "lease": codec.seconds(until)})

    def forget_use(self, *, before: datetime) -> int:
        """How many hours' counts of what relays were given were dropped, of hours before a moment."""
        with self._db.unit():
            return self._db.execute("DELETE FROM relay_use WHERE hour < :before", {"before": _hour(before)})


def _hour(moment: datetime) -> int:
    return codec.seconds(moment) // 3600
