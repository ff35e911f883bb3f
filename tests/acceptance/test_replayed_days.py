"""Four recorded days, gathered eight times a day, mailed every morning to readers in three time zones."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest import config, desk, store
from digest.classify import topics
from digest.cli import account
from digest.config import Settings
from digest.domain.account import Account, Gathered, Planned, Sent, Sorted
from digest.domain.mail import Item
from digest.domain.people import Subscriber
from digest.pipeline import editions, news, post
from digest.store import Store
from tests.acceptance import town

pytestmark = pytest.mark.shared

READERS = """
[[subscribers]]
address = "ada@reader.example"
profile = "tech"
at = "07:00"
timezone = "Europe/Madrid"

[[subscribers]]
address = "ben@reader.example"
profile = "politics"
at = "06:30"
timezone = "America/New_York"

[[subscribers]]
address = "chie@reader.example"
profile = "business"
follow = ["zebrafish telescope"]
at = "08:00"
timezone = "Asia/Tokyo"

[[subscribers]]
address = "gone@reader.example"
profile = "tech"
at = "07:00"
timezone = "Europe/Madrid"
"""

ACTIVE = ("ada@reader.example", "ben@reader.example", "chie@reader.example")
DAYS = [date(2022, 12, day) for day in (6, 7, 8, 9)]
START = datetime(2022, 12, 5, 18, tzinfo=UTC)
END = datetime(2022, 12, 9, 20, tzinfo=UTC)
LATE_TITLE = "Zebrafish telescope sees through a sleeping brain"
#: Published four days before it appears in its feed, after the second edition in Tokyo (6 December, 23:00 UTC).
LATE_PUBLISHED = datetime(2022, 12, 3, 9, tzinfo=UTC)
LATE_SHOWN = datetime(2022, 12, 7, 2, tzinfo=UTC)
STEP = timedelta(minutes=30)


@dataclass
class Town:
    """The replayed days as they went."""

    store: Store
    settings: Settings
    office: town.PostOffice
    feeds: int
    accounts: list[Account] = field(default_factory=list)
    again: list[tuple[Planned, Sent, int]] = field(default_factory=list)
    words: str = ""

    def reader(self, address: str) -> Subscriber:
        reader = self.store.people.subscriber(address)
        assert reader is not None
        return reader


@pytest.fixture(scope="module")
def days(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The four days, lived through once for all tests of this file."""
    folder = tmp_path_factory.mktemp("town")
    clock = town.Clock(START)
    tool = town.replay()
    recordings = [
        recording
        for recording in tool.load(shared_data / "streams" / "stream-2022-12-05_2022-12-14.jsonl.gz")
        if len(recording.items) >= 5
    ]
    replayed = tool.Replay(0, recordings, tool.Clock(START, 0.0, True), 50)
    stalls = town.Stalls()
    with (
        town.serving(replayed),
        town.serving(stalls) as address,
        town.post_office(clock, refused=frozenset({"gone@reader.example"})) as (office, port),
    ):
        stalls.pages = {
            "/rubbish.xml": (200, b"\x00\xff this is no feed at all <<<"),
            "/broken.xml": (500, b"the database is on fire"),
            "/late.xml": (200, town.rss("The Late Post")),
        }
        feeds = [*replayed.addresses(), *(address + path for path in stalls.pages)]
        path = folder / "config.toml"
        town.write_config(path, feeds=feeds, subscribers=READERS, smtp_port=port)
        settings = config.load(path, os.environ)
        with store.open(settings.service.data / store.FILE, now=clock.now) as opened:
            lived = Town(store=opened, settings=settings, office=office, feeds=len(feeds))
            _live(lived, clock, replayed, stalls)
            yield lived


def _live(lived: Town, clock: town.Clock, replayed: object, stalls: town.Stalls) -> None:
    """Every three hours a gathering, every half hour a sending, each step run twice."""
    model = topics.load()
    transport = post.transport(lived.settings.delivery)
    while clock.now <= END:
        if clock.now >= LATE_SHOWN:
            stalls.pages["/late.xml"] = (200, town.rss("The Late Post", (LATE_TITLE, "It sees.", LATE_PUBLISHED)))
        replayed.clock.set(clock.now)  # type: ignore[attr-defined]
        desk.adopt(lived.store, lived.settings, now=clock.now)
        gathered, sorted_ = Gathered(), Sorted()
        if clock.now.hour % 3 == 0 and clock.now.minute == 0:
            gathered = news.gather(lived.store, lived.settings, now=clock.now, only_due=True)
            sorted_ = news.classify(lived.store, model, now=clock.now)
        planned = editions.plan(lived.store, lived.settings, model, now=clock.now)
        sent = post.send(lived.store, transport, clock=clock)
        lived.accounts.append(Account(gathered=gathered, sorted=sorted_, planned=planned, sent=sent))
        mails = len(lived.office.mails)
        lived.again.append(
            (
                editions.plan(lived.store, lived.settings, model, now=clock.now),
                post.send(lived.store, transport, clock=clock),
                len(lived.office.mails) - mails,
            )
        )
        clock.now += STEP


def test_at_least_35_feeds_are_replayed(days: Town) -> None:
    """The recorded feeds are all there and bring real news."""
    assert days.feeds >= 38
    assert days.store.news.counts().articles > 3000


@pytest.mark.parametrize("address", ACTIVE)
def test_one_edition_a_day_at_the_readers_own_hour(days: Town, address: str) -> None:
    """Each day has exactly one mail, handed over within a tick of the local hour."""
    schedule = days.reader(address).schedule
    zone = ZoneInfo(schedule.timezone)
    mails = [mail for mail in days.office.to(address) if mail.at.astimezone(zone).date() in DAYS]
    assert [mail.at.astimezone(zone).date() for mail in mails] == DAYS
    for mail, day in zip(mails, DAYS, strict=True):
        assert timedelta(0) <= mail.at - schedule.moment(day) < STEP


@pytest.mark.parametrize("address", ACTIVE)
def test_the_stories_are_of_the_readers_topics(days: Town, address: str) -> None:
    """Every story stands in a section the profile asks for, or holds a followed word."""
    reader = days.reader(address)
    for day in days.store.mail.days(subscriber_id=reader.id, limit=10):
        assert day.edition is not None
        assert day.edition.items
        for section in day.edition.sections:
            assert section.topic in reader.profile.topics or any(
                "you follow" in " ".join(item.why) for item in section.items
            )


@pytest.mark.parametrize("address", ACTIVE)
def test_no_story_comes_on_two_days(days: Town, address: str) -> None:
    """Neither its address nor its headline is repeated; the story is at most once, marked as an update."""
    items = _items(days, address)
    assert len(items) >= 20
    for what in ("url", "title"):
        repeated = [value for value, times in Counter(getattr(item, what) for item in items).items() if times > 1]
        assert repeated == []
    for kind in ([item for item in items if not item.update], [item for item in items if item.update]):
        assert [story for story, times in Counter(item.story_id for item in kind).items() if times > 1] == []


@pytest.mark.parametrize("address", ACTIVE)
def test_an_update_is_of_a_story_sent_before(days: Town, address: str) -> None:
    """And says in its title what it is, and in its reasons what is new; nothing else does."""
    before: set[str] = set()
    for item in _items(days, address):
        assert bool(item.update) is item.title.startswith("Update: ") is (item.story_id in before)
        assert not item.update or item.update in item.why[0]
        before.add(item.story_id)


def _items(days: Town, address: str) -> list[Item]:
    """What one reader got, oldest first."""
    records = days.store.mail.days(subscriber_id=days.reader(address).id, limit=10)
    return [item for day in reversed(records) if day.edition for item in day.edition.items]


def test_an_article_that_comes_late_is_in_the_next_edition(days: Town) -> None:
    """Published before the last edition, first seen after it: offered all the same."""
    reader = days.reader("chie@reader.example")
    before, after = reader.schedule.moment(date(2022, 12, 7)), reader.schedule.moment(date(2022, 12, 8))
    assert LATE_PUBLISHED < before < LATE_SHOWN < after
    with_it = [mail for mail in days.office.to(reader.address) if LATE_TITLE in mail.body("plain").replace("\n", " ")]
    assert [mail.at for mail in with_it] == [after]


def test_running_a_step_twice_changes_nothing(days: Town) -> None:
    """A second planning makes nothing, a second sending sends nothing."""
    for planned, sent, mails in days.again:
        assert planned == Planned()
        assert replace(sent, stopped="") == Sent()
        assert mails == 0


def test_the_broken_are_named_and_stop_nobody(days: Town) -> None:
    """The feed of rubbish, the feed that answers 500 and the refused reader stand in the account by name."""
    failed = {trouble.name for run in days.accounts for trouble in run.gathered.failed}
    assert len(failed) == 2
    assert any("rubbish.xml" in name for name in failed)
    assert any("broken.xml" in name for name in failed)
    refused = [trouble for run in days.accounts for trouble in run.sent.refused]
    assert {trouble.name for trouble in refused} == {"gone@reader.example"}
    assert all("5.1.1" in trouble.reason for trouble in refused)


def test_the_printed_account_names_them_too(days: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """What an operator reads holds the three names."""
    for run in days.accounts:
        account.tell(run)
    printed = capsys.readouterr().out
    for name in ("rubbish.xml", "broken.xml", "gone@reader.example"):
        assert name in printed
