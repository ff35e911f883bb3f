"""What a reader of plain text, or a server on the way, would trip over, as sentences (HTM-13, OUT-22)."""

import re
import unicodedata
from collections.abc import Iterator

_WIDTH = 76
#: Columns of a story's number.
_NUMBER = 4
_LINK = re.compile(r"\s*(https?://|mailto:)\S+")
_ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|[a-z]+\d?);", re.IGNORECASE)
#: Octets of a line without its end (RFC 5322 section 2.1.1).
_LINE = 998
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: C1 controls: one is enough for Gmail to clip a mail (email-bugs #41).
_C1 = re.compile("[\x80-\x9f]")


def faults(text: str) -> list[str]:
    """Everything wrong with the text part."""
    return [fault for line in text.split("\n") for fault in _line_faults(line)]


def wire_faults(mime: bytes, *decoded: str) -> list[str]:
    """Everything wrong with the octets of a message, and with its parts once decoded (OUT-22)."""
    lines = mime.split(b"\r\n")
    found = [f"a line of {len(line)} octets" for line in lines if len(line) > _LINE]
    if not mime.endswith(b"\r\n"):
        found.append("the last line is not ended")
    if any(b"\r" in line or b"\n" in line for line in lines):
        found.append("a CR or LF stands alone")
    if _CONTROLS.search(mime) or any(_C1.search(part) or "\0" in part for part in decoded):
        found.append("a control character")
    if re.search(rb"[\x80-\xff]", mime):
        found.append("an octet of eight bits")
    return found


def columns(line: str) -> int:
    """How wide a line stands in a terminal: East Asian signs take two columns, marks none (UAX 11)."""
    return sum(
        0 if unicodedata.category(sign) in {"Mn", "Me", "Cf"} else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in line
    )


def _line_faults(line: str) -> Iterator[str]:
    is_link = _LINK.fullmatch(line) is not None
    # A word without a space has nowhere to be broken; it may have its number before it.
    longest = max(map(columns, line.split()), default=0) + _NUMBER
    if columns(line) > max(_WIDTH, longest) and not is_link:
        yield f"a line of {columns(line)} columns: {line[:40]!r}"
    if _ENTITY.search(line) and not is_link:
        yield f"a reference of HTML: {line[:60]!r}"
    if re.search(r"https?://|mailto:", line) and not is_link:
        yield f"a link is not on its own line: {line[:60]!r}"
