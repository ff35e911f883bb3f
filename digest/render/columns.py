"""Plain text laid out by hand in 76 columns (HTM-13; pure)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

WIDTH = 76
#: Signs between which a line may end without a space (Thai, Lao, Chinese, Japanese), and those that open no line.
_SIGNS = "\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_CLOSING = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u3001\u3002\u300d\u300f\u30fc\uff01\uff0c\uff0e\uff1f"
)
#: A run of spaces, one such sign, or a run of anything else; a no-break space is no space here.
_PIECES = re.compile(f" +|[{_SIGNS}][{_CLOSING}]*|[^ {_SIGNS}]+")

#: Letters and signs of one column each, between which only a space is a place to break.
_NARROW = re.compile("[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]*")


def wrap(text: str, *, indent: int = 0) -> str:
    """`text` in lines of at most `WIDTH` columns, broken at spaces; a longer word has a line of its own."""
    if len(text) <= WIDTH - indent and (text.isascii() or _NARROW.fullmatch(text)):
        line = text.strip().replace("\u00a0", " ")
        return " " * indent + line if line else ""
    lines = _lines(text, WIDTH - indent)
    return "\n".join([" " * indent + line for line in lines if line]).replace("\u00a0", " ")


def columns(text: str) -> int:
    """How wide `text` stands in a terminal: East Asian signs take two columns, marks none (UAX 11)."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def _lines(text: str, width: int) -> Iterable[str]:
    text = text.strip()
    narrow = "  " not in text and (text.isascii() or _NARROW.fullmatch(text))
    return _narrow_lines(text, width) if narrow else _any_lines(text, width)


def _narrow_lines(text: str, width: int) -> list[str]:
    """The lines of text whose signs all take one column: many times faster, and most text is such."""
    lines: list[str] = []
    begin = 0
    while len(text) - begin > width:
        end = text.rfind(" ", begin, begin + width + 1)
        if end < 0:
            end = text.find(" ", begin + width)
        if end < 0:
            break
        lines.append(text[begin:end])
        begin = end + 1
    return [*lines, text[begin:]]


def _any_lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _PIECES.findall(text):
        piece_columns = columns(piece)
        if used + piece_columns > width and line and not piece.isspace():
            yield line.rstrip()
            line, used = "", 0
        line += piece
        used += piece_columns
    yield line.rstrip()
