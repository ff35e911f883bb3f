"""The room of consent records: what somebody agreed to, when and how (GDPR article 7; mail.md SUB-50)."""

from collections.abc import Iterable
from datetime import datetime

from digest.domain.consents import Act, Consent
from digest.domain.people import Door
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_ADD = sql.insert("consent", ("subscriber_id", "at", "act", "door", "evidence", "wording"))


class Consents:
    """What the store knows of consent.  Every method that writes is one transaction, or joins the open one."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def add(self, subscriber_id: str, consent: Consent) -> None:
        """Nothing; this is on record."""
        self.add_all([(subscriber_id, consent)])

    def add_all(self, consents: Iterable[tuple[str, Consent]]) -> None:
        """Nothing; these are on record, each beside the id of its reader."""
        with self._db.unit():
            self._db.many(_ADD, (_params(subscriber_id, consent) for subscriber_id, consent in consents))

    def of(self, subscriber_id: str) -> tuple[Consent, ...]:
        """Somebody's record, oldest first."""
        query = "SELECT * FROM consent WHERE subscriber_id = :id ORDER BY at, rowid"
        return tuple(map(_consent, self._db.query(query, {"id": subscriber_id})))

    def outdated(self, *, left_before: datetime) -> tuple[str, ...]:
        """The ids of those who left before a moment."""
        query = "SELECT id FROM subscriber WHERE status = 'unsubscribed' AND left_at < :before ORDER BY id"
        return tuple(row["id"] for row in self._db.query(query, {"before": codec.seconds(left_before)}))


def _params(subscriber_id: str, consent: Consent) -> Params:
    return {
        "subscriber_id": subscriber_id,
        "at": codec.seconds(consent.at),
        "act": consent.act.value,
        "door": consent.door.value,
        "evidence": consent.evidence,
        "wording": consent.wording,
    }


def _consent(row: Row) -> Consent:
    return Consent(
        act=Act(row["act"]),
        at=codec.moment(row["at"]),
        door=Door(row["door"]),
        evidence=row["evidence"],
        wording=row["wording"],
    )
