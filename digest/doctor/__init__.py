"""Settings in, findings out: what is right and what is wrong, as an operator would say it.

Nothing is sent, nothing a feed says is stored, and no folder is made.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from digest import store
from digest.config import Settings
from digest.doctor import doors, headers, keeping, machine, names, outside, people, reaching, unheard, vouching
from digest.doctor.finding import Finding, Level, good, wrong
from digest.domain.wording import counted
from digest.errors import RenderError

__all__ = ["Finding", "Level", "examine"]


def examine(
    settings: Settings,
    *,
    now: datetime,
    environ: Mapping[str, str],
    reach: bool = True,
    dns: names.Names | None = None,
    address: str = "",
) -> Iterator[Finding]:
    """Every finding as soon as it is made, from the inside out; `reach` says whether feeds and mail server are asked.

    `dns` is asked who vouches for our mail, where a mail server sends it; `address` is the IP it leaves from, if known.
    One thing that is wrong hides no other.
    """
    service = settings.service
    yield good(
        f"{settings.path} is right: {counted(len(settings.feeds), 'feed')}, "
        f"{counted(len(settings.profiles), 'profile')}, {counted(len(settings.subscribers), 'subscriber')}."
    )
    yield from _headers(service.templates)
    yield from machine.year(now)
    yield from machine.proxies(environ)
    yield from keeping.folder(service.data)
    remembered, database = keeping.database(service.data / store.FILE, delivery=settings.delivery, now=now)
    yield database
    yield from keeping.sending(remembered)
    yield from keeping.classifier(settings)
    yield from outside.mail(settings.delivery, reach=reach)
    yield from reaching.witness(settings.delivery)
    yield from reaching.sender(settings)
    yield from vouching.keys(settings)
    # Mail that is from this machine alone, such as digest@localhost, stays on it.
    known = "." in service.sender_address.rpartition("@")[2]
    if dns is not None and reach and known and settings.delivery.smtp is not None:
        address = address or reaching.leaves_from(settings)
        yield from vouching.examine(settings, dns, address=address)
        yield from reaching.examine(settings, dns, address=address)
    yield from doors.pages(settings)
    yield from doors.inbox(settings, remembered, reach=reach)
    yield from keeping.without_picture(remembered.pictureless)
    yield from outside.feeds(settings, remembered.feeds, now=now, reach=reach)
    yield from unheard.sources(settings, remembered.feeds, remembered.subscribers)
    yield from unheard.templates(service.templates)
    yield from people.readers(settings.subscribers, remembered.subscribers, now=now)
    yield from people.follows(settings.subscribers, remembered.subscribers)


def _headers(templates: Path) -> Iterator[Finding]:
    """Whether the templates can be used, and whether a headline can write a header."""
    try:
        foreign = headers.foreign(templates)
    except RenderError as error:
        yield wrong(str(error))
        foreign = headers.foreign(None)
    yield from machine.python(foreign)
