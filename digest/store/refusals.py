"""What refusals leave behind: alarms for the operator, and days on which an address was dead."""

from collections.abc import Sequence
from datetime import datetime

from digest.domain.mail import Alarm, Delivery
from digest.store import bounces, codec, sql
from digest.store.database import Driver, Row

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
        self._bounces = bounces.Bounces(driver)

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
        """Whether the reader is suspended now: their address was refused as dead, and a probe of it failed too."""
        whose = "SELECT subscriber_id, kind FROM outbox WHERE id = :id"
        with self._db.unit():
            for row in self._db.query(whose, {"id": delivery.outbox_id}):
                self.strike_reader(row["subscriber_id"], delivery)
                return self.give_up(row["subscriber_id"], at=delivery.at, is_probe=row["kind"] == bounces.PROBE)
            return False

    def strike_reader(self, subscriber_id: str, delivery: Delivery) -> None:
        """Nothing; an address was dead on this day: refused, or in a mail that came back."""
        words = {"enhanced_code": delivery.enhanced_code, "reply": delivery.reply}
        with self._db.unit():
            self._db.execute(_STRIKE, {**words, "id": subscriber_id, "day": delivery.at.date().isoformat()})

    def is_dead(self, subscriber_id: str, *, now: datetime) -> bool:
        """Whether the address was dead on enough days."""
        stale = bounces.stale_day(now).isoformat()
        (row,) = self._db.query(_STRIKES, {"id": subscriber_id, "stale": stale})
        days: int = row["days"]
        return days >= bounces.DAYS

    def give_up(self, subscriber_id: str, *, at: datetime, is_probe: bool) -> bool:
        """Whether the reader is suspended now, for mail failed at a moment: the probe, or what went out a day after it.

        What else fails on the day of the probe was sent before it.
        """
        probed_at = self._bounces.probed_at(subscriber_id, now=at)
        if probed_at is None or not (is_probe or probed_at.date() < at.date()):
            return False
        return self.suspend(subscriber_id, at=at)

    def suspend(self, subscriber_id: str, *, at: datetime) -> bool:
        """Whether an active reader is suspended now: nothing is sent there until they come back by themselves."""
        with self._db.unit():
            is_new = self._db.execute(_SUSPEND, {"id": subscriber_id}) == 1
            if is_new:
                self._bounces.mark(subscriber_id, bounces.SUSPENDED, at=at)
            return is_new


def _alarm(row: Row) -> Alarm:
    return Alarm(
        domain=row["domain"],
        enhanced_code=row["enhanced_code"],
        reply=row["reply"],
        first_at=codec.moment(row["first_at"]),
        last_at=codec.moment(row["last_at"]),
        times=row["times"],
    )
