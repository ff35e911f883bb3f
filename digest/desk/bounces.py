"""What a mail that came back changes: nothing, unless it proves whose it is (mail.md REC-10 to REC-15).

Proof is the return address, of which every mail has its own with a MAC.  Where it is missing, for mail goes out
without such addresses or a server answered the From line, it is a secret that only who had our mail can know: the
Message-ID of a mail in the outbox (OUT-04), or such a return address inside the mail that came back.

    hard on a second day, or five days of bounces ---------> one probe; when that comes back too, suspended (`probing`)
    a complaint -------------------------------------------> unsubscribed, for good
    blocked, spam, policy, 5.7.x --------------------------> an alarm for the operator, nothing else
    delayed, received, out of office ----------------------> nothing
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest import tokens
from digest.config import Settings
from digest.deliver import bounce, bounce_reasons, pace
from digest.deliver.bounce import Bounced, BounceKind, BounceReport
from digest.desk import people, probing
from digest.domain.consents import Act, Consent
from digest.domain.mail import Delivery, Outcome
from digest.domain.people import Door, Subscriber, SubscriberStatus
from digest.store import Store, leavings

#: A return address older than this proves nothing of a bounce: no server tries for so long, but somebody who once had
#: a mail of ours could send its bounce every day.
OLD = timedelta(days=14)

#: Accounts that reports come from, where they do not come from the empty address (RFC 5321 section 6.1).
_MACHINES = frozenset({"", "mailer-daemon", "postmaster", "mail-daemon"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What one report is dealt with by."""

    store: Store
    settings: Settings
    keys: tokens.Keys
    now: datetime


def is_report(raw: bytes, *, sender: str) -> bool:
    """Whether a mail to an address of ours without a token is a bounce or a complaint, and no letter to us.

    `sender` is the one on the wire: a bounce has none, or a machine's.
    """
    kind = bounce.read(raw).kind
    if kind is BounceKind.COMPLAINT:
        return True
    return kind is not BounceKind.NONE and sender.strip("<>").partition("@")[0].lower() in _MACHINES


def note(store: Store, settings: Settings, keys: tokens.Keys, *, extension: str, raw: bytes, now: datetime) -> str:
    """What was done about a mail that came back, for the log: no word of the mail itself.

    Joins the open transaction, or opens one.
    """
    desk = _Desk(store=store, settings=settings, keys=keys, now=now)
    report = bounce.read(raw)
    if report.kind is BounceKind.NONE:
        return "nothing: no bounce and no complaint"
    with store.unit():
        reader = _whose(desk, report, extension)
        if reader is None:
            return f"nothing: {_named(report)} without proof of whose it is"
        if report.kind is BounceKind.COMPLAINT:
            return _complained(desk, reader)
        return _bounced(desk, reader, _about(reader, report), is_probe=store.mail.is_probe(report.original_ids))


def _whose(desk: _Desk, report: BounceReport, extension: str) -> Subscriber | None:
    """Whose mail it was; None when nothing proves it.  A return address that is not ours is no oversight: nobody."""
    found = {extension} if extension else {_extension(path) for path in report.return_paths}
    proven = {claim.subscriber_id for text in found if (claim := _claim(desk, text, report)) is not None}
    if not proven and not extension:
        proven = set(desk.store.mail.readers_of(report.original_ids))
    return desk.store.people.with_id(proven.pop()) if len(proven) == 1 else None


def _claim(desk: _Desk, extension: str, report: BounceReport) -> tokens.Claim | None:
    claim = desk.keys.read_extension(extension)
    if claim is None or report.kind is BounceKind.COMPLAINT:
        return claim
    return claim if desk.now.date() - claim.day <= OLD else None


def _extension(address: str) -> str:
    return address.rpartition("@")[0].partition("+")[2]


def _about(reader: Subscriber, report: BounceReport) -> Bounced:
    """What is said of the reader's own address; else, for it may have been forwarded, the worst that is said."""
    for each in report.recipients:
        if each.address.casefold() == reader.address.casefold():
            return each
    return _first(each for each in report.recipients if each.kind is report.kind)


def _first(bounced: Iterable[Bounced]) -> Bounced:
    return next(iter(bounced))


def _complained(desk: _Desk, reader: Subscriber) -> str:
    """Somebody pressed the spam button: they are gone, and only they can come back (RFC 6650 section 5)."""
    if reader.status is SubscriberStatus.UNSUBSCRIBED and reader.left_at is not None:
        return f"nothing: a complaint of {reader.id}, who has left"
    people.leave(desk.store, reader, Consent(act=Act.COMPLAINED, at=desk.now, door=Door.MAIL), now=desk.now)
    return f"complaint of {reader.id}: unsubscribed"


def _bounced(desk: _Desk, reader: Subscriber, bounced: Bounced, *, is_probe: bool) -> str:
    said = f"{bounced.kind} bounce of {reader.id}"
    if bounced.delayed or bounced.kind is BounceKind.NONE:
        return f"nothing: mail to {reader.id} is only late, or arrived"
    failed = _delivery(bounced, now=desk.now)
    if bounced.reason in bounce_reasons.OURS or failed.enhanced_code[1:].startswith(".7."):
        desk.store.refusals.raise_alarm(pace.domain_of(reader.address), failed)
        return f"{said}: {bounced.reason}, an alarm for the operator"
    if reader.status is not SubscriberStatus.ACTIVE:
        return f"nothing: {said}, who gets no mail"
    return f"{said}: {_counted(desk, reader, bounced, failed, is_probe=is_probe)}"


def _counted(desk: _Desk, reader: Subscriber, bounced: Bounced, failed: Delivery, *, is_probe: bool) -> str:
    store, now = desk.store, desk.now
    counts = store.bounces.add(reader.id, kind=bounced.kind.value, status=bounced.status, reason=bounced.reason, at=now)
    if bounced.kind is BounceKind.HARD:
        store.refusals.strike_reader(reader.id, failed)
    if store.refusals.give_up(reader.id, at=now, is_probe=is_probe):
        store.leavings.add(leavings.SUSPENDED, [reader.id], now=now)
        return "suspended"
    if store.bounces.probed_at(reader.id, now=now) is not None:
        return "probed already"
    if store.refusals.is_dead(reader.id, now=now) or store.bounces.points(reader.id, now=now) >= probing.POINTS:
        probing.probe(store, desk.settings, reader, now=now)
        return "probed"
    return "counted" if counts else "counted already today"


def _delivery(bounced: Bounced, *, now: datetime) -> Delivery:
    """The bounce as a refusal, which it is, said later."""
    return Delivery(
        message_id="",
        outbox_id="",
        outcome=Outcome.REFUSED,
        reply_code=None,
        enhanced_code=bounced.status,
        reply=bounced.words or bounced.reason,
        at=now,
    )


def _named(report: BounceReport) -> str:
    return "a complaint" if report.kind is BounceKind.COMPLAINT else f"a {report.kind} bounce"
