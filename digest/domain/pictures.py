"""Pictures on their way from a publisher's server into mail: re-encoded by us, or refused in a sentence."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from digest.domain.moments import require_utc

#: The kinds of picture that are read, publishers' and the operator's, and how a file of each begins.
KINDS = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n"),
    "GIF": re.compile(rb"GIF8"),
    "WebP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "AVIF": re.compile(rb".{4}ftyp(?:avi[fs]|mif1|msf1)", re.DOTALL),
}
#: Bytes of a file that tell its kind.
BEGINNING = 12


def named() -> str:
    """The kinds in words: "JPEG, PNG, GIF, WebP or AVIF"."""
    *others, last = KINDS
    return f"{', '.join(others)} or {last}"


def is_known(beginning: bytes) -> bool:
    """Whether a file that begins so is a picture of one of these kinds."""
    return any(kind.match(beginning) for kind in KINDS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A picture as we encoded it, with nothing left of the file it came from but its pixels."""

    #: A JPEG file; the operator's logo alone is a PNG file.
    content: bytes
    #: In pixels, as it is to be shown.
    width: int
    height: int

    @property
    def id(self) -> str:
        """32 hexadecimal digits made from the bytes."""
        return hashlib.sha256(self.content).hexdigest()[:32]

    @property
    def subtype(self) -> str:
        """The second half of its media type: "jpeg" or "png"."""
        return subtype(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What asking for one picture gave, once."""

    #: The address the publisher stated.
    url: str
    #: None when there is no picture.
    encoded: Encoded | None = None
    #: Why there is none, as a sentence; "" when there is one.
    failure: str = ""
    #: When a failed address may be asked again; None when there is a picture.
    retry_at: datetime | None = None

    def __post_init__(self) -> None:
        require_utc(self.retry_at, "retry_at")
        if (self.encoded is None) != bool(self.failure) or (self.encoded is None) != bool(self.retry_at):
            raise ValueError(f"either a picture, or a failure and when to try again: {self.url}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows of one address."""

    url: str
    #: The picture's id and size; "" and 0 when there is none.
    id: str = ""
    width: int = 0
    height: int = 0
    #: Why there is none, as a sentence; "" when there is one.
    failure: str = ""
    tried_at: datetime
    #: When a failed address may be asked again; None when there is a picture.
    retry_at: datetime | None = None

    def __post_init__(self) -> None:
        require_utc(self.tried_at, "tried_at")
        require_utc(self.retry_at, "retry_at")


def subtype(content: bytes) -> str:
    """The second half of the media type of a picture we encoded: "jpeg" or "png"."""
    return "png" if content.startswith(b"\x89PNG") else "jpeg"
