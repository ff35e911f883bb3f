"""The room of limits: what happened how often, by keyed hashes, so that a limit holds also after a restart."""

from datetime import datetime

from digest.store import codec, sql
from digest.store.database import Driver

_ADD = sql.insert("occurrence", ("what", "key", "at"))
_COUNT = "SELECT COUNT(*) AS number FROM occurrence WHERE what = :what AND key = :key AND at > :since"


class Limits:
    """Counts.  Every method that writes is one transaction, or joins the open one."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def add(self, what: str, key: str, *, now: datetime) -> None:
        """Nothing; it happened once more."""
        with self._db.unit():
            self._db.execute(_ADD, {"what": what, "key": key, "at": codec.seconds(now)})

    def count(self, what: str, key: str, *, since: datetime) -> int:
        """How often it happened after a moment."""
        (row,) = self._db.query(_COUNT, {"what": what, "key": key, "since": codec.seconds(since)})
        number: int = row["number"]
        return number

    def forget(self, *, before: datetime) -> int:
        """How many times before a moment are no longer known."""
        asked = {"before": codec.seconds(before)}
        if not self._db.query("SELECT 1 FROM occurrence WHERE at < :before LIMIT 1", asked):
            return 0
        with self._db.unit():
            return self._db.execute("DELETE FROM occurrence WHERE at < :before", asked)
