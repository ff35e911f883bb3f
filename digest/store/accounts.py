"""The account: what became of every edition that was due in a stretch of time (mail.md REL-15)."""

from datetime import datetime

from digest.domain.account import Reckoning, Trouble
from digest.store import codec
from digest.store.database import Driver, Params, Row

#: Why a message is held back that is not to the byte what was put into the outbox.
DAMAGED = "the database did not keep the message as it was made, so it was not sent"

_PLANNED = "SELECT COUNT(*) AS number FROM edition WHERE state = 'made' AND due_at >= :since"
_STATUSES = """
    SELECT outbox.status, COUNT(*) AS number FROM edition JOIN outbox ON outbox.id = edition.id
    WHERE edition.state = 'made' AND edition.due_at >= :since GROUP BY outbox.status
"""
_NAMES = """
    SELECT outbox.status, outbox.reply, outbox.attempts, outbox.message_id, subscriber.address, edition.issue_date
    FROM edition JOIN outbox ON outbox.id = edition.id JOIN subscriber ON subscriber.id = edition.subscriber_id
    WHERE edition.state = 'made' AND edition.due_at >= :since AND outbox.status <> 'accepted'
    ORDER BY edition.due_at, edition.id
"""
#: Waiting, or on the way, is not reached yet.
_KINDS = {"rendered": "deferred", "claimed": "deferred", "dot": "deferred"}
_SUSPENDED = """
    SELECT subscriber.address, MAX(dead_address.day) AS day, dead_address.reply
    FROM dead_address JOIN subscriber ON subscriber.id = dead_address.subscriber_id
    WHERE subscriber.status = 'suspended' AND dead_address.day >= :day
    GROUP BY subscriber.id ORDER BY subscriber.address_key
"""
_DAMAGED = """
    SELECT outbox.rcpt, outbox.id FROM outbox
    WHERE outbox.status = 'suppressed' AND outbox.reply = :reply AND outbox.done_at >= :since ORDER BY outbox.id
"""
_BEHIND = """
    SELECT COUNT(*) AS number FROM outbox
    WHERE status IN ('rendered', 'deferred') AND LOWER(rcpt) LIKE :like ESCAPE '!'
"""


class Accounts:
    """Reads the account from what is recorded, so that it is right whoever sent and however often it was stopped."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def reckoning(self, *, since: datetime, waits: str = "it was not handed over yet") -> Reckoning:
        """What became of every edition due since a moment; `waits` is why those wait that were not tried."""
        asked: Params = {"since": codec.seconds(since)}
        with self._db.unit():
            (planned,) = self._db.query(_PLANNED, asked)
            numbers = {row["status"]: row["number"] for row in self._db.query(_STATUSES, asked)}
            rows = self._db.query(_NAMES, asked) if set(numbers) - {"accepted"} else []
        found: dict[str, list[Trouble]] = {}
        for row in rows:
            found.setdefault(_KINDS.get(row["status"], row["status"]), []).append(_trouble(row, waits))
        named = {kind: tuple(troubles) for kind, troubles in found.items()}
        return Reckoning(planned=planned["number"], accepted=numbers.get("accepted", 0), **named)

    def suspended(self, *, since: datetime) -> tuple[Trouble, ...]:
        """Readers whose address was refused as dead until it was given up, since a moment."""
        rows = self._db.query(_SUSPENDED, {"day": since.date().isoformat()})
        return tuple(Trouble(name=row["address"], reason=row["reply"]) for row in rows)

    def damaged(self, *, since: datetime) -> tuple[Trouble, ...]:
        """Whose messages were found damaged in the database since a moment, and were not sent."""
        rows = self._db.query(_DAMAGED, {"reply": DAMAGED, "since": codec.seconds(since)})
        return tuple(Trouble(name=row["rcpt"], reason=row["id"]) for row in rows)

    def waiting_behind(self, domain: str) -> int:
        """How many messages to the readers of a domain wait."""
        literally = domain.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
        (row,) = self._db.query(_BEHIND, {"like": f"%@{literally}"})
        number: int = row["number"]
        return number


def _trouble(row: Row, waits: str) -> Trouble:
    """Who and why; what the server said, or that it was not asked yet.  Of one in doubt what its log knows it by."""
    reason = row["reply"] or (waits if row["status"] == "rendered" else "it is on its way")
    if row["status"] == "uncertain":
        reason += f"; Message-ID {row['message_id']}"
    tried = f", after {row['attempts']} attempts" if row["attempts"] > 1 else ""
    return Trouble(name=row["address"], reason=f"{row['issue_date']}: {reason}{tried}")
