"""Commands on feeds: list with health, add, remove, import and export."""

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from digest.cli import house, show
from digest.domain.news import Feed, Origin
from digest.domain.wording import counted
from digest.errors import CommandError, ParseError


def show_all(chosen: Namespace) -> int:
    """Print every feed with its health."""
    with house.opened(chosen) as home:
        feeds = [feed for feed in home.store.news.feeds() if feed.failures or not chosen.failing]
        if chosen.json:
            show.as_json(feeds)
        else:
            rows = [_row(feed, home.now) for feed in feeds]
            show.table(("feed", "topic", "state", "last asked", "address"), rows)
    return 0


def _row(feed: Feed, now: datetime) -> tuple[str, ...]:
    state, asked = health(feed, now), show.moment(feed.checked_at) or "never"
    return (feed.outlet, feed.topic_hint or "mixed", state, asked, feed.url)


def health(feed: Feed, now: datetime) -> str:
    """The state of a feed in words."""
    from digest.gather import due

    if feed.status != "active":
        return f"{feed.status}: {feed.last_error}" if feed.last_error else str(feed.status)
    if feed.failures:
        return f"failed {counted(feed.failures, 'time')}: {feed.last_error}"
    # One that a command brought is moved by the visit itself.
    if feed.origin is Origin.FILE and (target := due.moved(feed, now)):
        return f"moved to {target}: change config.toml"
    return "fine" if feed.checked_at else "not asked yet"


def add(chosen: Namespace) -> int:
    """Add a feed, or the feed a site names; print what was added."""
    from digest import desk
    from digest.gather import discover
    from digest.pipeline import news

    if not chosen.address.strip():
        raise CommandError("name a feed or a site: digest feeds add https://www.example.org")
    with house.opened(chosen) as home:
        allowed = home.settings.topics.names
        if chosen.topic and chosen.topic not in allowed:
            raise CommandError(f"{chosen.topic} is no topic; allowed are {', '.join(allowed)}")
        found, *others = discover.discover(chosen.address, limits=news.limits(home.settings), now=home.now)
        feed = Feed(url=found.url, name=chosen.name, title=found.title, topic_hint=chosen.topic, origin=Origin.COMMAND)
        if not desk.add_feeds(home.store, [feed]):
            raise CommandError(f"{found.url} is in the list already")
        show.line(f"added {feed.outlet}: {feed.url}")
        for other in others:
            show.line(f"the site also offers {other.title or 'a feed'}: {other.url}")
    return 0


def remove(chosen: Namespace) -> int:
    """Stop asking a feed."""
    from digest import desk

    with house.opened(chosen) as home:
        feed = desk.remove_feed(home.store, chosen.feed, listed=home.settings.feeds)
        show.line(f"removed {feed.outlet}: {feed.url}")
    return 0


def bring(chosen: Namespace) -> int:
    """Add the feeds of OPML files; a file that cannot be read does not stop the others."""
    from digest import desk
    from digest.gather import opml

    bad: list[str] = []
    found: list[Feed] = []
    for path in chosen.files:
        try:
            found += opml.read(_bytes(path), source=str(path))
        except (ParseError, CommandError) as error:
            bad.append(str(error))
    with house.opened(chosen) as home:
        new = desk.add_feeds(home.store, found)
    if chosen.json:
        show.as_json({"files": len(chosen.files), "feeds": len(found), "added": len(new), "faults": bad})
    else:
        known = len(found) - len(new)
        show.line(f"added {counted(len(new), 'feed')} from {counted(len(chosen.files), 'file')}; {known} were known")
    for fault in bad:
        show.note(fault)
    return 1 if bad else 0


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read {path}: {error.strerror}") from error


def export(chosen: Namespace) -> int:
    """Write all feeds as OPML."""
    from digest.gather import opml

    with house.opened(chosen) as home:
        document = opml.write(home.store.news.feeds(), title=home.settings.service.name)
    if chosen.file is None:
        sys.stdout.buffer.write(document)
    else:
        try:
            chosen.file.write_bytes(document)
        except OSError as error:
            raise CommandError(f"cannot write {chosen.file}: {error.strerror}") from error
    return 0
