"""The rooms of mail: each reader's days, and the outbox."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from digest.domain.mail import Day, DayState, OutboxStatus, PlannedDay, Tally
from digest.store import clockwork, codec, notices, people, sql
from digest.store.database import Params, Row

_COLUMNS = (
    "id", "subscriber_id", "issue_date", "state", "reason", "counts", "due_at", "made_at", "data", "model_version",
)  # fmt: skip
_ADD_STORY = sql.insert("edition_story", ("subscriber_id", "story_id", "edition_id")) + " ON CONFLICT DO NOTHING"

# Never backwards, never for somebody who left, and not by a schedule that was changed meanwhile: the next planning
# sees the new one, and the date it made is there already.
_ADVANCE = """
    UPDATE subscriber SET next_issue_date = :next_date, next_due_at = :next_due, is_first = 0
    WHERE id = :id AND status = 'active' AND next_issue_date <= :issue_date AND next_due_at < :next_due
        AND cadence = :cadence AND weekday = :weekday AND local_time = :local_time AND timezone = :timezone
        AND days = :days
"""
_SENT = """
    SELECT edition_story.subscriber_id, edition_story.story_id
    FROM edition_story JOIN outbox ON outbox.id = edition_story.edition_id
    WHERE edition_story.subscriber_id IN (:ids) AND outbox.status NOT IN ('refused', 'expired', 'suppressed')
    ORDER BY edition_story.subscriber_id
"""
# An update is sent as the same story once more: who got it twice had theirs.
_SENT_ONCE = """
    SELECT edition_story.subscriber_id, edition_story.story_id, MAX(edition.made_at) AS made_at
    FROM edition_story JOIN edition ON edition.id = edition_story.edition_id
        JOIN outbox ON outbox.id = edition_story.edition_id
    WHERE edition_story.subscriber_id IN (:ids) AND outbox.status NOT IN ('refused', 'expired', 'suppressed')
    GROUP BY edition_story.subscriber_id, edition_story.story_id
    HAVING COUNT(*) = 1 AND MAX(edition.made_at) >= :since
    ORDER BY edition_story.subscriber_id
"""
_WITHHOLD = """
    UPDATE outbox SET status = 'suppressed', done_at = :now, reply = :reason, token = NULL, lease_until = NULL
    WHERE subscriber_id IN (:ids) AND status IN ('rendered', 'claimed', 'deferred')
"""
_EDITIONS = " AND kind = 'edition'"
_DAY = """
    SELECT edition.*, subscriber.address, outbox.status, outbox.attempts, outbox.reply, outbox.done_at,
        outbox.next_attempt_at, outbox.fresh_until, outbox.resent, outbox.evidence, outbox.message_id
    FROM edition JOIN subscriber ON subscriber.id = edition.subscriber_id
        LEFT JOIN outbox ON outbox.id = edition.id
"""
_NEWEST = " ORDER BY edition.due_at DESC, edition.id DESC LIMIT :limit"
_UNREACHED = """
    WHERE edition.due_at >= :since AND (edition.state = 'skipped'
        OR outbox.status IN ('refused', 'deferred', 'expired', 'uncertain', 'suppressed'))
    ORDER BY edition.due_at, edition.id
"""
_TALLY = """
    SELECT COALESCE(outbox.status, edition.state) AS kind, COUNT(*) AS number
    FROM edition LEFT JOIN outbox ON outbox.id = edition.id
    WHERE edition.due_at >= :since AND (outbox.status IS NOT NULL OR edition.state = 'skipped')
    GROUP BY COALESCE(outbox.status, edition.state)
"""
_OLDEST_WAITING = """
    SELECT MIN(due_at) AS due_at FROM edition WHERE id IN (
        SELECT id FROM outbox WHERE status IN ('rendered', 'deferred')
        UNION ALL SELECT id FROM outbox WHERE status IN ('claimed', 'dot'))
"""
# Come to an end, and showing no story that still goes on: such a story must not be sent to the reader again.
_STALE = """
    SELECT edition.id FROM edition LEFT JOIN outbox ON outbox.id = edition.id
    WHERE edition.due_at < :moment
        AND (outbox.status IS NULL OR outbox.status NOT IN ('rendered', 'deferred', 'claimed', 'dot'))
        AND NOT EXISTS (
            SELECT 1 FROM edition_story JOIN story ON story.id = edition_story.story_id
            WHERE edition_story.edition_id = edition.id AND story.last_seen_at >= :moment)
"""


class Mail(notices.Notices, clockwork.Clockwork):
    """What the store knows of mail.  Every method that writes is one transaction, or joins the open one."""

    def plan(self, days: Sequence[PlannedDay]) -> int:
        """How many editions were made now: record, stories shown, message and next date, in one transaction.

        A date that has its record already keeps it, and what was planned beside it is dropped; the reader's next date
        still moves on.  So planning the same days twice changes nothing and gives 0.
        """
        with self._db.unit():
            known = self._known(planned.day.subscriber_id for planned in days)
            ours = {planned.id: planned for planned in reversed(days) if planned.day.subscriber_id in known}
            new = [ours[key] for key in self._add([_params(planned) for planned in ours.values()])]
            self._db.many(_ADD_STORY, [row for planned in new for row in _shown(planned)])
            self._enqueue((planned.day.subscriber_id, planned.message) for planned in new if planned.message)
            self._db.many(_ADVANCE, map(_advance, days))
        return sum(planned.day.state is DayState.MADE for planned in new)

    def _known(self, subscriber_ids: Iterable[str]) -> frozenset[str]:
        """Those who are still there: somebody may have been deleted since their edition was due."""
        query = "SELECT id FROM subscriber WHERE id IN (:ids)"
        return frozenset(
            row["id"]
            for ids in sql.chunks(tuple(dict.fromkeys(subscriber_ids)))
            for row in self._db.query(*sql.listed(query, ids))
        )

    def _add(self, rows: Sequence[Params]) -> list[str]:
        """The ids of the editions that were not there before."""
        added = []
        for some in sql.chunks(rows, width=len(_COLUMNS)):
            statement, params = sql.insert_rows("edition", _COLUMNS, some)
            added += self._db.query(statement + " ON CONFLICT DO NOTHING RETURNING id", params)
        return [row["id"] for row in added]

    def sent_stories(self, subscriber_ids: Sequence[str]) -> dict[str, frozenset[str]]:
        """For each of the subscribers, the stories that reached them, may have, or still will."""
        sent = dict.fromkeys(subscriber_ids, frozenset[str]())
        for ids in sql.chunks(tuple(sent)):
            rows = self._db.query(*sql.listed(_SENT, ids))
            for subscriber_id, group in groupby(rows, key=itemgetter("subscriber_id")):
                sent[subscriber_id] = frozenset(row["story_id"] for row in group)
        return sent

    def sent_once(self, subscriber_ids: Sequence[str], *, since: datetime) -> dict[str, dict[str, datetime]]:
        """For each of the subscribers who has any: the stories of `sent_stories` that came in one edition alone.

        With the moment it was made; only editions made since a moment.
        """
        once: dict[str, dict[str, datetime]] = {}
        for ids in sql.chunks(tuple(dict.fromkeys(subscriber_ids))):
            statement, params = sql.listed(_SENT_ONCE, ids)
            for row in self._db.query(statement, {**params, "since": codec.seconds(since)}):
                once.setdefault(row["subscriber_id"], {})[row["story_id"]] = codec.moment(row["made_at"])
        return once

    def withhold(
        self, subscriber_ids: Sequence[str], reason: str, *, now: datetime, editions_only: bool = False
    ) -> int:
        """How many messages of these subscribers will not be sent: all that are not handed over yet.

        One that is claimed is no longer its holder's, so that it stops before its last bytes (mail.md SUB-47).
        """
        with self._db.unit():
            return sum(
                self._db.execute(statement, {**params, "reason": reason, "now": codec.seconds(now)})
                for ids in sql.chunks(subscriber_ids)
                for statement, params in [sql.listed(_WITHHOLD + (_EDITIONS if editions_only else ""), ids)]
            )

    def day(self, subscriber_id: str, issue_date: date) -> Day | None:
        """The record of one subscriber and local date; None when there is none."""
        query = _DAY + "WHERE edition.subscriber_id = :subscriber_id AND edition.issue_date = :issue_date"
        rows = self._db.query(query, {"subscriber_id": subscriber_id, "issue_date": issue_date.isoformat()})
        return _day(rows[0]) if rows else None

    def days(self, *, subscriber_id: str | None = None, since: datetime | None = None, limit: int) -> tuple[Day, ...]:
        """Records, newest first, at most `limit`: of one subscriber or all, of dates due since a moment or ever."""
        conditions = ["edition.due_at >= :since"] if since else []
        conditions += ["edition.subscriber_id = :subscriber_id"] if subscriber_id else []
        where = "WHERE " + " AND ".join(conditions) if conditions else ""
        asked = {"limit": limit, "since": codec.seconds(since), "subscriber_id": subscriber_id}
        return tuple(map(_day, self._db.query(_DAY + where + _NEWEST, asked)))

    def unreached(self, *, since: datetime) -> tuple[Day, ...]:
        """The records, due since a moment, of everyone who was not reached, longest ago first (mail.md REL-15)."""
        return tuple(map(_day, self._db.query(_DAY + _UNREACHED, {"since": codec.seconds(since)})))

    def tally(self, *, since: datetime) -> Tally:
        """How many of the dates due since a moment stand where."""
        rows = self._db.query(_TALLY, {"since": codec.seconds(since)})
        return Tally(**{row["kind"]: row["number"] for row in rows})

    def oldest_waiting(self) -> datetime | None:
        """When the oldest edition that is not handed over yet was due; None when nothing waits."""
        (row,) = self._db.query(_OLDEST_WAITING)
        due_at: int | None = row["due_at"]
        return codec.moment(due_at)

    def forget_before(self, moment: datetime) -> int:
        """How many records were dropped, with their messages: due before `moment`, at an end, no story still going on.

        Call it before `News.forget_before`, which keeps what an edition still shows.
        """
        with self._db.unit():
            stale = [row["id"] for row in self._db.query(_STALE, {"moment": codec.seconds(moment)})]
            for ids in sql.chunks(stale):
                self._db.execute(*sql.listed("DELETE FROM outbox WHERE id IN (:ids)", ids))
                self._db.execute(*sql.listed("DELETE FROM edition WHERE id IN (:ids)", ids))
        return len(stale)


def _shown(planned: PlannedDay) -> list[Params]:
    items = planned.day.edition.items if planned.day.edition else ()
    return [
        {"subscriber_id": planned.day.subscriber_id, "story_id": item.story_id, "edition_id": planned.id}
        for item in items
    ]


def _advance(planned: PlannedDay) -> Params:
    after = planned.advanced
    day = after.next_issue_date
    return {
        "id": after.id,
        "issue_date": planned.day.issue_date.isoformat(),
        "next_date": day.isoformat() if day else None,
        "next_due": codec.seconds(after.next_due_at),
        **people.schedule_params(after.schedule),
    }


def _params(planned: PlannedDay) -> Params:
    day = planned.day
    return {
        "id": planned.id,
        "subscriber_id": day.subscriber_id,
        "issue_date": day.issue_date.isoformat(),
        "state": day.state.value,
        "reason": day.reason,
        "counts": codec.COUNTS.text(day.counts),
        "due_at": codec.seconds(day.due_at),
        "made_at": codec.seconds(day.edition.made_at) if day.edition else None,
        "data": codec.EDITION.text(day.edition) if day.edition else None,
        "model_version": day.edition.model_version if day.edition else None,
    }


def _day(row: Row) -> Day:
    return Day(
        subscriber_id=row["subscriber_id"],
        address=row["address"],
        issue_date=date.fromisoformat(row["issue_date"]),
        state=DayState(row["state"]),
        reason=row["reason"],
        counts=codec.COUNTS.value(row["counts"]),
        due_at=codec.moment(row["due_at"]),
        edition=codec.EDITION.value(row["data"]) if row["data"] else None,
        status=OutboxStatus(row["status"]) if row["status"] else None,
        attempts=row["attempts"] or 0,
        reply=row["reply"] or "",
        done_at=codec.moment(row["done_at"]),
        next_attempt_at=codec.moment(row["next_attempt_at"]),
        fresh_until=codec.moment(row["fresh_until"]),
        resent=bool(row["resent"]),
        evidence=row["evidence"] or "",
        message_id=row["message_id"] or "",
    )
