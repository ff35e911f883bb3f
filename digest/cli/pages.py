"""A message as a page: its HTML as a browser can show it, its text as a terminal can."""

import base64
from email import message_from_bytes, policy
from email.message import EmailMessage


def text(mime: bytes) -> str:
    """The text part, exactly as a mail reader decodes it."""
    return _body(_message(mime), "plain")


def html(mime: bytes) -> str:
    """The HTML part as a mail reader shows it, in one file: each picture inside the mail becomes a data: address.

    Nothing else differs: a browser cannot look into a mail for `cid:` (RFC 2392).
    """
    message = _message(mime)
    page = _body(message, "html")
    for name, address in _pictures(message):
        page = page.replace(f"cid:{name}", address)
    return page


def _message(mime: bytes) -> EmailMessage:
    return message_from_bytes(mime, policy=policy.default)


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    content: str = part.get_content() if part else ""
    return content


def _pictures(message: EmailMessage) -> list[tuple[str, str]]:
    """The name of each picture inside the message, and the picture as a data: address (RFC 2397)."""
    pictures = []
    for part in message.walk():
        if part["Content-ID"] and part.get_content_maintype() == "image":
            kind, content = part.get_content_type(), base64.b64encode(part.get_content()).decode()
            pictures.append((str(part["Content-ID"]).strip().strip("<>"), f"data:{kind};base64,{content}"))
    return pictures
