"""The rooms of incoming mail: kept from its acknowledgement until it is dealt with, once."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from digest.domain.letters import Incoming, LetterState, Way
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_COLUMNS = ("id", "door", "sender", "recipient", "came_at", "raw", "state", "tries", "reason")
_ADD = sql.insert("letter", _COLUMNS) + " ON CONFLICT DO NOTHING"
_WAITING = "SELECT * FROM letter WHERE state = 'waiting' ORDER BY came_at, id LIMIT :limit"
_DEAL = """
    UPDATE letter SET state = 'done', raw = NULL, sender = '', reason = :reason, done_at = :now
    WHERE id = :id AND state = 'waiting'
"""
_FAIL = """
    UPDATE letter SET tries = tries + 1, reason = :reason,
        state = CASE WHEN tries + 1 >= :most THEN 'quarantined' ELSE state END
    WHERE id = :id AND state = 'waiting'
"""


class Letters:
    """What the store knows of incoming mail.  Every method that writes is one transaction, or joins the open one."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def add(self, letters: Iterable[Incoming]) -> int:
        """How many of these letters were not there yet; they are kept from this moment on."""
        with self._db.unit():
            return sum(self._db.execute(_ADD, _params(letter)) for letter in letters)

    def waiting(self, *, limit: int) -> tuple[Incoming, ...]:
        """The letters to deal with, longest waiting first, at most `limit`."""
        return tuple(map(_letter, self._db.query(_WAITING, {"limit": limit})))

    def deal(self, letter_id: str, reason: str, *, now: datetime) -> bool:
        """Whether the letter was still waiting; it is done with now, and its bytes are gone."""
        with self._db.unit():
            words: Params = {"id": letter_id, "reason": reason, "now": codec.seconds(now)}
            return self._db.execute(_DEAL, words) == 1

    def fail(self, letter_id: str, reason: str, *, most: int) -> None:
        """Nothing; the letter could not be dealt with.  After `most` times it is quarantined."""
        with self._db.unit():
            self._db.execute(_FAIL, {"id": letter_id, "reason": reason, "most": most})

    def quarantined(self) -> tuple[Incoming, ...]:
        """The letters that nobody could deal with, oldest first."""
        return tuple(map(_letter, self._db.query("SELECT * FROM letter WHERE state = 'quarantined' ORDER BY came_at")))

    def kept(self) -> Iterator[Incoming]:
        """Every letter that still has its bytes, oldest first, one after the other: each may be large."""
        for row in self._db.query("SELECT id FROM letter WHERE raw IS NOT NULL ORDER BY came_at, id"):
            yield from map(_letter, self._db.query("SELECT * FROM letter WHERE id = :id", {"id": row["id"]}))

    def drop(self, letter_ids: Iterable[str]) -> None:
        """Nothing; these letters are gone, whatever their state."""
        with self._db.unit():
            for letter_id in letter_ids:
                self._db.execute("DELETE FROM letter WHERE id = :id", {"id": letter_id})

    def retry(self, letter_id: str) -> bool:
        """Whether there was such a letter in quarantine; it waits again."""
        again = "UPDATE letter SET state = 'waiting', tries = 0 WHERE id = :id AND state = 'quarantined'"
        with self._db.unit():
            return self._db.execute(again, {"id": letter_id}) == 1

    def forget(self, *, before: datetime) -> int:
        """How many letters that came before a moment, and are done with or quarantined, are gone."""
        old = "DELETE FROM letter WHERE came_at < :before AND state <> 'waiting'"
        with self._db.unit():
            return self._db.execute(old, {"before": codec.seconds(before)})

    def place(self, mailbox: str) -> tuple[int, int] | None:
        """How far a mailbox was read: its UIDVALIDITY and the last UID; None when it never was (RFC 9051 2.3.1.1)."""
        rows = self._db.query("SELECT uidvalidity, last_uid FROM mailbox WHERE name = :name", {"name": mailbox})
        return (rows[0]["uidvalidity"], rows[0]["last_uid"]) if rows else None

    def mark(self, mailbox: str, uidvalidity: int, last_uid: int) -> None:
        """Nothing; a mailbox was read as far as this."""
        save = sql.upsert("mailbox", "name", ("name", "uidvalidity", "last_uid"))
        with self._db.unit():
            self._db.execute(save, {"name": mailbox, "uidvalidity": uidvalidity, "last_uid": last_uid})


def _params(letter: Incoming) -> Params:
    return {
        "id": letter.id,
        "door": letter.way.value,
        "sender": letter.sender,
        "recipient": letter.recipient,
        "came_at": codec.seconds(letter.came_at),
        "raw": letter.raw,
        "state": letter.state.value,
        "tries": letter.tries,
        "reason": letter.reason,
    }


def _letter(row: Row) -> Incoming:
    return Incoming(
        id=row["id"],
        way=Way(row["door"]),
        sender=row["sender"],
        recipient=row["recipient"],
        came_at=codec.moment(row["came_at"]),
        raw=row["raw"] or b"",
        state=LetterState(row["state"]),
        tries=row["tries"],
        reason=row["reason"],
    )
