"""The headers of a mail, from what its sender always says and what is this reader's (mail.md OUT-01 to 12)."""

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


def by_mail(sender: mail.Sender) -> mail.Links:
    """What a reader can do where there is nothing but mail: answer."""
    address = quote(sender.reply_to, safe="@+")
    return mail.Links(leave=f"mailto:{address}?subject=unsubscribe", change=f"mailto:{address}?subject=change")


def message_id(sender: mail.Sender, outbox_id: str) -> str:
    """128 secret bits, so that nobody can guess an id and have the mail dropped as a copy (OUT-04)."""
    mac = hmac.digest(sender.secret, outbox_id.encode(), hashlib.sha256).hex()[:32]
    return f"<{mac}@{sender.address.rpartition('@')[2]}>"


class Letterhead:
    """One sender's headers."""

    def __init__(self, sender: mail.Sender) -> None:
        self._sender = sender
        self._from = headers.mailbox("From", sender.name, sender.address)
        self._list = headers.mailbox("Reply-To", "", sender.reply_to) + headers.verbatim("List-Id", _list_id(sender))
        self._rest = b"".join(
            (
                headers.verbatim("List-Post", "NO"),
                headers.verbatim("List-Owner", f"<mailto:{sender.reply_to}>"),
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
                headers.verbatim("Date", _date(sent_at)),
                headers.verbatim("Message-ID", message_id),
                self._list,
                self._unsubscribe(links),
                self._rest,
            )
        )

    def _unsubscribe(self, links: mail.Links) -> bytes:
        """How programs leave: one click first where there is one, and always by mail (RFC 8058; OUT-07, OUT-08)."""
        by_mail = links.leave if links.leave.startswith("mailto:") else self._leave
        if not links.one_click:
            return headers.verbatim("List-Unsubscribe", f"<{by_mail}>")
        return headers.verbatim("List-Unsubscribe", f"<{links.one_click}>, <{by_mail}>") + headers.verbatim(
            "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
        )


@lru_cache(maxsize=16)
def _date(sent_at: datetime) -> str:
    return format_datetime(sent_at)


def _list_id(sender: mail.Sender) -> str:
    """The list's identity with its name in front, where the name needs no encoding (OUT-06, OUT-09)."""
    named = f"{headers.quoted(sender.name)} <{sender.list_id}>"
    return named if named.isascii() and len(named) <= _LIST_ID else f"<{sender.list_id}>"
