"""Mail that is no issue: in the same outbox, whoever it is for, and not held back because they left."""

from collections.abc import Sequence
from datetime import datetime

from digest.domain.mail import OutboxMessage
from digest.domain.people import Profile
from digest.store import codec, outbox, sql
from digest.store.database import Params

#: The row that mail to people who do not subscribe belongs to.  `People` shows it to nobody.
STRANGER = "stranger"

_BE_THERE = """
    INSERT INTO subscriber (
        id, address, address_key, name, origin, status, cadence, weekday, local_time, timezone, profile, profile_name,
        language, created_at)
    VALUES (:id, '', :id, '', 'command', 'unsubscribed', 'daily', 0, '07:00:00', 'UTC', :profile, '', 'en', :now)
    ON CONFLICT DO NOTHING
"""
_READERS = "SELECT DISTINCT subscriber_id FROM outbox WHERE message_id IN (:ids) AND subscriber_id <> 'stranger'"
_PROBES = "SELECT 1 FROM outbox WHERE message_id IN (:ids) AND kind = 'probe'"
_OLD = """
    DELETE FROM outbox WHERE kind <> 'edition' AND done_at IS NOT NULL
        AND (done_at < :before OR (subscriber_id = 'stranger' AND done_at < :strangers_before))
"""


class Notices(outbox.Outbox):
    """Writes notices into the outbox, and knows whose mail was answered."""

    def post(self, subscriber_id: str | None, message: OutboxMessage, *, now: datetime) -> None:
        """Nothing; the message waits in the outbox, as mail of that reader, or of nobody we know."""
        with self._db.unit():
            if subscriber_id is None:
                words: Params = {"id": STRANGER, "now": codec.seconds(now)}
                self._db.execute(_BE_THERE, {**words, "profile": codec.PROFILE.text(Profile())})
            self._enqueue([(subscriber_id or STRANGER, message)])

    def readers_of(self, message_ids: Sequence[str]) -> tuple[str, ...]:
        """The ids of the readers whom mails with these Message-IDs were sent to: who names one has had it."""
        found = (self._db.query(*sql.listed(_READERS, some)) for some in sql.chunks(tuple(dict.fromkeys(message_ids))))
        return tuple(row["subscriber_id"] for rows in found for row in rows)

    def is_probe(self, message_ids: Sequence[str]) -> bool:
        """Whether one of these Message-IDs is that of a probe of ours."""
        found = (self._db.query(*sql.listed(_PROBES, some)) for some in sql.chunks(tuple(dict.fromkeys(message_ids))))
        return any(rows for rows in found)

    def forget_notices(self, *, before: datetime, strangers_before: datetime) -> int:
        """How many notices that came to their end before a moment are gone; those to strangers sooner."""
        words: Params = {"before": codec.seconds(before), "strangers_before": codec.seconds(strangers_before)}
        with self._db.unit():
            return self._db.execute(_OLD, words)
