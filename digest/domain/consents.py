"""The consent record: what somebody agreed to, when, how, and what they were told (GDPR article 7; mail.md SUB-50)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.domain.moments import require_utc
from digest.domain.people import Door


class Act(StrEnum):
    """What a consent record says happened (SUB-50)."""

    #: Somebody asked for a subscription.
    ASKED = "asked"
    #: They confirmed it.
    CONFIRMED = "confirmed"
    #: They answered no when we asked whether it was them.
    REFUSED = "refused"
    #: The operator added them, on the operator's word.
    ADDED = "added"
    LEFT = "left"
    #: They wished something else of us; the record says what.
    WISHED = "wished"
    #: A mailbox provider reported our mail as unwanted.
    COMPLAINED = "complained"
    #: Everything else was erased.
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One entry of a consent record: what happened, when, how, and what they were told (GDPR article 7)."""

    act: Act
    at: datetime
    door: Door
    #: As in `wishes.Asker`.
    evidence: str = ""
    #: The exact words they agreed to; "" when they agreed to nothing.
    wording: str = ""

    def __post_init__(self) -> None:
        require_utc(self.at, "at")
