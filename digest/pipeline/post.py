"""Messages over: what waits in the outbox goes to the mail server or into the Maildir."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.config import crosschecks
from digest.config.settings import DeliverySetting, SmtpSetting
from digest.deliver import pace
from digest.deliver.evidence import Evidence
from digest.deliver.maildir import MaildirTransport
from digest.deliver.postfix_log import PostfixLog
from digest.deliver.rests import Rests
from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.deliver.transport import Transport, never
from digest.domain.account import Sent
from digest.domain.mail import Delivery, Resolved
from digest.errors import CeilingError, TransportError
from digest.pipeline import restoring, rounds
from digest.store import Store
from digest.store.reports import KIND

#: How long after its last bytes a message in doubt waits for evidence before the policy decides.
GRACE = timedelta(minutes=1)


def transport(delivery: DeliverySetting, *, rests: Rests | None = None) -> Transport:
    """The way out that the operator chose; `rests` remembers from round to round which servers did not answer."""
    if delivery.smtp is None:
        return MaildirTransport(delivery.maildir)
    return SmtpTransport(*map(_server, (delivery.smtp, *delivery.relays)), shares=_shares(delivery), rests=rests)


def _server(smtp: SmtpSetting) -> SmtpServer:
    return SmtpServer(
        host=smtp.host,
        port=smtp.port,
        tls=smtp.tls,
        username=smtp.username,
        password=smtp.password,
        cafile=smtp.ca_file,
        connections=smtp.connections,
        mails_per_connection=smtp.mails_per_connection,
        per_day=smtp.per_day,
    )


def _shares(delivery: DeliverySetting) -> dict[str, pace.Share]:
    return {
        domain: pace.Share(
            connections=own.connections, mails_per_connection=own.mails_per_connection, per_minute=own.per_minute
        )
        for domain, own in delivery.domains.items()
    }


def speed(delivery: DeliverySetting) -> pace.Pace | None:
    """How fast mail may go, for one run; None for as fast as it is taken."""
    shares = _shares(delivery)
    is_limited = delivery.smtp is not None and bool(shares or delivery.per_minute)
    return pace.Pace(per_minute=delivery.per_minute, shares=shares) if is_limited else None


def witnesses(delivery: DeliverySetting) -> tuple[Evidence, ...]:
    """What can be asked about messages in doubt."""
    if delivery.smtp is None:
        return (MaildirTransport(delivery.maildir),)
    if delivery.postfix_log is None:
        return ()
    here = [_server(smtp).name for smtp in (delivery.smtp, *delivery.relays) if crosschecks.is_loopback(smtp.host)]
    return (PostfixLog(path=delivery.postfix_log, relays=here),)


def deliver(
    store: Store,
    delivery: DeliverySetting,
    *,
    clock: Callable[[], datetime],
    on_delivery: Callable[[Delivery], None] = lambda _: None,
    on_outcome: rounds.Count = lambda _, __: None,
    stopping: Callable[[], bool] = never,
    at_most: timedelta | None = None,
    rests: Rests | None = None,
) -> Sent:
    """What became of every message whose turn has come, sent as the operator set it."""
    return send(
        store,
        transport(delivery, rests=rests),
        clock=clock,
        on_delivery=on_delivery,
        on_outcome=on_outcome,
        stopping=stopping,
        evidence=witnesses(delivery),
        resend=delivery.resend_uncertain,
        pacing=speed(delivery),
        at_most=at_most,
    )


def send(
    store: Store,
    way_out: Transport,
    *,
    clock: Callable[[], datetime],
    on_delivery: Callable[[Delivery], None] = lambda _: None,
    on_outcome: rounds.Count = lambda _, __: None,
    stopping: Callable[[], bool] = never,
    evidence: Sequence[Evidence] = (),
    resend: bool = True,
    pacing: pace.Pace | None = None,
    at_most: timedelta | None = None,
) -> Sent:
    """What became of every message whose turn has come, also when the transport breaks on the way.

    The caller holds the lock on sending, so every claim found at the start was left behind by a process that died.
    While a database that was put back waits for a decision (REL-16), the operator's own mail is all that goes.
    After `at_most` nothing more is begun, and once `stopping` says so what is in hand is finished first.
    """
    held = restoring.stand(store, now=clock())
    store.ballast.load()
    if not held:
        store.mail.recover(now=clock() + rounds.LEASE)
    resolved = Resolved() if held else resolve(store, evidence, resend=resend, now=clock())
    only = KIND if held else ""
    this = rounds.Round(
        store,
        clock=clock,
        on_delivery=on_delivery,
        on_outcome=on_outcome,
        pacing=pacing,
        at_most=at_most,
        only=only,
    )
    if not held:
        this.give_up()
    try:
        way_out.send(this.messages(), ledger=this, now=clock, stopping=stopping)
    except CeilingError as error:
        until = store.mail.full_until(error.relay, per_day=error.per_day, now=clock())
        this.reach_ceiling(f"{error}{_goes_on(until)}")
    except TransportError as error:
        this.stopped = str(error)
    finally:
        this.close()
    if held:
        return replace(this.sent(), stopped=restoring.said(held), is_ceiling=False)
    store.journal.prune(now=clock())
    return replace(this.sent(), resent=resolved.resent, left=resolved.left)


def ceiling(store: Store, delivery: DeliverySetting, *, now: datetime) -> str:
    """Why nothing goes out while every relay has had its mails of a day, as a clause; "" when one may have more."""
    if delivery.smtp is None:
        return ""
    found: list[tuple[datetime, str]] = []
    for server in map(_server, (delivery.smtp, *delivery.relays)):
        until = store.mail.full_until(server.name, per_day=server.per_day, now=now) if server.per_day else None
        if until is None:
            return ""
        found.append((until, server.name))
    until, relay = min(found)
    return f"waits: the daily ceiling of {relay} is reached{_goes_on(until)}"


def _goes_on(until: datetime | None) -> str:
    return f"; it goes on at {until:%H:%M} UTC on {until:%-d %B}" if until else ""


def resolve(store: Store, evidence: Sequence[Evidence], *, resend: bool, now: datetime) -> Resolved:
    """What became of messages in doubt: by what evidence says, else by the policy (mail.md OUT-71 and 72).

    Exactly once to the next hop, except when the connection dies between our final dot and its reply; then at most
    one extra copy, with the same Message-ID and bytes, and it is counted and shown (OUT-70).
    """
    accepted = absent = 0
    for witness in evidence:
        if doubts := store.doubts.open():
            found = store.doubts.resolve(witness.ask(doubts), by=witness.name, now=now)
            accepted, absent = accepted + found.accepted, absent + found.absent
    decided = store.doubts.decide(resend=resend, grace=GRACE if evidence else timedelta(0), now=now)
    return Resolved(accepted=accepted, absent=absent, resent=decided.resent, left=decided.left)
