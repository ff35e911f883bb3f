"""An edition in, the bytes of its mail out: the same bytes however often (mail.md OUT-03 to 05, 20 to 28)."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from digest.domain import mail
from digest.domain.moments import require_utc
from digest.render import cut, headers, layout
from digest.render.templates import Templates

#: Octets of the HTML part as sent, and decoded: Gmail clips a mail near 102 kB (OUT-27).
HTML_ENCODED = 95_000
HTML_DECODED = 80_000
#: Octets of a List-Id, at most (RFC 2919 section 3).
_LIST_ID = 255
#: What no mail may hold: NUL and other controls but the line feed, C1, what is no character (OUT-22).
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A finished message and its two faces, as a preview shows them."""

    #: With angle brackets.
    message_id: str
    #: The whole message, CRLF line ends.
    mime: bytes
    html: str
    text: str
    subject: str


def build(
    edition: mail.Edition, sender: mail.Sender, *, outbox_id: str, sent_at: datetime, templates: Templates
) -> Rendered:
    """The message of an edition: Message-ID and boundary come from `outbox_id`, Date is `sent_at`, nothing from chance.

    Raises RenderError when a template cannot be used, ValueError when the sender cannot stand in a header.
    """
    require_utc(sent_at, "sent_at")
    whole = layout.face(edition, sender)
    text = _clean(templates.render("email/digest-body.txt", {"mail": layout.in_columns(whole)}))
    html = _html(edition, sender, templates)
    subject = cut.one_line(templates.render("email/digest-subject.txt", {"mail": whole}))
    message_id = _message_id(sender, outbox_id)
    boundary = "=_" + hashlib.sha256(outbox_id.encode()).hexdigest()[:24]
    head = [
        headers.mailbox("From", sender.name, sender.address),
        headers.mailbox("To", "", edition.address),
        headers.text("Subject", subject),
        headers.verbatim("Date", format_datetime(sent_at)),
        headers.verbatim("Message-ID", message_id),
        headers.mailbox("Reply-To", "", sender.reply_to),
        headers.verbatim("List-Id", _list_id(sender)),
        headers.verbatim("List-Unsubscribe", f"<{whole.leave_url}>"),
        headers.verbatim("List-Post", "NO"),
        headers.verbatim("List-Owner", f"<mailto:{sender.reply_to}>"),
        headers.verbatim("Auto-Submitted", "auto-generated"),
        headers.verbatim("Precedence", "list"),
        headers.verbatim("X-Auto-Response-Suppress", "OOF, AutoReply"),
        headers.verbatim("MIME-Version", "1.0"),
        headers.verbatim("Content-Type", f'multipart/alternative; boundary="{boundary}"'),
    ]
    fence = f"\r\n--{boundary}".encode("ascii")
    mime = b"".join(
        (*head, fence, b"\r\n", _part("plain", text), fence, b"\r\n", _part("html", html), fence, b"--\r\n")
    )
    return Rendered(message_id=message_id, mime=mime, html=html, text=text, subject=subject)


def _html(edition: mail.Edition, sender: mail.Sender, templates: Templates) -> str:
    """The HTML face with as much as fits: from the end, stories become titles, then a number (OUT-27)."""

    def drawn(whole: int, shown: int) -> str:
        face = layout.face(edition, sender, whole=whole, shown=shown)
        return _clean(templates.render("email/digest-body.html", {"mail": face}))

    everything = len(edition.items)
    html = drawn(everything, everything)
    if _fits(html):
        return html
    whole = _most(1, everything, lambda number: _fits(drawn(number, everything)))
    if whole:
        return drawn(whole, everything)
    return drawn(1, _most(1, everything, lambda number: _fits(drawn(1, number))) or 1)


def _most(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """The largest number in [low, high) that fits, by halving; 0 when none does."""
    best = 0
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            best, low = middle, middle + 1
        else:
            high = middle
    return best


def _fits(html: str) -> bool:
    return len(html.encode()) <= HTML_DECODED and len(_part("html", html)) <= HTML_ENCODED


def _part(kind: str, body: str) -> bytes:
    """A text part, quoted-printable or base64, whichever is shorter (OUT-23)."""
    raw = body.replace("\n", "\r\n").encode()
    encoded = min(
        ("quoted-printable", binascii.b2a_qp(raw, istext=True)),
        ("base64", base64.encodebytes(raw).replace(b"\n", b"\r\n")),
        key=lambda pair: len(pair[1]),
    )
    head = headers.verbatim("Content-Type", f"text/{kind}; charset=utf-8")
    return head + headers.verbatim("Content-Transfer-Encoding", encoded[0]) + b"\r\n" + encoded[1]


def _clean(body: str) -> str:
    """A rendered body with plain line ends, no blank line around it, and without the characters no mail may hold."""
    return _UNWANTED.sub("", body.replace("\r\n", "\n")).strip("\n") + "\n"


def _message_id(sender: mail.Sender, outbox_id: str) -> str:
    """128 secret bits, so that nobody can guess an id and have the mail dropped as a copy (OUT-04)."""
    mac = hmac.new(sender.secret, outbox_id.encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{mac}@{sender.address.rpartition('@')[2]}>"


def _list_id(sender: mail.Sender) -> str:
    """The list's identity with its name in front, where the name needs no encoding (OUT-06, OUT-09)."""
    named = f"{headers.quoted(sender.name)} <{sender.list_id}>"
    return named if named.isascii() and len(named) <= _LIST_ID else f"<{sender.list_id}>"
