"""Notices as a reader's program sees them."""

import email
import email.policy
import html
import re
from email.message import EmailMessage

from digest.render import tongues
from tests.render import notes

TONGUES = {language: tongues.shipped().of(language) for language in notes.LANGUAGES}


def read(mime: bytes) -> EmailMessage:
    """The message as the standard library reads it."""
    parsed = email.message_from_bytes(mime, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    assert not [part.defects for part in parsed.walk() if part.defects]
    return parsed


def bodies(mime: bytes) -> tuple[str, str]:
    """Its text and its HTML."""
    found = [read(mime).get_body((kind,)) for kind in ("plain", "html")]
    text, markup = (str(part.get_content()).replace("\r\n", "\n") for part in found if part is not None)
    return text, markup


def flat(text: str) -> str:
    """Words without line breaks or marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
