"""A plain mail to the operator, as the outbox keeps it."""

from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from digest.config import Settings
from digest.domain.mail import OutboxMessage
from digest.pipeline import printing, signing
from digest.render import dkim, letterhead
from digest.store import Store


def message(
    store: Store,
    settings: Settings,
    *,
    name: str,
    subject: str,
    text: str,
    now: datetime,
    attached: bytes | None = None,
) -> OutboxMessage:
    """The message; `name` is its id, and what stands before its first point its kind.

    What is attached arrives as it is, whatever it is: no mail program opens it by itself.
    """
    sender = printing.sender(store, settings)
    message_id = letterhead.message_id(sender, name)
    mail = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    mail["From"] = formataddr((sender.name, sender.address))
    mail["To"] = settings.operator.address
    mail["Subject"] = " ".join(subject.split())
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(text)
    if attached is not None:
        mail.add_attachment(attached, maintype="application", subtype="octet-stream", filename="letter.eml")
    signers = signing.signers(settings.dkim)
    mime = mail.as_bytes()
    return OutboxMessage(
        id=name,
        kind=name.partition(".")[0],
        envelope_from=sender.address,
        to=settings.operator.address,
        message_id=message_id,
        mime=dkim.sign(mime, signers, at=now) if signers else mime,
        next_attempt_at=now,
        fresh_until=now + printing.FRESH,
    )
