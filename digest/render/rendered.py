"""A finished message, and its faces as a reader's program sees them."""

import email
import email.policy
from dataclasses import dataclass, field
from email.message import EmailMessage

from digest.domain import people


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One message."""

    #: With angle brackets.
    message_id: str
    subject: str
    #: The whole message, CRLF line ends.
    mime: bytes
    #: Why a story of the edition is not in it, a sentence for each: it could not be rendered (mail.md FET-36).
    dropped: tuple[str, ...] = ()
    #: What its HTML was cut by, as it would have been too large, as a sentence; "" when it was not (mail.md OUT-27).
    cut: str = ""
    #: Of the edition without what is left out.
    counts: people.Counts = field(default_factory=people.Counts)

    @property
    def html(self) -> str:
        """The HTML part, decoded from the message's own bytes."""
        return self._body("html")

    @property
    def text(self) -> str:
        """The plain text part, decoded from the message's own bytes."""
        return self._body("plain")

    def _body(self, kind: str) -> str:
        message: EmailMessage = email.message_from_bytes(self.mime, policy=email.policy.default)
        found = message.get_body((kind,)) or message  # every message has both
        return str(found.get_content()).replace("\r\n", "\n")
