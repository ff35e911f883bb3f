"""What the store knows of the clock: how far it has come, and what is set right when it went back (mail.md REL-06)."""

from datetime import datetime, timedelta

from digest.store import codec, sql
from digest.store.database import Driver, Params

#: Steps back of the clock that change nothing: they are shorter than what we wait for anyway.
SLACK = timedelta(minutes=10)
#: No message waits longer for its next attempt, and no feed for its next visit.
LONGEST = timedelta(days=2)

_REACHED = sql.upsert("meta", "name", ("name", "value"))
_NAME = "clock"

_HELD = """
    SELECT id FROM outbox WHERE status IN ('claimed', 'dot') AND lease_until > :held
    UNION ALL SELECT id FROM outbox WHERE status IN ('rendered', 'deferred') AND next_attempt_at > :latest
    LIMIT 1
"""
_SET_RIGHT = (
    # No day that is still to come can have been skipped.
    "DELETE FROM edition WHERE state = 'skipped' AND due_at > :now",
    "UPDATE outbox SET lease_until = :now WHERE status IN ('claimed', 'dot') AND lease_until > :held",
    "UPDATE outbox SET dot_at = :now WHERE status IN ('dot', 'uncertain') AND done_at IS NULL AND dot_at > :now",
    """
    UPDATE outbox SET next_attempt_at = :now
    WHERE status IN ('rendered', 'claimed', 'dot', 'deferred', 'uncertain') AND done_at IS NULL
        AND next_attempt_at > :latest
    """,
    """
    UPDATE outbox SET fresh_until = :fresh
    WHERE status IN ('rendered', 'claimed', 'dot', 'deferred', 'uncertain') AND fresh_until > :latest
    """,
    "UPDATE feed SET next_check_at = :now WHERE next_check_at > :latest",
    "DELETE FROM night WHERE day > :today",
)


class Clockwork:
    """How far the clock has come."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def reached(self, now: datetime) -> None:
        """Nothing; work was done at that moment."""
        with self._db.unit():
            self._db.execute(_REACHED, {"name": _NAME, "value": str(codec.seconds(now)).encode()})

    def went_back(self, now: datetime, *, lease: timedelta) -> bool:
        """Whether the clock shows less than when work was last done, or something waits for a time far ahead."""
        rows = self._db.query("SELECT value FROM meta WHERE name = :name", {"name": _NAME})
        if rows and int(rows[0]["value"]) > codec.seconds(now + SLACK):
            return True
        return bool(self._db.query(_HELD, _moments(now, lease)))

    def set_right(self, now: datetime, *, lease: timedelta, fresh: timedelta) -> None:
        """Nothing; leases, waiting messages, feeds and skipped days know nothing of times that are still to come.

        What was made stays made: no date has a second edition.
        """
        moments = {**_moments(now, lease), "fresh": codec.seconds(now + fresh), "today": now.date().isoformat()}
        with self._db.unit():
            for statement in _SET_RIGHT:
                self._db.execute(statement, moments)
            self.reached(now)


def _moments(now: datetime, lease: timedelta) -> Params:
    return {
        "now": codec.seconds(now),
        "held": codec.seconds(now + lease + SLACK),
        "latest": codec.seconds(now + LONGEST),
    }
