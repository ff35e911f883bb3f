"""Rendered pieces of mail, encoded once: what is left for each reader is to fill in the places and join (pure).

A place is marked by one of the 32 characters that Unicode keeps for such use inside a program and out of every text
(noncharacters, Unicode 23.7); `cut.one_line` takes them out of whatever feeds say.

HTML is kept in seven bits by character references, plain text is quoted-printable; the same in UTF-8 is made for mails
that base64 makes shorter (mail.md OUT-22, OUT-23).
"""

import binascii
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from typing import AnyStr, Final, Literal, NamedTuple

#: What differs of a story: among those of a language, and from mail to mail.
LINES = ("byline", "why")
ASKED = ("number", "more_url", "less_url")
#: What differs from reader to reader: of a story, of a section, of the whole mail.
STORY = (*ASKED, *LINES)
SECTION = ("cards",)
#: The places of a mail for its stories.
STORIES = ("lead", "stories")
MAIL = (
    "subject", "date", "headline", "note", "lead", "stories", "cut", "left_out", "left_out_why", "sources",
    "reason", "leave_url", "change_url", "read_url", "more_template",
    "less_template",
)  # fmt: skip
_NAMES = (*STORY, *SECTION, *MAIL)
MARKS = {name: chr(0xFDD0 + place) for place, name in enumerate(_NAMES)}
_MARK = re.compile("([\ufdd0-\ufdef])")
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


@dataclass(slots=True, eq=False)
class Pattern:
    """A story to be filled in in one step: `order((*values, *pieces))` is to be joined, with values for all `STORY`."""

    order: Callable[[Sequence[bytes]], Sequence[bytes]]
    pieces: tuple[bytes, ...]
    #: As in `Plate`.
    excess: int


@dataclass(slots=True, kw_only=True, eq=False)
class Plate:
    """A piece in both forms."""

    #: Its places, in the order they stand.
    names: tuple[str, ...]
    #: What is to be joined, with an empty piece for each place between the others.
    slim: list[bytes]
    #: With CRLF line ends; makes the same in UTF-8, which few mails need.
    rendered: str
    #: How many octets the slim form is longer than UTF-8.
    excess: int
    #: Octets of the longest line of the slim form that has no place, and of each that has, with the names of those.
    longest: int
    open_lines: Sequence[tuple[int, Sequence[str]]]
    _wide: list[bytes] | None = None

    @property
    def wide(self) -> list[bytes]:
        """As `slim`, in UTF-8."""
        if self._wide is None:
            self._wide = _apart([words.encode() for words in _split(self.rendered)[0]])
        return self._wide

    def pieces(self, form: Form) -> list[bytes]:
        """One of the two."""
        return self.wide if form else self.slim

    def pattern(self, form: Form) -> Pattern:
        """The piece of a story as a pattern."""
        pieces = self.pieces(form)[::2]
        own = range(len(STORY), len(STORY) + len(pieces))
        which = chain.from_iterable(zip_longest(own, map(STORY.index, self.names)))
        return Pattern(picking([place for place in which if place is not None]), tuple(pieces), self.excess)

    def rooms(self, line: int) -> dict[str, int]:
        """Octets that a value may take in each place, so that no line of the slim form with places is over `line`."""
        found: dict[str, int] = {}
        for length, names in self.open_lines:
            for name in names:
                found[name] = min(found.get(name, line), (line - length) // len(names))
        return found

    def joined(self, form: Form, values: Mapping[str, bytes]) -> bytes:
        """The piece with its places filled in."""
        pieces = self.pieces(form).copy()
        pieces[1::2] = map(values.__getitem__, self.names)
        return b"".join(pieces)


def clean(body: str) -> str:
    """A rendered piece with plain line ends, no blank line around it, and without what no mail may hold."""
    return _UNWANTED.sub("", body.replace("\r\n", "\n")).strip("\n")


def html(rendered: str) -> Plate:
    """A piece of HTML."""
    wide = clean(rendered).replace("\n", "\r\n")
    # A style sheet knows no character references, but escapes of its own (CSS Syntax 3, section 4.3.7).
    slim = wide
    if "<style" in wide.lower():
        slim = _STYLE.sub(lambda found: found[1] + _NOT_ASCII.sub(_css_escape, found[2]) + found[3], wide)
    words, names = _split(slim)
    # One octet stands for each place while lines are broken, as no template can hold it.
    whole = _broken(b"\0".join(_seven_bit(piece) for piece in words))
    return _plate(whole.split(b"\0"), names, wide)


def text(rendered: str) -> Plate:
    """A piece of plain text."""
    wide = clean(rendered).replace("\n", "\r\n")
    words, names = _split(wide)
    return _plate(list(_quoted(words, names)), names, wide)


def escape(words: str) -> str:
    """Words as Jinja's autoescape writes them."""
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words.replace("'", "&#39;").replace('"', "&#34;")


def html_value(words: str) -> Value:
    """Plain words for a place in HTML."""
    escaped = escape(words)
    return Value(_broken(_seven_bit(escaped)), escaped.encode())


def text_value(words: str) -> Value:
    """Words for a place in plain text; each place begins a line of its own in the encoded form."""
    raw = words.replace("\n", "\r\n").encode()
    return Value(_open(raw), raw)


def html_values(words: Sequence[str], form: Form) -> list[bytes]:
    """Plain words for places in HTML, encoded in one go: a call for each would cost more than the work."""
    if not words:
        return []
    escaped = escape(_APART.join(words))
    if form:
        return escaped.encode().split(_APART.encode())
    return [found if len(found) <= _LONG else _broken(found) for found in _seven_bit(escaped).split(b"\x01")]


def text_values(words: Sequence[str], form: Form) -> list[bytes]:
    """Words for places in plain text, encoded in one go; each ends as `text_value` ends it."""
    # Each ends in a line of its own, so that lines are broken in none by what stands in the one before.
    raw = f"0\n{_APART}\n".join([*words, ""]).replace("\n", "\r\n").encode()
    encoded, end = (raw, b"0\r\n\x01\r\n") if form else (binascii.b2a_qp(raw, istext=True), b"0\r\n=01\r\n")
    return encoded.split(end)[:-1]


def picking(which: Sequence[int]) -> Callable[[Sequence[AnyStr]], Sequence[AnyStr]]:
    """What gives those of a row of values that stand at these places."""
    return operator.itemgetter(*which) if len(which) > 1 else lambda values: [values[place] for place in which]


@cache
def gaps(names: Sequence[str], of: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Which pieces of a plate with places of these names are left for values `of` these, and for which of them."""
    return tuple((2 * place + 1, of.index(name)) for place, name in enumerate(names) if name in of)


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


def _split(rendered: str) -> tuple[list[str], tuple[str, ...]]:
    """The text between places, and the names of the places: one fewer."""
    pieces = _MARK.split(rendered)
    return pieces[::2], tuple(_NAMES[ord(mark) - 0xFDD0] for mark in pieces[1::2])


def _plate(pieces: list[bytes], names: tuple[str, ...], wide: str) -> Plate:
    lines = b"\0".join(pieces).split(b"\r\n")
    octets = sum(map(len, pieces))
    left = iter(names)
    return Plate(
        names=names,
        slim=_apart(pieces),
        rendered=wide,
        # A mark is three octets in UTF-8.
        excess=octets - (len(wide.encode()) - 3 * len(names)),
        longest=max((len(line) for line in lines if b"\0" not in line), default=0),
        open_lines=[(len(line), [next(left) for _ in line.split(b"\0")[1:]]) for line in lines if b"\0" in line],
    )


def _apart(pieces: Sequence[bytes]) -> list[bytes]:
    """The pieces with an empty one between each two."""
    apart = [b""] * (2 * len(pieces) - 1)
    apart[::2] = pieces
    return apart


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


def _quoted(words: Sequence[str], names: Sequence[str]) -> Iterator[bytes]:
    """Quoted-printable in which soft line breaks stand around each place, whatever is put there (RFC 2045, 6.7)."""
    before = ""
    for piece, name in zip_longest(words, names):
        yield _quoted_words(piece, before, open_ended=name is not None)
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
