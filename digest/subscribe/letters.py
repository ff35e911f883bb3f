"""A mail as octets to what its writer wrote: address, subject and own lines (mail.md SUB-03, REC-05)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesFeedParser
from types import MappingProxyType

from digest.errors import ParseError
from digest.subscribe import bodies, decoding, limits, quotes, senders

_ID = re.compile(r"<[^<>\s]{1,250}>")
_MAX_IDS, _MAX_LINES = 50, 1000
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What somebody sent us, as far as we read it."""

    #: The one address in From, its domain in lower case and as A-labels; "" when there is none, or not just one.
    sender: str
    #: On one line, decoded, with its prefixes.
    subject: str
    #: The writer's own words: no quotes, no signature, no blank lines; empty for an answer that only quotes.
    lines: tuple[str, ...]
    #: With angle brackets; "" for none.
    message_id: str
    #: The Message-IDs that it answers, with angle brackets, newest first.
    answers: tuple[str, ...]
    #: BCP 47 tag that the mail gives itself; "" for none.
    language: str
    #: Name in lower case -> values in the mail's order, unfolded, not decoded.
    headers: Mapping[str, tuple[str, ...]]


def read(raw: bytes) -> Letter:
    """The letter; ParseError, in a sentence, when it is over a limit of REC-05 or cannot be taken apart."""
    limits.check_size(raw)
    try:
        return _letter(_parsed(raw))
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # Python's parser of mail has such faults for bytes that no mail program writes.
        raise ParseError("The mail is damaged and cannot be read; write to us again.", source="a mail to us") from error


def _parsed(raw: bytes) -> Message:
    counter = limits.Counter()
    parser = BytesFeedParser(counter, policy=policy.compat32)
    counter.begin()
    parser.feed(raw)
    message = parser.close()
    limits.check_depth(message)
    return message


def _letter(message: Message) -> Letter:
    headers: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        headers.setdefault(name.lower(), []).append(decoding.unfolded(str(value)))
    return Letter(
        sender=senders.only(headers.get("from", ())),
        subject=decoding.header(next(iter(headers.get("subject", ())), "")),
        lines=quotes.own(bodies.lines(message))[:_MAX_LINES],
        message_id=next(iter(_ids(headers.get("message-id", [])[:1])), ""),
        answers=tuple(
            dict.fromkeys([*_ids(headers.get("in-reply-to", [])), *reversed(_ids(headers.get("references", [])))])
        )[:_MAX_IDS],
        language=_language(headers),
        headers=MappingProxyType({name: tuple(values) for name, values in headers.items()}),
    )


def _ids(values: list[str]) -> list[str]:
    return [found for value in values for found in _ID.findall(value)]


def _language(headers: Mapping[str, list[str]]) -> str:
    """The first tag of Content-Language (RFC 3282), else of what the writer's program would rather read."""
    told = [*headers.get("content-language", ()), *headers.get("accept-language", ())]
    tags = (re.split(r"[,;\s]", value[:100], maxsplit=1)[0] for value in told)
    return next((tag for tag in tags if _TAG.fullmatch(tag)), "")
