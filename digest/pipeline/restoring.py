"""Nothing sent twice after a database was put back from a copy (mail.md REL-16): found out, mended, or held."""

import secrets
from datetime import date, datetime

from digest.domain.mail import Day, DayState, PlannedDay
from digest.domain.people import Counts, Subscriber
from digest.pipeline import turns
from digest.store import Store
from digest.store.journal import Told

#: Why somebody gets nothing when an operator resumes by `--skip`.
SKIPPED = (
    "it may have been sent before the database was put back from a backup, and the operator chose not to repeat it"
)
#: Readers in one transaction.
BATCH = 500


def stand(store: Store, *, now: datetime) -> str:
    """Why nothing may be sent until somebody decides, as a sentence; "" when mail may go out.

    A database that is older than its journals is told on the way what it forgot: who left, and what was sent.
    """
    store.leavings.catch_up()
    if held := store.journal.remembered("hold"):
        return held
    copied = store.journal.remembered("copied")
    told = store.journal.end()
    if told and not copied and told.number == store.journal.number and store.journal.is_ours(told):
        store.leavings.complete(now=now)
        return ""
    told = store.journal.read(after=store.journal.number)
    if _is_new(store, told, copied):
        store.journal.start(store.journal.instance)
        store.leavings.complete(now=now)
        return ""
    held = _wrong_journal(store, told, copied) or (_mended(store, told, copied, now=now) if told else "")
    if held:
        store.journal.remember(hold=held)
    else:
        store.leavings.complete(now=now)
    return held


def _is_new(store: Store, told: Told | None, copied: str) -> bool:
    """Whether this database and its journal have sent nothing yet; one of an earlier digest has no journal."""
    return not copied and store.journal.number == 0 and (told is None or told.number == 0)


def _wrong_journal(store: Store, told: Told | None, copied: str) -> str:
    """Why the journal says nothing of this database."""
    what = f"the database is a backup of {copied}" if copied else "the database is not the one that sent last"
    if told is None:
        return f"{what}, and there is no {_name(store)} to say what was sent since"
    if not store.journal.is_ours(told):
        return f"{what}, and {_name(store)} belongs to another one or is damaged"
    if store.leavings.is_short() and (copied or told.number > store.journal.number):
        return f"{what}, and {store.leavings.path}, which says who left since, is missing or not whole"
    return ""


def _mended(store: Store, told: Told, copied: str, *, now: datetime) -> str:
    """Why sending must wait although the journal was read; "" when nothing is open."""
    number = store.journal.number
    if not copied and told.number <= number:
        if told.number < number:
            store.journal.complete(told)
        return ""
    with store.transaction():
        applied = store.restored.apply(told.marks, now=now)
        store.journal.remember(journal=str(max(told.number, number)), copied="")
    since = f"of {copied}" if copied else "older than the last sending"
    if not told.whole:
        return f"the database is a copy {since}, and the end of {_name(store)} was lost when the machine stopped"
    if applied.strangers:
        return f"the database is a copy {since}, and {applied.strangers} mails went since to readers it does not know"
    return ""


def _name(store: Store) -> str:
    return str(store.journal.path)


def said(held: str) -> str:
    """What an operator reads while sending is held."""
    return f"nothing is sent, so that nobody gets a digest twice: {held}.  When you have looked: digest resume"


def resume(store: Store, *, now: datetime) -> str:
    """Why sending was held; "" when it was not.  From now on mail goes out again, and a new journal is kept."""
    held = store.journal.remembered("hold")
    if held:
        store.journal.start(secrets.token_hex(8))
        store.leavings.complete(now=now)
        store.reports.take_back()
        store.journal.remember(hold="", copied="")
    return held


def skip(store: Store, *, now: datetime) -> int:
    """How many messages that wait are not sent: what was due until now counts as sent before, for everybody."""
    while readers := store.people.due(now, limit=BATCH):
        store.mail.plan([_skipped(reader, day, now) for reader in readers for day in turns.due_dates(reader, now=now)])
    return store.mail.withhold([reader.id for reader in store.people.subscribers()], SKIPPED, now=now)


def _skipped(reader: Subscriber, issue_date: date, now: datetime) -> PlannedDay:
    turn = turns.Turn(reader=reader, issue_date=issue_date)
    day = Day(
        subscriber_id=reader.id,
        address=reader.address,
        issue_date=issue_date,
        state=DayState.SKIPPED,
        reason=SKIPPED,
        counts=Counts(),
        due_at=reader.due_at(issue_date),
    )
    return PlannedDay(day=day, message=None, advanced=turns.advanced(turn, now=now))
