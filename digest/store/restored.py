"""What a database that was put back from a copy is told of the mail that went out since (mail.md REL-16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from digest.domain.people import Counts
from digest.store import codec
from digest.store.database import Driver, Params
from digest.store.reports import KIND

REASON = "it was handed over before the database was put back from a backup"
DOUBTFUL = "it may have been handed over before the database was put back from a backup"
_NONE = codec.COUNTS.text(Counts())

_ENDED = """
    UPDATE outbox SET
        status = :status, done_at = :now, evidence = 'the journal of sending', token = NULL, lease_until = NULL,
        reply = CASE WHEN reply = '' THEN :reply ELSE reply END
    WHERE id = :id AND status NOT IN ('accepted', 'refused', 'expired')
"""
_DOUBT = """
    UPDATE outbox SET status = 'uncertain', next_attempt_at = :now, evidence = '', token = NULL, lease_until = NULL,
        dot_at = COALESCE(dot_at, :now), reply = :reply
    WHERE id = :id AND status IN ('rendered', 'claimed', 'dot', 'deferred', 'suppressed')
"""
_KNOWN = "SELECT id FROM outbox WHERE id = :id UNION SELECT id FROM edition WHERE id = :id"
# Its words are lost; the date has its record, so that no second edition is made for it.
_RECORD = """
    INSERT INTO edition (id, subscriber_id, issue_date, state, reason, counts, due_at)
    SELECT :id, id, :issue_date, 'skipped', :reason, :counts, :now FROM subscriber WHERE id = :subscriber_id
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What the journal knew and the database did not."""

    #: Messages that were accepted.
    accepted: int = 0
    #: Messages that may have been: said to their last byte, and no reply known.
    doubtful: int = 0
    #: Of both, those whose reader the database does not know: who joined after the copy was made.
    strangers: int = 0


class Restored:
    """Writes what the journal says into a database that has forgotten it."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def apply(self, marks: Mapping[str, str], *, now: datetime) -> Applied:
        """What was written: every message with a final mark has it, and none of them is sent or made again."""
        accepted = [outbox_id for outbox_id, mark in marks.items() if mark == "accepted"]
        doubtful = [outbox_id for outbox_id, mark in marks.items() if mark in {"dot", "uncertain"}]
        with self._db.unit():
            for outbox_id, mark in marks.items():
                if mark in {"refused", "expired"}:
                    self._end(outbox_id, mark, now=now)
            strange = sum(not self._end(outbox_id, "accepted", now=now) for outbox_id in accepted)
            strange += sum(not self._doubt(outbox_id, now=now) for outbox_id in doubtful)
        return Applied(accepted=len(accepted), doubtful=len(doubtful), strangers=strange)

    def _end(self, outbox_id: str, status: str, *, now: datetime) -> bool:
        words: Params = {"id": outbox_id, "status": status, "now": codec.seconds(now)}
        self._db.execute(_ENDED, {**words, "reply": "as the journal of sending says"})
        return self._has_record(outbox_id, REASON, now=now)

    def _doubt(self, outbox_id: str, *, now: datetime) -> bool:
        reply = "the journal of sending knows no reply"
        self._db.execute(_DOUBT, {"id": outbox_id, "now": codec.seconds(now), "reply": reply})
        return self._has_record(outbox_id, DOUBTFUL, now=now)

    def _has_record(self, outbox_id: str, reason: str, *, now: datetime) -> bool:
        """Whether the message is known, or its reader: then the date has a record from now on."""
        if self._db.query(_KNOWN, {"id": outbox_id}):
            return True
        subscriber_id, _, day = outbox_id.rpartition(".")
        try:
            issue_date = date.fromisoformat(day).isoformat()
        except ValueError:
            return True  # no edition: a notice
        if subscriber_id == KIND:
            return True
        words: Params = {"id": outbox_id, "subscriber_id": subscriber_id, "issue_date": issue_date, "reason": reason}
        added = self._db.execute(_RECORD, {**words, "counts": _NONE, "now": codec.seconds(now)})
        return added > 0
