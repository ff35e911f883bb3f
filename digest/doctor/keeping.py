"""What is kept: the data folder, the database, the classifier."""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from digest import store
from digest.config import Settings
from digest.config.settings import DeliverySetting
from digest.doctor.finding import Finding, good, warning, wrong
from digest.domain.account import Trouble
from digest.domain.mail import Alarm
from digest.domain.news import Feed
from digest.domain.people import Subscriber
from digest.domain.pictures import Known
from digest.domain.wording import counted
from digest.errors import StoreError
from digest.pipeline import classifier as in_use
from digest.pipeline import pictures, post, report

#: Free bytes: below the first a day's news may not fit, below the second the database cannot even grow.
_TIGHT, _FULL = 200_000_000, 20_000_000
#: Pictures without which somebody should look, and those that are looked at.
_MANY, _LOOKED_AT = 10, 10_000
#: Mails in doubt that are told one by one.
_NAMED = 10
_NUMBER = re.compile(r"\d+ x \d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the database holds that other checks ask about; nothing when it cannot be read."""

    feeds: tuple[Feed, ...] = ()
    subscribers: tuple[Subscriber, ...] = ()
    #: Why sending is held after a backup was put back; "" when it is not.
    held: str = ""
    #: Domains that refuse us as such.
    alarms: tuple[Alarm, ...] = ()
    #: How many mails wait behind each of them.
    behind: Mapping[str, int] = field(default_factory=dict)
    #: Why the mailbox is not read any more; "" when it is, or was never tried.
    inbox: str = ""
    #: Letters that were set aside.
    aside: int = 0
    #: Addresses that gave no picture when they were last asked.
    pictureless: tuple[Known, ...] = ()
    #: Readers of the last day of whom nobody knows whether the mail arrived.
    doubtful: tuple[Trouble, ...] = ()
    #: Mails that wait, and why when it is for the ceilings of all relays: a clause; "" for any other reason.
    waiting: int = 0
    full: str = ""
    #: When the first of those is tried again that wait for a moment of their own.
    next_at: datetime | None = None


def folder(path: Path) -> Iterator[Finding]:
    """Whether the data folder, or the one it will be made in, can be written and has room."""
    there = next(parent for parent in (path, *path.parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
        free = shutil.disk_usage(there).free
    except OSError as error:
        yield wrong(
            f"The data folder {path} cannot be written ({error.strerror}).",
            "Give it to the user digest runs as, or name another one as data in [service] of config.toml.",
        )
        return
    sentence = f"The data folder {path} can be written, and the disk has {free / 1e9:.1f} GB free."
    advice = "Make room: what cannot be recorded is not sent."
    if free < _FULL:
        yield wrong(f"The disk of the data folder {path} has no room: {free / 1e6:.0f} MB are free.", advice)
    elif free < _TIGHT:
        yield warning(sentence, advice)
    else:
        yield good(sentence)


def database(path: Path, *, delivery: DeliverySetting | None = None, now: datetime) -> tuple[Remembered, Finding]:
    """What the database holds, and whether it is well.  A missing one is not made."""
    if not path.exists():
        return Remembered(), good(f"There is no database yet; the first run makes {path}.")
    try:
        with store.open(path, now=now) as opened:
            alarms = opened.refusals.alarms()
            remembered = Remembered(
                feeds=opened.news.feeds(),
                subscribers=opened.people.subscribers(),
                held=opened.journal.remembered("hold"),
                alarms=alarms,
                behind={alarm.domain: opened.accounts.waiting_behind(alarm.domain) for alarm in alarms},
                inbox=opened.journal.remembered("inbox"),
                aside=len(opened.letters.quarantined()),
                pictureless=pictures.failures(opened, now=now, limit=_LOOKED_AT),
                doubtful=report.reckoning(opened, now=now).uncertain,
                waiting=opened.waits.number(),
                full=post.ceiling(opened, delivery, now=now) if delivery else "",
                next_at=opened.waits.ahead(now=now).next_at,
            )
            broken = opened.check()
    except StoreError as error:
        return Remembered(), wrong(f"The database: {error}.")
    if broken:
        advice = "Stop digest, and put a backup in its place: digest restore FILE"
        return remembered, wrong(f"The database {path} is damaged: {broken}.", advice)
    return remembered, good(
        f"The database {path} is whole: {counted(len(remembered.feeds), 'feed')}, "
        f"{counted(len(remembered.subscribers), 'subscriber')}."
    )


def without_picture(failed: Sequence[Known]) -> Iterator[Finding]:
    """How many pictures could not be had of late, and the commonest reason with an address that gave it."""
    if not failed:
        return
    ((reason, times),) = Counter(map(_reason, failed)).most_common(1)
    example = next(known.failure for known in failed if _reason(known) == reason)
    many, days = counted(len(failed), "picture"), counted(pictures.TOLD // timedelta(days=1), "day")
    which = "the commonest reason" if times < len(failed) else "the reason"
    sentence = f"{many} could not be had in the last {days}; {which}, {counted(times, 'time')}: {example}"
    if len(failed) < _MANY:
        yield good(sentence)
    else:
        yield warning(sentence, "These stories go without; which may have a picture at all says images in [mail].")


def _reason(known: Known) -> str:
    """Why, whatever the address and the numbers in it."""
    return _NUMBER.sub("0", known.failure.replace(known.url, ""))


def sending(remembered: Remembered) -> Iterator[Finding]:
    """That nothing is sent after a backup was put back, and who refuses us rather than a reader (mail.md REC-13)."""
    if remembered.held:
        advice = "To send all that waits: digest resume.  To leave out what was due until now: digest resume --skip."
        yield wrong(f"Nothing is sent, so that nobody gets a digest twice: {remembered.held}.", advice)
    for alarm in remembered.alarms:
        waiting = remembered.behind.get(alarm.domain, 0)
        behind = f", {counted(waiting, 'mail')} waiting" if waiting else ""
        since = f"{counted(alarm.times, 'time')} since {alarm.first_at:%-d %B %Y}, last on {alarm.last_at:%-d %B}"
        advice = f"It is we who are refused, not the readers.  Why: digest doctor --explain {alarm.enhanced_code}"
        yield warning(f"{alarm.domain} refuses our mail, {since}{behind}: {alarm.reply}", advice)
    yield from _unsettled(remembered)


def _unsettled(remembered: Remembered) -> Iterator[Finding]:
    """What is in doubt, what waits, and whether that is for a ceiling."""
    for trouble in remembered.doubtful[:_NAMED]:
        advice = f"The mail server's log knows it by the Message-ID; what becomes of it: digest why {trouble.name}"
        yield warning(f"Nobody knows whether the mail to {trouble.name} arrived ({trouble.reason}).", advice)
    if more := len(remembered.doubtful[_NAMED:]):
        yield warning(
            f"Nor of {counted(more, 'mail')} more.",
            "Who they are says the mail to the operator; of each: digest why ADDRESS",
        )
    mails = counted(remembered.waiting, "mail")
    if remembered.full:
        sentence = f"The mails of a day are used up, and {mails} waiting: new mail {remembered.full}."
        yield warning(sentence, "Raise per_day in config.toml if your provider lets you, or add a relay.")
    elif remembered.waiting:
        when = f", the next try at {remembered.next_at:%H:%M} UTC" if remembered.next_at else ""
        yield warning(f"{mails} waiting to be sent{when}.", "They go out with the next run or digest send.")


def classifier(settings: Settings) -> Iterator[Finding]:
    """Whether the classifier in use can be used, and knows the topics that config.toml names."""
    found = in_use.find(settings)
    model = found.model
    if found.fault:
        yield wrong(
            f"{found.fault}  Meanwhile {in_use.called(found)} is in use.",
            "Name a whole one under [topics] in config.toml, or none."
            if settings.topics.model
            else f"Put that in its place: digest models use {model.version if found.path else 'shipped'}.",
        )
    which = found.path or "the one that ships"
    yield good(f"The classifier {model.version} ({which}) knows {counted(len(model.topics), 'topic')}.")
    if missing := [topic for topic in settings.topics.names if topic not in model.topics]:
        yield warning(
            f"The classifier knows nothing of {', '.join(missing)}: no story will ever be of these topics.",
            "Teach it: digest train --topic TOPIC=NAME FILE...",
        )
