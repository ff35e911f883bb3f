"""Octets and encoded words of mail to text, whatever charset they claim."""

import codecs
import email.errors
import email.header
import re

from digest.subscribe import spelling

#: Codecs that are no charsets of mail; some take time that grows with the square of the text.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
#: No header that we decode is longer in good faith.
MAX_HEADER = 4000
_FOLDS = re.compile(r"\r?\n(?=[ \t])|[\r\n]+")


def text(octets: bytes, charset: str) -> str:
    """The octets as text; where the charset is unknown or wrong, as UTF-8, else as what Western Europe used before."""
    for name in (charset, "utf-8"):
        if _is_charset(name):
            try:
                return octets.decode(name)
            except (UnicodeError, LookupError, ValueError):
                continue
    return octets.decode("cp1252", "replace")


def unfolded(value: str) -> str:
    """A header's value on one line, as it stands in the mail (RFC 5322 section 2.2.3); other octets as UTF-8."""
    line = _FOLDS.sub("", value)
    return line.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def header(value: str) -> str:
    """An unfolded value as a reader sees it, on one line: with its encoded words decoded (RFC 2047)."""
    try:
        pieces = email.header.decode_header(value[:MAX_HEADER])
    except (email.errors.HeaderParseError, ValueError):
        return spelling.printable(value[:MAX_HEADER])
    return spelling.printable("".join(_piece(piece, charset) for piece, charset in pieces))


def _piece(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    # What stood between encoded words comes as the library keeps it.
    return text(piece, charset) if charset else piece.decode("raw_unicode_escape", "replace")


def _is_charset(name: str) -> bool:
    try:
        return codecs.lookup(name).name not in _NO_CHARSETS
    except (LookupError, ValueError):
        return False
