"""Header lines as bytes: our own encoder, because the standard one injects and breaks (mail.md F5, F6; OUT-24).

Every function returns whole lines with their CRLF and refuses text that could begin another header.
"""

import base64
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

#: RFC 2047 section 2: an encoded word has at most 75 characters, a line that holds one at most 76.
_WORD = 75
_AROUND = len("=?utf-8?q??=")
_LINE = 76
#: RFC 5322 section 2.1.1, without the CRLF.
_HARD_LINE = 998
#: What Q leaves as it is, also inside a phrase (RFC 2047 section 5, rule 3).
_Q_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_PRINTABLE = re.compile(r"[\x20-\x7e]*")
#: ASCII without spaces, quotes, brackets and what stands between addresses.
_ADDRESS = re.compile(r"""[^\x00-\x20\x7f-\U0010ffff<>,;:\\"()]+@[^\x00-\x20\x7f-\U0010ffff<>,;:\\"()]+""")


def text(name: str, value: str) -> bytes:
    """A header of free text, such as Subject: readable as it stands where that is safe, else in encoded words."""
    _refuse_breaks(name, value)
    plain = _PRINTABLE.fullmatch(value) and "=?" not in value and value == " ".join(value.split())
    pieces = value.split(" ") if plain else []
    if plain and all(len(piece) < _LINE for piece in pieces):
        return _folded(name, pieces)
    return _folded(name, _encoded_words(value, len(name) + 2))


def mailbox(name: str, display: str, address: str) -> bytes:
    """A header of one mailbox (RFC 5322 section 3.4), such as From; `display` may be ""."""
    _refuse_breaks(name, display)
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{name} cannot hold {address!r}: an address is ASCII, without spaces, quotes or brackets")
    if not display:
        return f"{name}: <{address}>\r\n".encode("ascii")
    return _folded(name, [*_phrase(display, len(name) + 2), f"<{address}>"])


def verbatim(name: str, value: str) -> bytes:
    """A header that readers' programs take byte for byte: never encoded, never folded (OUT-09)."""
    if not (value.isascii() and value.isprintable()):
        _refuse_breaks(name, value)
        raise ValueError(f"{name} must be plain ASCII, not {value!r}")
    line = f"{name}: {value}"
    if len(line) > _HARD_LINE:
        raise ValueError(f"{name} would be {len(line)} characters long; RFC 5322 allows {_HARD_LINE}")
    return line.encode("ascii") + b"\r\n"


def quoted(display: str) -> str:
    """An ASCII display name as a phrase: bare words, or a quoted string (RFC 5322 section 3.2.4)."""
    if _ATOMS.fullmatch(display) and "=?" not in display:
        return display
    return '"' + display.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _refuse_breaks(name: str, value: str) -> None:
    if _CONTROL.search(value):
        raise ValueError(f"{name} must not hold a line break or another control character: {value!r}")


def _phrase(display: str, used: int) -> list[str]:
    if _PRINTABLE.fullmatch(display) and "=?" not in display and len(display) <= _LINE - used - 2:
        return [quoted(display)]
    return _encoded_words(display, used)


def _folded(name: str, pieces: list[str]) -> bytes:
    """The pieces joined by spaces; a line ends before the piece that would make it too long (RFC 5322 2.2.3)."""
    lines = [f"{name}:"]
    for piece in pieces:
        if len(lines[-1]) + 1 + len(piece) > _LINE and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {piece}"
    return "\r\n".join(lines).encode("ascii") + b"\r\n"


def _encoded_words(value: str, used: int) -> list[str]:
    """`value` as encoded words of whole characters, by the shorter of Q and B; the first leaves `used` columns free."""
    in_q = [_q(piece) for piece in _pieces(value, used, _q_signs, 1, 1)]
    in_b = [_b(piece) for piece in _pieces(value, used, _octets, 3, 4)]
    return min(in_q, in_b, key=lambda words: sum(map(len, words)))


def _pieces(value: str, used: int, of_char: Callable[[str], int], octets: int, signs: int) -> Iterator[str]:
    """The value in pieces that fit into an encoded word each; so many `octets` of `of_char` take so many `signs`."""
    room = min(_LINE - used, _WORD) - _AROUND
    begin = taken = 0
    for place, char in enumerate(value):
        own = of_char(char)
        if place > begin and -(-(taken + own) // octets) * signs > room:
            yield value[begin:place]
            begin, taken, room = place, 0, _WORD - _AROUND
        taken += own
    yield value[begin:]


@lru_cache(maxsize=1024)
def _octets(char: str) -> int:
    return len(char.encode())


@lru_cache(maxsize=1024)
def _q_signs(char: str) -> int:
    return sum(len(_Q_SIGNS[octet]) for octet in char.encode())


def _q(piece: str) -> str:
    return f"=?utf-8?q?{''.join(_Q_SIGNS[byte] for byte in piece.encode())}?="


def _b(piece: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(piece.encode()).decode('ascii')}?="


_Q_SIGNS = tuple("_" if byte == 0x20 else chr(byte) if byte in _Q_PLAIN else f"={byte:02X}" for byte in range(256))
