"""Editions out: for every reader whose hour has come, a choice of stories and the finished message."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from digest.classify.modelfile import Model
from digest.config import Settings
from digest.domain.account import Planned, Skip
from digest.domain.mail import Day, DayState, Edition, OutboxMessage, PlannedDay, Sender
from digest.domain.people import Cadence, Choice, Counts, Subscriber, Wish
from digest.match import select
from digest.pipeline import shelves
from digest.render import edition, message, templates
from digest.store import Store

#: Readers planned in one transaction.
BATCH = 500
#: How long an edition may be tried before it is yesterday's news (mail.md OUT-62).
FRESH = timedelta(hours=20)
#: Missed dates that are written down one by one after an outage.
GAP = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What turns choices into messages: the part that every edition of a run shares."""

    sender: Sender
    templates: templates.Templates
    #: Topic slug -> name, in the order of sections.
    names: dict[str, str]
    #: The version of the classifier.
    model_version: str
    limits: select.Limits
    #: How late an edition may be made.
    late: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One reader and the local date whose edition is to be made."""

    reader: Subscriber
    issue_date: date


def press(store: Store, settings: Settings, *, model_version: str) -> Press:
    """What every edition of a run shares, as the operator set it."""
    service = settings.service
    return Press(
        sender=Sender(
            name=service.name,
            address=service.sender_address,
            reply_to=service.reply_to,
            list_id=f"digest.{service.sender_address.rpartition('@')[2]}",
            postal=service.postal,
            secret=store.secret("message-id", lambda: secrets.token_bytes(32)),
        ),
        templates=templates.load(service.templates),
        names=dict(settings.topics.names),
        model_version=model_version,
        limits=select.Limits(per_outlet=settings.match.per_outlet, floor=settings.match.floor),
        late=settings.schedule.late,
    )


def plan(store: Store, settings: Settings, model: Model, *, now: datetime) -> Planned:
    """What planning made of everyone who is due.

    Each edition is written in one transaction with its message and the reader's next date.
    """
    machine = press(store, settings, model_version=model.version)
    shelf = shelves.Shelf(store, freshness=settings.schedule.freshness, now=now)
    account = Planned()
    while readers := store.people.due(now, limit=BATCH):
        days = tuple(_days(readers, store, shelf, machine, now=now))
        made = store.mail.plan(days)
        account = _add(account, days, readers=len(readers), made=made)
    return account


def plan_now(
    store: Store, settings: Settings, model: Model, readers: Sequence[Subscriber], *, now: datetime
) -> Planned:
    """What planning made of these readers for today, whatever their hour; nobody gets a second edition for one date."""
    machine = press(store, settings, model_version=model.version)
    shelf = shelves.Shelf(store, freshness=settings.schedule.freshness, now=now)
    turns = [Turn(reader=reader, issue_date=reader.schedule.local_date(now)) for reader in readers]
    had = [turn for turn in turns if store.mail.day(turn.reader.id, turn.issue_date) is not None]
    days = tuple(_make([turn for turn in turns if turn not in had], store, shelf, machine, now=now))
    made = store.mail.plan([planned for planned in days if planned.message is not None])
    account = _add(Planned(), days, readers=len(readers), made=made)
    skips = (Skip(address=t.reader.address, issue_date=t.issue_date, reason="it was made already") for t in had)
    return replace(account, skipped=(*account.skipped, *skips))


def draft(
    store: Store, settings: Settings, model: Model, reader: Subscriber, *, issue_date: date, now: datetime
) -> PlannedDay:
    """The edition of one date as it would be made at this moment.  Nothing is written."""
    machine = press(store, settings, model_version=model.version)
    shelf = shelves.Shelf(store, freshness=settings.schedule.freshness, now=now)
    (planned,) = _make([Turn(reader=reader, issue_date=issue_date)], store, shelf, machine, now=now)
    return planned


def due_dates(reader: Subscriber, *, now: datetime) -> list[date]:
    """The local dates from the reader's next one on whose moment has come, oldest first; at least the next one."""
    day = reader.next_issue_date or reader.schedule.local_date(now)
    dates = [day]
    while reader.schedule.moment(day := day + timedelta(days=1)) <= now:
        if reader.schedule.includes(day):
            dates.append(day)
    return dates


def quiet_reason(counts: Counts) -> str:
    """Why there was nothing to send, in one sentence."""
    if not counts.gathered:
        return "no news had been gathered"
    parts = [(counts.unmatched, "of other topics"), (counts.repeats, "already sent"), (counts.muted, "muted")]
    words = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f"nothing new matched: {counts.gathered} stories on offer, {words}"


def _days(
    readers: Sequence[Subscriber], store: Store, shelf: shelves.Shelf, machine: Press, *, now: datetime
) -> Iterator[PlannedDay]:
    """One record for every date each reader was due: the last may be an edition, the ones before were missed."""
    turns: list[Turn] = []
    for reader in readers:
        *missed, last = due_dates(reader, now=now)
        for day in missed[-GAP:]:
            yield _skip(reader, day, "digest was not running when it was due", now=now)
        if now - reader.schedule.moment(last) > machine.late:
            hours = machine.late // timedelta(hours=1)
            yield _skip(reader, last, f"it was more than {hours} hours late; the next one comes instead", now=now)
        else:
            turns.append(Turn(reader=reader, issue_date=last))
    yield from _make(turns, store, shelf, machine, now=now)


def _make(
    turns: Sequence[Turn], store: Store, shelf: shelves.Shelf, machine: Press, *, now: datetime
) -> Iterator[PlannedDay]:
    ids = [turn.reader.id for turn in turns]
    sent, once = store.mail.sent_stories(ids), store.mail.sent_once(ids, since=now - shelves.FOLLOWED)
    groups: defaultdict[Cadence, list[Turn]] = defaultdict(list)
    for turn in turns:
        groups[turn.reader.schedule.cadence].append(turn)
    for group in groups.values():
        schedule = group[0].reader.schedule
        stories = shelf.stories(schedule)
        wishes = [
            Wish(
                profile=turn.reader.profile,
                sent=sent.get(turn.reader.id, frozenset()),
                updates=shelf.updates(schedule, once.get(turn.reader.id, {})),
            )
            for turn in group
        ]
        choices = select.choose(stories, wishes, now=now, limits=machine.limits)
        for turn, choice in zip(group, choices, strict=True):
            yield _planned(turn, choice, machine, now=now)


def _planned(turn: Turn, choice: Choice, machine: Press, *, now: datetime) -> PlannedDay:
    reader = turn.reader
    if not choice.picks:
        return _skip(reader, turn.issue_date, quiet_reason(choice.counts), counts=choice.counts, now=now)
    issue = edition.compose(
        choice,
        reader,
        issue_date=turn.issue_date,
        made_at=now,
        topic_names=machine.names,
        model_version=machine.model_version,
    )
    return PlannedDay(
        day=_day(reader, turn.issue_date, choice.counts, edition=issue),
        message=_message(reader, issue, machine, now=now),
        advanced=_advanced(reader, turn.issue_date, now=now),
    )


def _message(reader: Subscriber, issue: Edition, machine: Press, *, now: datetime) -> OutboxMessage:
    outbox_id = f"{reader.id}.{issue.issue_date.isoformat()}"
    rendered = message.build(issue, machine.sender, outbox_id=outbox_id, sent_at=now, templates=machine.templates)
    return OutboxMessage(
        id=outbox_id,
        kind="edition",
        envelope_from=machine.sender.address,
        to=reader.address,
        message_id=rendered.message_id,
        mime=rendered.mime,
        next_attempt_at=now,
        fresh_until=now + FRESH,
    )


def _skip(
    reader: Subscriber, issue_date: date, reason: str, *, now: datetime, counts: Counts | None = None
) -> PlannedDay:
    return PlannedDay(
        day=_day(reader, issue_date, counts or Counts(), reason=reason),
        message=None,
        advanced=_advanced(reader, issue_date, now=now),
    )


def _day(
    reader: Subscriber, issue_date: date, counts: Counts, *, reason: str = "", edition: Edition | None = None
) -> Day:
    return Day(
        subscriber_id=reader.id,
        address=reader.address,
        issue_date=issue_date,
        state=DayState.MADE if edition else DayState.SKIPPED,
        reason=reason,
        counts=counts,
        due_at=reader.schedule.moment(issue_date),
        edition=edition,
    )


def _advanced(reader: Subscriber, issue_date: date, *, now: datetime) -> Subscriber:
    """The reader with the first date that is still to come."""
    day = reader.schedule.next_date(now, last=issue_date)
    return replace(reader, next_issue_date=day, next_due_at=reader.schedule.moment(day))


def _add(account: Planned, days: Iterable[PlannedDay], *, readers: int, made: int) -> Planned:
    records = [planned.day for planned in days]
    shown = [record.counts for record in records if record.state is DayState.MADE]
    skipped = tuple(
        Skip(address=record.address, issue_date=record.issue_date, reason=record.reason)
        for record in records
        if record.state is DayState.SKIPPED
    )
    return Planned(
        due=account.due + readers,
        made=account.made + made,
        matched=account.matched + sum(counts.matched for counts in shown),
        shown=account.shown + sum(counts.shown for counts in shown),
        skipped=account.skipped + skipped,
    )
