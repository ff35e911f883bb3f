"""A mail that came back in, what it says out: whom it did not reach, how bad that is, and why.

RFC 3464 is read by ourselves; for the many forms before and beside it there are flufl.bounce and our own reader of
words.  Nothing here says whose mail it was: anybody can write such a report (mail.md REC-10).
"""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flufl.bounce import all_failures

from digest.deliver import (
    bounce_complaint,
    bounce_fields,
    bounce_foreign_words,
    bounce_json,
    bounce_letter,
    bounce_prose,
    bounce_reasons,
    bounce_signs,
)
from digest.deliver.bounce_letter import Letter
from digest.deliver.bounce_report import NOTHING, Bounced, BounceKind, BounceReport, Failure

__all__ = ["BounceKind", "BounceReport", "Bounced", "read"]

# It writes a traceback for every mail that one of its readers trips over; we expect that, and go on without it.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

_ORDER = (BounceKind.COMPLAINT, BounceKind.HARD, BounceKind.SOFT, BounceKind.NONE)
_ID = re.compile(r"^>?\s?message-id\s*:\s*(<[^<>\s]{1,990}>)", re.IGNORECASE | re.MULTILINE)
_FEEDBACK_ID = re.compile(r"^>?\s?feedback-id\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_SENDER = re.compile(r"^>?\s?(?:from|return-path|sender|reply-to|x-sender)\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_RETURN_PATH = re.compile(r"^>?\s?(?:return-path|original-mail-from)\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
#: Of a server's words so many letters are kept.
_WORDS = 300
_TYPE = re.compile(r"^[\w-]+\s*;")
#: Where mail to an address went on to another: that one, and the first.
_EXPANDED = re.compile(
    r"([^\s<>@]{1,128}@[^\s<>:@]{1,253})>?:?\s*\((?:expanded|generated)\s+from:?\s+<?([^\s<>)]{1,300})"
)
_FORWARDED = re.compile(r"generated\s+from\s+(\S+@[^\s)]+)", re.IGNORECASE)
_DELAY = re.compile(
    r"\bdelay|warning message only|still (?:being retried|trying)|will (?:be retried|retry\b)"
    r"|(?:keep|continue) trying|attempts will continue|temporary problem delivering|delivery incomplete"
)


def read(raw: bytes) -> BounceReport:
    """What a mail is: a bounce, a complaint, or neither.  Never raises, whatever the bytes."""
    letter = bounce_letter.read(raw)
    if bounce_complaint.is_feedback(letter):
        return _traced(bounce_complaint.read(letter, whom=bounce_prose.whom(letter.returned)), letter)
    if not bounce_signs.is_report(letter):
        return NOTHING
    bounced = _judged(_failures(letter), letter)
    return _traced(_whole(bounced), letter)


def _failures(letter: Letter) -> Sequence[Failure]:
    """The failures by the first reader that finds any, the most exact first."""
    if found := bounce_fields.failures(letter.fields) or bounce_fields.failures(letter.prose):
        return _named(found, letter)
    if notified := bounce_json.failures(letter.prose):
        return notified
    return _in_words(letter)


def _named(found: tuple[Failure, ...], letter: Letter) -> Sequence[Failure]:
    """The failures, each address once; one without an address is about whom the mail that came back went to."""
    once: dict[str, Failure] = {}
    for each in found:
        whole = each if each.address else replace(each, address=bounce_prose.whom(letter.returned))
        once.setdefault(whole.address.lower(), whole)
    return tuple(once.values())


def _in_words(letter: Letter) -> Sequence[Failure]:
    """The failures of a report that has no fields."""
    header = letter.headers.get("x-failed-recipients", "")
    named = [address for each in header.split(",") if (address := bounce_fields.address(each))]
    found = bounce_prose.failures(letter.prose, named or _flufl(letter), others=_others(letter))
    if not found and (forwarded := [bounce_fields.address(each) for each in _FORWARDED.findall(letter.prose)]):
        found = bounce_prose.failures(letter.prose, forwarded, others=frozenset())
    if found or not letter.prose.strip():
        return found
    return (Failure(address=bounce_prose.whom(letter.returned), words=letter.prose[:2000]),)


def _flufl(letter: Letter) -> list[str]:
    """The addresses that flufl.bounce finds.  Its readers were not written for hostile mail, and may trip over it."""
    try:
        late, dead = all_failures(letter.beginning)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return []
    texts = [octets.decode("utf-8", errors="replace") for octets in (*dead, *late)]
    found = sorted({each for text in texts if (each := bounce_fields.address(text))})
    prose, others = letter.prose.lower(), _others(letter)
    kept = [each for each in found if each.lower() in prose and each.lower() not in others] or found
    aliases = {target.lower() for target, origin in _EXPANDED.findall(prose) if origin in map(str.lower, kept)}
    return [each for each in kept if each.lower() not in aliases]


def _others(letter: Letter) -> frozenset[str]:
    """Who else is named in a report: who wrote it, whom it went to, and who wrote the mail that came back."""
    returned = letter.returned.partition("\n\n")[0]
    from_it = _SENDER.findall(returned)
    written = [letter.headers.get(name, "") for name in ("from", "to", "reply-to", "return-path")]
    return frozenset(bounce_fields.address(text).lower() for text in (*written, *from_it))


def _judged(found: Iterable[Failure], letter: Letter) -> tuple[Bounced, ...]:
    """Each failure with its reason and kind; the report's own words help where the server's say nothing."""
    whom = [each.address for each in found if each.address]
    return tuple(_one(each, letter, near=bounce_prose.said(letter.prose, each.address, whom)) for each in found)


def _one(failure: Failure, letter: Letter, *, near: str) -> Bounced:
    if failure.action == "complained":
        return Bounced(address=failure.address, kind=BounceKind.COMPLAINT, status="", reason="feedback")
    if failure.action in bounce_fields.FINE:
        return Bounced(address=failure.address, kind=BounceKind.NONE, status=failure.status, reason="delivered")
    reason, status = bounce_reasons.of(
        failure.words, status=failure.status, near=near, around=f"{letter.prose} {letter.subject}"
    )
    delayed = failure.action == "delayed" or _is_warning(failure, letter)
    if delayed and _says_nothing(failure, letter):
        return Bounced(address=failure.address, kind=BounceKind.NONE, status=status, reason="delayed", delayed=True)
    kind = BounceKind.SOFT if delayed else bounce_reasons.kind(reason, status, f"{failure.words} {near}")
    return Bounced(
        address=failure.address,
        kind=kind,
        status=status,
        reason=reason,
        delayed=delayed,
        words=" ".join(failure.words.split())[:_WORDS],
    )


def _says_nothing(failure: Failure, letter: Letter) -> bool:
    """Whether a server that still tries has not said what it waits for."""
    said = _TYPE.sub("", failure.words).strip()
    return failure.status.endswith(".0") and not said and not bounce_reasons.waits_for(letter.prose)


def _is_warning(failure: Failure, letter: Letter) -> bool:
    """Whether a report without fields says that the server still tries."""
    said = f"{letter.subject} {letter.prose[:1500]}".lower()
    return not failure.status and bool(_DELAY.search(said) or bounce_foreign_words.DELAY.search(said))


def _whole(bounced: tuple[Bounced, ...]) -> BounceReport:
    """The report, of the worst kind that is in it."""
    if not bounced:
        return NOTHING
    worst = min(bounced, key=lambda each: _ORDER.index(each.kind))
    return BounceReport(kind=worst.kind, recipients=bounced, status=worst.status, reason=worst.reason)


def _traced(report: BounceReport, letter: Letter) -> BounceReport:
    """The report with what the mail that came back says of itself."""
    head = letter.returned.lstrip().partition("\n\n")[0]
    feedback = _FEEDBACK_ID.search(head)
    ids = tuple(dict.fromkeys(_ID.findall(head)))
    paths = filter(None, map(bounce_fields.address, _RETURN_PATH.findall(f"{head}\n{letter.fields}")))
    return replace(
        report,
        original_ids=ids,
        feedback_id=feedback[1] if feedback else "",
        return_paths=tuple(dict.fromkeys(paths)),
    )
