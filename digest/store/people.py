"""The rooms of people: subscribers, and whose edition is due."""

from collections.abc import Iterable
from datetime import date, datetime, time

from digest.domain.news import Origin
from digest.domain.people import Cadence, Schedule, Subscriber, SubscriberStatus
from digest.errors import StoreError
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_COLUMNS = (
    "id", "address", "address_key", "name", "origin", "status", "cadence", "weekday", "local_time", "timezone",
    "profile", "profile_name", "language", "created_at", "left_at", "next_issue_date", "next_due_at", "days",
    "paused_until", "is_first", "chosen_at",
)  # fmt: skip
_SAVE = sql.upsert("subscriber", "id", _COLUMNS)


class People:
    """What the store knows of people.  Every method that writes is one transaction, or joins the open one."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def subscribers(self, *, status: SubscriberStatus | None = None) -> tuple[Subscriber, ...]:
        """Everyone, or everyone with a status, ordered by address; not whom `Reports` and `Notices` write to."""
        those = "" if status is None else " AND status = :status"
        query = f"SELECT * FROM subscriber WHERE id NOT IN ('operator', 'stranger'){those} ORDER BY address_key"  # noqa: S608
        rows = self._db.query(query, {"status": status.value if status else ""})
        return tuple(map(_subscriber, rows))

    def subscriber(self, address: str) -> Subscriber | None:
        """Who has that address, compared without case; None when nobody has."""
        rows = self._db.query("SELECT * FROM subscriber WHERE address_key = :key", {"key": address.casefold()})
        return _subscriber(rows[0]) if rows else None

    def with_id(self, subscriber_id: str) -> Subscriber | None:
        """Who has that id; None when nobody has."""
        rows = self._db.query("SELECT * FROM subscriber WHERE id = :id", {"id": subscriber_id})
        return _subscriber(rows[0]) if rows else None

    def save(self, subscribers: Iterable[Subscriber]) -> None:
        """Nothing; the subscribers are stored with every field as given.

        StoreError, and nothing stored, when one has an address that is somebody else's.
        """
        with self._db.unit():
            for subscriber in subscribers:
                self._save(subscriber)

    def _save(self, subscriber: Subscriber) -> None:
        params = _params(subscriber)
        query = "SELECT id FROM subscriber WHERE address_key = :address_key AND id <> :id"
        if self._db.query(query, {"address_key": params["address_key"], "id": subscriber.id}):
            raise StoreError(f"{subscriber.address} is the address of another subscriber", path=self._db.path)
        self._db.execute(_SAVE, params)

    def due(self, now: datetime, *, limit: int) -> tuple[Subscriber, ...]:
        """Active subscribers whose edition is due, longest waiting first, at most `limit`."""
        query = """
            SELECT * FROM subscriber WHERE status = 'active' AND next_due_at <= :now
            ORDER BY next_due_at, id LIMIT :limit
        """
        return tuple(map(_subscriber, self._db.query(query, {"now": codec.seconds(now), "limit": limit})))

    def wake(self, now: datetime) -> int:
        """How many of those who pause have come to the moment of their next edition, and are active from now on."""
        paused = "status = 'paused' AND next_due_at <= :now"
        since = {"now": codec.seconds(now)}
        if not self._db.query(f"SELECT id FROM subscriber WHERE {paused} LIMIT 1", since):  # noqa: S608 - our own words
            return 0
        with self._db.unit():
            return self._db.execute(f"UPDATE subscriber SET status = 'active' WHERE {paused}", since)  # noqa: S608

    def delete(self, subscriber_id: str) -> None:
        """Nothing; the subscriber is forgotten, with every edition and message."""
        with self._db.unit():
            self._db.execute("DELETE FROM subscriber WHERE id = :id", {"id": subscriber_id})


def schedule_params(schedule: Schedule) -> Params:
    """A schedule as the columns of a subscriber."""
    return {
        "cadence": schedule.cadence.value,
        "weekday": schedule.weekday,
        "local_time": schedule.at.isoformat(),
        "timezone": schedule.timezone,
        "days": "".join(map(str, sorted(schedule.days))),
    }


def _params(subscriber: Subscriber) -> Params:
    return {
        "id": subscriber.id,
        "address": subscriber.address,
        "address_key": subscriber.address.casefold(),
        "name": subscriber.name,
        "origin": subscriber.origin.value,
        "status": subscriber.status.value,
        **schedule_params(subscriber.schedule),
        "profile": codec.PROFILE.text(subscriber.profile),
        "profile_name": subscriber.profile_name,
        "language": subscriber.language,
        "created_at": codec.seconds(subscriber.created_at),
        "left_at": codec.seconds(subscriber.left_at),
        "next_issue_date": _text(subscriber.next_issue_date),
        "next_due_at": codec.seconds(subscriber.next_due_at),
        "paused_until": _text(subscriber.paused_until),
        "is_first": subscriber.is_first,
        "chosen_at": codec.seconds(subscriber.chosen_at),
    }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _subscriber(row: Row) -> Subscriber:
    return Subscriber(
        id=row["id"],
        address=row["address"],
        name=row["name"],
        origin=Origin(row["origin"]),
        status=SubscriberStatus(row["status"]),
        schedule=Schedule(
            cadence=Cadence(row["cadence"]),
            weekday=row["weekday"],
            at=time.fromisoformat(row["local_time"]),
            timezone=row["timezone"],
            days=frozenset(map(int, row["days"])),
        ),
        profile=codec.PROFILE.value(row["profile"]),
        profile_name=row["profile_name"],
        language=row["language"],
        created_at=codec.moment(row["created_at"]),
        left_at=codec.moment(row["left_at"]),
        paused_until=_date(row["paused_until"]),
        next_issue_date=_date(row["next_issue_date"]),
        next_due_at=codec.moment(row["next_due_at"]),
        is_first=bool(row["is_first"]),
        chosen_at=codec.moment(row["chosen_at"]),
    )
