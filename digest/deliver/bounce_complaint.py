"""A report of a mailbox provider in, the complaint it passes on out (RFC 5965, "abuse reporting format")."""

import re

from digest.deliver import bounce_fields
from digest.deliver.bounce_letter import Letter
from digest.deliver.bounce_report import NOTHING, Bounced, BounceKind, BounceReport

_FIELD = re.compile(r"^([a-z-]+)[ \t]*:[ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)
#: What Outlook's programme adds to the mail that is reported.
_REPORTED = re.compile(r"^x-hmxmroriginalrecipient\s*:", re.IGNORECASE | re.MULTILINE)
#: Types of feedback that say that somebody does not want our mail (RFC 5965 section 7.3).
_UNWANTED = frozenset({"abuse", "fraud", "virus", "other", "opt-out", "opt-out-list", "complaint"})


def is_feedback(letter: Letter) -> bool:
    """Whether it is such a report, or one of the older form that is only the mail itself with a word of it."""
    return "message/feedback-report" in letter.types or _is_older(letter)


def _is_older(letter: Letter) -> bool:
    told = letter.headers.get("subject", "").strip().lower().startswith("complaint about message from ")
    return told and "message/rfc822" in letter.types and bool(_REPORTED.search(letter.returned))


def read(letter: Letter, *, whom: str) -> BounceReport:
    """The complaint; nothing for a report that is none, such as "not-spam" or a failed authentication.

    `whom` is to be believed where the report itself names nobody, as most do.
    """
    fields = [(name.lower(), value.strip()) for name, value in _FIELD.findall(letter.fields)]
    kinds = {value.lower() for name, value in fields if name == "feedback-type"}
    if not (kinds & _UNWANTED or _is_older(letter)):
        return NOTHING
    named = [
        bounce_fields.address(value) for name, value in fields if name in {"original-rcpt-to", "removal-recipient"}
    ]
    people = list(dict.fromkeys(each for each in named if each)) or [whom]
    found = (Bounced(address=each, kind=BounceKind.COMPLAINT, status="", reason="feedback") for each in people if each)
    return BounceReport(kind=BounceKind.COMPLAINT, recipients=tuple(found), reason="feedback")
