"""Messages over: what waits in the outbox goes to the mail server or into the Maildir."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from digest.config.settings import DeliverySetting
from digest.deliver import retry
from digest.deliver.maildir import MaildirTransport
from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.deliver.transport import Transport
from digest.domain.account import Sent, Trouble
from digest.domain.mail import Delivery, OutboxMessage, Outcome
from digest.errors import TransportError
from digest.store import Store

#: Messages claimed at once; so many wait for the next run when a process dies.
CLAIM = 20
#: How long a claim holds.
LEASE = timedelta(minutes=15)


def transport(delivery: DeliverySetting) -> Transport:
    """The way out that the operator chose."""
    smtp = delivery.smtp
    if smtp is None:
        return MaildirTransport(delivery.maildir)
    return SmtpTransport(
        SmtpServer(host=smtp.host, port=smtp.port, tls=smtp.tls, username=smtp.username, password=smtp.password)
    )


def send(
    store: Store,
    way_out: Transport,
    *,
    clock: Callable[[], datetime],
    on_delivery: Callable[[Delivery], None] = lambda _: None,
) -> Sent:
    """What became of every message whose turn has come, also when the transport breaks on the way.

    The caller holds the lock on sending, so every claim found at the start was left behind by a process that died.
    """
    token = secrets.token_hex(8)
    store.mail.recover(now=clock() + LEASE)
    store.doubts.decide(resend=True, grace=timedelta(0), now=clock())
    gone: defaultdict[Outcome, list[Trouble]] = defaultdict(list)

    def at_dot(outgoing: OutboxMessage) -> bool:
        return store.mail.mark_dot(outgoing.id, token=token, now=clock())

    stopped = ""
    try:
        for delivery, outgoing in _deliveries(store, way_out, at_dot, token=token, clock=clock):
            gone[delivery.outcome].append(Trouble(name=outgoing.to, reason=delivery.reply))
            on_delivery(delivery)
    except TransportError as error:
        stopped = str(error)
        store.mail.recover(now=clock() + LEASE)
    return Sent(
        accepted=len(gone[Outcome.ACCEPTED]),
        refused=tuple(gone[Outcome.REFUSED]),
        deferred=tuple(gone[Outcome.DEFERRED]),
        uncertain=tuple(gone[Outcome.UNCERTAIN]),
        stopped=stopped,
    )


def _deliveries(
    store: Store,
    way_out: Transport,
    at_dot: Callable[[OutboxMessage], bool],
    *,
    token: str,
    clock: Callable[[], datetime],
) -> Iterator[tuple[Delivery, OutboxMessage]]:
    """Every attempt, recorded in the store before it is yielded."""
    with way_out:
        while messages := store.mail.claim(limit=CLAIM, token=token, now=clock(), lease=LEASE):
            claimed = {outgoing.id: outgoing for outgoing in messages}
            for delivery in way_out.send(messages, at_dot=at_dot, now=clock):
                outgoing = claimed[delivery.outbox_id]
                again = retry.next_attempt(delivery, outgoing.attempts, fresh_until=outgoing.fresh_until)
                store.mail.settle(delivery, token=token, next_attempt_at=again)
                yield delivery, outgoing
