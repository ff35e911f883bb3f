"""Mail to a person: what is written to the owner's address goes on to the operator, whole, as an attachment."""

from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from digest.config import Settings
from digest.domain.letters import Incoming
from digest.domain.mail import OutboxMessage
from digest.pipeline import printing, signing
from digest.render import dkim, letterhead
from digest.store import Store

#: Letters passed on in any day; more is a flood, and the rest is left out.
MOST = 50
_DAY = timedelta(days=1)
_WHAT = "passed-on"


def to_operator(store: Store, settings: Settings, letter: Incoming, *, now: datetime) -> str:
    """What was done, for the log: the letter waits in the outbox for the operator, or why it does not."""
    if not settings.operator.address:
        return "nothing: there is no [operator] address to pass it on to"
    if store.limits.count(_WHAT, "", since=now - _DAY) >= MOST:
        return f"nothing: {MOST} letters were passed on within a day"
    store.limits.add(_WHAT, "", now=now)
    store.mail.post(None, _message(store, settings, letter, now=now), now=now)
    return "passed on to the operator"


def _message(store: Store, settings: Settings, letter: Incoming, *, now: datetime) -> OutboxMessage:
    sender = printing.sender(store, settings)
    message_id = letterhead.message_id(sender, f"passed-on.{letter.id}")
    mail = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    mail["From"] = formataddr((sender.name, sender.address))
    mail["To"] = settings.operator.address
    mail["Subject"] = f"{sender.name}: somebody wrote to the owner of the list"
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(
        f"The attached mail came to {settings.service.reply_to.replace('@', '+owner@')}, the address of whoever looks\n"
        "after the list.  Answer its sender, not this mail.\n"
    )
    # Not as message/rfc822: it may be anything, and is to arrive as it came.
    mail.add_attachment(letter.raw, maintype="application", subtype="octet-stream", filename="letter.eml")
    signers = signing.signers(settings.dkim)
    mime = mail.as_bytes()
    return OutboxMessage(
        id=f"passed-on.{letter.id}",
        kind="passed-on",
        envelope_from=sender.address,
        to=settings.operator.address,
        message_id=message_id,
        mime=dkim.sign(mime, signers, at=now) if signers else mime,
        next_attempt_at=now,
        fresh_until=now + printing.FRESH,
    )
