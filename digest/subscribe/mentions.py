"""Whether an address stands in a mail, in whatever way mail may write it: for erasing (mail.md SUB-52; pure).

The mail is not taken apart: what is looked through may be what nobody could take apart.  So every run of letters that
base64 may have made is undone where it stands, quoted-printable is undone for the whole, and the same once more within
what came of that.
"""

import base64
import html
import quopri
import re
from collections.abc import Iterator

#: Base64 inside of base64: a mail inside a mail.
_DEEP = 2
#: Lines of base64 (RFC 2045 section 6.8), or one word of it in a header (RFC 2047).
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}(?:\s+[A-Za-z0-9+/_-]{2,}={0,2})*")
_BETWEEN = re.compile(rb"\?=\s+=\?[^?\s]{1,40}\?[BbQq]\?")


def stands_in(raw: bytes, address: str) -> bool:
    """Whether the address is anywhere in these bytes, in any case, encoded or not."""
    wanted = tuple(_spellings(address))
    return any(word in text for text in _readings(raw, _DEEP) for word in wanted)


def _spellings(address: str) -> Iterator[bytes]:
    """The address as it may be written: its domain as A-labels or as U-labels, the at sign in a link too."""
    local, _, domain = address.casefold().rpartition("@")
    yield f"{local}@{domain}".encode()
    yield f"{local}%40{domain}".encode()
    try:
        yield f"{local}@{domain.encode('ascii').decode('idna')}".encode()
    except UnicodeError:
        return


def _readings(raw: bytes, deep: int) -> Iterator[bytes]:
    """The bytes in lower case, and all that they may be undone to."""
    # A letter of ASCII in UTF-16 or UTF-32 is itself beside zeros; a long word of a header goes on in the next.
    octets = _BETWEEN.sub(b"", raw.replace(b"\0", b""))
    yield octets.lower()
    # Words of a header have "_" for a space, which is no part of the encoding.
    plain = quopri.decodestring(octets)
    yield plain.lower()
    yield html.unescape(plain.decode("latin-1")).encode("latin-1", "replace").lower()
    if deep:
        for found in _BASE64.finditer(octets):
            for undone in _undone(b"".join(found[0].split())):
                yield from _readings(undone, deep - 1)


def _undone(text: bytes) -> Iterator[bytes]:
    """What a run of letters says as base64, from each of the four places at which it may begin."""
    standard = text.replace(b"-", b"+").replace(b"_", b"/").replace(b"=", b"")
    for start in range(4):
        piece = standard[start:]
        yield base64.b64decode(piece + b"A" * (-len(piece) % 4))
