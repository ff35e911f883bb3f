"""The outbox: who may hand a message over, and what came of it (mail.md section 6.1).

    rendered -> claimed -> dot -> accepted | refused | uncertain
        ^_________|         |____ deferred -> claimed ...
    rendered, deferred -> expired | suppressed

Every step is a conditional UPDATE: only the holder of the token moves a row that is claimed, and nothing moves a row
that has come to an end.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from digest.domain.mail import Delivery, OutboxMessage, OutboxStatus, Outcome, Recovered
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_COLUMNS = (
    "id", "subscriber_id", "kind", "envelope_from", "rcpt", "message_id", "status", "attempts", "resent",
    "next_attempt_at", "fresh_until", "enhanced_code", "reply",
)  # fmt: skip
_ADD = sql.insert("outbox", _COLUMNS) + " ON CONFLICT DO NOTHING"
_ADD_MIME = sql.insert("outbox_mime", ("id", "mime")) + " ON CONFLICT DO NOTHING"

_TURNS = """
    SELECT outbox.id, outbox.fresh_until, subscriber.status AS reader
    FROM outbox JOIN subscriber ON subscriber.id = outbox.subscriber_id
    WHERE outbox.status IN ('rendered', 'deferred') AND outbox.next_attempt_at <= :now
    ORDER BY outbox.next_attempt_at, outbox.id LIMIT :limit
"""
_CLAIM = """
    UPDATE outbox SET status = 'claimed', token = :token, lease_until = :lease, attempts = attempts + 1
    WHERE id IN (:ids) AND status IN ('rendered', 'deferred')
    RETURNING id
"""
_MESSAGES = """
    SELECT outbox.*, outbox_mime.mime FROM outbox JOIN outbox_mime ON outbox_mime.id = outbox.id
    WHERE outbox.id IN (:ids) ORDER BY outbox.next_attempt_at, outbox.id
"""
_END = """
    UPDATE outbox SET status = :status, done_at = :now, reply = CASE WHEN reply = '' THEN :reply ELSE reply END
    WHERE id IN (:ids) AND status IN ('rendered', 'deferred')
"""
_DOT = """
    UPDATE outbox SET status = 'dot' WHERE id = :id AND token = :token AND status = 'claimed' AND lease_until > :now
"""
_SETTLE = """
    UPDATE outbox SET
        status = :status, done_at = :done_at, next_attempt_at = COALESCE(:next_attempt_at, next_attempt_at),
        reply_code = :reply_code, enhanced_code = :enhanced_code, reply = :reply, token = NULL, lease_until = NULL
    WHERE id = :id AND token = :token AND status IN ('claimed', 'dot')
"""
_SETTLE_AND_RESEND = """
    UPDATE outbox SET
        status = 'deferred', resent = 1, next_attempt_at = :next_attempt_at,
        reply_code = :reply_code, enhanced_code = :enhanced_code, reply = :reply, token = NULL, lease_until = NULL
    WHERE id = :id AND token = :token AND status IN ('claimed', 'dot') AND resent = 0
"""
# Asked in the words of the partial index, which SQLite takes literally.
_RECLAIM = """
    UPDATE outbox SET
        status = CASE WHEN attempts <= 1 THEN 'rendered' ELSE 'deferred' END, token = NULL, lease_until = NULL
    WHERE status IN ('claimed', 'dot') AND status = 'claimed' AND lease_until <= :now
"""
_RESEND = """
    UPDATE outbox SET status = 'deferred', resent = 1, token = NULL, lease_until = NULL
    WHERE status IN ('claimed', 'dot') AND status = 'dot' AND lease_until <= :now AND resent = 0
"""
_DOUBT = """
    UPDATE outbox SET status = 'uncertain', done_at = :now, token = NULL, lease_until = NULL,
        reply = 'the sender stopped before it had read the reply'
    WHERE status IN ('claimed', 'dot') AND status = 'dot' AND lease_until <= :now
"""


class Outbox:
    """The messages that wait, are under way, or have come to an end."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def _enqueue(self, messages: Iterable[tuple[str, OutboxMessage]]) -> None:
        """Nothing; messages that were not there, each beside the id of its reader, wait for their turn."""
        new = tuple(messages)
        self._db.many(_ADD, (_params(message, reader) for reader, message in new))
        self._db.many(_ADD_MIME, ({"id": message.id, "mime": message.mime} for _, message in new))

    def message(self, outbox_id: str) -> OutboxMessage | None:
        """The message with that id, bytes and all; None when there is none."""
        found = self._messages([outbox_id])
        return found[0] if found else None

    def claim(self, *, limit: int, token: str, now: datetime, lease: timedelta) -> tuple[OutboxMessage, ...]:
        """The next messages to hand over, longest waiting first, at most `limit`: nobody else's for as long as `lease`.

        On the way, messages that are no longer fresh expire, and those of readers no longer active are suppressed.
        """
        mine: list[str] = []
        with self._db.unit():
            while len(mine) < limit:
                most = min(limit - len(mine), sql.MOST)
                turns = self._db.query(_TURNS, {"now": codec.seconds(now), "limit": most})
                if not turns:
                    break
                mine += self._take(self._fit(turns, now=now), token=token, until=now + lease)
            return tuple(message for ids in sql.chunks(mine) for message in self._messages(ids))

    def _fit(self, turns: Sequence[Row], *, now: datetime) -> list[str]:
        """The ids that may be sent; the others have come to their end."""
        stale = [row["id"] for row in turns if row["fresh_until"] < codec.seconds(now)]
        left = [row["id"] for row in turns if row["reader"] != "active" and row["id"] not in stale]
        self._end(stale, OutboxStatus.EXPIRED, "it could not be handed over while it was fresh", now=now)
        self._end(left, OutboxStatus.SUPPRESSED, "the reader left before it was handed over", now=now)
        gone = {*stale, *left}
        return [row["id"] for row in turns if row["id"] not in gone]

    def _take(self, ids: Sequence[str], *, token: str, until: datetime) -> list[str]:
        statement, params = sql.listed(_CLAIM, ids)
        claim: Params = {**params, "token": token, "lease": codec.seconds(until)}
        return [row["id"] for row in self._db.query(statement, claim)] if ids else []

    def _end(self, ids: Sequence[str], status: OutboxStatus, reply: str, *, now: datetime) -> None:
        statement, params = sql.listed(_END, ids)
        end: Params = {**params, "status": status.value, "reply": reply, "now": codec.seconds(now)}
        if ids:
            self._db.execute(statement, end)

    def _messages(self, ids: Sequence[str]) -> list[OutboxMessage]:
        return list(map(_message, self._db.query(*sql.listed(_MESSAGES, ids))))

    def mark_dot(self, outbox_id: str, *, token: str, now: datetime) -> bool:
        """Whether the last bytes may go out: the claim is still ours, and this is now written and synced."""
        with self._db.unit():
            return self._db.execute(_DOT, {"id": outbox_id, "token": token, "now": codec.seconds(now)}) == 1

    def settle(self, delivery: Delivery, *, token: str, next_attempt_at: datetime | None) -> bool:
        """Whether the outcome was recorded: only that of a claim that is still ours.

        Deferred without a next attempt means expired.  Uncertain with one is sent again, once; the second time, or
        without one, it stays uncertain (mail.md OUT-72).
        """
        settlement = {**_settlement(delivery, next_attempt_at), "token": token}
        with self._db.unit():
            if delivery.outcome is Outcome.UNCERTAIN and next_attempt_at:
                if self._db.execute(_SETTLE_AND_RESEND, settlement):
                    return True
                settlement["next_attempt_at"] = None
            return self._db.execute(_SETTLE, settlement) == 1

    def recover(self, *, now: datetime, resend_uncertain: bool) -> Recovered:
        """What became of claims whose lease has run out.

        Without the dot a message was certainly not sent and waits again.  With it nobody knows: it is sent again once
        with the same bytes if `resend_uncertain`, else it stays uncertain.
        """
        params: Params = {"now": codec.seconds(now)}
        with self._db.unit():
            return Recovered(
                reclaimed=self._db.execute(_RECLAIM, params),
                resent=self._db.execute(_RESEND, params) if resend_uncertain else 0,
                uncertain=self._db.execute(_DOUBT, params),
            )


def _settlement(delivery: Delivery, next_attempt_at: datetime | None) -> Params:
    waits = delivery.outcome is Outcome.DEFERRED and next_attempt_at is not None
    expired = delivery.outcome is Outcome.DEFERRED and not waits
    return {
        "id": delivery.outbox_id,
        "status": OutboxStatus.EXPIRED.value if expired else delivery.outcome.value,
        "next_attempt_at": codec.seconds(next_attempt_at),
        "done_at": None if waits else codec.seconds(delivery.at),
        "reply_code": delivery.reply_code,
        "enhanced_code": delivery.enhanced_code,
        "reply": delivery.reply,
    }


def _params(message: OutboxMessage, subscriber_id: str) -> Params:
    """A message that nobody has tried to send yet, as a row."""
    return {
        "id": message.id,
        "subscriber_id": subscriber_id,
        "kind": message.kind,
        "envelope_from": message.envelope_from,
        "rcpt": message.to,
        "message_id": message.message_id,
        "status": message.status.value,
        "attempts": message.attempts,
        "resent": 0,
        "next_attempt_at": codec.seconds(message.next_attempt_at),
        "fresh_until": codec.seconds(message.fresh_until),
        "enhanced_code": "",
        "reply": "",
    }


def _message(row: Row) -> OutboxMessage:
    return OutboxMessage(
        id=row["id"],
        kind=row["kind"],
        envelope_from=row["envelope_from"],
        to=row["rcpt"],
        message_id=row["message_id"],
        mime=row["mime"],
        status=OutboxStatus(row["status"]),
        attempts=row["attempts"],
        next_attempt_at=codec.moment(row["next_attempt_at"]),
        fresh_until=codec.moment(row["fresh_until"]),
    )
