"""Mail: what an edition shows, the message made from it, and what became of the message.

The words are those of RFC 5322 (messages), RFC 5321 (transport) and RFC 3463 (enhanced status codes).
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from digest.domain.moments import require_utc
from digest.domain.people import Counts, Subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it goes into mail: re-encoded by us, one copy for all readers (HTM-07)."""

    #: 32 hexadecimal digits made from the bytes; its Content-ID.
    id: str
    #: In pixels, as encoded.
    width: int
    height: int
    #: Plain text; "" when the feed gave none.
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One story as an edition shows it: finished words, nothing left to decide."""

    story_id: str
    article_id: str
    title: str
    url: str
    outlet: str
    author: str
    #: In the reader's zone, fit to print: "Tue 6 Dec, 07:15".
    published: str
    #: Two sentences of the publisher at most; "" when there were none.
    summary: str
    #: How long the article takes to read; None when we do not have its text.
    minutes: int | None
    #: Other outlets that tell the story.
    also: tuple[str, ...]
    #: Why it is here, fit to print.
    why: tuple[str, ...]
    #: BCP 47 tag of the publisher's words; "" when unknown.
    language: str = ""
    #: What is new in a story that was sent before, fit to print; "" for any other.  The title says "Update".
    update: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The items of one topic."""

    topic: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One subscriber's issue for one local date.  HTML, text and web page are faces of this one value."""

    address: str
    issue_date: date
    subject: str
    #: The visible first line: "12 stories · 5 min · 41 matched of 312".
    headline: str
    #: The date in words, in the reader's language.
    date_words: str
    #: None on a quiet day of one line.
    lead: Item | None
    sections: tuple[Section, ...]
    counts: Counts
    made_at: datetime
    #: The version of the classifier that judged the stories.
    model_version: str
    #: BCP 47 tag, and "ltr" or "rtl".
    language: str = "en"
    direction: str = "ltr"
    #: Stories of which only the title is shown.
    brief: tuple[Item, ...] = ()
    #: The one from outside the reader's topics; None when there is none.
    outside: Item | None = None
    #: What is to be said of the day, as a sentence: that it was quiet; "" for any other.
    note: str = ""
    #: Outlets shown and how many stories each, most first.
    sources: tuple[tuple[str, int], ...] = ()
    #: Why a story that was chosen is not in it, a sentence for each: it could not be rendered (mail.md FET-36).
    dropped: tuple[str, ...] = ()
    #: What its HTML was cut by, as it would have been too large, as a sentence; "" when it was not (mail.md OUT-27).
    cut: str = ""

    def __post_init__(self) -> None:
        require_utc(self.made_at, "made_at")
        if self.lead is None and not self.note:
            raise ValueError(f"an empty mail is never made: {self.address}, {self.issue_date}")

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order shown; each story once.  An item's number in the issue is its place here plus 1."""
        sections = (item for section in self.sections for item in section.items)
        return tuple(item for item in (self.lead, *sections, *self.brief, self.outside) if item is not None)


#: Stands for a story's number in `Links.more` and `Links.less`.
NUMBER = "NUMBER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where one reader of one issue can go: finished ASCII addresses, https or mailto."""

    #: To leave the list.
    leave: str
    #: To change topics, hour and the rest.
    change: str
    #: To ask for more, or less, like one story: `NUMBER` stands for its number; "" where that is not on offer.
    more: str = ""
    less: str = ""
    #: The https address for List-Unsubscribe with one click (RFC 8058); "" without web pages.
    one_click: str = ""
    #: A mail to leave by, where `leave` is a page; "" where it is a mail itself, or there is none of the reader's own.
    leave_by_mail: str = ""
    #: The page that shows this issue; "" without web pages.
    read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How the operator's mail looks."""

    #: Colour of links, section names and the band, "#rrggbb", on the light and on the dark sheet.
    accent: str = "#17594a"
    accent_dark: str = "#86cdb6"
    #: Shown at the head instead of the name alone; None for none.
    logo: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sends, as the operator states it: the fixed part of every message."""

    #: The service's name, shown in From and at the head of the mail.
    name: str
    #: The From address.
    address: str
    #: Where answers go: a person, or the inbox.
    reply_to: str
    #: Stable identity of the list, `label.domain` (RFC 2919).
    list_id: str
    #: A line with the operator's postal address; "" for none.
    postal: str
    #: Secret behind Message-IDs; at least 16 bytes.
    secret: bytes
    #: Who we are to Gmail's reports of complaints: 5 to 15 letters and digits; "" for one made from the domain.
    sender_id: str = ""
    #: Where complaints may be reported to (RFC 9477); "" for nowhere.
    complaints: str = ""
    brand: Brand = field(default_factory=Brand)


class OutboxStatus(StrEnum):
    """How far a message has come (docs/architecture.md; mail.md section 6.1)."""

    #: Bytes and Message-ID are frozen; it waits for its first attempt.
    RENDERED = "rendered"
    #: A sender holds it under a lease; nothing that matters has been said to the server.
    CLAIMED = "claimed"
    #: Written just before the last bytes go out: from here to the reply nobody knows.
    DOT = "dot"
    #: The server, or the Maildir, has it.
    ACCEPTED = "accepted"
    #: The server said no for good.
    REFUSED = "refused"
    #: The server said not now; it waits for `next_attempt_at`.
    DEFERRED = "deferred"
    #: The process or the connection died after the dot: it may have arrived.  Evidence decides, else the policy.
    UNCERTAIN = "uncertain"
    #: Never accepted while it was still fresh.
    EXPIRED = "expired"
    #: The reader left before it was handed over.
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMessage:
    """A finished message and where it stands."""

    #: "<subscriber id>.<local date>": stable, unique, the delivery's identity.
    id: str
    #: What it is: "edition" now; notices later.
    kind: str
    #: Bare address for MAIL FROM (RFC 5321 section 4.1.1.2).
    envelope_from: str
    #: Bare address for RCPT TO.
    to: str
    #: With angle brackets.
    message_id: str
    #: The whole message, CRLF line ends.
    mime: bytes
    status: OutboxStatus = OutboxStatus.RENDERED
    attempts: int = 0
    #: When it may be tried (again).
    next_attempt_at: datetime
    #: After this moment it is stale and expires.
    fresh_until: datetime
    #: Whether `is_plain(mime)` is known to hold; found once, when the message is put into the outbox.
    plain: bool = field(default=False, compare=False)
    #: Whether the bytes are still those that were put into the outbox.
    is_whole: bool = field(default=True, compare=False)

    def __post_init__(self) -> None:
        require_utc(self.next_attempt_at, "next_attempt_at")
        require_utc(self.fresh_until, "fresh_until")


#: A CR without its LF, or with a dot behind them.
_STANDS_OUT = re.compile(rb"\r(?!\n(?!\.))")
_NO_LINE_END = bytes(octet for octet in range(256) if octet not in b"\r\n")


def is_plain(mime: bytes) -> bool:
    """Whether the bytes go over SMTP as they are: no lone CR or LF, no dot at the start of a line, CRLF at the end.

    When each CR has its LF and the two take turns, no LF is alone.
    """
    ends = mime.translate(None, _NO_LINE_END)
    in_turn = ends == b"\r\n" * (len(ends) // 2)
    return in_turn and mime.endswith(b"\r\n") and not mime.startswith(b".") and not _STANDS_OUT.search(mime)


class Outcome(StrEnum):
    """What one attempt came to (mail.md section 1.6)."""

    #: A 2yz reply to the dot was read.
    ACCEPTED = "accepted"
    #: A 5yz reply: this message will never be taken.
    REFUSED = "refused"
    #: A 4yz reply, or the connection died before the dot: certainly not sent.
    DEFERRED = "deferred"
    #: The connection died after the dot and before its reply.
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attempt to hand one message over."""

    message_id: str
    #: The `OutboxMessage.id`.
    outbox_id: str
    outcome: Outcome
    #: SMTP reply code; None when there was no reply.
    reply_code: int | None
    #: Enhanced status code such as "5.1.1" (RFC 3463); "" when not stated.
    enhanced_code: str
    #: The server's words, or what broke, on one line.
    reply: str
    at: datetime
    #: "host:port" of the mail server; "" for a Maildir.
    relay: str = ""

    def __post_init__(self) -> None:
        require_utc(self.at, "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A message that was said to its last byte and whose reply was never read (RFC 1047)."""

    outbox_id: str
    #: With angle brackets, as it stands in the message.
    message_id: str
    to: str
    #: "host:port" of the mail server; "" for a Maildir.
    relay: str
    #: When its last bytes were about to go out.
    dot_at: datetime

    def __post_init__(self) -> None:
        require_utc(self.dot_at, "dot_at")


class Verdict(StrEnum):
    """What evidence says of a doubt."""

    #: The next hop has it.
    ACCEPTED = "accepted"
    #: The next hop certainly never took it.
    ABSENT = "absent"
    #: Nothing can be told, or not yet.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What became of messages in doubt."""

    #: Evidence says that the next hop has them.
    accepted: int = 0
    #: Evidence says that it never took them: they wait for their turn again.
    absent: int = 0
    #: No evidence: they are to be sent once more with the same bytes.
    resent: int = 0
    #: No evidence, and not sent again: they stay in doubt for good.
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A refusal that only the operator can mend: of us, not of an address (mail.md OUT-60, REC-13)."""

    #: The domain that refuses us.
    domain: str
    enhanced_code: str
    #: The server's words.
    reply: str
    first_at: datetime
    last_at: datetime
    #: How often, since `first_at`.
    times: int


class DayState(StrEnum):
    """What one reader's day came to."""

    #: An edition was made; the outbox knows how far it got.
    MADE = "made"
    #: No edition was made, for the reason beside it.
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The record of one subscriber and one local date: exactly one exists once the date was due."""

    subscriber_id: str
    address: str
    issue_date: date
    state: DayState
    #: Why nothing was made, as a sentence; "" when something was.
    reason: str
    counts: Counts
    due_at: datetime
    #: None when skipped.
    edition: Edition | None = None
    #: How far the message got; None when skipped.
    status: OutboxStatus | None = None
    attempts: int = 0
    #: The server's last words; "" before the first attempt.
    reply: str = ""
    done_at: datetime | None = None
    #: When it is tried again, and when it is given up; None when there is no message.
    next_attempt_at: datetime | None = None
    fresh_until: datetime | None = None
    #: Whether it was sent a second time, because nobody knew what had become of the first.
    resent: bool = False
    #: What ended a doubt: the evidence's name; "" when there was no doubt, or nothing ended it.
    evidence: str = ""
    #: With angle brackets; "" when there is no message.
    message_id: str = ""

    def __post_init__(self) -> None:
        for name in ("due_at", "done_at", "next_attempt_at", "fresh_until"):
            require_utc(getattr(self, name), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """One reader's day as it is to be written: record, message and next date, all or nothing."""

    day: Day
    #: The finished message; None when the day is skipped.
    message: OutboxMessage | None
    #: The subscriber with the next local date and its moment; nothing else of it is written.
    advanced: Subscriber

    def __post_init__(self) -> None:
        if self.message is not None and self.message.id != self.id:
            raise ValueError(f"the message of {self.id} must bear its id, not {self.message.id}")

    @property
    def id(self) -> str:
        """The identity of the day and of its message: "<subscriber id>.<local date>"."""
        return f"{self.day.subscriber_id}.{self.day.issue_date.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many days stand where: one number for each `OutboxStatus`, and the skipped ones (mail.md REL-15)."""

    rendered: int = 0
    claimed: int = 0
    dot: int = 0
    accepted: int = 0
    refused: int = 0
    deferred: int = 0
    uncertain: int = 0
    expired: int = 0
    suppressed: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What became of messages whose sender died or fell asleep."""

    #: In doubt from now on.
    uncertain: int = 0
    #: Certainly not sent; they wait for their turn again.
    reclaimed: int = 0
