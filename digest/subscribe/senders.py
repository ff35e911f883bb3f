"""Who a From header says a mail is from."""

import re
from collections.abc import Sequence

import email_validator

_MAX_LENGTH = 2000
#: What may hold anything: quoted names, and comments.
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"(?!@)')
_COMMENT = re.compile(r"\([^()]*\)")
_ANGLE = re.compile(r"<([^<>]*)>")


def only(values: Sequence[str]) -> str:
    """The address in the one From header there is; "" when there is none, or more than one (RFC 5322 section 3.6.2).

    Two senders are a trick: what was checked is one of them, and what is answered the other.
    """
    if len(values) != 1 or len(values[0]) > _MAX_LENGTH:
        return ""
    text = _COMMENT.sub(" ", _QUOTED.sub(" ", values[0]))
    angles = _ANGLE.findall(text)
    beside = _ANGLE.sub(" ", text)
    if len(angles) > 1 or (angles and "@" in beside and "," in beside):
        return ""
    return normalised(angles[0] if angles else beside)


def normalised(text: str) -> str:
    """The address with its domain in lower case and as A-labels; "" when it is none that we could write to."""
    try:
        found = email_validator.validate_email(
            text.strip(), check_deliverability=False, test_environment=True, allow_smtputf8=False
        )
    except email_validator.EmailNotValidError:
        return ""
    return f"{found.local_part}@{found.ascii_domain}"
