"""Editions out: for every reader whose hour has come, a choice of stories and the finished message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from digest.classify.modelfile import Model
from digest.config import Settings
from digest.domain.account import Planned, Skip
from digest.domain.mail import Day, DayState, PlannedDay
from digest.domain.people import Counts, Quiet, Subscriber
from digest.pipeline import choosing, clockwork, printing, turns
from digest.store import Store

#: Readers planned in one transaction.
BATCH = 500


class Run:
    """One planning: what is on offer, and the press; all its editions share them."""

    def __init__(self, store: Store, settings: Settings, model: Model, *, now: datetime) -> None:
        self._now = now
        self._chooser = choosing.Chooser(store, settings, now=now)
        self._printer = printing.Printer(store, settings, model_version=model.version, now=now)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Why stories are left out of the editions made so far, a sentence for each story."""
        return self._printer.dropped

    def make(self, taken: Sequence[turns.Turn]) -> Iterator[PlannedDay]:
        """The day of each turn: an edition with its message, or why there is none."""
        for turn, choice, issue in self._printer.editions(tuple(self._chooser.choose(taken))):
            if issue is None:
                yield self.skip(turn, choosing.quiet_reason(choice.counts), choice.counts)
            else:
                shown, message = self._printer.message(turn, issue)
                day = replace(_day(turn, shown.counts), state=DayState.MADE, edition=shown)
                yield PlannedDay(day=day, message=message, advanced=turns.advanced(turn, now=self._now))

    def skip(self, turn: turns.Turn | turns.Missed, reason: str, counts: Counts | None = None) -> PlannedDay:
        """The day of somebody who gets nothing, with the reason."""
        day = replace(_day(turn, counts or Counts()), reason=reason)
        return PlannedDay(day=day, message=None, advanced=turns.advanced(turn, now=self._now))


def plan(store: Store, settings: Settings, model: Model, *, now: datetime) -> Planned:
    """What planning made of everyone who is due.

    Each edition is written in one transaction with its message and the reader's next date.  Whoever joins meanwhile
    waits for the next planning (mail.md REL-19).
    """
    run: Run | None = None
    account = Planned()
    clockwork.set_right(store, late=settings.schedule.late, now=now)
    store.people.wake(now)
    while readers := store.people.due(now, limit=BATCH):
        # Not before somebody is due: the service asks twice a minute.
        run = run or Run(store, settings, model, now=now)
        taken = turns.taken(readers, late=settings.schedule.late, now=now)
        missed = [run.skip(one, one.reason) for one in taken if isinstance(one, turns.Missed)]
        days = (*missed, *run.make([one for one in taken if isinstance(one, turns.Turn)]))
        with store.transaction():
            made = store.mail.plan(days)
            store.mail.reached(now)
        account = replace(_add(account, days, readers=len(readers), made=made), dropped=run.dropped)
    return account


def plan_now(
    store: Store, settings: Settings, model: Model, readers: Sequence[Subscriber], *, now: datetime
) -> Planned:
    """What planning made of these readers for today, whatever their hour; nobody gets a second edition for one date."""
    taken = [turns.Turn(reader=reader, issue_date=reader.schedule.local_date(now)) for reader in readers]
    had = {turn.id: day for turn in taken if (day := store.mail.day(turn.reader.id, turn.issue_date)) is not None}
    run = Run(store, settings, model, now=now)
    days = tuple(run.make([turn for turn in taken if turn.id not in had]))
    made = store.mail.plan([planned for planned in days if planned.message is not None])
    account = _add(Planned(), days, readers=len(readers), made=made)
    skips = (
        Skip(address=day.address, issue_date=day.issue_date, reason=day.reason or "it was made already")
        for day in had.values()
    )
    return replace(account, skipped=(*account.skipped, *skips), dropped=run.dropped)


def nothing_now(store: Store, settings: Settings, reader: Subscriber, *, now: datetime) -> str:
    """Why an edition made at this moment would have nothing to show; "" when it would have something.

    The words are those of `plan_now`.
    """
    turn = turns.Turn(reader=reader, issue_date=reader.schedule.local_date(now))
    ((_, choice),) = choosing.Chooser(store, settings, now=now).choose([turn])
    return "" if choice.picks or reader.profile.quiet is Quiet.LINE else choosing.quiet_reason(choice.counts)


def draft(
    store: Store, settings: Settings, model: Model, reader: Subscriber, *, issue_date: date, now: datetime
) -> PlannedDay:
    """The edition of one date as it would be made at this moment.  Neither record nor message is written."""
    (planned,) = Run(store, settings, model, now=now).make([turns.Turn(reader=reader, issue_date=issue_date)])
    return planned


def _day(turn: turns.Turn | turns.Missed, counts: Counts) -> Day:
    """The record of a date, as one that was skipped."""
    reader = turn.reader
    return Day(
        subscriber_id=reader.id,
        address=reader.address,
        issue_date=turn.issue_date,
        state=DayState.SKIPPED,
        reason="",
        counts=counts,
        due_at=reader.due_at(turn.issue_date),
    )


def _add(account: Planned, days: Iterable[PlannedDay], *, readers: int, made: int) -> Planned:
    records = [planned.day for planned in days]
    shown = [record.counts for record in records if record.state is DayState.MADE]
    skipped = tuple(
        Skip(address=record.address, issue_date=record.issue_date, reason=record.reason)
        for record in records
        if record.state is DayState.SKIPPED
    )
    cut = tuple(
        Skip(address=record.address, issue_date=record.issue_date, reason=record.edition.cut)
        for record in records
        if record.edition and record.edition.cut
    )
    return Planned(
        due=account.due + readers,
        made=account.made + made,
        matched=account.matched + sum(counts.matched for counts in shown),
        shown=account.shown + sum(counts.shown for counts in shown),
        skipped=account.skipped + skipped,
        cut=account.cut + cut,
    )
