"""The headers of a mail, from what its sender always says and what is this reader's (mail.md OUT-01 to 17)."""

import hashlib
import hmac
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

from digest.domain import mail
from digest.render import headers

#: Octets of a List-Id, at most (RFC 2919 section 3).
_LIST_ID = 255
_ONE_CLICK = headers.verbatim("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def by_mail(sender: mail.Sender) -> mail.Links:
    """What a reader can do where there is nothing but mail: answer."""
    return mail.Links(leave=_asking(sender, "unsubscribe"), change=_asking(sender, "change"))


def message_id(sender: mail.Sender, outbox_id: str) -> str:
    """128 secret bits, so that nobody can guess an id and have the mail dropped as a copy (OUT-04)."""
    mac = _mac(sender.secret).copy()
    mac.update(outbox_id.encode())
    return f"<{mac.hexdigest()[:32]}@{sender.address.rpartition('@')[2]}>"


@lru_cache(maxsize=4)
def _mac(secret: bytes) -> hmac.HMAC:
    """To be copied: it takes half as long as to begin anew from the secret."""
    return hmac.new(secret, digestmod=hashlib.sha256)


def feedback_id(sender: mail.Sender, stream: str = "edition:digest") -> str:
    """By what Gmail counts complaints: the same for every digest of this list, so that it tells of no reader (OUT-13).

    Mail of another kind, such as an answer to a command, is another `stream` (OUT-16).
    """
    domain = sender.address.rpartition("@")[2]
    ours = sender.sender_id or "d" + hashlib.sha256(domain.encode()).hexdigest()[:11]
    return f"{stream}:{sender.list_id.partition('.')[0]}:{ours}"


def unsubscribe(links: mail.Links, otherwise: str) -> bytes:
    """How programs leave: one click first where there is one, and always by mail (RFC 8058; OUT-07, OUT-08).

    `otherwise` is the mail to leave by where the links name none.
    """
    own = links.leave if links.leave.startswith("mailto:") else links.leave_by_mail
    by_mail = own or otherwise
    if not links.one_click:
        return headers.verbatim("List-Unsubscribe", f"<{by_mail}>")
    return headers.verbatim("List-Unsubscribe", f"<{links.one_click}>, <{by_mail}>") + _ONE_CLICK


def complaints(sender: mail.Sender, message_id: str) -> bytes:
    """Where a mailbox provider may report a complaint, and of which mail: its secret id (RFC 9477; OUT-17)."""
    if not sender.complaints:
        return b""
    which = message_id.strip("<>").partition("@")[0]
    return headers.verbatim("CFBL-Address", f"{sender.complaints}; report=arf") + headers.verbatim(
        "CFBL-Feedback-ID", which
    )


@lru_cache(maxsize=16)
def date(sent_at: datetime) -> bytes:
    """The Date line."""
    return headers.verbatim("Date", format_datetime(sent_at))


class Letterhead:
    """One sender's headers."""

    def __init__(self, sender: mail.Sender) -> None:
        self._sender = sender
        self._from = headers.mailbox("From", sender.name, sender.address)
        self._list = headers.mailbox("Reply-To", "", sender.reply_to) + headers.verbatim("List-Id", _list_id(sender))
        self._rest = b"".join(
            (
                headers.verbatim("List-Help", f"<{_asking(sender, 'help')}>"),
                headers.verbatim("List-Post", "NO"),
                headers.verbatim("List-Owner", f"<mailto:{sender.reply_to}>"),
                headers.verbatim("Feedback-ID", feedback_id(sender)),
                headers.verbatim("Auto-Submitted", "auto-generated"),
                headers.verbatim("Precedence", "list"),
                headers.verbatim("X-Auto-Response-Suppress", "OOF, AutoReply"),
                headers.verbatim("MIME-Version", "1.0"),
            )
        )
        self._leave = by_mail(sender).leave

    def head(self, to: str, subject: bytes, links: mail.Links, *, message_id: str, sent_at: datetime) -> bytes:
        """All headers but Content-Type; `subject` is its finished line."""
        return b"".join(
            (
                self._from,
                headers.mailbox("To", "", to),
                subject,
                date(sent_at),
                headers.verbatim("Message-ID", message_id),
                self._list,
                unsubscribe(links, self._leave),
                self._rest,
                complaints(self._sender, message_id),
            )
        )


def _asking(sender: mail.Sender, subject: str) -> str:
    """A mail to the one who answers (RFC 6068)."""
    return f"mailto:{quote(sender.reply_to, safe='@+')}?subject={subject}"


def _list_id(sender: mail.Sender) -> str:
    """The list's identity with its name in front, where the name needs no encoding (OUT-06, OUT-09)."""
    named = f"{headers.quoted(sender.name)} <{sender.list_id}>"
    return named if named.isascii() and len(named) <= _LIST_ID else f"<{sender.list_id}>"
