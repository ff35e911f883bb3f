"""The text of a mail: its first plain part, else its first HTML part as plain text (mail.md SUB-03)."""

from collections.abc import Iterator
from email.message import Message

from digest.subscribe import decoding, limits, markup

#: What is read of a text; who writes more writes no commands there.
MAX_LENGTH = 200_000


def lines(message: Message) -> list[str]:
    """The lines of the text that a mail's writer meant us to read; none when it has no text."""
    texts = list(_texts(message))
    for part in (part for part in texts if part.get_content_subtype() == "plain"):
        found = _plain(part)
        if any(line.strip() for line in found):
            return found
    html = next((part for part in texts if part.get_content_subtype() == "html"), None)
    return [] if html is None else markup.lines(_decoded(html, markup.MAX_LENGTH))


def _texts(message: Message) -> Iterator[Message]:
    """The text parts in order: no attachments, and nothing inside of mails that came along."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            waiting += reversed(limits.inner(part))
        elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            yield part


def _decoded(part: Message, most: int) -> str:
    charset = part.get_content_charset("utf-8")
    # With the charset in sight the library would decode by it, though asked for octets: it may be slow, or none.
    del part["content-type"]
    octets = part.get_payload(decode=True)
    text = decoding.text(octets[: 4 * most] if isinstance(octets, bytes) else b"", charset)
    return text[:most].replace("\0", "")


def _plain(part: Message) -> list[str]:
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    joins = str(part.get_param("delsp", "")).lower() == "yes"
    found = _decoded(part, MAX_LENGTH).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _flowed(found, joins=joins) if is_flowed else found


def _flowed(lines_: list[str], *, joins: bool) -> list[str]:
    """The paragraphs of a text whose lines go on where they end in a space (RFC 3676 section 4)."""
    whole: list[str] = []
    goes_on = False
    for line in lines_:
        # A space at its beginning only guards it.
        own = line.removeprefix(" ")
        if goes_on and not own.startswith(">"):
            whole[-1] = f"{whole[-1][:-1] if joins else whole[-1]}{own}"
        else:
            whole.append(own)
        # Quotes are dropped later line by line: they join nobody's own words.
        goes_on = own.endswith(" ") and own != "-- " and not own.startswith(">")
    return whole
