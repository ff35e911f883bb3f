"""Letters: mail that came in, as it stands between its acknowledgement and what is done about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.domain.moments import require_utc


class Way(StrEnum):
    """By which way a letter reached us."""

    LMTP = "lmtp"
    IMAP = "imap"
    PIPE = "pipe"


class LetterState(StrEnum):
    """How far a letter has come."""

    #: Ours to deal with: whoever brought it was told that we have it.
    WAITING = "waiting"
    #: Dealt with; its bytes are gone.
    DONE = "done"
    #: It could not be dealt with, three times: kept for a person to look at.
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One mail to one recipient, byte for byte as it came."""

    #: 32 hexadecimal digits made from the bytes and the recipient: a second copy is the same letter (REC-02).
    id: str
    way: Way
    #: The envelope's sender; "" for the null one.
    sender: str
    #: The envelope's recipient, extension and all.
    recipient: str
    came_at: datetime
    raw: bytes
    state: LetterState = LetterState.WAITING
    #: How often it was tried and failed.
    tries: int = 0
    #: Why it failed last, or what was done.
    reason: str = ""

    def __post_init__(self) -> None:
        require_utc(self.came_at, "came_at")
