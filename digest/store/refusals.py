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
    VALUES (:id, :day, :enhanced_code, :reply)
    ON CONFLICT DO NOTHING
"""
_STRIKES = "SELECT COUNT(*) AS days FROM dead_address WHERE subscriber_id = :id AND day > :stale"
_SUSPEND = """
    UPDATE subscriber SET status = 'suspended', next_issue_date = NULL, next_due_at = NULL
    WHERE status = 'active' AND id = :id
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
        whose = "SELECT subscriber_id FROM outbox WHERE id = :id"
        with self._db.unit():
            rows = self._db.query(whose, {"id": delivery.outbox_id})
            return any(self.strike_reader(row["subscriber_id"], delivery) for row in rows)

    def strike_reader(self, subscriber_id: str, delivery: Delivery) -> bool:
        """The same for a mail that came back, of which only the reader is known."""
        day = delivery.at.date()
        words = {"id": subscriber_id, "enhanced_code": delivery.enhanced_code, "reply": delivery.reply}
        with self._db.unit():
            self._db.execute(_STRIKE, {**words, "day": day.isoformat()})
            (row,) = self._db.query(_STRIKES, {"id": subscriber_id, "stale": (day - STALE).isoformat()})
            return row["days"] >= DAYS and self.suspend(subscriber_id)

    def suspend(self, subscriber_id: str) -> bool:
        """Whether an active reader is suspended now: nothing is sent there until they come back by themselves."""
        with self._db.unit():
            return self._db.execute(_SUSPEND, {"id": subscriber_id}) == 1


def _alarm(row: Row) -> Alarm:
    return Alarm(
        domain=row["domain"],
        enhanced_code=row["enhanced_code"],
        reply=row["reply"],
        first_at=codec.moment(row["first_at"]),
        last_at=codec.moment(row["last_at"]),
        times=row["times"],
    )
