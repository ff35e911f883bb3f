"""What refusals leave behind: alarms for the operator, and days on which an address was dead."""

from collections.abc import Sequence
from datetime import timedelta

from digest.domain.mail import Alarm, Delivery
from digest.store import codec, sql
from digest.store.database import Driver, Row

#: Days on which an address must be refused as dead before its reader is suspended, and for how long one counts
#: (mail.md REC-12; Mailman's bounce_info_stale_after).
DAYS = 2
STALE = timedelta(days=7)

_RAISE = """
    INSERT INTO alarm (domain, enhanced_code, reply, first_at, last_at, times)
    VALUES (:domain, :enhanced_code, :reply, :at, :at, 1)
    ON CONFLICT (domain) DO UPDATE SET
        enhanced_code = excluded.enhanced_code, reply = excluded.reply, last_at = excluded.last_at,
        times = alarm.times + 1
"""
_STRIKE = """
    INSERT INTO dead_address (subscriber_id, day, enhanced_code, reply)
    SELECT subscriber_id, :day, :enhanced_code, :reply FROM outbox WHERE id = :id
    ON CONFLICT DO NOTHING
"""
_SUSPEND = """
    UPDATE subscriber SET status = 'suspended', next_issue_date = NULL, next_due_at = NULL
    WHERE status = 'active' AND id = (SELECT subscriber_id FROM outbox WHERE outbox.id = :id) AND :days <= (
        SELECT COUNT(*) FROM dead_address WHERE dead_address.subscriber_id = subscriber.id AND day > :stale)
"""


class Refusals:
    """Remembers who refuses us, and which addresses are refused."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def alarms(self) -> tuple[Alarm, ...]:
        """Every domain that refuses us and has taken nothing since, oldest alarm first."""
        return tuple(map(_alarm, self._db.query("SELECT * FROM alarm ORDER BY first_at, domain")))

    def raise_alarm(self, domain: str, delivery: Delivery) -> None:
        """Nothing; the operator is to learn that this domain refused us, and how often."""
        words = {"domain": domain, "enhanced_code": delivery.enhanced_code, "reply": delivery.reply}
        with self._db.unit():
            self._db.execute(_RAISE, {**words, "at": codec.seconds(delivery.at)})

    def clear_alarms(self, domains: Sequence[str]) -> None:
        """Nothing; these domains take our mail again."""
        with self._db.unit():
            for some in sql.chunks(domains):
                self._db.execute(*sql.listed("DELETE FROM alarm WHERE domain IN (:ids)", some))

    def strike(self, delivery: Delivery) -> bool:
        """Whether the reader is suspended now: their address was refused as dead on the second distinct day."""
        words = {"id": delivery.outbox_id, "enhanced_code": delivery.enhanced_code, "reply": delivery.reply}
        day = delivery.at.date()
        with self._db.unit():
            self._db.execute(_STRIKE, {**words, "day": day.isoformat()})
            stale = (day - STALE).isoformat()
            return self._db.execute(_SUSPEND, {"id": delivery.outbox_id, "days": DAYS, "stale": stale}) == 1


def _alarm(row: Row) -> Alarm:
    return Alarm(
        domain=row["domain"],
        enhanced_code=row["enhanced_code"],
        reply=row["reply"],
        first_at=codec.moment(row["first_at"]),
        last_at=codec.moment(row["last_at"]),
        times=row["times"],
    )
