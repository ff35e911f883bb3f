"""What the operator should know of the last day, and the mail that says so: one a day at most, with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.config import Settings
from digest.domain.account import Reckoning, Trouble
from digest.domain.mail import Alarm, OutboxMessage
from digest.domain.news import FeedStatus
from digest.domain.wording import counted
from digest.pipeline import to_operator
from digest.render import templates
from digest.store import Store

#: What a report tells of.
SPAN = timedelta(days=1)
#: How long a feed fails before it is told: most mend themselves.
FAILING = timedelta(days=3)
#: How long a sign-up waits at most where no ceiling holds it.
QUEUED = timedelta(minutes=10)
#: Lines about one thing; of the others only the number is told.
LINES = 20
#: Kinds that only a person can mend or should know of: waiting is told when nothing went out at all.
TOLD = ("refused", "expired", "uncertain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing to do."""

    #: What is so, as a line.
    title: str
    #: To whom or what it happened.
    lines: tuple[str, ...]
    #: What to do.
    advice: str


def reckoning(store: Store, *, now: datetime) -> Reckoning:
    """What became of every edition of the last day."""
    full = store.journal.remembered("full")
    if not full:
        return store.accounts.reckoning(since=now - SPAN)
    return store.accounts.reckoning(since=now - SPAN, waits=f"it waits: {full}")


def things(store: Store, *, now: datetime) -> tuple[Thing, ...]:
    """Everything that the operator should look at; () on a day without trouble."""
    account = reckoning(store, now=now)
    joining = _joining(store, now=now)
    return (*_sending(store, account), *_readers(store, account, now=now), *joining, *_feeds(store, now=now))


def _sending(store: Store, account: Reckoning) -> Iterator[Thing]:
    if held := store.journal.remembered("hold"):
        yield Thing(title="Nothing is sent until you decide", lines=(held,), advice="digest resume")
    if alarms := store.refusals.alarms():
        lines = [f"{_refused(store, alarm)}: {alarm.reply}" for alarm in alarms]
        advice = "digest doctor; it is we who are refused, not the readers"
        yield Thing(title=f"{counted(len(alarms), 'domain')} will not have our mail", lines=_some(lines), advice=advice)
    if (full := store.journal.remembered("full")) and (waiting := store.waits.number()):
        yield Thing(
            title=f"{counted(waiting, 'mail')} waiting: the mails of a day are used up",
            lines=(full,),
            advice="raise per_day in config.toml if your provider lets you, or add a relay",
        )
    if trouble := store.journal.remembered("inbox"):
        yield Thing(
            title="The mailbox is not read any more", lines=(trouble,), advice="mend [inbox.imap], then start anew"
        )
    if aside := store.letters.quarantined():
        title = f"{counted(len(aside), 'letter')} could not be dealt with"
        yield Thing(title=title, lines=_some(letter.reason for letter in aside), advice="digest letters")
    if account.planned and not account.accepted and account.deferred:
        title = f"Nothing was sent: {counted(len(account.deferred), 'edition')} waiting"
        yield Thing(title=title, lines=_some(map(_line, account.deferred)), advice="digest doctor")


def _refused(store: Store, alarm: Alarm) -> str:
    """Who refuses us, how often, and how many mails wait behind that."""
    waiting = store.accounts.waiting_behind(alarm.domain)
    behind = f", {counted(waiting, 'mail')} waiting" if waiting else ""
    return f"{alarm.domain}, {counted(alarm.times, 'time')}{behind}"


def _readers(store: Store, account: Reckoning, *, now: datetime) -> Iterator[Thing]:
    advice = {
        "refused": "digest why ADDRESS",
        "expired": "digest doctor; why stands beside each, and digest why ADDRESS tells it too",
        "uncertain": "the mail server's log, by the Message-ID; digest why ADDRESS",
    }
    for kind in TOLD:
        if troubles := account.kinds[kind]:
            title = f"{counted(len(troubles), 'edition')} {kind}"
            yield Thing(title=title, lines=_some(map(_line, troubles)), advice=advice[kind])
    if damaged := store.accounts.damaged(since=now - SPAN):
        title = f"{counted(len(damaged), 'message')} damaged in the database, and not sent"
        lines = _some(map(_line, damaged))
        yield Thing(title=title, lines=lines, advice="digest doctor; look at the disk, and have a backup at hand")
    if gone := store.accounts.suspended(since=now - SPAN):
        title = f"{counted(len(gone), 'address')[:-1] + 'es' if len(gone) > 1 else '1 address'} given up as dead"
        advice_ = "digest subscribers remove ADDRESS, or digest subscribers add ADDRESS when it is mended"
        yield Thing(title=title, lines=_some(map(_line, gone)), advice=advice_)


def _joining(store: Store, *, now: datetime) -> Iterator[Thing]:
    if waiting := store.requests.waiting(before=now - QUEUED):
        title = f"{waiting:,} people wait" if waiting > 1 else "1 person waits"
        yield Thing(
            title=f"{title} to be asked whether they want to join",
            lines=("more signed up within an hour than [web] confirmations_per_hour lets us write to",),
            advice="nothing, if you expect them; else somebody types addresses of others into your form",
        )


def _feeds(store: Store, *, now: datetime) -> Iterator[Thing]:
    dead = [
        f"{feed.known_as}: {feed.last_error}"
        for feed in store.news.feeds()
        if feed.status is FeedStatus.GONE
        or (feed.status is FeedStatus.ACTIVE and feed.failing_since and now - feed.failing_since >= FAILING)
    ]
    if dead:
        title = f"{counted(len(dead), 'feed')} without an answer for {FAILING.days} days or gone"
        yield Thing(title=title, lines=_some(dead), advice="digest feeds list --failing; take out those that are gone")


def _line(trouble: Trouble) -> str:
    return f"{trouble.name}: {trouble.reason}"


def _some(lines: "Iterator[str] | list[str] | map[str]") -> tuple[str, ...]:
    every = tuple(" ".join(line.split()) for line in lines)
    return every if len(every) <= LINES else (*every[:LINES], f"and {len(every) - LINES} more")


def write(store: Store, settings: Settings, *, now: datetime) -> bool:
    """Whether a report waits in the outbox now: once a day from the hour in [operator], if there is something to do.

    A day on which nothing was found stays open, for what comes later.
    """
    wanted, day = settings.operator, now.date().isoformat()
    if not wanted.address or now.time() < wanted.at or store.reports.last() >= day:
        return False
    found = things(store, now=now)
    if found:
        store.reports.add(_message(store, settings, found, day=day, now=now), day=day, now=now)
    return bool(found)


def _message(store: Store, settings: Settings, found: tuple[Thing, ...], *, day: str, now: datetime) -> OutboxMessage:
    words = templates.load(settings.service.templates)
    values = {
        "name": settings.service.name,
        "things": found,
        "account": reckoning(store, now=now),
        "config": settings.path,
    }
    return to_operator.message(
        store,
        settings,
        name=f"report.{day}",
        subject=words.render("email/operator-subject.txt", values),
        text=words.render("email/operator-body.txt", values),
        now=now,
    )
