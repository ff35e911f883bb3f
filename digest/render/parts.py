"""A message's parts put together (RFC 2046, RFC 2387; mail.md OUT-20)."""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from digest.domain import pictures
from digest.render import headers, plates

#: Octets of the headers of a text part, at most.
HEADERS = 100
_ALTERNATIVE = headers.verbatim("Content-Type", 'multipart/alternative; boundary="%b"') + b"\r\n"
_MIXED = headers.verbatim("Content-Type", 'multipart/mixed; boundary="%b"') + b"\r\n"
_RELATED = headers.verbatim("Content-Type", 'multipart/related; type="text/html"; boundary="%b"') + b"\r\n"


class Body(NamedTuple):
    """One text as it is sent."""

    #: "plain" or "html".
    kind: str
    #: "7bit", "quoted-printable" or "base64".
    encoding: str
    #: Encoded, CRLF line ends.
    octets: bytes
    #: How many octets it is when decoded.
    decoded: int

    def part(self) -> list[bytes]:
        """The part with its headers, to be joined."""
        return [_text_head(self.kind, self.encoding), self.octets]


@cache
def _text_head(kind: str, encoding: str) -> bytes:
    return b"%b%b\r\n" % (
        headers.verbatim("Content-Type", f"text/{kind}; charset=utf-8"),
        headers.verbatim("Content-Transfer-Encoding", encoding),
    )


def picture(content: bytes, content_id: str) -> bytes:
    """A picture that the HTML places by its identity (RFC 2392), shown there and not as an attachment (RFC 2183)."""
    return b"%b%b%b%b\r\n%b" % (
        headers.verbatim("Content-Type", f"image/{pictures.subtype(content)}"),
        headers.verbatim("Content-ID", f"<{content_id}>"),
        headers.verbatim("Content-Disposition", "inline"),
        headers.verbatim("Content-Transfer-Encoding", "base64"),
        plates.base64(content),
    )


def attachment(name: str, kind: str, content: bytes) -> bytes:
    """A file that goes along, for readers to keep (RFC 2183); `name` is ASCII without quotes, `kind` a media type."""
    return b"%b%b%b\r\n%b" % (
        headers.verbatim("Content-Type", kind),
        headers.verbatim("Content-Disposition", f'attachment; filename="{name}"'),
        headers.verbatim("Content-Transfer-Encoding", "base64"),
        plates.base64(content),
    )


def message(
    head: bytes,
    text: Body,
    html: Body,
    pictures: Sequence[bytes] = (),
    *,
    outbox_id: str,
    attached: Sequence[bytes] = (),
) -> bytes:
    """The whole message: text and HTML as alternatives, the HTML with its pictures; boundaries from `outbox_id`.

    What is `attached` stands behind them.
    """
    seed = hashlib.sha256(outbox_id.encode()).hexdigest().encode()
    # No encoded part can hold "=_": quoted-printable has no such escape, base64 no such sign, and a line of HTML that
    # begins with "--=_" and these digits would have to be guessed.
    outer, inner, whole = b"=_" + seed[:24], b"=_" + seed[24:48], b"=_" + seed[48:]
    second = html.part()
    if pictures:
        second = [_RELATED % inner, *_fenced([second, *([octets] for octets in pictures)], inner)]
    said = [_ALTERNATIVE % outer, *_fenced([text.part(), second], outer)]
    if attached:
        said = [_MIXED % whole, *_fenced([said, *([octets] for octets in attached)], whole)]
    return b"".join([head, *said])


def _fenced(found: Sequence[Sequence[bytes]], boundary: bytes) -> list[bytes]:
    fence = b"\r\n--%b\r\n" % boundary
    pieces: list[bytes] = []
    for part in found:
        pieces.append(fence)
        pieces += part
    pieces[0] = fence[2:]
    return [*pieces, b"\r\n--%b--\r\n" % boundary]
