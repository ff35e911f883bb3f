"""What the charts keep of readers who were erased: numbers by the day (UTC), and of nobody whose they were."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from digest.store import codec, sql
from digest.store.database import Driver

#: What is counted.
SENT, JOINED, LEFT = "sent", "joined", "left"
#: Days for which numbers are kept: more than any chart shows.
KEPT = 100

_DAY = 86_400
_NAME = "gone"
_SENT = """
    SELECT edition.due_at / 86400 AS day, COUNT(*) AS number FROM edition JOIN outbox ON outbox.id = edition.id
    WHERE edition.subscriber_id = :id AND outbox.status = 'accepted' GROUP BY day
"""
_READER = "SELECT created_at, left_at FROM subscriber WHERE id = :id AND status <> 'pending'"


def count(db: Driver, subscriber_id: str, *, now: datetime) -> None:
    """Nothing; what a reader is about to be erased of stays counted, and so does that they are gone."""
    today = codec.seconds(now) // _DAY
    found = {
        SENT: Counter({row["day"]: row["number"] for row in db.query(_SENT, {"id": subscriber_id})}),
        JOINED: Counter[int](),
        LEFT: Counter[int](),
    }
    for row in db.query(_READER, {"id": subscriber_id}):
        found[JOINED][row["created_at"] // _DAY] += 1
        found[LEFT][today if row["left_at"] is None else row["left_at"] // _DAY] += 1
    known = _known(db)
    kept = {
        what: {day: number for day, number in (known.get(what, Counter()) + more).items() if day > today - KEPT}
        for what, more in found.items()
    }
    db.execute(sql.upsert("meta", "name", ("name", "value")), {"name": _NAME, "value": json.dumps(kept).encode()})


def counts(db: Driver, what: str) -> Mapping[int, int]:
    """How many there were on each day, counted from 1970, of those who were erased since."""
    return _known(db).get(what, {})


def _known(db: Driver) -> dict[str, Counter[int]]:
    rows = db.query("SELECT value FROM meta WHERE name = :name", {"name": _NAME})
    found = json.loads(bytes(rows[0]["value"])) if rows else {}
    return {what: Counter({int(day): number for day, number in days.items()}) for what, days in found.items()}
