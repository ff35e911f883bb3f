"""Messages in doubt: what evidence says of them, and what the policy does with the rest (mail.md OUT-70 to 72)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from digest.domain.mail import Doubt, Resolved, Verdict
from digest.store import codec
from digest.store.database import Driver, Params, Row

_OPEN = "status = 'uncertain' AND done_at IS NULL"
_DOUBTS = f"""
    SELECT id, message_id, rcpt, relay, COALESCE(dot_at, next_attempt_at) AS dot_at FROM outbox
    WHERE {_OPEN} ORDER BY next_attempt_at, id
"""  # noqa: S608 - our own words only
# Also one that was given up: a report of delivery may come days later.
_ACCEPTED = """
    UPDATE outbox SET status = 'accepted', done_at = :now, resolved_at = :now, evidence = :by
    WHERE id = :id AND status = 'uncertain'
"""
_ABSENT = f"""
    UPDATE outbox SET status = 'deferred', next_attempt_at = :now, resolved_at = :now, evidence = :by
    WHERE id = :id AND {_OPEN}
"""  # noqa: S608 - our own words only
_RESEND = f"""
    UPDATE outbox SET status = 'deferred', resent = 1
    WHERE {_OPEN} AND next_attempt_at <= :now AND COALESCE(dot_at, 0) <= :old AND resent = 0 AND fresh_until >= :now
"""  # noqa: S608 - our own words only
_LEAVE = f"""
    UPDATE outbox SET done_at = :now
    WHERE {_OPEN} AND next_attempt_at <= :now AND COALESCE(dot_at, 0) <= :old
"""  # noqa: S608 - our own words only


class Doubts:
    """The part of the outbox whose fate nobody knows yet."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def open(self) -> tuple[Doubt, ...]:
        """Every doubt that neither evidence nor the policy has ended."""
        return tuple(map(_doubt, self._db.query(_DOUBTS)))

    def resolve(self, verdicts: Mapping[str, Verdict], *, by: str, now: datetime) -> Resolved:
        """What became of them: accepted for good, or waiting for their turn as never sent.  `by` names the evidence."""
        with self._db.unit():
            return Resolved(
                accepted=self._end(_ACCEPTED, Verdict.ACCEPTED, verdicts, by=by, now=now),
                absent=self._end(_ABSENT, Verdict.ABSENT, verdicts, by=by, now=now),
            )

    def _end(self, statement: str, kind: Verdict, verdicts: Mapping[str, Verdict], *, by: str, now: datetime) -> int:
        ids = [outbox_id for outbox_id, verdict in verdicts.items() if verdict is kind]
        return self._db.many(statement, ({"id": id_, "by": by, "now": codec.seconds(now)} for id_ in ids))

    def decide(self, *, resend: bool, grace: timedelta, now: datetime) -> Resolved:
        """What the policy did with open doubts whose moment has come and that are older than `grace`.

        By `resend` each is sent once more, the first time; otherwise, or the second time, it stays in doubt for good.
        """
        due: Params = {"now": codec.seconds(now), "old": codec.seconds(now - grace)}
        with self._db.unit():
            return Resolved(resent=self._db.execute(_RESEND, due) if resend else 0, left=self._db.execute(_LEAVE, due))


def _doubt(row: Row) -> Doubt:
    return Doubt(
        outbox_id=row["id"],
        message_id=row["message_id"],
        to=row["rcpt"],
        relay=row["relay"],
        dot_at=codec.moment(row["dot_at"]),
    )
