"""What people ask for, whichever door they came by, and what the operator writes in config.toml."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from digest.config import Settings, SubscriberSetting
from digest.domain.news import Feed, FeedStatus, Origin
from digest.domain.people import Subscriber, SubscriberStatus
from digest.errors import CommandError
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What config.toml changed since it was last read."""

    feeds_added: int = 0
    feeds_removed: int = 0
    subscribers_added: tuple[str, ...] = ()
    subscribers_removed: tuple[str, ...] = ()
    #: Listed in the file, but they left by themselves and stay away.
    subscribers_left: tuple[str, ...] = ()


def adopt(store: Store, settings: Settings, *, now: datetime) -> Adopted:
    """What changed in bringing the store in line with the file."""
    return take_over(store, feeds=settings.feeds, subscribers=settings.subscribers, now=now)


def take_over(
    store: Store, *, feeds: Iterable[Feed], subscribers: Iterable[SubscriberSetting], now: datetime
) -> Adopted:
    """What changed in taking over these lists: one transaction, and nothing written when nothing changed."""
    with store.transaction():
        news = _adopt_feeds(store, feeds)
        people = _adopt_subscribers(store, subscribers, now=now)
    return replace(people, feeds_added=news.feeds_added, feeds_removed=news.feeds_removed)


def _adopt_feeds(store: Store, listed: Iterable[Feed]) -> Adopted:
    known = {feed.url: feed for feed in store.news.feeds()}
    wanted = {feed.url: feed for feed in listed}
    changed = [now for url, feed in wanted.items() if (now := _adopted_feed(feed, known.get(url))) != known.get(url)]
    removed = [
        replace(feed, status=FeedStatus.PAUSED)
        for url, feed in known.items()
        if feed.origin is Origin.FILE and url not in wanted and feed.status is FeedStatus.ACTIVE
    ]
    if changed or removed:
        store.news.save_feeds([*changed, *removed])
    return Adopted(feeds_added=sum(feed.url not in known for feed in changed), feeds_removed=len(removed))


def _adopted_feed(listed: Feed, known: Feed | None) -> Feed:
    if known is None:
        return listed
    status = FeedStatus.ACTIVE if known.status is FeedStatus.PAUSED else known.status
    return replace(known, name=listed.name, topic_hint=listed.topic_hint, origin=Origin.FILE, status=status)


def _adopt_subscribers(store: Store, listed: Iterable[SubscriberSetting], *, now: datetime) -> Adopted:
    known = {reader.address.lower(): reader for reader in store.people.subscribers()}
    wanted = {setting.address.lower(): setting for setting in listed}
    changed: list[Subscriber] = []
    added: list[str] = []
    left: list[str] = []
    for key, setting in wanted.items():
        before = known.get(key)
        if before is not None and before.left_at is not None:
            left.append(before.address)
            continue
        after = _reader(setting, before, store, now=now)
        if after != before:
            changed.append(after)
        if before is None or before.status is not SubscriberStatus.ACTIVE:
            added.append(after.address)
    removed = [
        reader
        for key, reader in known.items()
        if reader.origin is Origin.FILE and key not in wanted and reader.status is SubscriberStatus.ACTIVE
    ]
    changed += [_stopped(reader) for reader in removed]
    if changed:
        store.people.save(changed)
    return Adopted(
        subscribers_added=tuple(added),
        subscribers_removed=tuple(reader.address for reader in removed),
        subscribers_left=tuple(left),
    )


def _reader(setting: SubscriberSetting, before: Subscriber | None, store: Store, *, now: datetime) -> Subscriber:
    """The subscriber as the file states it, with the date that is next for them."""
    blank = before or _blank(setting, now=now)
    resumed = blank.status is not SubscriberStatus.ACTIVE or blank.next_issue_date is None
    after = _stated(setting, blank, origin=Origin.FILE)
    if not resumed and after.schedule == blank.schedule:
        return after
    expected = None if resumed else blank.next_issue_date
    last = _last_date(blank, store) if before else None
    return _awaiting(after, after.schedule.next_date(now, expected=expected, last=last))


def _blank(setting: SubscriberSetting, *, now: datetime) -> Subscriber:
    return Subscriber(id=secrets.token_hex(8), address=setting.address, created_at=now)


def _stated(setting: SubscriberSetting, blank: Subscriber, *, origin: Origin) -> Subscriber:
    """The active subscriber with everything as the setting says."""
    return replace(
        blank,
        address=setting.address,
        name=setting.name,
        origin=origin,
        status=SubscriberStatus.ACTIVE,
        schedule=setting.schedule,
        profile=setting.profile,
        profile_name=setting.profile_name,
        language=setting.language,
        left_at=None,
    )


def _last_date(reader: Subscriber, store: Store) -> date | None:
    """The newest local date that has its record."""
    days = store.mail.days(subscriber_id=reader.id, limit=1)
    return days[0].issue_date if days else None


def _awaiting(reader: Subscriber, day: date) -> Subscriber:
    return replace(reader, next_issue_date=day, next_due_at=reader.schedule.moment(day))


def _welcomed(reader: Subscriber, last: date | None, *, now: datetime) -> Subscriber:
    """The subscriber with an edition due at once, for today on their calendar; at their hour if today has its record.

    The usual one of today is done with it, and the next comes on the next of their days.
    """
    today = reader.schedule.local_date(now)
    if last is not None and last >= today:
        return _awaiting(reader, reader.schedule.next_date(now, last=last))
    return replace(reader, next_issue_date=today, next_due_at=now.replace(microsecond=0))


def _stopped(reader: Subscriber, *, left_at: datetime | None = None) -> Subscriber:
    return replace(
        reader,
        status=SubscriberStatus.UNSUBSCRIBED,
        left_at=left_at or reader.left_at,
        next_issue_date=None,
        next_due_at=None,
    )


def find(store: Store, address: str) -> Subscriber:
    """The subscriber with that address; CommandError when there is none."""
    reader = store.people.subscriber(address)
    if reader is None:
        raise CommandError(f"nobody subscribes as {address}; see the list with: digest subscribers")
    return reader


def subscribe(store: Store, setting: SubscriberSetting, *, now: datetime) -> Subscriber:
    """The new subscriber, added on the operator's word, also one who had left; their first edition is due at once."""
    before = store.people.subscriber(setting.address)
    if before is not None and before.status is SubscriberStatus.ACTIVE:
        raise CommandError(f"{before.address} subscribes already; see: digest subscribers show {before.address}")
    joined = _stated(setting, before or _blank(setting, now=now), origin=Origin.COMMAND)
    reader = _welcomed(joined, _last_date(joined, store), now=now)
    store.people.save([reader])
    return reader


def unsubscribe(store: Store, address: str, *, now: datetime) -> Subscriber:
    """The subscriber, who gets no more mail from this moment on, not even what is waiting."""
    reader = find(store, address)
    if reader.status is SubscriberStatus.UNSUBSCRIBED and reader.left_at is not None:
        raise CommandError(f"{reader.address} has left already")
    stopped = _stopped(reader, left_at=now)
    store.people.save([stopped])
    return stopped


def add_feeds(store: Store, feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    """The feeds that were not yet known, now stored; one that was paused is asked again."""
    known = {feed.url: feed for feed in store.news.feeds()}
    new: dict[str, Feed] = {}
    for feed in feeds:
        before = known.get(feed.url)
        if before is None:
            new.setdefault(feed.url, feed)
        elif before.status is not FeedStatus.ACTIVE:
            new.setdefault(feed.url, replace(before, status=FeedStatus.ACTIVE, origin=feed.origin, next_check_at=None))
    if new:
        store.news.save_feeds(list(new.values()))
    return tuple(new.values())


def remove_feed(store: Store, name: str, *, listed: Iterable[Feed]) -> Feed:
    """The feed with that address or name, which is asked no more; its articles stay until they are old.

    CommandError for a feed that config.toml lists.
    """
    matches = [feed for feed in store.news.feeds() if name in {feed.url, feed.outlet}]
    if not matches:
        raise CommandError(f"no feed has the address or name {name}; see the list with: digest feeds")
    if len(matches) > 1:
        raise CommandError(f"{name} may be any of {', '.join(feed.url for feed in matches)}: name one by its address")
    feed = matches[0]
    if any(other.url == feed.url for other in listed):
        raise CommandError(f"{feed.url} is listed in config.toml: take it out there")
    store.news.delete_feed(feed.url)
    return feed
