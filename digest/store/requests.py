"""The room of requests: wishes that wait for a confirmation, and those put into a form that wait to be carried out."""

from datetime import datetime

from digest.domain.wishes import Asker, Command, Request, Verb
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_COLUMNS = ("id", "subscriber_id", "command", "asker", "asked_at", "expires_at", "state")
_ADD = sql.insert("request", _COLUMNS)
# Who asks for the same once more before we came to it means what they said last, and keeps their place.
_TAKE = _ADD + " ON CONFLICT (id) DO UPDATE SET command = excluded.command, asker = excluded.asker"
_FORMS = {True: "joining", False: "form"}
_COMMAND: codec.Json[Command] = codec.Json(Command)
_ASKER: codec.Json[Asker] = codec.Json(Asker)


class Requests:
    """What the store knows of requests.  Every method that writes is one transaction, or joins the open one."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def add(self, request: Request) -> None:
        """Nothing; the wish waits to be confirmed."""
        with self._db.unit():
            self._db.execute(_ADD, _params(request, "open"))

    def take(self, request: Request) -> None:
        """Nothing; what a form asks waits to be carried out, over what waits under the same id."""
        with self._db.unit():
            self._db.execute(_TAKE, _params(request, _FORMS[request.command.verb is Verb.SUBSCRIBE]))

    def renew(self, request: Request) -> None:
        """Nothing; what still waits to be confirmed under this id is now this wish, asked for at the same moment."""
        change = "UPDATE request SET command = :command WHERE id = :id AND state = 'open'"
        with self._db.unit():
            self._db.execute(change, {"id": request.id, "command": _COMMAND.text(request.command)})

    def find(self, request_id: str) -> Request | None:
        """The wish that a confirmation names, carried out or not; None when it is no longer known."""
        rows = self._db.query("SELECT * FROM request WHERE id = :id AND state IN ('open', 'done')", {"id": request_id})
        return _request(rows[0]) if rows else None

    def is_done(self, request_id: str) -> bool:
        """Whether the wish was confirmed before."""
        return bool(self._db.query("SELECT id FROM request WHERE id = :id AND state = 'done'", {"id": request_id}))

    def confirm(self, request_id: str) -> bool:
        """Whether the wish still waited for its confirmation; it does not any more."""
        change = "UPDATE request SET state = 'done' WHERE id = :id AND state = 'open'"
        with self._db.unit():
            return self._db.execute(change, {"id": request_id}) == 1

    def of(self, subscriber_id: str) -> tuple[Request, ...]:
        """Everything somebody was asked to confirm, oldest first."""
        query = "SELECT * FROM request WHERE subscriber_id = :id ORDER BY asked_at, id"
        return tuple(map(_request, self._db.query(query, {"id": subscriber_id})))

    def forms(self, *, joining: bool, limit: int) -> tuple[Request, ...]:
        """What was put into forms, longest waiting first, at most `limit`: by people who want to join, or by others."""
        query = f"SELECT * FROM request WHERE state = '{_FORMS[joining]}' ORDER BY asked_at, id LIMIT :limit"  # noqa: S608
        return tuple(map(_request, self._db.query(query, {"limit": limit})))

    def waiting(self, *, before: datetime) -> int:
        """How many people wait to be asked whether they want to join, who said so before a moment."""
        query = "SELECT COUNT(*) AS number FROM request WHERE state = 'joining' AND asked_at < :before"
        (row,) = self._db.query(query, {"before": codec.seconds(before)})
        number: int = row["number"]
        return number

    def drop(self, request_id: str) -> bool:
        """Whether this request was there; it is gone."""
        with self._db.unit():
            return self._db.execute("DELETE FROM request WHERE id = :id", {"id": request_id}) == 1

    def close(self, subscriber_id: str) -> None:
        """Nothing; somebody is no longer asked to confirm anything, and what they were asked is no longer known."""
        with self._db.unit():
            self._db.execute("DELETE FROM request WHERE subscriber_id = :id", {"id": subscriber_id})

    def forget(self, *, before: datetime) -> int:
        """How many requests that expired before a moment are gone, and with them who never confirmed."""
        asked: Params = {"before": codec.seconds(before)}
        if not self._db.query("SELECT id FROM request WHERE expires_at < :before LIMIT 1", asked):
            return 0
        with self._db.unit():
            gone = self._db.execute("DELETE FROM request WHERE expires_at < :before", asked)
            self._db.execute(_NEVER_CONFIRMED)
        return gone


# A mail that is still to go out would go with its row: it waits for the next time.
_NEVER_CONFIRMED = """
    DELETE FROM subscriber WHERE status = 'pending'
        AND NOT EXISTS (SELECT 1 FROM request WHERE request.subscriber_id = subscriber.id)
        AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.subscriber_id = subscriber.id
            AND outbox.status IN ('rendered', 'claimed', 'dot', 'deferred'))
"""


def _params(request: Request, state: str) -> Params:
    return {
        "id": request.id,
        "subscriber_id": request.subscriber_id or None,
        "command": _COMMAND.text(request.command),
        "asker": _ASKER.text(request.asker),
        "asked_at": codec.seconds(request.asked_at),
        "expires_at": codec.seconds(request.expires_at),
        "state": state,
    }


def _request(row: Row) -> Request:
    return Request(
        id=row["id"],
        subscriber_id=row["subscriber_id"] or "",
        command=_COMMAND.value(row["command"]),
        asker=_ASKER.value(row["asker"]),
        asked_at=codec.moment(row["asked_at"]),
        expires_at=codec.moment(row["expires_at"]),
    )
