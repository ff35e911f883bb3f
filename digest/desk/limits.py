"""How much we write to one address, and to people we do not know, whatever is asked of us (mail.md SUB-15, 16, 32).

Counted by keyed hashes of where mail really ends up, so that "a+1@" and "a+2@" are one (SUB-18).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.config import Settings
from digest.desk import traces
from digest.domain.people import Door, Subscriber
from digest.domain.wishes import Asker, Command, Notice, NoticeKind, Proof, Verb
from digest.store import Store

HOUR, DAY, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=30)
#: Mails that anybody can have sent to an address by typing it: this many in this time, and then silence (SUB-15).
ASKED = ((1, DAY), (3, MONTH))
#: Answers to one address (SUB-32), and answers to one and the same request.
ANSWERS = ((10, DAY),)
SAME = ((1, HOUR),)
#: After a no to our question, nobody without proof has us ask that address again.
REFUSED = ((1, MONTH),)
#: A question that was answered with neither yes nor no goes out once more, and so does help for the same words.
AGAIN = ((1, MONTH),)
#: Nothing is counted for longer.
KEPT = MONTH + DAY

_CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One thing that is counted, and how often it may happen in how long."""

    what: str
    key: str
    most: tuple[tuple[int, timedelta], ...]


def joining(store: Store, address: str) -> Limit:
    """The limit on mails that ask somebody to confirm, or that come of a sign-up at all."""
    return Limit(what="joining", key=traces.mailbox(store, address=address), most=ASKED)


def refused(store: Store, address: str) -> Limit:
    """The limit on asking an address that said no."""
    return Limit(what="refused", key=traces.mailbox(store, address=address), most=REFUSED)


def ceiling(settings: Settings) -> Limit:
    """The limit on confirmations to people we do not know, all of them together; it allows all where there is none."""
    most = settings.web.confirmations_per_hour
    return Limit(what=_CONFIRMATION, key="", most=((most, HOUR),) if most else ())


def asking(store: Store, command: Command, asker: Asker, reader: Subscriber) -> tuple[Limit, ...]:
    """Every limit on asking a reader to confirm something."""
    key = traces.mailbox(store, address=reader.address)
    answers = Limit(what="answer", key=key, most=ANSWERS)
    if command.verb is Verb.SUBSCRIBE:
        return (joining(store, reader.address), answers)
    return (Limit(what="typed", key=key, most=ASKED), answers) if is_typed(asker) else (answers,)


def riddle(store: Store, address: str, words: Sequence[str]) -> Limit:
    """The limit on answering with help one and the same letter that says nothing to us, as a machine writes it."""
    key = traces.mailbox(store, address=address)
    return Limit(what="riddle", key=traces.of(store, key, *words), most=AGAIN)


def of(store: Store, settings: Settings, notice: Notice, *, new: bool) -> tuple[Limit, ...]:
    """Every limit that a notice is under; `new` for one to somebody who never subscribed."""
    return tuple(_of(store, settings, notice, new=new))


def _of(store: Store, settings: Settings, notice: Notice, *, new: bool) -> Iterator[Limit]:
    if notice.kind in {NoticeKind.PROBE, NoticeKind.WARNING}:
        return
    key = traces.mailbox(store, address=notice.to)
    if notice.is_again:
        yield from (Limit(what="again", key=traces.of(store, one.request_id), most=AGAIN) for one in notice.done)
        yield Limit(what="answer", key=key, most=ANSWERS)
        return
    joins = any(done.command.verb is Verb.SUBSCRIBE for done in notice.done)
    if notice.kind is NoticeKind.CONFIRM or (joins and is_typed(notice.asker)):
        yield joining(store, notice.to)
    elif is_typed(notice.asker):
        yield Limit(what="typed", key=key, most=ASKED)
    if notice.kind is NoticeKind.CONFIRM and new:
        yield ceiling(settings)
    yield Limit(what="answer", key=key, most=ANSWERS)
    request = traces.of(store, key, notice.kind, *(repr(done.command) for done in notice.done))
    yield Limit(what="same", key=request, most=SAME)


def is_typed(asker: Asker | None) -> bool:
    """Whether an address was typed into a form, by anybody."""
    return asker is not None and asker.door is Door.WEB and asker.proof is Proof.NOTHING


def allows(store: Store, limits: Sequence[Limit], *, now: datetime) -> bool:
    """Whether it may happen once more under all of these."""
    return all(
        store.limits.count(limit.what, limit.key, since=now - span) < most
        for limit in limits
        for most, span in limit.most
    )


def count(store: Store, limits: Sequence[Limit], *, now: datetime) -> None:
    """Nothing; it happened once more."""
    for limit in limits:
        if limit.most:
            store.limits.add(limit.what, limit.key, now=now)
