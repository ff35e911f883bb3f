"""Commands on mail: preview and send."""

import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from digest import desk
from digest.cli import account, clock, house, pages, show, stopping, why
from digest.desk import hourly
from digest.domain.mail import OutboxMessage, OutboxStatus
from digest.domain.people import Subscriber, SubscriberStatus
from digest.errors import CommandError
from digest.pipeline import editions, post, report


def preview(chosen: Namespace) -> int:
    """Show the edition somebody would get next, as a page or as text.  Nothing is written to the store."""
    with house.opened(chosen) as home:
        reader = desk.find(home.store, chosen.address)
        if reader.status is not SubscriberStatus.ACTIVE:
            raise CommandError(f"{reader.address} gets no mail: {why.nothing(reader, None, home.now)}")
        message = _next_message(home, reader)
    if chosen.text:
        show.raw(pages.text(message.mime))
    elif chosen.out:
        whole = chosen.out.suffix.lower() == ".eml"
        _write(chosen.out, message.mime if whole else pages.html(message.mime).encode())
        show.line(f"wrote {chosen.out}")
    else:
        _browse(message)
    return 0


def _next_message(home: house.House, reader: Subscriber) -> OutboxMessage:
    """What waits for the reader, else what `digest send ADDRESS` would make now; after today's, the next date's."""
    waiting = _waiting(home, reader)
    if waiting is not None:
        return waiting
    today = reader.schedule.local_date(home.now)
    had = home.store.mail.day(reader.id, today) is not None
    issue_date = (reader.next_issue_date or today) if had else today
    planned = editions.draft(home.store, home.settings, home.model(), reader, issue_date=issue_date, now=home.now)
    if planned.message is None:
        raise CommandError(f"{reader.address} would get nothing on {issue_date}: {planned.day.reason}")
    return planned.message


def _waiting(home: house.House, reader: Subscriber) -> OutboxMessage | None:
    for day in home.store.mail.days(subscriber_id=reader.id, limit=1):
        if day.status in {OutboxStatus.RENDERED, OutboxStatus.DEFERRED}:
            return home.store.mail.message(f"{reader.id}.{day.issue_date.isoformat()}")
    return None


def _browse(message: OutboxMessage) -> None:
    import webbrowser

    page = Path(tempfile.mkdtemp(prefix="digest-")) / f"{message.id}.html"
    _write(page, pages.html(message.mime).encode())
    if webbrowser.open(page.as_uri()):
        show.line(f"opened {page}")
    else:
        show.line(f"no browser here; the page is {page}")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"cannot write {path}: {error.strerror}") from error


def send(chosen: Namespace) -> int:
    """Send to everyone whose hour has come, or to the addresses given, whatever the hour."""
    from digest.doctor import headers

    # Before anything is made or sent (mail.md SEC-10).
    headers.require_clean(house.load(chosen).service.templates)
    with house.opened(chosen, told=house.tell_all) as home, house.locked(home.settings, "send"):
        hourly.look(home.store, home.settings, now=home.now)
        if chosen.addresses:
            readers = [desk.find(home.store, address) for address in chosen.addresses]
            awake = [reader for reader in readers if reader.status is SubscriberStatus.ACTIVE]
            planned = editions.plan_now(home.store, home.settings, home.model(), awake, now=home.now)
        else:
            planned = editions.plan(home.store, home.settings, home.model(), now=home.now)
        with stopping.on_signals() as is_told:
            sent = post.deliver(home.store, home.settings.delivery, clock=clock.now, stopping=is_told)
            tell_operator(home, is_told, can_go=not sent.stopped or sent.is_ceiling)
        if chosen.json:
            show.as_json({"planned": planned, "sent": sent})
        else:
            account.planned(planned)
            for address in chosen.addresses:
                _tell_next(home, address)
            account.sent(sent)
    return 1 if sent.troubles or sent.stopped else 0


def _tell_next(home: house.House, address: str) -> None:
    """Say what comes next for somebody who was asked for and got nothing, in the words of `digest why`."""
    reader = desk.find(home.store, address)
    if home.store.mail.day(reader.id, reader.schedule.local_date(home.now)) is None:
        show.line(f"  next    {reader.address}: {why.nothing(reader, None, home.now)}")


def tell_operator(home: house.House, is_told: Callable[[], bool], *, can_go: bool) -> None:
    """Nothing; the operator's mail of the day is written, if there is something to do, and goes out if it can.

    It does not wait for the next run, which may be a day away and then too late for it; nor for what is held.
    """
    is_written = report.write(home.store, home.settings, now=clock.now())
    if is_written and (can_go or home.store.journal.remembered("hold")):
        post.deliver(home.store, home.settings.delivery, clock=clock.now, stopping=is_told)
