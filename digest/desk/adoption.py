"""What the operator writes in config.toml, taken over into the store."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from digest.config import Settings, SubscriberSetting
from digest.desk import hours, people, traces
from digest.domain.consents import Act, Consent
from digest.domain.news import Feed, FeedStatus, Origin
from digest.domain.people import Door, Subscriber, SubscriberStatus
from digest.errors import CommandError
from digest.pipeline import links
from digest.store import Store

#: Who gets mail again when the file lists them.  Whoever pauses, or whose address bounced, stays as they are.
_AWAY = frozenset({SubscriberStatus.PENDING, SubscriberStatus.UNSUBSCRIBED})


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
        # A database that was put back from a copy may not know yet who was erased since.
        store.leavings.learn()
        news = _adopt_feeds(store, feeds)
        readers = _adopt_subscribers(store, subscribers, now=now)
    return replace(readers, feeds_added=news.feeds_added, feeds_removed=news.feeds_removed)


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
    added: list[Subscriber] = []
    left: list[str] = []
    is_erased = _erased(store)
    for key, setting in wanted.items():
        before = known.get(key)
        if _is_gone(before, setting.address, is_erased):
            left.append(before.address if before else setting.address)
            continue
        after = _reader(setting, before, store, now=now)
        if after != before:
            changed.append(after)
        if before is None or before.status in _AWAY:
            added.append(after)
    removed = [
        reader
        for key, reader in known.items()
        if reader.origin is Origin.FILE and key not in wanted and reader.status not in _AWAY
    ]
    changed += [people.stopped(reader) for reader in removed]
    store.mail.withhold([reader.id for reader in removed], people.LEFT, now=now)
    if changed:
        store.people.save(changed)
    store.consents.add_all((reader.id, Consent(act=Act.ADDED, at=now, door=Door.COMMAND)) for reader in added)
    return Adopted(
        subscribers_added=tuple(reader.address for reader in added),
        subscribers_removed=tuple(reader.address for reader in removed),
        subscribers_left=tuple(left),
    )


def _is_gone(before: Subscriber | None, address: str, is_erased: Callable[[str], bool]) -> bool:
    """Whether the file cannot have them: they left, or were erased and did not say yes since.

    Anybody can write in somebody's name that they want a digest: being asked for a yes brings nobody back.
    """
    if before is not None and before.left_at is not None:
        return True
    return (before is None or before.status in _AWAY) and is_erased(address)


def _erased(store: Store) -> Callable[[str], bool]:
    """Whether somebody had all that was held of them erased: the file cannot bring them back."""
    gone = store.erasure.keys()
    # Also where nobody was: a copy of the database must know the keys of whoever is erased after it.
    keys = links.traces(store)
    return lambda address: bool(gone) and traces.made(keys, address) in gone


def reset(store: Store, settings: Settings, address: str, *, now: datetime) -> Subscriber:
    """The subscriber with the wishes that config.toml has for them, in place of those they chose."""
    reader = people.find(store, address)
    setting = next((one for one in settings.subscribers if one.address.lower() == reader.address.lower()), None)
    if setting is None:
        raise CommandError(f"{reader.address} is not in {settings.path}, so there is nothing to go back to")
    if _is_gone(reader, reader.address, _erased(store)):
        raise CommandError(people.gone_words(reader.address))
    after = _reader(setting, replace(reader, chosen_at=None), store, now=now)
    store.people.save([after])
    return after


def _reader(setting: SubscriberSetting, before: Subscriber | None, store: Store, *, now: datetime) -> Subscriber:
    """The subscriber as the file states it, with the date that is next for them.

    A rest they asked for goes on, and so do the wishes that they chose themselves.
    """
    blank = before or people.blank(setting.address, now=now)
    after = people.stated(setting, blank, origin=Origin.FILE)
    if blank.chosen_at is not None:
        after = people.as_chosen(after, blank)
    if blank.status in _AWAY or (blank.next_issue_date is None and blank.status is SubscriberStatus.ACTIVE):
        last = hours.last_date(after, store, now=now) if before else None
        return hours.awaiting(after, after.schedule.next_date(now, last=last))
    return hours.rescheduled(replace(after, status=blank.status), blank, store, now=now)
