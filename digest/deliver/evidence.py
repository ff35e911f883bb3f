"""What is asked about messages in doubt, before anything is sent a second time (mail.md OUT-71).

A reader of one kind of evidence knows one next hop: the log and queue of a Postfix on this machine, a Maildir.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from digest.domain.mail import Doubt, Verdict


class Evidence(Protocol):
    """One place that remembers what the next hop took."""

    #: What it is, fit to print: "the log of Postfix".
    name: str

    def ask(self, messages: Sequence[Doubt]) -> Mapping[str, Verdict]:
        """What became of each message, by its `outbox_id`; one that is left out is unknown.

        ACCEPTED and ABSENT are final, so a reader that may still see more of a message later says UNKNOWN.
        """
        ...
