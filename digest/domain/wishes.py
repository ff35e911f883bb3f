"""Wishes: what people ask of us by mail, on the web or through the operator, as one command, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from digest.domain.moments import require_utc
from digest.domain.people import Cadence, Door, Quiet, Subscriber


class Verb(StrEnum):
    """What somebody wants done."""

    #: To get a digest, with the wishes in `Command.change`.
    SUBSCRIBE = "subscribe"
    #: To have done what they were asked to confirm: `Command.token`.
    CONFIRM = "confirm"
    LEAVE = "leave"
    #: To see all their wishes, and how to change them.
    PREFERENCES = "preferences"
    #: To have other wishes: `Command.change`.
    CHANGE = "change"
    #: To rest, until `Command.until`, or without an end.
    PAUSE = "pause"
    RESUME = "resume"
    #: An issue now.
    SEND = "send"
    #: More, or less, like the story `Command.number` of an issue.
    MORE = "more"
    LESS = "less"
    #: To take back what was learned: `Command.subject`, "" for all of it.
    FORGET = "forget"
    #: All that is held of them.
    EXPORT = "export"
    #: All that is held of them gone.
    ERASE = "erase"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What becomes of a list of words or outlets."""

    #: In place of the whole list; None: the list stays, but for what follows.
    whole: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def of(self, before: tuple[str, ...]) -> tuple[str, ...]:
        """The list as wanted; words are the same in any case, and stand in it once."""
        gone = {word.casefold() for word in self.drop}
        found: dict[str, str] = {}
        for word in (*(before if self.whole is None else self.whole), *self.add):
            if word.casefold() not in gone:
                found.setdefault(word.casefold(), word)
        return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What becomes of the weights of topics: slug -> weight in [-1, 1]."""

    #: In place of all weights; None: they stay, but for what follows.
    whole: Mapping[str, float] | None = None
    add: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    drop: tuple[str, ...] = ()

    def of(self, before: Mapping[str, float]) -> Mapping[str, float]:
        """The weights as wanted; a topic that weighs nothing is not named."""
        wanted = {**(before if self.whole is None else self.whole), **self.add}
        return MappingProxyType({slug: weight for slug, weight in wanted.items() if weight and slug not in self.drop})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Wishes that are to be others; what is None, or an empty `Words` or `Weights`, stays as it is."""

    name: str | None = None
    topics: Weights = field(default_factory=Weights)
    follow: Words = field(default_factory=Words)
    mute: Words = field(default_factory=Words)
    sources: Words = field(default_factory=Words)
    mute_sources: Words = field(default_factory=Words)
    stories: int | None = None
    outside: bool | None = None
    quiet: Quiet | None = None
    pictures: bool | None = None
    at: time | None = None
    #: IANA name.
    timezone: str | None = None
    cadence: Cadence | None = None
    #: 0 for Monday; matters with `Cadence.WEEKLY` (one) and `Cadence.DAYS`.
    weekdays: frozenset[int] | None = None
    #: BCP 47 tag.
    language: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return self == Change()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One wish, whichever door it came by."""

    verb: Verb
    change: Change = field(default_factory=Change)
    #: A signed word that came with it (`digest.tokens`); "" when none did.
    token: str = ""
    #: Of a story in an issue, from 1; 0 for none.
    number: int = 0
    #: A story's own id, where a page names it; "" for none.
    story_id: str = ""
    #: A word or topic, for `Verb.FORGET`.
    subject: str = ""
    #: The first date on the reader's calendar on which a rest is over; None for no end, or as `days` says.
    until: date | None = None
    #: Days that a rest lasts, counted from the reader's today; None for none said.
    days: int | None = None


class Proof(StrEnum):
    """What shows that it is really the reader who asks."""

    #: Nothing but a From line, or an address typed into a form: anybody may have written it.
    NOTHING = "nothing"
    #: Our own mail server says that the From address is no forgery (RFC 8601).
    AUTHENTICATED = "authenticated"
    #: An answer to a mail of ours, whose secret Message-ID only its reader knows.
    ANSWER = "answer"
    #: A signed word out of a mail of ours.
    TOKEN = "token"  # noqa: S105 - a name
    #: The operator says so.
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, as far as it is known, and how they reached us."""

    door: Door
    proof: Proof = Proof.NOTHING
    #: From the mail's From, or typed into a form; "" when only a token says who it is.
    address: str = ""
    #: Whom a token, or the mail that was answered, belongs to; "" when unknown.
    subscriber_id: str = ""
    #: What shows that they asked: a Message-ID, or a keyed hash of where a form was sent from (SUB-50).
    evidence: str = ""
    #: Where a form was sent from, coarsely, fit to print: "192.0.2.0/24" (SUB-19); "" otherwise.
    source: str = ""
    #: The Message-ID to answer, with angle brackets; "" for none.
    message_id: str = ""
    #: BCP 47 tag of the page or mail; "" for the reader's or the service's.
    language: str = ""
    #: The words beside the button of the form that was sent (SUB-50); "" for none.
    told: str = ""


class Result(StrEnum):
    """What came of a wish."""

    DONE = "done"
    #: It was so already.
    ALREADY = "already"
    #: Nothing yet: they are asked, by mail, to confirm it.
    ASKED = "asked"
    #: Nothing, for they do not subscribe, or not any more.
    STRANGER = "stranger"
    #: Nothing, for the token is not ours, was cut short, or is too old.
    BAD_TOKEN = "bad-token"  # noqa: S105 - a name
    #: Nothing, for the story or the learned word it names is not there, or not any more.
    MISSING = "missing"
    #: Nothing, for what they ask cannot be had: `Done.why` says so.
    REFUSED = "refused"
    #: Nothing, and nobody is told: a limit on what we write is reached, or it is no address of a person.
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One wish and what came of it."""

    command: Command
    result: Result
    #: The reader afterwards; None when there is none.
    reader: Subscriber | None = None
    #: What it is about, fit to print: a headline, what was taken back; "" for nothing of the kind.
    about: str = ""
    #: Why it cannot be had, an English sentence of ours that catalogues know; "" unless `Result.REFUSED`.
    why: str = ""
    #: The `Request.id` that a confirmation names: of what they are asked to confirm, or by which who left comes back;
    #: "" for neither.
    request_id: str = ""


class NoticeKind(StrEnum):
    """A mail that is no issue, by what it is for."""

    #: Asks somebody to confirm that they want to subscribe.
    CONFIRM = "confirm"
    #: Asks a reader to confirm what somebody wrote in their name.
    CONFIRM_WISH = "confirm-wish"
    #: Says that the subscription stands, and when issues come.
    WELCOME = "welcome"
    #: Says what was done.
    DONE = "done"
    #: Shows all wishes, and how to change them.
    PREFERENCES = "preferences"
    #: Says that no more mail comes, and how to come back.
    GOODBYE = "goodbye"
    #: Says what can be written to us.
    HELP = "help"
    #: Carries all that is held of them.
    EXPORT = "export"
    #: Asks whether an address still works, once.
    PROBE = "probe"
    #: Says, a few times, that mail came back and no issues are sent, and how to have them again.
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where a notice leads: finished ASCII addresses, https or mailto; "" where there is none."""

    #: To confirm by a button on a page.
    confirm: str = ""
    #: To confirm by mail: what answers go to.
    confirm_by_mail: str = ""
    preferences: str = ""
    leave: str = ""
    #: The https address for List-Unsubscribe with one click (RFC 8058); "" without web pages.
    one_click: str = ""
    #: A mail to leave by, where `leave` is a page; "" where it is a mail itself.
    leave_by_mail: str = ""
    #: To the page of all that is held of them; "" without web pages.
    held: str = ""
    #: To the front page.
    home: str = ""
    #: A mail to us that asks for help; "" where wishes are not taken by mail.
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A mail that is no issue: a question, an answer, a farewell.  Never a word of what was written to us (SUB-05)."""

    kind: NoticeKind
    #: Bare address.
    to: str
    #: BCP 47 tag.
    language: str
    ways: Ways
    #: Whom it is for; None for somebody who does not subscribe.
    reader: Subscriber | None = None
    #: What was understood and done, in order.
    done: tuple[Done, ...] = ()
    #: Lines that were not understood.
    unknown: int = 0
    #: Whether more was written than is read of one mail.
    is_cut: bool = False
    #: Who asked, for a confirmation.
    asker: Asker | None = None
    #: When they did; None for just now.
    asked_at: datetime | None = None
    made_at: datetime
    #: The last day on which the confirmation is taken; None for no confirmation.
    expires: date | None = None
    #: (name, JSON text) of what goes along.
    attachment: tuple[str, str] | None = None
    #: The Message-ID that this answers, with angle brackets; "" when nothing is answered.
    answers: str = ""
    #: Whether it asks a second time, for the first answer was neither yes nor no.
    is_again: bool = False

    def __post_init__(self) -> None:
        require_utc(self.made_at, "made_at")
        require_utc(self.asked_at, "asked_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish that waits to be confirmed, or to be carried out by the service."""

    #: 16 hexadecimal digits by chance; what a confirmation token names.
    id: str
    #: Who is to have it; "" while it is only asked for by a form.
    subscriber_id: str = ""
    command: Command
    asker: Asker
    asked_at: datetime
    #: After this it is forgotten.
    expires_at: datetime

    def __post_init__(self) -> None:
        require_utc(self.asked_at, "asked_at")
        require_utc(self.expires_at, "expires_at")
