"""The outside: the way mail goes out, and the feeds."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from digest.config import Settings
from digest.config.settings import DeliverySetting
from digest.doctor import machine
from digest.doctor.finding import Finding, good, warning, wrong
from digest.domain.news import Feed, FeedStatus, Origin
from digest.domain.wording import counted
from digest.errors import TransportError
from digest.gather import due, visits
from digest.pipeline import news, post


def mail(delivery: DeliverySetting, *, reach: bool) -> Iterator[Finding]:
    """Whether mail can go out; nothing is sent.  Without `reach` no mail server is asked."""
    if delivery.smtp is not None and not reach:
        return
    try:
        yield good(post.transport(delivery).check())
    except TransportError as error:
        yield wrong(str(error))


def feeds(settings: Settings, known: Sequence[Feed], *, now: datetime, reach: bool) -> Iterator[Finding]:
    """Whether each feed gives news, the bad ones named, and whether our clock agrees with theirs."""
    listed = in_use(settings.feeds, known)
    if not listed:
        yield wrong("There are no feeds.", "Put [[feeds]] into config.toml, or: digest feeds add ADDRESS")
    for feed in listed:
        if feed.status is FeedStatus.GONE:
            yield warning(f"{feed.known_as} was given up: {feed.last_error}", f"digest feeds remove {feed.url}")
    yield from _moved(settings, listed, now=now)
    if not reach:
        return
    patient = due.waiting(listed, now)
    for feed in patient:
        yield warning(f"{feed.known_as} failed lately and is left alone for now: {feed.last_error}")
    yield from _asked(settings, [f for f in listed if f.status is FeedStatus.ACTIVE and f not in patient], now=now)


def _moved(settings: Settings, listed: Sequence[Feed], *, now: datetime) -> Iterator[Finding]:
    """The feeds of config.toml that have moved for good; those of commands are moved by the next visit."""
    addresses, ours = {feed.url for feed in listed}, {feed.url for feed in settings.feeds}
    for feed in (feed for feed in listed if feed.url in ours):
        target = due.moved(feed, now)
        if target in addresses:
            advice = f"Take {feed.url} out of config.toml: what it tells would count twice."
            yield warning(f"{feed.known_as} has moved to {target}, which is listed as well.", advice)
        elif target:
            yield warning(f"{feed.known_as} has moved to {target}.", f"Write that for {feed.url} in config.toml.")


def in_use(listed: Sequence[Feed], known: Sequence[Feed]) -> tuple[Feed, ...]:
    """The feeds of config.toml and those that commands added, as far as remembered with what was learnt of them."""
    remembered = {feed.url: feed for feed in known}
    own = [remembered.get(feed.url, feed) for feed in listed]
    urls = {feed.url for feed in listed}
    added = [feed for feed in known if feed.origin is not Origin.FILE and feed.url not in urls]
    return (*own, *added)


def _asked(settings: Settings, asked: Sequence[Feed], *, now: datetime) -> Iterator[Finding]:
    answered, differences = 0, []
    for visit in visits.visit(asked, limits=news.limits(settings), every=settings.gather.every, now=now):
        if visit.failure:
            yield warning(visit.failure)
            continue
        answered += 1
        if visit.served_at is not None:
            differences.append(visit.served_at - now)
    if answered:
        yield good(f"{counted(answered, 'feed')} of {len(asked)} gave news.")
    elif asked:
        yield wrong("Not one feed gave news.", "See that this machine reaches the internet.")
    yield from machine.clock(differences)
