"""The bytes of a mail in; its report apart from the message that came back in it."""

import base64
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import header, message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from digest.deliver import bounce_html

#: No report is longer; what is behind is the mail that came back.
LONGEST = 1_000_000
#: A report's own words are at its beginning, in characters; and so much of other texts is read.
PROSE = 40_000
_TEXT = 200_000
_LINES = 3000
#: Parts within parts, at most; a mail with more of them is read as far as its header.
_NESTED = 60

#: Where the words of a report end and the message that came back begins.
_RETURNED = re.compile(
    r"""^(?:
        [ \t>|*=_-]* (?:
            this\ is\ a\ copy | a\ copy\ of\ (?:the|your) | below\ (?:this\ line|is)
            | (?:the\ )?header\ of\ the\ original
            | (?:start\ of\ )?(?:returned|original|unsent|rejected)\ (?:message|mail|e-?mail)\b
                (?!\ (?:was|has|is|could|can|to))
            | message\ (?:header|text)s?\b
            | (?:the\ )?(?:text|copy|body|headers)\ of\ (?:the|your)\ (?:original|message)
            | your\ (?:original\ )?message\ (?:follows|reads) | old\ message: | transcript\ of\ message)
        | >?\s?(?:received|return-path|dkim-signature|x-originating-ip|x-google-smtp-source)\s?:
        | content-type:\s*(?:message/rfc822|text/rfc822-headers)
    )""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
#: Words that were written as quoted-printable, though no header says so.
_QUOTED = re.compile(r"=(?:20|3D)?$", re.MULTILINE)
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_ORIGINAL = frozenset({"message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/partial"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail in three parts."""

    #: Lower-cased names.
    headers: dict[str, str]
    #: Decoded (RFC 2047).
    subject: str
    #: The whole.
    message: Message
    #: The whole, or the beginning of a long one, for readers that take long over every line.
    beginning: Message
    #: What is said to people.
    prose: str
    #: The fields of RFC 3464 or RFC 5965, as text; "" for none.
    fields: str
    #: The message that came back, or its headers; "" for none.
    returned: str
    #: "message/delivery-status", "message/feedback-report" ...: the types of all parts.
    types: frozenset[str]


def read(raw: bytes) -> Letter:
    """The letter.  Line ends may be CR, LF or CRLF: reports are carried through systems that change them."""
    octets = raw[:LONGEST].replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    if octets.startswith(b"From "):
        octets = octets.partition(b"\n")[2]
    if sum(octets.lower().count(kind) for kind in (b"multipart/", b"message/rfc822")) > _NESTED:
        octets = octets.partition(b"\n\n")[0]
    message = message_from_bytes(octets, policy=policy.compat32)
    parts = list(_parts(message))
    prose, fields, returned = _sorted(parts)
    if not prose.strip():
        prose = "\n".join(bounce_html.text(_text(part)) for part in parts if part.get_content_type() == "text/html")
    said, came_back = _cut(prose)
    return Letter(
        headers={name.lower(): str(value) for name, value in reversed(message.items())},
        subject=_subject(message),
        message=message,
        beginning=_beginning_of(octets, message),
        prose=said[:PROSE],
        fields=fields[:PROSE],
        returned=returned or came_back,
        types=frozenset(part.get_content_type() for part in parts),
    )


def _beginning_of(octets: bytes, message: Message) -> Message:
    lines = octets.split(b"\n", _LINES)
    if len(octets) <= _TEXT and len(lines) <= _LINES:
        return message
    return message_from_bytes(b"\n".join(lines[:_LINES])[:_TEXT], policy=policy.compat32)


def _parts(message: Message) -> Iterator[Message]:
    """Every part but those of the message that came back."""
    yield message
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _parts(part)


def _sorted(parts: list[Message]) -> tuple[str, str, str]:
    prose, fields, returned = [], [], []
    for part in parts:
        kind = part.get_content_type()
        if kind in _ORIGINAL:
            returned.append(_inner(part))
        elif kind in {"message/delivery-status", "message/feedback-report", "message/global-delivery-status"}:
            fields.append(_inner(part))
        elif kind != "text/html" and part.get_content_maintype() in {"text", "multipart"} and not part.is_multipart():
            prose.append(_text(part))
    return "\n\n".join(prose), "\n\n".join(fields), "\n\n".join(returned)


def _inner(part: Message) -> str:
    """The text of a part that is a message, or several blocks of fields, itself."""
    payload = part.get_payload()
    if isinstance(payload, str):
        return _text(part)
    blocks = (inner for inner in payload if isinstance(inner, Message))
    text = "\n\n".join("\n".join([*(f"{k}: {v}" for k, v in one.items()), "", _beginning(one)]) for one in blocks)
    return _undone(str(part.get("content-transfer-encoding", "")).strip().lower(), text)


def _undone(encoding: str, text: str) -> str:
    """The fields of a report, which some servers encode, though RFC 2045 section 6.4 forbids it."""
    if encoding == "base64":
        letters = _NO_BASE64.sub("", text)
        return base64.b64decode(letters + "A" * (-len(letters) % 4)).decode("utf-8", "replace")
    if encoding == "quoted-printable":
        return quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    return text


def _beginning(message: Message) -> str:
    return "" if message.is_multipart() else _text(message)[:PROSE]


def _text(part: Message) -> str:
    """The words, decoded; a charset that nobody knows costs only the letters outside ASCII."""
    octets = part.get_payload(decode=True)
    if not isinstance(octets, bytes):
        return ""
    charset = part.get_content_charset("utf-8") or "utf-8"
    try:
        text = octets[:_TEXT].decode(charset, errors="replace")
    except (LookupError, ValueError):
        text = octets[:_TEXT].decode("ascii", errors="replace")
    if "content-transfer-encoding" not in part and len(_QUOTED.findall(text)) > 2:
        text = quopri.decodestring(text.encode()).decode(errors="replace")
    return text


def _subject(message: Message) -> str:
    """The subject in plain letters; as it was written where it cannot be decoded."""
    raw = str(message.get("subject", ""))[:2000]
    try:
        return str(header.make_header(header.decode_header(raw)))
    except (LookupError, ValueError, MessageError):
        return raw


def _cut(text: str) -> tuple[str, str]:
    found = _RETURNED.search(text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")
