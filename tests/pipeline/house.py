"""The sample newsroom, gathered, with a clock that we set: what the tests of a day's steps live in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from digest import config, desk, store
from digest.classify import topics
from digest.config import Settings
from digest.domain.account import Planned
from digest.domain.mail import DayState
from digest.domain.people import Subscriber
from digest.pipeline import editions, news
from digest.sample import newsroom
from digest.store import Store

JOINED = datetime(2026, 11, 19, 20, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
DAY = timedelta(days=1)
#: What nobody writes of.
ZEPPELINS = ("zeppelin AND regatta",)


@dataclass
class House:
    """A store that has gathered the sample newsroom, with eight readers who want their mail at seven."""

    store: Store
    settings: Settings

    def plan(self, now: datetime) -> Planned:
        return editions.plan(self.store, self.settings, topics.load(), now=now)

    def reader(self) -> Subscriber:
        return desk.find(self.store, "ada@reader.example")

    def change(self, **changes: object) -> None:
        """Change Ada, and make her due."""
        self.store.people.save([replace(self.reader(), **changes)])  # type: ignore[arg-type]


@contextmanager
def in_the_morning(folder: Path) -> Iterator[House]:
    """The house at seven, nobody served yet."""
    with newsroom.serve(MORNING) as room, store.memory(JOINED) as opened:
        path = folder / "config.toml"
        text = newsroom.config_text(room, at=time(7)).replace("late_hours = 24", "late_hours = 12")
        path.write_text(text, encoding="utf-8")
        settings = config.load(path, {})
        desk.adopt(opened, settings, now=JOINED)
        utc = [
            replace(reader, schedule=replace(reader.schedule, timezone="UTC")) for reader in opened.people.subscribers()
        ]
        due = [
            replace(reader, next_issue_date=date(2026, 11, 20), next_due_at=MORNING.replace(minute=0)) for reader in utc
        ]
        opened.people.save(due)
        news.gather(opened, settings, now=MORNING, only_due=True)
        news.classify(opened, topics.load(), now=MORNING)
        yield House(opened, settings)


def days(house: House) -> list[tuple[date, DayState, str]]:
    """Ada's record, oldest first."""
    found = house.store.mail.days(subscriber_id=house.reader().id, limit=100)
    return [(day.issue_date, day.state, day.reason) for day in reversed(found)]
