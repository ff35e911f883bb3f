"""Plain text laid out by hand in 76 columns (HTM-13; pure)."""

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 76
#: A run of spaces, one sign that may end a line anywhere (Chinese, Japanese), or a run of anything else.
_PIECES = re.compile(
    "\\s+|[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef][\u3001\u3002\uff0c\uff0e\uff01\uff1f]*|[^\\s\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+"
)


def wrap(text: str, *, width: int = WIDTH) -> str:
    """`text` in lines of at most `width` columns, broken at spaces; a longer word has a line of its own."""
    return "\n".join(_lines(text, width))


def rule(text: str, sign: str) -> str:
    """A line of `sign` as wide as the last line of `text`."""
    return sign * columns(text.rsplit("\n", 1)[-1])


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


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _PIECES.findall(text.strip()):
        piece_columns = columns(piece)
        if used + piece_columns > width and line and not piece.isspace():
            yield line.rstrip()
            line, used = "", 0
        if line or not piece.isspace():
            line += piece
            used += piece_columns
    yield line.rstrip()
