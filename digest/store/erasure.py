"""The room of erasure: all that is held of somebody gone, but for a keyed hash of their address (mail.md SUB-52)."""

from datetime import datetime

from digest.errors import StoreError
from digest.store import codec, gone, sql
from digest.store.database import Driver, Params

_SAVE = sql.upsert("erased", "key", ("key", "at"))
#: What the database remembers until deleted bytes are really gone from its files.
_SCRUB = "scrub"
#: How much is to be scrubbed: everything that was deleted, or later the farewell alone.
_ALL, _FAREWELL = b"1", b"farewell"
_FAREWELLS = "SELECT 1 FROM outbox WHERE subscriber_id = 'stranger' AND kind = 'goodbye' LIMIT 1"
_SENT_FAREWELLS = """
    DELETE FROM outbox WHERE subscriber_id = 'stranger' AND kind = 'goodbye' AND done_at IS NOT NULL
"""
# What is theirs goes with their row; these hold an address without belonging to it.
_TRACES = (
    "DELETE FROM outbox WHERE lower(rcpt) = :address",
    "DELETE FROM request WHERE instr(lower(asker), :address) > 0",
    "UPDATE outbox SET reply = '' WHERE instr(lower(reply), :address) > 0",
    "UPDATE alarm SET reply = '' WHERE instr(lower(reply), :address) > 0",
    "UPDATE dead_address SET reply = '' WHERE instr(lower(reply), :address) > 0",
    "DELETE FROM letter WHERE lower(sender) = :address OR instr(lower(reason), :address) > 0",
)

#: The same, to be shown: name -> (columns, what is behind FROM).
_ABOUT = {
    "mail_to_the_address": (
        ("kind", "message_id", "status", "attempts", "reply", "relay", "next_attempt_at", "done_at"),
        "outbox WHERE lower(rcpt) = :address AND subscriber_id <> :id ORDER BY next_attempt_at, id",
    ),
    "asked_in_their_name": (
        ("command", "asker", "asked_at", "expires_at", "state"),
        """
        request WHERE instr(lower(asker), :address) > 0 AND (subscriber_id IS NULL OR subscriber_id <> :id)
        ORDER BY asked_at, id
        """,
    ),
    "answers_of_servers": (
        ("reply",),
        """
        (
            SELECT reply FROM outbox WHERE subscriber_id <> :id
            UNION SELECT reply FROM dead_address WHERE subscriber_id <> :id UNION SELECT reply FROM alarm
        ) AS said WHERE instr(lower(reply), :address) > 0 ORDER BY reply
        """,
    ),
}

#: What lies in tables of which nobody needs more than to see it: name -> (columns, table, order).
_ROWS = {
    "mail": (
        ("kind", "rcpt", "message_id", "status", "attempts", "reply", "relay", "next_attempt_at", "done_at"),
        "outbox",
        "next_attempt_at, id",
    ),
    "bounces": (("at", "kind", "status", "reason"), "bounce", "at"),
    "refusals": (("day", "enhanced_code", "reply"), "dead_address", "day"),
}


class Erasure:
    """Erases, and knows who was erased.  Every method that writes is one transaction, or joins the open one."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def erase(self, subscriber_id: str, address: str, *, key: str, now: datetime) -> None:
        """Nothing; of this reader nothing is held any more, but for `key`, by which the file cannot bring them back.

        Letters that only hold the address are the desk's to drop, which can read them.

        The numbers of earlier days stay as they were, without a word of whose they were.
        Their bytes leave the database's files by `scrub`, which cannot happen inside a transaction.
        """
        words: Params = {"address": address.lower()}
        with self._db.unit():
            gone.count(self._db, subscriber_id, now=now)
            self._db.execute("DELETE FROM subscriber WHERE id = :id", {"id": subscriber_id})
            for statement in _TRACES:
                self._db.execute(statement, words)
            self._db.execute(_SAVE, {"key": key, "at": codec.seconds(now)})
            self._db.execute(sql.upsert("meta", "name", ("name", "value")), {"name": _SCRUB, "value": _ALL})

    def rows(self, subscriber_id: str) -> dict[str, list[dict[str, object]]]:
        """What else is held of a reader: what was sent, and what came back; moments as seconds since 1970, UTC."""
        return {name: self._rows(subscriber_id, *what) for name, what in _ROWS.items()}

    def about(self, subscriber_id: str, address: str) -> dict[str, list[dict[str, object]]]:
        """What holds an address beside what belongs to its reader, "" for nobody: all that `erase` would look for."""
        words: Params = {"id": subscriber_id, "address": address.lower()}
        return {name: self._columns(columns, behind, words) for name, (columns, behind) in _ABOUT.items()}

    def _rows(self, subscriber_id: str, columns: tuple[str, ...], table: str, order: str) -> list[dict[str, object]]:
        return self._columns(columns, f"{table} WHERE subscriber_id = :id ORDER BY {order}", {"id": subscriber_id})

    def _columns(self, columns: tuple[str, ...], behind: str, words: Params) -> list[dict[str, object]]:
        rows = self._db.query(f"SELECT {', '.join(columns)} FROM {behind}", words)  # noqa: S608 - our own words
        return [{column: row[column] for column in columns} for row in rows]

    def reduce(self, subscriber_id: str, *, key: str, now: datetime) -> None:
        """Nothing; of somebody who left long ago `key` is kept and no more: the file cannot bring them back."""
        with self._db.unit():
            gone.count(self._db, subscriber_id, now=now)
            self._db.execute("DELETE FROM subscriber WHERE id = :id", {"id": subscriber_id})
            self._db.execute(_SAVE, {"key": key, "at": codec.seconds(now)})

    def keys(self) -> frozenset[str]:
        """The keyed hashes of everyone who was erased."""
        return frozenset(row["key"] for row in self._db.query("SELECT key FROM erased"))

    def lift(self, key: str) -> bool:
        """Whether somebody was erased under this key, who is back."""
        with self._db.unit():
            return self._db.execute("DELETE FROM erased WHERE key = :key", {"key": key}) == 1

    def scrub(self) -> bool:
        """Whether no deleted bytes are left in the files, if an erasure asked for that; outside a transaction.

        The farewell to who was erased goes with them as soon as it went out.
        """
        try:
            return self._scrub()
        except StoreError as error:
            if not error.temporary:
                raise
            return False

    def _scrub(self) -> bool:
        rows = self._db.query("SELECT value FROM meta WHERE name = :name", {"name": _SCRUB})
        if not rows:
            return True
        with self._db.unit():
            gone = self._db.execute(_SENT_FAREWELLS)
        is_left = bool(self._db.query(_FAREWELLS))
        if (rows[0]["value"] == _ALL or gone or not is_left) and not self._db.scrub():
            return False
        with self._db.unit():
            if is_left:
                self._db.execute(sql.upsert("meta", "name", ("name", "value")), {"name": _SCRUB, "value": _FAREWELL})
            else:
                self._db.execute("DELETE FROM meta WHERE name = :name", {"name": _SCRUB})
        return not is_left
