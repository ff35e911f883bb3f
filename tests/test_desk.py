"""What the operator writes in config.toml, and what people ask for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from digest import desk, store
from digest.config import SubscriberSetting
from digest.domain.mail import Day, DayState, PlannedDay
from digest.domain.news import Feed, FeedStatus, Origin
from digest.domain.people import Counts, Profile, Schedule, Subscriber, SubscriberStatus
from digest.errors import CommandError
from digest.store import Store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def memory() -> Iterator[Store]:
    """An empty store."""
    with store.memory(NOON) as opened:
        yield opened


def setting(name: str = "ann", *, at: str = "07:00", zone: str = "UTC", stories: int = 12) -> SubscriberSetting:
    """A subscriber as the file states them."""
    return SubscriberSetting(
        address=f"{name}@reader.example",
        name="",
        profile_name="",
        profile=Profile(topics={"technology": 1.0}, stories=stories),
        schedule=Schedule(at=time.fromisoformat(at), timezone=zone),
        language="en",
    )


def take(
    opened: Store, *settings: SubscriberSetting, feeds: tuple[Feed, ...] = (), now: datetime = NOON
) -> desk.Adopted:
    """Take over a file that lists these."""
    return desk.take_over(opened, feeds=feeds, subscribers=settings, now=now)


def reader(opened: Store, name: str = "ann") -> Subscriber:
    """Who subscribes by that name."""
    return desk.find(opened, f"{name}@reader.example")


def make_day(opened: Store, ann: Subscriber, day: date) -> None:
    """Write down that a date has had its turn."""
    following = ann.schedule.next_date(NOON, last=day)
    record = Day(
        subscriber_id=ann.id,
        address=ann.address,
        issue_date=day,
        state=DayState.SKIPPED,
        reason="nothing new",
        counts=Counts(),
        due_at=ann.schedule.moment(day),
    )
    advanced = replace(ann, next_issue_date=following, next_due_at=ann.schedule.moment(following))
    opened.mail.plan([PlannedDay(day=record, message=None, advanced=advanced)])


def test_a_listed_subscriber_is_due_at_their_next_hour(memory: Store) -> None:
    """New in the file at noon with seven o'clock: tomorrow at seven."""
    assert take(memory, setting()).subscribers_added == ("ann@reader.example",)
    assert reader(memory).origin is Origin.FILE
    assert reader(memory).next_due_at == datetime(2026, 11, 21, 7, tzinfo=UTC)


def test_taking_over_twice_changes_nothing(memory: Store) -> None:
    """The second reading of the same file finds nothing to do."""
    feed = Feed(url="https://news.example/feed", origin=Origin.FILE)
    take(memory, setting(), feeds=(feed,))
    before = (reader(memory), memory.news.feeds())
    assert take(memory, setting(), feeds=(feed,), now=NOON + DAY) == desk.Adopted()
    assert (reader(memory), memory.news.feeds()) == before


def test_new_wishes_take_effect_and_keep_the_date(memory: Store) -> None:
    """Editing the profile changes what is sent, not when."""
    take(memory, setting())
    due = reader(memory).next_due_at
    take(memory, setting(stories=5), now=NOON + timedelta(hours=1))
    assert reader(memory).profile.stories == 5
    assert reader(memory).next_due_at == due


def test_taking_somebody_out_stops_their_mail_and_putting_them_back_starts_it(memory: Store) -> None:
    """The file is the operator's word, both ways; the id stays."""
    take(memory, setting())
    first = reader(memory)
    assert take(memory).subscribers_removed == ("ann@reader.example",)
    assert reader(memory).status is SubscriberStatus.UNSUBSCRIBED
    assert reader(memory).next_due_at is None
    assert take(memory) == desk.Adopted()
    take(memory, setting(), now=NOON + DAY)
    assert reader(memory) == replace(
        first, next_issue_date=date(2026, 11, 22), next_due_at=NOON + DAY * 2 - 5 * DAY / 24
    )


def test_the_file_does_not_bring_back_who_left(memory: Store) -> None:
    """Only joining again does."""
    take(memory, setting())
    desk.unsubscribe(memory, "Ann@reader.example", now=NOON)
    assert take(memory, setting()).subscribers_left == ("ann@reader.example",)
    assert reader(memory).status is SubscriberStatus.UNSUBSCRIBED
    desk.subscribe(memory, setting(), now=NOON)
    assert reader(memory).status is SubscriberStatus.ACTIVE
    assert reader(memory).left_at is None


def test_those_who_joined_by_command_live_beside_the_file(memory: Store) -> None:
    """A file that does not list them leaves them alone."""
    desk.subscribe(memory, setting("ben"), now=NOON)
    assert take(memory, setting()) == desk.Adopted(subscribers_added=("ann@reader.example",))
    assert reader(memory, "ben").status is SubscriberStatus.ACTIVE
    assert reader(memory, "ben").origin is Origin.COMMAND


@pytest.mark.parametrize(
    ("zone", "today", "following"),
    [
        pytest.param("UTC", date(2026, 11, 20), date(2026, 11, 21), id="after the hour of today"),
        pytest.param("America/Los_Angeles", date(2026, 11, 20), date(2026, 11, 21), id="before the hour of today"),
        pytest.param("Pacific/Kiritimati", date(2026, 11, 21), date(2026, 11, 22), id="where it is tomorrow already"),
    ],
)
def test_who_joins_is_due_at_once(memory: Store, zone: str, today: date, following: date) -> None:
    """For the date on their own calendar; with it the usual one of that date is done."""
    ben = desk.subscribe(memory, setting("ben", zone=zone), now=NOON)
    assert (ben.next_issue_date, ben.next_due_at, ben.is_first) == (today, NOON, True)
    assert memory.people.due(NOON, limit=10) == (ben,)
    assert ben.schedule.next_date(NOON, last=today) == following


def test_who_is_in_the_file_keeps_their_hour(memory: Store) -> None:
    """A file of a hundred readers is no reason to send a hundred mails at once."""
    take(memory, setting())
    assert not reader(memory).is_first


def test_who_comes_back_the_same_day_waits_for_the_next(memory: Store) -> None:
    """Today has its record already, and a date has one only; on another day they are due at once again."""
    desk.subscribe(memory, setting(), now=NOON)
    make_day(memory, reader(memory), date(2026, 11, 20))
    desk.unsubscribe(memory, "ann@reader.example", now=NOON)
    again = desk.subscribe(memory, setting(), now=NOON + timedelta(hours=1))
    assert (again.next_due_at, again.is_first) == (datetime(2026, 11, 21, 7, tzinfo=UTC), False)
    desk.unsubscribe(memory, "ann@reader.example", now=NOON + timedelta(hours=2))
    assert desk.subscribe(memory, setting(), now=NOON + DAY).next_due_at == NOON + DAY


@pytest.mark.parametrize(
    ("at", "now", "made", "expected"),
    [
        pytest.param(
            "05:00", "2026-11-21T06:00", False, "2026-11-21T06:00", id="moved behind us, not made: due at once"
        ),
        pytest.param("05:00", "2026-11-21T08:00", True, "2026-11-22T05:00", id="moved behind us, made: tomorrow"),
        pytest.param("09:00", "2026-11-21T08:00", True, "2026-11-22T09:00", id="moved ahead, made: tomorrow"),
        pytest.param("09:00", "2026-11-21T06:00", False, "2026-11-21T09:00", id="moved ahead, not made: today"),
    ],
)
def test_a_new_hour_gives_neither_two_nor_none_that_day(
    memory: Store, at: str, now: str, made: bool, expected: str
) -> None:
    """The date that is owed stays owed, the date that was made stays made."""
    take(memory, setting())
    if made:
        make_day(memory, reader(memory), date(2026, 11, 21))
    take(memory, setting(at=at), now=datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert reader(memory).next_due_at == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_wishes_that_cannot_be_granted_get_a_sentence(memory: Store) -> None:
    """Unknown, twice, or gone already."""
    with pytest.raises(CommandError, match=r"nobody subscribes as eve@reader\.example"):
        desk.unsubscribe(memory, "eve@reader.example", now=NOON)
    desk.subscribe(memory, setting(), now=NOON)
    with pytest.raises(CommandError, match="subscribes already"):
        desk.subscribe(memory, setting(), now=NOON)
    desk.unsubscribe(memory, "ann@reader.example", now=NOON)
    with pytest.raises(CommandError, match="has left already"):
        desk.unsubscribe(memory, "ann@reader.example", now=NOON)


def listed(host: str, **changes: object) -> Feed:
    """A feed as the file states it."""
    return replace(Feed(url=f"https://{host}.example/feed", origin=Origin.FILE), **changes)  # type: ignore[arg-type]


def test_feeds_follow_the_file(memory: Store) -> None:
    """Added, renamed, taken out, put back; what we know of a feed stays."""
    assert take(memory, feeds=(listed("a"), listed("b"))).feeds_added == 2
    memory.news.save_feeds([replace(feed, etag='"1"') for feed in memory.news.feeds()])
    adopted = take(memory, feeds=(listed("a", name="The A", topic_hint="science"),))
    assert (adopted.feeds_added, adopted.feeds_removed) == (0, 1)
    first, second = memory.news.feeds()
    assert (first.name, first.topic_hint, first.etag, first.status) == ("The A", "science", '"1"', FeedStatus.ACTIVE)
    assert second.status is FeedStatus.PAUSED
    take(memory, feeds=(listed("a"), listed("b")))
    assert [feed.status for feed in memory.news.feeds()] == [FeedStatus.ACTIVE, FeedStatus.ACTIVE]


def test_feeds_by_command_live_beside_the_file(memory: Store) -> None:
    """The file neither removes them nor is changed by them."""
    mine = Feed(url="https://mine.example/feed", title="Mine")
    assert desk.add_feeds(memory, [mine, mine]) == (mine,)
    assert desk.add_feeds(memory, [mine]) == ()
    assert take(memory, feeds=(listed("a"),)).feeds_removed == 0
    assert desk.remove_feed(memory, "Mine", listed=(listed("a"),)) == mine
    with pytest.raises(CommandError, match="take it out there"):
        desk.remove_feed(memory, "https://a.example/feed", listed=(listed("a"),))
    with pytest.raises(CommandError, match="no feed has the address or name"):
        desk.remove_feed(memory, "Mine", listed=())


def test_a_name_that_two_feeds_have_removes_neither(memory: Store) -> None:
    """The sentence holds both addresses."""
    desk.add_feeds(memory, [Feed(url=f"https://mine.example/{part}", title="Mine") for part in ("a", "b")])
    with pytest.raises(CommandError, match=r"https://mine\.example/a, https://mine\.example/b: name one"):
        desk.remove_feed(memory, "Mine", listed=())
    assert len(memory.news.feeds()) == 2


def test_adding_a_feed_that_was_given_up_asks_it_again(memory: Store) -> None:
    """A feed that was gone starts afresh."""
    gone = Feed(url="https://mine.example/feed", status=FeedStatus.GONE, failures=9, next_check_at=NOON + DAY)
    memory.news.save_feeds([gone])
    (again,) = desk.add_feeds(memory, [Feed(url=gone.url)])
    assert (again.status, again.next_check_at) == (FeedStatus.ACTIVE, None)
