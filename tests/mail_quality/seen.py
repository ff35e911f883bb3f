"""A message as a reader's program sees it: its parts, decoded."""

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage

from lxml import etree
from lxml import html as markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was sent, taken apart."""

    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    #: Content-ID without brackets -> the picture.
    pictures: dict[str, bytes]


def seen(mime: bytes) -> Seen:
    """The parts of a message, by the standard library, with plain line ends."""
    whole = email.message_from_bytes(mime, policy=email.policy.default)
    assert isinstance(whole, EmailMessage)
    parts = [part for part in whole.walk() if not part.is_multipart()]
    pictures = {
        str(part["Content-ID"])[1:-1]: part.get_content() for part in parts if part.get_content_maintype() == "image"
    }
    return Seen(
        headers=tuple((name, str(value)) for name, value in whole.items()),
        text=_words(parts, "plain"),
        html=_words(parts, "html"),
        pictures=pictures,
    )


def tree(html: str) -> etree._Element:
    """The HTML as a tree, as forgiving as a browser."""
    return markup.document_fromstring(html)


def _words(parts: list[EmailMessage], subtype: str) -> str:
    found = [part for part in parts if part.get_content_type() == f"text/{subtype}"]
    assert len(found) == 1
    return str(found[0].get_content()).replace("\r\n", "\n")
