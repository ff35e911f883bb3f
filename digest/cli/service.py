"""Commands for the operator: init, run, doctor."""

import logging
import os
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest import config
from digest.cli import clock, show
from digest.domain.people import Subscriber
from digest.domain.wording import counted
from digest.errors import CommandError, ConfigError

if TYPE_CHECKING:
    from digest import desk

#: Readers whose next digest is told at the start.
NEXT = 5

_log = logging.getLogger("digest")


def init(chosen: Namespace) -> int:
    """Write a commented config.toml and say the next command."""
    text = config.example(chosen.address)
    mode = "w" if chosen.force else "x"
    try:
        with Path(chosen.config).open(mode, encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise CommandError(f"{chosen.config} exists and stays as it is; --force replaces it") from None
    except OSError as error:
        raise CommandError(f"cannot write {chosen.config}: {error.strerror}") from error
    settings = config.load(chosen.config, os.environ)
    address = settings.subscribers[0].address if settings.subscribers else "ADDRESS"
    flag = "" if str(chosen.config) == "config.toml" else f" --config {chosen.config}"
    show.line(f"wrote {chosen.config}: {len(settings.feeds)} feeds, {len(settings.profiles)} profiles; read it")
    show.line(f"next: digest{flag} gather, then: digest{flag} preview {address}")
    return 0


def run(chosen: Namespace) -> int:
    """Run the service, or one round of it."""
    if chosen.json and not chosen.once:
        raise ConfigError(["--json goes with --once: the service tells what it does in its log"])
    from digest.cli import house
    from digest.doctor import headers

    # Before anything is made or sent (mail.md SEC-10).
    headers.require_clean(house.load(chosen).service.templates)
    return _once(chosen) if chosen.once else _serve(chosen)


def _once(chosen: Namespace) -> int:
    from digest.cli import account, house, mail, stopping
    from digest.cli.news import ask_feeds
    from digest.desk import hourly
    from digest.domain.account import Account
    from digest.pipeline import editions, keeping, news, post, report

    with house.opened(chosen, told=house.tell_all) as home:
        with house.locked(home.settings, "gather"):
            gathered = ask_feeds(home, only_due=False, quiet=chosen.json)
            model = home.model()
            sorted_ = news.classify(home.store, model, now=home.now)
            keeping.forget(home.store, now=home.now)
        with house.locked(home.settings, "send"):
            hourly.look(home.store, home.settings, now=clock.now())
            planned = editions.plan(home.store, home.settings, model, now=clock.now())
            with stopping.on_signals() as is_told:
                sent = post.deliver(home.store, home.settings.delivery, clock=clock.now, stopping=is_told)
                mail.tell_operator(home, is_told, can_go=not sent.stopped)
            reckoning = report.reckoning(home.store, now=clock.now())
        whole = Account(gathered=gathered, sorted=sorted_, planned=planned, sent=sent, reckoning=reckoning)
        if chosen.json:
            show.as_json(whole)
        else:
            account.tell(whole)
    return account.status(whole)


def _serve(chosen: Namespace) -> int:
    from digest import schedule
    from digest.cli import house, logs

    settings = house.load(chosen)
    logs.begin(as_json=settings.log.format == "json")
    service = schedule.Service(path=chosen.config, settings=settings, environ=os.environ, clock=clock.now)
    schedule.serve(service, begun=lambda: _tell_next(chosen))
    return 0


def _tell_next(chosen: Namespace) -> None:
    """Say whose digests come next: in words to a person, else as events of the log."""
    from digest.cli import house, people

    with house.opened(chosen, told=_log_adopted) as home:
        due = [reader for reader in home.store.people.subscribers() if reader.next_due_at is not None]
        in_words = sys.stdout.isatty() and home.settings.log.format != "json"
        for reader in sorted(due, key=_soonest)[:NEXT]:
            if in_words:
                show.line(f"next digest: {reader.address}, {people.next_words(reader, home.now)}")
            else:
                _log.info("next digest", extra={"reader": reader.address, "due": show.moment(reader.next_due_at)})
        more = len(due) - NEXT
        if more > 0 and in_words:
            show.line(f"and {more} more")
        elif more > 0:
            _log.info("next digests of more readers", extra={"readers": more})
    sys.stdout.flush()


def _log_adopted(adopted: "desk.Adopted") -> None:
    for address in adopted.subscribers_removed:
        _log.info("no longer in config.toml: no more mail", extra={"reader": address})


def _soonest(reader: Subscriber) -> datetime:
    return reader.next_due_at or datetime.max.replace(tzinfo=UTC)


def doctor(chosen: Namespace) -> int:
    """Check everything; 1 when something is wrong.  Or say what the code of a refusal means."""
    if chosen.explain:
        return _explain(chosen)
    from digest import doctor as examiner
    from digest.cli import house
    from digest.doctor import names

    try:
        dns = names.Dns(chosen.resolver)
    except ValueError:
        raise CommandError(f"{chosen.resolver} is no address of a name server such as 192.0.2.1:53") from None
    if chosen.ip and not names.is_address(chosen.ip):
        raise CommandError(f"{chosen.ip} is no IP address such as 192.0.2.10")
    settings = house.load(chosen)
    findings = []
    for finding in examiner.examine(
        settings, now=clock.now(), environ=os.environ, reach=not chosen.offline, dns=dns, address=chosen.ip
    ):
        findings.append(finding)
        if not chosen.json:
            show.line(f"{finding.level:<8}{finding.sentence}")
            if finding.advice:
                show.line(f"{'':8}→ {finding.advice}")
    if chosen.json:
        show.as_json(findings)
    wrong, odd = (sum(finding.level == level for finding in findings) for level in ("wrong", "warning"))
    if not chosen.json:
        show.line()
        show.line(_verdict(wrong, odd))
    return 1 if wrong else 0


def _explain(chosen: Namespace) -> int:
    from digest.doctor import codes

    meanings = codes.explain(chosen.explain)
    if not meanings:
        raise CommandError(f'there is no code such as 5.7.27 in "{chosen.explain}"')
    if chosen.json:
        show.as_json(meanings)
        return 0
    for one in meanings:
        show.line(f"{one.code}  {one.who}: {one.meaning}")
        show.line(f"{'':8}→ {one.advice}")
    return 0


def _verdict(wrong: int, odd: int) -> str:
    if wrong:
        return f"{counted(wrong, 'thing')} wrong, {counted(odd, 'warning')}"
    return f"{counted(odd, 'warning')}: somebody should look" if odd else "all is well"
