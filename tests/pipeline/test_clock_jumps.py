"""The clock is set wrong while digest runs, and right again: no double, no skip, nothing held for years (REL-06)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest import config, desk, store
from digest.classify import topics
from digest.config import Settings
from digest.deliver.maildir import MaildirTransport
from digest.domain.mail import DayState, OutboxStatus
from digest.domain.news import Feed, Origin
from digest.domain.people import SubscriberStatus
from digest.pipeline import clockwork, editions, post, rounds
from digest.store import Store
from tests.store import samples

START = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DECADE = timedelta(days=3652)
MODEL = topics.load()
JUMPS = [
    pytest.param(sign * step, id=f"{word} {name}")
    for word, sign in (("forward", 1), ("back", -1))
    for name, step in (("an hour", HOUR), ("a day", DAY), ("ten years", DECADE))
]
CONFIG = """
[service]
from = "digest@news.example"
[[subscribers]]
address = "ann@reader.example"
follow = ["zeppelin"]
quiet = "line"
at = "07:00"
"""


@dataclass
class Town:
    """A service with one reader who gets a line at seven, and true time beside the clock on the wall."""

    store: Store
    settings: Settings
    now: datetime = START
    wrong: timedelta = timedelta(0)
    #: The true moments at which mail was taken.
    taken: list[datetime] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now + self.wrong

    def tick(self) -> None:
        desk.adopt(self.store, self.settings, now=self.clock())
        editions.plan(self.store, self.settings, MODEL, now=self.clock())
        sent = post.send(self.store, MaildirTransport(self.settings.delivery.maildir), clock=self.clock)
        self.taken += [self.now] * sent.accepted

    def until(self, moment: datetime) -> None:
        while self.now < moment:
            self.now += HALF
            self.tick()

    def made(self) -> list[date]:
        days = self.store.mail.days(limit=200)
        return sorted(day.issue_date for day in days if day.state is DayState.MADE)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Town]:
    """A town on its first midnight."""
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    with store.memory(START) as opened:
        yield Town(opened, config.load(tmp_path / "config.toml", {}))


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("back_at", [time(7, 15), time(12)], ids=["for an hour", "till noon"])
def test_a_clock_that_was_wrong_for_a_while_costs_no_day(running: Town, jump: timedelta, back_at: time) -> None:
    """Wrong from half past six, over the hour of the mail: one mail on every day, and never two of one date.

    What a clock that was a day ahead sent too soon is not sent again on its day: that date was had.
    """
    running.until(START + DAY + 6.5 * HOUR)
    running.wrong = jump
    running.until(datetime.combine(START + DAY, back_at, tzinfo=UTC))
    running.wrong = timedelta(0)
    running.until(START + 4 * DAY)
    made = running.made()
    assert len(made) == len(set(made)) == len(running.taken)
    assert [moment.day for moment in running.taken] == ([20, 21, 23] if jump == DAY else [20, 21, 22, 23])


def test_nothing_is_held_for_years(running: Town) -> None:
    """A lease, a message and a feed of a clock ten years ahead have their turn once it is right."""
    running.until(START + 6.5 * HOUR)
    running.store.news.save_feeds([Feed(url="https://a.example/feed", next_check_at=running.now + DECADE)])
    bob = samples.reader(
        "bob", origin=Origin.COMMAND, next_issue_date=date(2026, 11, 21), next_due_at=running.now + DAY
    )
    running.store.people.save([bob])
    ahead: dict[str, Any] = {"next_attempt_at": running.now + DECADE, "fresh_until": running.now + DECADE + DAY}
    running.store.mail.plan([samples.planned(bob, **ahead)])
    assert running.store.mail.claim(limit=1, token="a", now=running.now + DECADE, lease=rounds.LEASE)
    assert running.store.mail.went_back(running.now, lease=rounds.LEASE)
    running.tick()
    day = running.store.mail.day("bob", samples.TODAY)
    assert day is not None
    assert day.status is OutboxStatus.ACCEPTED
    assert not running.store.mail.went_back(running.now, lease=rounds.LEASE)
    assert running.store.news.feeds()[0].next_check_at == running.now


def test_a_pause_outlives_a_wrong_clock(running: Town) -> None:
    """Woken ten years too soon, they rest again."""
    running.until(START + 5 * HOUR)
    desk.pause(running.store, "ann@reader.example", until=date(2026, 11, 23), now=running.now)
    running.wrong = DECADE
    running.until(START + 6 * HOUR)
    assert desk.find(running.store, "ann@reader.example").status is SubscriberStatus.ACTIVE
    running.wrong = timedelta(0)
    running.until(START + 4 * DAY)
    assert [moment.day for moment in running.taken] == [23]


def test_a_clock_that_is_right_changes_nothing(running: Town) -> None:
    """Small steps back are none."""
    running.until(START + DAY)
    assert clockwork.set_right(running.store, late=12 * HOUR, now=running.now - HALF / 4) == 0
    assert not running.store.mail.went_back(running.now - HALF / 4, lease=rounds.LEASE)


@pytest.mark.parametrize(
    ("away", "mails", "next_day"),
    [
        pytest.param(HOUR, 1, 21, id="an hour"),
        pytest.param(12 * HOUR, 1, 21, id="twelve hours"),
        pytest.param(13 * HOUR, 0, 21, id="thirteen hours"),
        pytest.param(DAY - HOUR, 0, 21, id="a day, back before the hour"),
        pytest.param(DAY, 1, 22, id="a day"),
        pytest.param(7 * DAY + 2 * HOUR, 1, 28, id="a week"),
        pytest.param(7 * DAY + 13 * HOUR, 0, 28, id="a week, back in the evening"),
        pytest.param(30 * DAY + 2 * HOUR, 1, 21, id="a month"),
    ],
)
def test_an_outage_brings_one_edition_at_most_and_only_in_its_window(
    running: Town, away: timedelta, mails: int, next_day: int
) -> None:
    """From seven on the machine is off: back within twelve hours of the hour of a date there is one, else the next."""
    running.until(START + 6.5 * HOUR)
    running.now = START + 7 * HOUR + away
    for _ in range(3):
        running.tick()
    assert len(running.taken) == mails
    reader = desk.find(running.store, "ann@reader.example")
    assert reader.next_issue_date is not None
    assert reader.next_issue_date.day == next_day
    records = running.store.mail.days(limit=100)
    assert sum(day.state is DayState.MADE for day in records) == mails


def test_who_leaves_or_pauses_gets_nothing_that_is_not_handed_over(running: Town) -> None:
    """Also when a sender has claimed the message already: it may not say the last bytes (SUB-47)."""
    running.until(START + 6.5 * HOUR)
    running.now = START + 7 * HOUR
    editions.plan(running.store, running.settings, MODEL, now=running.now)
    (claimed,) = running.store.mail.claim(limit=9, token="a", now=running.now, lease=rounds.LEASE)
    desk.pause(running.store, "ann@reader.example", until=None, now=running.now)
    assert not running.store.mail.mark_dot(claimed.id, token="a", now=running.now)
    (day,) = running.store.mail.days(limit=9)
    assert (day.status, day.reply) == (OutboxStatus.SUPPRESSED, "the reader paused before it was handed over")
    desk.unsubscribe(running.store, "ann@reader.example", now=running.now)
    running.until(START + 3 * DAY)
    assert running.taken == []


def test_who_joins_during_a_planning_waits_for_the_next(running: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The readers of a run are those who were due when it began (REL-19)."""
    running.until(START + 6.5 * HOUR)
    running.now = START + 7 * HOUR
    later = running.now + timedelta(seconds=2)
    setting = config.subscriber(running.settings, address="ivy@reader.example", follow=["zeppelin"], quiet="line")
    wait = clockwork.set_right

    def joined(*args: Any, **options: Any) -> int:
        desk.subscribe(running.store, setting, now=later)
        return wait(*args, **options)

    monkeypatch.setattr(clockwork, "set_right", joined)
    assert editions.plan(running.store, running.settings, MODEL, now=running.now).due == 1
    monkeypatch.undo()
    assert editions.plan(running.store, running.settings, MODEL, now=later).due == 1
