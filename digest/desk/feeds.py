"""Feeds that a command adds or takes out."""

from collections.abc import Iterable
from dataclasses import replace

from digest.domain.news import Feed, FeedStatus
from digest.errors import CommandError
from digest.store import Store


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
