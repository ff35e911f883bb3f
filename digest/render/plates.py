"""Rendered pieces of mail, encoded once: what is left for each reader is to fill in the places and join (pure).

HTML is kept in seven bits by character references, plain text is quoted-printable; beside each stands the same in
UTF-8, for mails that base64 makes shorter (mail.md OUT-22, OUT-23).
"""

import binascii
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from digest.render import places

#: Octets after which a line of HTML is broken; the words after, and values in its places, add to it (998 at most).
_LONG = 600
#: What no mail may hold: NUL and other controls but the line feed, C1, what is no character (OUT-22).
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TOKENS = re.compile(rb"<[^>]*>|[^< ]+|<| ")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SOFT_BREAK = b"=\r\n"
_NUMBER = b"0000"
#: Between words that are encoded together; no mail may hold it.
_APART = "\x01"
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style)", re.DOTALL | re.IGNORECASE)


#: The two forms a plate or value has: as it is sent where that is the shorter way, with CRLF line ends, that is HTML in
#: seven bits or text in quoted-printable; and in UTF-8, to be sent in base64.
Form = Literal[0, 1]
SLIM: Final = 0
WIDE: Final = 1


class Value(NamedTuple):
    """What is put into a place, in both forms."""

    slim: bytes
    wide: bytes


class Plate(NamedTuple):
    """A piece in both forms, each a bytes format in which a place reads %(name)b."""

    slim: bytes
    wide: bytes
    #: How many octets the slim form is longer than UTF-8.
    excess: int
    #: Octets of the longest line of the slim form, and of the longest that has a place.
    longest: int
    longest_open: int
    #: Its places.
    names: frozenset[bytes]


def clean(body: str) -> str:
    """A rendered piece with plain line ends, no blank line around it, and without what no mail may hold."""
    return _UNWANTED.sub("", body.replace("\r\n", "\n")).strip("\n")


def html(rendered: str) -> Plate:
    """A piece of HTML."""
    wide = clean(rendered).replace("\n", "\r\n")
    # A style sheet knows no character references, but escapes of its own (CSS Syntax 3, section 4.3.7).
    slim = _STYLE.sub(lambda found: found[1] + _NOT_ASCII.sub(_css_escape, found[2]) + found[3], wide)
    return _plate(_broken(b"".join(_formatted(slim, _seven_bit))), wide)


def html_value(words: str) -> Value:
    """Plain words for a place in HTML."""
    escaped = escape(words)
    return Value(_broken(_seven_bit(escaped)), escaped.encode())


def escape(words: str) -> str:
    """Words as Jinja's autoescape writes them."""
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words.replace("'", "&#39;").replace('"', "&#34;")


def text(rendered: str) -> Plate:
    """A piece of plain text."""
    wide = clean(rendered).replace("\n", "\r\n")
    return _plate(b"".join(_quoted(wide)), wide)


def text_value(words: str) -> Value:
    """Words for a place in plain text; each place begins a line of its own in the encoded form."""
    raw = words.replace("\n", "\r\n").encode()
    return Value(_open(raw), raw)


def html_values(words: Sequence[str]) -> list[Value]:
    """Plain words for places in HTML, encoded in one go: a call for each would cost more than the work."""
    escaped = escape(_APART.join(words))
    slim, wide = _seven_bit(escaped).split(_APART.encode()), escaped.encode().split(_APART.encode())
    return [Value(_broken(short), long) for short, long in zip(slim, wide, strict=True)]


def text_values(words: Sequence[str]) -> list[Value]:
    """Words for places in plain text, encoded in one go; each ends as `text_value` ends it."""
    raw = f"0\n{_APART}\n".join(words).replace("\n", "\r\n").encode()
    slim = _open(raw).split(b"0\r\n=01\r\n")
    return [Value(short, long) for short, long in zip(slim, raw.split(b"0\r\n\x01\r\n"), strict=True)]


def base64(wide: bytes) -> bytes:
    """The octets in base64, 76 to a line (RFC 2045 section 6.8)."""
    encoded = binascii.b2a_base64(wide, newline=False)
    return b"\r\n".join(encoded[start : start + 76] for start in range(0, len(encoded), 76)) + b"\r\n"


def base64_length(octets: int) -> int:
    """How long so many octets come to be in base64."""
    signs = -(-octets // 3) * 4
    return signs + -(-signs // 76) * 2


def longest(octets: bytes) -> int:
    """Octets of the longest line, without its CRLF."""
    return max(map(len, octets.split(b"\r\n")))


def _plate(slim: bytes, wide: str) -> Plate:
    octets = b"".join(_formatted(wide, str.encode))
    names = frozenset(name.encode() for name in places.split(wide)[1])
    opened = b"\r\n".join(line for line in slim.split(b"\r\n") if b"%(" in line)
    return Plate(slim, octets, len(slim) - len(octets), longest(slim), longest(opened), names)


def _formatted(rendered: str, encode: Callable[[str], bytes]) -> Iterator[bytes]:
    for words, name in zip_longest(*places.split(rendered)):
        yield encode(words).replace(b"%", b"%%")
        if name:
            yield _place(name)


def _place(name: str) -> bytes:
    return b"%%(%b)b" % name.encode()


def _seven_bit(words: str) -> bytes:
    return words.encode("ascii", "xmlcharrefreplace")


def _css_escape(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):06x}"


def _broken(lines: bytes) -> bytes:
    """The same HTML with lines over `_LONG` broken at spaces between words, where a line end is as good as a space."""
    if len(lines) <= _LONG:
        return lines
    return b"\r\n".join(_shorter(line) if len(line) > _LONG else line for line in lines.split(b"\r\n"))


def _shorter(line: bytes) -> bytes:
    used, pieces = 0, []
    for token in _TOKENS.findall(line):
        if token == b" " and used > _LONG:
            pieces.append(b"\r\n")
            used = 0
            continue
        pieces.append(token)
        used += len(token)
    return b"".join(pieces)


def _quoted(rendered: str) -> Iterator[bytes]:
    """Quoted-printable in which soft line breaks stand around each place, whatever is put there (RFC 2045, 6.7)."""
    before = ""
    for words, name in zip_longest(*places.split(rendered)):
        yield _quoted_words(words, before, open_ended=name is not None).replace(b"%", b"%%")
        if name:
            yield _place(name)
        before = name


def _quoted_words(words: str, before: str, *, open_ended: bool) -> bytes:
    """The words between two places; `before` names the first, "" where the piece begins."""
    if not words:
        return _SOFT_BREAK if before and open_ended else b""
    goes_on = before != "" and not words.startswith("\r\n")
    # A number takes four columns at most, and nothing that must be encoded: its line can go on after it.
    room = _NUMBER if goes_on and before == "number" else b""
    raw = room + words.encode()
    ends_open = open_ended and not words.endswith("\n")
    encoded = (_open(raw) if ends_open else _quoted_printable(raw))[len(room) :]
    if ends_open and not encoded.endswith(_SOFT_BREAK):
        encoded += _SOFT_BREAK
    return (_SOFT_BREAK if goes_on and not room else b"") + encoded


def _open(raw: bytes) -> bytes:
    """Quoted-printable that leaves room for one more sign on its last line."""
    return _quoted_printable(raw + b"0")[:-1]


def _quoted_printable(raw: bytes) -> bytes:
    """The octets, whose line ends are CRLF; `binascii` breaks what has no line end at all with a bare LF."""
    return binascii.b2a_qp(raw, istext=True).replace(b"=\n", _SOFT_BREAK)
