"""The outbox: who may hand a message over, and what came of it (mail.md section 6.1).

    rendered -> claimed -> dot -> accepted | refused | uncertain
        ^_________|         |____ deferred -> claimed ...
    uncertain -> accepted | deferred     resolved by evidence, or sent once more by the policy
    rendered, deferred -> expired | suppressed

Every step is a conditional UPDATE: only the holder of the token moves a row that is claimed, and nothing but evidence
moves a row that has come to an end.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from digest.domain.mail import Delivery, OutboxMessage, OutboxStatus, Outcome, Recovered, is_plain
from digest.store import codec, relay_use, sql
from digest.store.database import Params, Row

_COLUMNS = (
    "id", "subscriber_id", "kind", "envelope_from", "rcpt", "message_id", "status", "attempts", "resent",
    "next_attempt_at", "fresh_until", "enhanced_code", "reply", "plain", "fingerprint",
)  # fmt: skip
_ADD = sql.insert("outbox", _COLUMNS) + " ON CONFLICT DO NOTHING"
_ADD_MIME = sql.insert("outbox_mime", ("id", "mime")) + " ON CONFLICT DO NOTHING"

_TURNS = """
    SELECT outbox.id, outbox.kind, outbox.fresh_until, subscriber.status AS reader
    FROM outbox JOIN subscriber ON subscriber.id = outbox.subscriber_id
    WHERE outbox.status IN ('rendered', 'deferred') AND outbox.next_attempt_at <= :now
        AND (:kind = '' OR outbox.kind = :kind) AND outbox.kind <> :but
    ORDER BY outbox.next_attempt_at, outbox.id LIMIT :limit
"""
_CLAIM = """
    UPDATE outbox SET status = 'claimed', token = :token, lease_until = :lease, attempts = attempts + 1
    WHERE id IN (:ids) AND status IN ('rendered', 'deferred')
    RETURNING id
"""
# Put in order by us: SQLite would copy the bytes of each message to sort them, which costs more than reading them.
_MESSAGES = """
    SELECT outbox.*, outbox_mime.mime FROM outbox JOIN outbox_mime ON outbox_mime.id = outbox.id
    WHERE outbox.id IN (:ids)
"""
_END = """
    UPDATE outbox SET status = :status, done_at = :now, reply = CASE WHEN reply = '' THEN :reply ELSE reply END
    WHERE id IN (:ids) AND status IN ('rendered', 'deferred')
"""
_DOT = """
    UPDATE outbox SET status = 'dot', dot_at = :now, relay = :relay
    WHERE id IN (:ids) AND token = :token AND status = 'claimed' AND lease_until > :now
    RETURNING id, kind
"""
_TOLD = (
    "id", "status", "next_attempt_at", "done_at", "dot_at", "reply_code", "enhanced_code", "reply", "relay",
)  # fmt: skip
# All of a group in one statement: a call of the database costs more than a row more.
_SETTLE = f"""
    UPDATE outbox SET
        status = told.status, done_at = told.done_at,
        next_attempt_at = COALESCE(told.next_attempt_at, outbox.next_attempt_at),
        reply_code = told.reply_code, enhanced_code = told.enhanced_code, reply = told.reply,
        relay = CASE WHEN told.relay = '' THEN outbox.relay ELSE told.relay END,
        dot_at = COALESCE(outbox.dot_at, told.dot_at), token = NULL, lease_until = NULL
    FROM (WITH told ({", ".join(_TOLD)}) AS (VALUES (:rows)) SELECT * FROM told) AS told
    WHERE outbox.id = told.id AND outbox.token = :token AND outbox.status IN ('claimed', 'dot')
"""  # noqa: S608 - our own names only
# Not tried: the attempt that the claim counted is taken back.
_RELEASE = """
    UPDATE outbox SET
        status = CASE WHEN attempts <= 1 THEN 'rendered' ELSE 'deferred' END, attempts = attempts - 1,
        token = NULL, lease_until = NULL
    WHERE status IN ('claimed', 'dot') AND status = 'claimed' AND token = :token
"""
_PUT_OFF = """
    UPDATE outbox SET
        status = CASE WHEN attempts <= 1 THEN 'rendered' ELSE 'deferred' END, attempts = attempts - 1,
        next_attempt_at = :until, token = NULL, lease_until = NULL,
        reply = CASE WHEN :reason = '' THEN reply ELSE :reason END
    WHERE id IN (:ids) AND status = 'claimed' AND token = :token
"""
_SET_ASIDE = """
    UPDATE outbox SET status = 'suppressed', attempts = attempts - 1, done_at = :now, token = NULL, lease_until = NULL,
        reply = :reason
    WHERE id IN (:ids) AND status = 'claimed' AND token = :token
"""
# Asked in the words of the partial index, which SQLite takes literally.
_RECLAIM = """
    UPDATE outbox SET
        status = CASE WHEN attempts <= 1 THEN 'rendered' ELSE 'deferred' END, attempts = attempts - 1,
        token = NULL, lease_until = NULL
    WHERE status IN ('claimed', 'dot') AND status = 'claimed' AND lease_until <= :now
"""
_DOUBT = """
    UPDATE outbox SET status = 'uncertain', token = NULL, lease_until = NULL,
        reply = 'the sender stopped before it had read the reply'
    WHERE status IN ('claimed', 'dot') AND status = 'dot' AND lease_until <= :now
"""
_WAITING = "SELECT COUNT(*) AS number FROM outbox WHERE status IN ('rendered', 'deferred') AND next_attempt_at <= :now"


class Outbox(relay_use.RelayUse):
    """The messages that wait, are under way, or have come to an end."""

    def _enqueue(self, messages: Iterable[tuple[str, OutboxMessage]]) -> None:
        """Nothing; messages that were not there, each beside the id of its reader, wait for their turn."""
        new = tuple(messages)
        self._db.many(_ADD, (_params(message, reader) for reader, message in new))
        self._db.many(_ADD_MIME, ({"id": message.id, "mime": message.mime} for _, message in new))

    def message(self, outbox_id: str) -> OutboxMessage | None:
        """The message with that id, bytes and all; None when there is none."""
        found = self._messages([outbox_id])
        return found[0] if found else None

    def claim(
        self, *, limit: int, token: str, now: datetime, lease: timedelta, kind: str = "", but: str = ""
    ) -> tuple[OutboxMessage, ...]:
        """The next messages to hand over, longest waiting first, at most `limit`: nobody else's for as long as `lease`.

        On the way, messages that are no longer fresh expire, and editions of readers no longer active are suppressed.
        With a `kind` those of that kind alone, with `but` none of that kind.
        """
        mine: list[str] = []
        with self._db.unit():
            while len(mine) < limit:
                most = min(limit - len(mine), sql.MOST)
                turns = self._db.query(_TURNS, {"now": codec.seconds(now), "limit": most, "kind": kind, "but": but})
                if not turns:
                    break
                mine += self._take(self._fit(turns, now=now), token=token, until=now + lease)
            return tuple(message for ids in sql.chunks(mine) for message in self._messages(ids))

    def _fit(self, turns: Sequence[Row], *, now: datetime) -> list[str]:
        """The ids that may be sent; the others have come to their end."""
        stale = [row["id"] for row in turns if row["fresh_until"] < codec.seconds(now)]
        # Notices go to who waits to be confirmed, and to who left or was never here.
        away = [row["id"] for row in turns if row["kind"] == "edition" and row["reader"] != "active"]
        left = [outbox_id for outbox_id in away if outbox_id not in stale]
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
        found = map(_message, self._db.query(*sql.listed(_MESSAGES, ids)))
        return sorted(found, key=attrgetter("next_attempt_at", "id"))

    def mark_dot(self, outbox_id: str, *, token: str, now: datetime) -> bool:
        """Whether the last bytes may go out: the claim is still ours, and this is now written and synced."""
        return outbox_id in self.record([outbox_id], [], token=token, now=now)

    def settle(self, delivery: Delivery, *, token: str, next_attempt_at: datetime | None) -> bool:
        """Whether the outcome was recorded: only that of a claim that is still ours.

        Deferred without a next attempt means expired.  Uncertain stays open until `resolve` or `decide` ends it.
        """
        with self._db.unit():
            return self._settle([(delivery, next_attempt_at)], token=token) == 1

    def record(
        self,
        dots: Sequence[str],
        ended: Sequence[tuple[Delivery, datetime | None]],
        *,
        token: str,
        now: datetime,
        relay: str = "",
    ) -> frozenset[str]:
        """Which of `dots` may say their last bytes to `relay`: those whose claim is still ours.

        That, and the outcomes in `ended` with the next moment to try, are then on the disk: one sync for all of them.
        """
        with self._db.unit():
            self._settle(ended, token=token)
            allowed = self._mark(dots, token=token, now=now, relay=relay)
            if allowed and relay:
                notices = sum(kind != "edition" for kind in allowed.values())
                self._use(relay, len(allowed), notices=notices, now=now)
        return frozenset(allowed)

    def _mark(self, dots: Sequence[str], *, token: str, now: datetime, relay: str) -> dict[str, str]:
        """Of the dots that are on the disk now: id -> kind."""
        statement, params = sql.listed(_DOT, dots)
        mark: Params = {**params, "token": token, "now": codec.seconds(now), "relay": relay}
        return {row["id"]: row["kind"] for row in self._db.query(statement, mark)} if dots else {}

    def _settle(self, ended: Sequence[tuple[Delivery, datetime | None]], *, token: str) -> int:
        """How many were ours to settle."""
        settled = 0
        for some in sql.chunks(ended, width=len(_TOLD)):
            rows = [_settlement(delivery, again) for delivery, again in some]
            statement, params = sql.tabled(_SETTLE, _TOLD, rows)
            settled += self._db.execute(statement, {**params, "token": token})
        return settled

    def waiting(self, *, now: datetime) -> int:
        """How many messages could go out now and did not yet."""
        (row,) = self._db.query(_WAITING, {"now": codec.seconds(now)})
        number: int = row["number"]
        return number

    def release(self, *, token: str) -> int:
        """How many claims of ours wait for their turn again, as if they had never been claimed: none was tried."""
        with self._db.unit():
            return self._db.execute(_RELEASE, {"token": token})

    def put_off(self, ids: Sequence[str], *, token: str, until: datetime, reason: str = "") -> None:
        """Nothing; these claims of ours wait until a moment, for a `reason`, without an attempt counted."""
        put: Params = {"token": token, "until": codec.seconds(until), "reason": reason}
        with self._db.unit():
            for some in sql.chunks(ids):
                statement, params = sql.listed(_PUT_OFF, some)
                self._db.execute(statement, {**params, **put})

    def set_aside(self, ids: Sequence[str], *, token: str, reason: str, now: datetime) -> None:
        """Nothing; these claims of ours are never sent, for a `reason`."""
        aside: Params = {"token": token, "reason": reason, "now": codec.seconds(now)}
        with self._db.unit():
            for some in sql.chunks(ids):
                statement, params = sql.listed(_SET_ASIDE, some)
                self._db.execute(statement, {**params, **aside})

    def recover(self, *, now: datetime) -> Recovered:
        """What became of claims whose lease has run out.

        Without the dot a message was certainly not sent and waits again, without an attempt counted.  With it nobody
        knows, until it is resolved.
        """
        params: Params = {"now": codec.seconds(now)}
        with self._db.unit():
            return Recovered(reclaimed=self._db.execute(_RECLAIM, params), uncertain=self._db.execute(_DOUBT, params))


def _settlement(delivery: Delivery, next_attempt_at: datetime | None) -> Params:
    """An outcome as columns.  What is in doubt stays open, also when it is too late for another attempt."""
    expired = delivery.outcome is Outcome.DEFERRED and next_attempt_at is None
    open_ = not expired and delivery.outcome in (Outcome.DEFERRED, Outcome.UNCERTAIN)
    return {
        "id": delivery.outbox_id,
        "status": OutboxStatus.EXPIRED.value if expired else delivery.outcome.value,
        "next_attempt_at": codec.seconds(next_attempt_at),
        "done_at": None if open_ else codec.seconds(delivery.at),
        "dot_at": codec.seconds(delivery.at) if delivery.outcome is Outcome.UNCERTAIN else None,
        "reply_code": delivery.reply_code,
        "enhanced_code": delivery.enhanced_code,
        "reply": delivery.reply,
        "relay": delivery.relay,
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
        "plain": int(is_plain(message.mime)),
        "fingerprint": codec.fingerprint(message.mime),
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
        plain=bool(row["plain"]),
        is_whole=row["fingerprint"] in (None, codec.fingerprint(row["mime"])),
    )
