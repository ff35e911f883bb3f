"""What a mail that came back says: of whom, how bad, and why."""

from dataclasses import dataclass
from enum import StrEnum


class BounceKind(StrEnum):
    """How bad it is."""

    #: The address, or its domain, is not there and will not be.
    HARD = "hard"
    #: Not delivered for any other reason: full, late, refused, or not said.
    SOFT = "soft"
    #: The reader's mailbox provider passes on that our mail is unwanted (RFC 5965).
    COMPLAINT = "complaint"
    #: No bounce and no complaint.
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced:
    """One address and what became of the mail to it."""

    #: Lower-cased domain; the local part as it was written; "" when the mail does not say.
    address: str
    kind: BounceKind
    #: Enhanced status code (RFC 3463): as said, or the one that the words stand for; "" for none.
    status: str
    #: One word, those of sisimai: "userunknown", "mailboxfull" ...
    reason: str
    #: Whether the server still tries; then nothing is lost yet.
    delayed: bool = False
    #: What the server said, on one line; "" for nothing.
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceReport:
    """What we make of one mail.  The first of `recipients` gives the whole its kind, unless a later one is worse."""

    kind: BounceKind
    recipients: tuple[Bounced, ...] = ()
    status: str = ""
    reason: str = ""
    #: Message-IDs of the mail that came back, with angle brackets.
    original_ids: tuple[str, ...] = ()
    #: Its Feedback-ID; "" for none.
    feedback_id: str = ""
    #: The addresses it had as its sender on the wire, as the report says.
    return_paths: tuple[str, ...] = ()


#: What anything else is.
NOTHING = BounceReport(kind=BounceKind.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One address as a reader found it: what was said of it, not yet judged."""

    address: str
    #: As said; "" when it was not.
    status: str = ""
    #: The word of RFC 3464 section 2.3.3, lower-cased: "failed", "delayed" ...
    action: str = "failed"
    #: What the servers said.
    words: str = ""
