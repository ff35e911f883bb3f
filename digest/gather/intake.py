"""The bytes of one answer, unpacked as they come in, so that no more than the limits is ever held (mail.md FET-10)."""

import zlib
from dataclasses import dataclass, field

#: How every gzip stream begins (RFC 1952).
GZIP = b"\x1f\x8b"


class UnfitError(ValueError):
    """What is wrong with an answer's bytes, as the end of a sentence; `temporary` when the next may be better."""

    def __init__(self, what: str, *, temporary: bool) -> None:
        super().__init__(what)
        self.temporary = temporary


@dataclass(slots=True, kw_only=True)
class Intake:
    """A document that grows chunk by chunk."""

    #: Whether the chunks are gzip.
    packed: bool
    #: Most bytes to take, and most bytes to hold once unpacked.
    wire_bytes: int
    body_bytes: int
    #: Unpacked bytes for each byte taken, once there are more than `ratio_free_bytes`.
    ratio: int = 100
    ratio_free_bytes: int = 100_000
    _wire: int = 0
    _size: int = 0
    _parts: list[bytes] = field(default_factory=list)
    _unpacker: "zlib._Decompress" = field(default_factory=lambda: zlib.decompressobj(31))

    def add(self, chunk: bytes) -> None:
        """Take a chunk; UnfitError when that is more than there may be."""
        self._wire += len(chunk)
        if self._wire > self.wire_bytes:
            raise UnfitError(f"sends more than {self.wire_bytes:,} bytes", temporary=False)
        part = self._unpacked(chunk) if self.packed else chunk
        self._size += len(part)
        self._parts.append(part)

    def document(self) -> bytes:
        """Everything taken, unpacked; UnfitError when the end is missing, or when it is packed a second time."""
        body = b"".join(self._parts)
        if self.packed and self._wire and not self._unpacker.eof:
            raise UnfitError("was cut short: its gzip data has no end", temporary=True)
        if self.packed and body.startswith(GZIP):
            raise UnfitError("is packed twice", temporary=False)
        return body

    def _unpacked(self, chunk: bytes) -> bytes:
        most = min(self.body_bytes, max(self.ratio_free_bytes, self.ratio * self._wire))
        room = max(0, most - self._size)
        try:
            part = self._unpacker.decompress(chunk, room + 1)
        except zlib.error as error:
            raise UnfitError(f"sends damaged gzip data ({error})", temporary=True) from error
        if len(part) > room:
            raise UnfitError("unpacks to far more than a feed: it was refused as a bomb", temporary=False)
        return part
