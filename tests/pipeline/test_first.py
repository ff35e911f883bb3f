"""The first edition: at once, from the last 24 hours, and always something when there is any news."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from digest import config, desk, store
from digest.classify import topics
from digest.config import SubscriberSetting
from digest.domain.account import Planned
from digest.domain.mail import DayState
from digest.domain.news import FeedVisit
from digest.domain.people import Profile, Quiet, Schedule, Subscriber
from digest.pipeline import news
from tests.classify import samples
from tests.pipeline.house import DAY, MORNING, ZEPPELINS, House


def joined(house: House, profile: Profile, *, now: datetime, zone: str = "UTC") -> Subscriber:
    """Somebody who joins by command at a moment, with seven as their hour."""
    setting = SubscriberSetting(
        address="ivy@reader.example",
        name="",
        profile_name="",
        profile=profile,
        schedule=Schedule(at=time(7), timezone=zone),
        language="en",
    )
    return desk.subscribe(house.store, setting, now=now)


def test_who_joins_gets_their_first_edition_at_once_and_the_next_at_their_hour(house: House) -> None:
    """At the next planning, thirteen hours after the hour of today; then tomorrow at seven, and nothing in between."""
    house.plan(MORNING)
    evening = MORNING.replace(hour=20)
    ivy = joined(house, Profile(topics={"technology": 1.0}), now=evening)
    planned = house.plan(evening)
    assert (planned.due, planned.made) == (1, 1)
    (day,) = house.store.mail.days(subscriber_id=ivy.id, limit=5)
    assert (day.issue_date, day.state, day.due_at) == (date(2026, 11, 20), DayState.MADE, evening)
    assert house.plan(MORNING.replace(hour=23)) == Planned()
    ivy = desk.find(house.store, ivy.address)
    assert (ivy.next_due_at, ivy.is_first) == (MORNING.replace(minute=0) + DAY, False)


def test_a_first_edition_is_of_the_last_24_hours(house: House) -> None:
    """What the others are still offered is no longer news to who joins; where nothing is newer, it is."""
    later = MORNING + timedelta(hours=30)
    ivy = joined(house, Profile(topics={"technology": 1.0}), now=later)
    house.plan(later)
    (old,) = house.store.mail.days(subscriber_id=ivy.id, limit=5)
    assert old.counts.gathered > 15
    desk.unsubscribe(house.store, ivy.address, now=later)
    tell(house, "Chip maker unveils a faster processor for open source phones", at=later + DAY)
    joined(house, Profile(topics={"technology": 1.0}), now=later + DAY)
    house.plan(later + DAY)
    new, _ = house.store.mail.days(subscriber_id=ivy.id, limit=5)
    assert (new.counts.gathered, new.state) == (1, DayState.MADE)


def tell(house: House, title: str, *, at: datetime) -> None:
    """One feed publishes one more headline, and it is gathered and sorted."""
    feed = next(feed for feed in house.store.news.feeds() if "bytefold" in feed.url)
    article = samples.article(
        title, id="f" * 16, guid=title, feed_url=feed.url, url="https://bytefold.example/new", published_at=at,
        first_seen_at=at,
    )  # fmt: skip
    house.store.news.record(FeedVisit(feed=feed, articles=(article,)), now=at)
    news.classify(house.store, topics.load(), now=at)


@pytest.mark.parametrize("quiet", Quiet)
def test_joining_brings_a_mail_whenever_there_is_news(house: House, quiet: Quiet) -> None:
    """What was chosen for quiet days begins with the second edition: the first shows what there is."""
    ivy = joined(house, Profile(follow=ZEPPELINS, quiet=quiet), now=MORNING)
    house.plan(MORNING)
    (day,) = house.store.mail.days(subscriber_id=ivy.id, limit=5)
    assert day.edition is not None
    assert len(day.edition.items) == 12


def test_without_any_news_joining_brings_none(tmp_path: Path) -> None:
    """There is nothing to show, and the record says so."""
    (tmp_path / "config.toml").write_text('[service]\nfrom = "d@news.example"\n', encoding="utf-8")
    with store.memory(MORNING) as opened:
        empty = House(opened, config.load(tmp_path / "config.toml", {}))
        joined(empty, Profile(topics={"technology": 1.0}), now=MORNING)
        (skip,) = empty.plan(MORNING).skipped
    assert skip.reason == "no news had been gathered"
