"""The headers that mail of ours may have, and what is wrong with those of a mail (mail.md OUT-01, OUT-09).

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
#: In every notice: it is no mail of a list.
NOTICE = ALWAYS - {"list-id", "list-unsubscribe", "list-help", "list-post", "list-owner"}
#: At most one each.
SOMETIMES = frozenset({"list-unsubscribe-post", "cfbl-address", "cfbl-feedback-id"})
ANSWERING = frozenset({"in-reply-to", "references", "list-unsubscribe", "form-sub"})
#: One for each key.
SIGNATURE = "dkim-signature"
#: OUT-14: what may be unique is the Message-ID, a token and a date, and no part of this.
_FEEDBACK_ID = re.compile(r"(edition:digest|notice:[a-z-]+):[A-Za-z0-9-]+:[A-Za-z0-9]{5,15}")


def faults(mime: bytes) -> list[str]:
    """What is wrong with the headers of a finished digest, in sentences; empty when nothing is."""
    return _faults(mime, ALWAYS, SOMETIMES)


def notice_faults(mime: bytes) -> list[str]:
    """The same for a notice: to answer, it says so, and names what it answers (OUT-11)."""
    read = message_from_bytes(mime)
    answers = [name for name in ("In-Reply-To", "References") if read[name]]
    expected = "auto-replied" if answers else "auto-generated"
    found = ["only one of In-Reply-To and References is there"] * (len(answers) == 1)
    found += [f"Auto-Submitted is {read['Auto-Submitted']!r}"] * (read["Auto-Submitted"] != expected)
    return found + _faults(mime, NOTICE, SOMETIMES | ANSWERING)


def _faults(mime: bytes, always: frozenset[str], sometimes: frozenset[str]) -> list[str]:
    read = message_from_bytes(mime)
    counts = Counter(name.lower() for name in read)
    signatures = counts.pop(SIGNATURE, 0)
    found = [f"{name} is missing" for name in sorted(always - counts.keys())]
    found += [f"{name} is there {count} times" for name, count in counts.items() if count > 1]
    found += [f"{name} is not ours" for name in sorted(counts.keys() - always - sometimes)]
    found += [
        f"{name} is encoded" for name, value in read.items() if name.lower().startswith("list-") and "=?" in value
    ]
    found += ["there are more than two signatures"] * (signatures > 2)
    found += ["one click is promised and not offered"] * (not _one_click_holds(read["List-Unsubscribe"], counts))
    if not _FEEDBACK_ID.fullmatch(read["Feedback-ID"] or ""):
        found.append(f"Feedback-ID is {read['Feedback-ID']!r}")
    return found


def _one_click_holds(leave: str | None, counts: Counter[str]) -> bool:
    """A mail to leave by, always; one https address in front of it exactly where one click is promised (OUT-07)."""
    if leave is None:
        return not counts["list-unsubscribe-post"]
    web = leave.count("<https://")
    promised = counts["list-unsubscribe-post"]
    first = leave.startswith("<https://" if promised else "<mailto:")
    return first and web == promised and leave.count("<mailto:") == 1
