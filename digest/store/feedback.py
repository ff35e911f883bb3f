"""The room of feedback: what readers said of stories, what they took back, and what it comes to."""

from collections.abc import Sequence
from types import MappingProxyType

from digest.domain.people import Door, Feedback, Forgotten, Taste
from digest.store import codec, sql
from digest.store.database import Driver, Params, Row

_FEEDBACK = ("subscriber_id", "story_id", "title", "more", "given_at", "door", "terms", "topics")
_SAY = sql.upsert("feedback", "subscriber_id, story_id", _FEEDBACK)
_FORGOTTEN = ("subscriber_id", "subject", "is_topic", "forgotten_at")
_FORGET = sql.upsert("feedback_forgotten", "subscriber_id, subject, is_topic", _FORGOTTEN)
_LEARN = sql.upsert("taste", "subscriber_id", ("subscriber_id", "learned"))
#: Stories whose feedback is kept of one reader, the newest: what is older has faded.
KEPT = 300
_FADE = """
    DELETE FROM feedback WHERE subscriber_id = :id AND story_id NOT IN (
        SELECT story_id FROM feedback WHERE subscriber_id = :id ORDER BY given_at DESC, story_id LIMIT :kept)
"""


class Feedbacks:
    """What the store knows of feedback.  Every method that writes is one transaction, or joins the open one."""

    def __init__(self, driver: Driver) -> None:
        self._db = driver

    def add(self, subscriber_id: str, feedback: Feedback) -> None:
        """Nothing; the feedback is kept, over what was said of the same story before; the oldest beyond `KEPT` go."""
        row: Params = {
            "subscriber_id": subscriber_id,
            "story_id": feedback.story_id,
            "title": feedback.title,
            "more": int(feedback.more),
            "given_at": codec.seconds(feedback.given_at),
            "door": feedback.door.value,
            "terms": codec.WEIGHTS.text(dict(feedback.terms)),
            "topics": codec.WEIGHTS.text(dict(feedback.topics)),
        }
        with self._db.unit():
            self._db.execute(_SAY, row)
            self._db.execute(_FADE, {"id": subscriber_id, "kept": KEPT})

    def of(self, subscriber_id: str) -> tuple[Feedback, ...]:
        """Everything somebody said of stories, oldest first."""
        query = "SELECT * FROM feedback WHERE subscriber_id = :id ORDER BY given_at, story_id"
        return tuple(map(_feedback, self._db.query(query, {"id": subscriber_id})))

    def withdraw(self, subscriber_id: str, story_id: str) -> bool:
        """Whether something had been said of the story; it is gone."""
        change = "DELETE FROM feedback WHERE subscriber_id = :id AND story_id = :story"
        with self._db.unit():
            return self._db.execute(change, {"id": subscriber_id, "story": story_id}) > 0

    def forget(self, subscriber_id: str, forgotten: Forgotten) -> None:
        """Nothing; what was said of the word or topic until then is remembered as taken back."""
        row: Params = {
            "subscriber_id": subscriber_id,
            "subject": forgotten.subject,
            "is_topic": int(forgotten.is_topic),
            "forgotten_at": codec.seconds(forgotten.forgotten_at),
        }
        with self._db.unit():
            self._db.execute(_FORGET, row)

    def forgotten(self, subscriber_id: str) -> tuple[Forgotten, ...]:
        """Everything somebody took back, oldest first."""
        query = "SELECT * FROM feedback_forgotten WHERE subscriber_id = :id ORDER BY forgotten_at, subject, is_topic"
        return tuple(map(_forgotten, self._db.query(query, {"id": subscriber_id})))

    def clear(self, subscriber_id: str) -> None:
        """Nothing; everything somebody said or took back is gone, and what it came to."""
        with self._db.unit():
            for table in ("feedback", "feedback_forgotten", "taste"):
                self._db.execute(f"DELETE FROM {table} WHERE subscriber_id = :id", {"id": subscriber_id})  # noqa: S608

    def save_taste(self, subscriber_id: str, taste: Taste) -> None:
        """Nothing; this is what their feedback comes to."""
        with self._db.unit():
            self._db.execute(_LEARN, {"subscriber_id": subscriber_id, "learned": codec.TASTE.text(taste)})

    def tastes(self, subscriber_ids: Sequence[str]) -> dict[str, Taste]:
        """For each of the subscribers of whom something was learned: what."""
        query = "SELECT subscriber_id, learned FROM taste WHERE subscriber_id IN (:ids)"
        return {
            row["subscriber_id"]: codec.TASTE.value(row["learned"])
            for ids in sql.chunks(tuple(dict.fromkeys(subscriber_ids)))
            for row in self._db.query(*sql.listed(query, ids))
        }


def _feedback(row: Row) -> Feedback:
    return Feedback(
        story_id=row["story_id"],
        title=row["title"],
        more=bool(row["more"]),
        given_at=codec.moment(row["given_at"]),
        door=Door(row["door"]),
        terms=MappingProxyType(codec.WEIGHTS.value(row["terms"])),
        topics=MappingProxyType(codec.WEIGHTS.value(row["topics"])),
    )


def _forgotten(row: Row) -> Forgotten:
    return Forgotten(
        subject=row["subject"], is_topic=bool(row["is_topic"]), forgotten_at=codec.moment(row["forgotten_at"])
    )
