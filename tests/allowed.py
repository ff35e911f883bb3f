"""The headers that a digest may have, and what is wrong with those of a mail (mail.md OUT-01, OUT-09).

`tests/conftest.py` asks this of every mail that any test builds.
"""

import re
from collections import Counter
from email import message_from_bytes

#: One each, in every mail.
ALWAYS = frozenset(
    {"from", "to", "subject", "date", "message-id", "reply-to", "list-id", "list-unsubscribe", "list-help"}
    | {"list-post", "list-owner", "feedback-id", "auto-submitted", "precedence", "x-auto-response-suppress"}
    | {"mime-version", "content-type"}
)
#: At most one each.
SOMETIMES = frozenset({"list-unsubscribe-post", "cfbl-address", "cfbl-feedback-id"})
#: One for each key.
SIGNATURE = "dkim-signature"
#: OUT-14: what may be unique is the Message-ID, a token and a date, and no part of this.
_FEEDBACK_ID = re.compile(r"edition:digest:[A-Za-z0-9-]+:[A-Za-z0-9]{5,15}")


def faults(mime: bytes) -> list[str]:
    """What is wrong with the headers of a finished mail, in sentences; empty when nothing is."""
    read = message_from_bytes(mime)
    counts = Counter(name.lower() for name in read)
    signatures = counts.pop(SIGNATURE, 0)
    found = [f"{name} is missing" for name in sorted(ALWAYS - counts.keys())]
    found += [f"{name} is there {count} times" for name, count in counts.items() if count > 1]
    found += [f"{name} is not ours" for name in sorted(counts.keys() - ALWAYS - SOMETIMES)]
    found += [
        f"{name} is encoded" for name, value in read.items() if name.lower().startswith("list-") and "=?" in value
    ]
    found += ["there are more than two signatures"] * (signatures > 2)
    found += ["one click is promised and not offered"] * (not _one_click_holds(read["List-Unsubscribe"] or "", counts))
    if not _FEEDBACK_ID.fullmatch(read["Feedback-ID"] or ""):
        found.append(f"Feedback-ID is {read['Feedback-ID']!r}")
    return found


def _one_click_holds(leave: str, counts: Counter[str]) -> bool:
    """A mail to leave by, always; one https address in front of it exactly where one click is promised (OUT-07)."""
    web = leave.count("<https://")
    promised = counts["list-unsubscribe-post"]
    first = leave.startswith("<https://" if promised else "<mailto:")
    return first and web == promised and leave.count("<mailto:") == 1
