"""Mail to the operator: in the same outbox as the readers', and of nobody who reads the news."""

from datetime import datetime

from digest.domain.mail import OutboxMessage
from digest.domain.people import Profile
from digest.store import codec, outbox, sql
from digest.store.database import Params

#: The row that the operator's messages belong to.  `People` shows it to nobody.
OPERATOR = "operator"
#: The kind of the daily mail.
KIND = "report"

_BE_THERE = """
    INSERT INTO subscriber (
        id, address, address_key, name, origin, status, cadence, weekday, local_time, timezone, profile, profile_name,
        language, created_at)
    VALUES (
        :id, :address, :id, '', 'command', 'active', 'daily', 0, '07:00:00', 'UTC', :profile, '', 'en', :now)
    ON CONFLICT (id) DO UPDATE SET address = excluded.address, status = 'active'
"""
# Also one in the hands of a process that died.
_TAKE_BACK = f"DELETE FROM outbox WHERE kind = '{KIND}' AND status IN ('rendered', 'claimed', 'deferred')"  # noqa: S608


class Reports(outbox.Outbox):
    """Writes what the operator is to read into the outbox."""

    def last(self) -> str:
        """The day of the last report, "2026-11-22"; "" before the first."""
        rows = self._db.query("SELECT value FROM meta WHERE name = 'reported'")
        return bytes(rows[0]["value"]).decode() if rows else ""

    def add(self, message: OutboxMessage, *, day: str, now: datetime) -> None:
        """Nothing; this day is done, and its report waits in the outbox."""
        with self._db.unit():
            self._db.execute(sql.upsert("meta", "name", ("name", "value")), {"name": "reported", "value": day.encode()})
            words: Params = {"id": OPERATOR, "address": message.to, "now": codec.seconds(now)}
            self._db.execute(_BE_THERE, {**words, "profile": codec.PROFILE.text(Profile())})
            self._enqueue([(OPERATOR, message)])

    def take_back(self) -> None:
        """Nothing; a report that has not gone yet is as never written: what it says is not so any more."""
        with self._db.unit():
            if self._db.execute(_TAKE_BACK):
                self._db.execute("DELETE FROM meta WHERE name = 'reported'")
