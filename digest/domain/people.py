"""People: subscribers, when they want their mail, what they want in it, and why they got a story."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo

from digest.domain.moments import require_utc
from digest.domain.news import Development, Origin, Story


class Cadence(StrEnum):
    """On which local dates an edition is due."""

    #: Every day.
    DAILY = "daily"
    #: Monday to Friday.
    WEEKDAYS = "weekdays"
    #: One day a week, `Schedule.weekday`.
    WEEKLY = "weekly"
    #: Chosen days of the week, `Schedule.days`.
    DAYS = "days"


#: Cadences that are the same for everybody.
_USUAL = {Cadence.DAILY: frozenset(range(7)), Cadence.WEEKDAYS: frozenset(range(5))}


class SubscriberStatus(StrEnum):
    """Whether somebody gets mail."""

    #: Asked for, not yet confirmed.
    PENDING = "pending"
    #: Gets an edition whenever one is due.
    ACTIVE = "active"
    #: Asked for a rest; with a date it comes back by itself.
    PAUSED = "paused"
    #: Left, or was taken out by the operator.
    UNSUBSCRIBED = "unsubscribed"
    #: The address bounces.
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When somebody wants their mail, in their own time."""

    cadence: Cadence = Cadence.DAILY
    #: 0 is Monday, as in `datetime.weekday`; matters for weekly only.
    weekday: int = 0
    #: Local wall-clock time, whole minutes.
    at: time = time(7, 0)
    #: IANA name.
    timezone: str = "UTC"
    #: As `weekday`; matters for chosen days only, and is never empty there.
    days: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise ValueError("chosen days must be one day at least")

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week on which an edition is due, 0 for Monday."""
        if self.cadence is Cadence.DAYS:
            return self.days
        return frozenset({self.weekday}) if self.cadence is Cadence.WEEKLY else _USUAL[self.cadence]

    @property
    def span(self) -> timedelta:
        """The longest time from one edition to the next."""
        on = sorted(self.weekdays)
        return timedelta(days=max(later - day for day, later in pairwise([*on, on[0] + 7])))

    def moment(self, issue_date: date) -> datetime:
        """The one UTC moment at which the edition of a local date is due.

        A repeated hour counts once, the first time (fold=0); a time that a clock change skips moves forward by the
        length of the gap.  So each local date has exactly one moment (docs/architecture.md, REL-07).
        """
        local = datetime.combine(issue_date, self.at, tzinfo=ZoneInfo(self.timezone))
        return datetime.fromtimestamp(local.timestamp(), UTC)

    def local_date(self, moment: datetime) -> date:
        """The date on the reader's calendar at a moment."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()

    def includes(self, issue_date: date) -> bool:
        """Whether an edition is due on a local date at all."""
        return issue_date.weekday() in self.weekdays

    def first_date(self, day: date) -> date:
        """The first local date, from `day` on, whose edition is due."""
        while not self.includes(day):
            day += timedelta(days=1)
        return day

    def due_after(self, moment: datetime) -> date:
        """The first local date whose edition is due strictly after `moment`."""
        require_utc(moment, "moment")
        day = self.first_date(self.local_date(moment) - timedelta(days=1))
        while self.moment(day) <= moment:
            day = self.first_date(day + timedelta(days=1))
        return day

    def next_date(self, now: datetime, *, expected: date | None = None, last: date | None = None) -> date:
        """The local date of the next edition of somebody who has just been given this schedule.

        `expected` is the date that was next before the change: still owed, even where its new hour has gone by, so
        that a change of hour or zone never costs a day.  `last` is the newest date that has its record: never again.
        """
        day = self.due_after(now)
        if expected is not None and expected < day and self.includes(expected):
            day = expected
        return day if last is None or day > last else self.first_date(last + timedelta(days=1))


class Quiet(StrEnum):
    """What somebody gets on a day without news for them."""

    #: No mail.
    NOTHING = "nothing"
    #: A mail of one line that says so.
    LINE = "line"
    #: The best of what there is, whatever its topic.
    WIDER = "wider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What somebody wants to read."""

    #: Topic slug -> weight in [-1, 1]; a topic not named weighs 0.
    topics: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    #: Words, phrases and people whose stories are wanted whatever their topic; "climate AND court" wants both in one.
    follow: tuple[str, ...] = ()
    #: Words and phrases whose stories are never wanted.
    mute: tuple[str, ...] = ()
    #: Outlets never wanted: a name, a host or a feed address.
    mute_sources: tuple[str, ...] = ()
    #: Outlets wanted before others: a name, a host or a feed address.
    sources: tuple[str, ...] = ()
    #: Stories in one edition, at most.
    stories: int = 12
    #: Whether one story from outside these topics comes along, labelled.
    outside: bool = True
    #: What comes on a day without news.
    quiet: Quiet = Quiet.NOTHING
    #: Whether pictures come along, where the operator sends any.
    pictures: bool = True

    def __post_init__(self) -> None:
        for topic, weight in self.topics.items():
            if not -1 <= weight <= 1:
                raise ValueError(f"the weight of {topic} must lie in [-1, 1], not {weight}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """What somebody's "more like this" and "less like this" have taught: bounded, and any of it can be taken back."""

    #: Word as stories are compared by -> weight in [-1, 1].
    terms: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    #: Topic slug -> what is added to the weight asked for, in [-0.5, 0.5].
    topics: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for term, weight in self.terms.items():
            if not -1 <= weight <= 1:
                raise ValueError(f"the learned weight of {term} must lie in [-1, 1], not {weight}")
        for topic, weight in self.topics.items():
            if not -0.5 <= weight <= 0.5:
                raise ValueError(f"the learned weight of {topic} must lie in [-0.5, 0.5], not {weight}")


class Door(StrEnum):
    """By which door somebody told us something."""

    #: The operator typed it for them.
    COMMAND = "command"
    #: The subject of a mail.
    MAIL = "mail"
    #: A button on a page.
    WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody said of one story: "more like this" or "less like this", as it was given."""

    story_id: str
    #: The headline they saw.
    title: str
    #: True for more like this, False for less.
    more: bool
    given_at: datetime
    door: Door
    #: The words that told the story apart then -> weight above 0, the squares summing to 1 at most.
    terms: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    #: Topic slug -> probability, as judged then.
    topics: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        require_utc(self.given_at, "given_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """One thing that somebody took back: what was said of it until then no longer teaches it."""

    #: A word as it was learned, or a topic's slug.
    subject: str
    #: Whether `subject` is a topic.
    is_topic: bool
    forgotten_at: datetime

    def __post_init__(self) -> None:
        require_utc(self.forgotten_at, "forgotten_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person with an address, a profile and a schedule."""

    #: 16 hexadecimal digits by chance, given once; what other records point to, so that an address can be forgotten.
    id: str
    #: Lower-case domain, A-label; the natural key, compared without case.
    address: str
    name: str = ""
    origin: Origin = Origin.FILE
    status: SubscriberStatus = SubscriberStatus.ACTIVE
    schedule: Schedule = field(default_factory=Schedule)
    profile: Profile = field(default_factory=Profile)
    #: The profile's name in config.toml; "" when the topics are the subscriber's own.
    profile_name: str = ""
    #: BCP 47 tag for dates and fixed words.
    language: str = "en"
    created_at: datetime
    #: When they said, themselves, that they want no more mail; the file cannot bring them back.  None: they did not.
    left_at: datetime | None = None
    #: The local date on which their last rest ends or ended; None: it has no end, or there was none.
    paused_until: date | None = None
    #: The local date of the next edition, and the moment it is due; None for those who are to get none.
    next_issue_date: date | None = None
    next_due_at: datetime | None = None
    #: Whether the next edition greets somebody who has just joined: due at once, not at the hour of its date.
    is_first: bool = False
    #: When they last chose their wishes themselves; from then on the file's no longer count.  None: they never did.
    chosen_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("created_at", "left_at", "next_due_at", "chosen_at"):
            require_utc(getattr(self, name), name)

    def due_at(self, issue_date: date) -> datetime:
        """The moment at which the edition of a local date is, or was, due to this reader.

        The next one may be due later than its hour: when they joined, or moved their hour behind us, after it.
        """
        own = self.next_due_at if issue_date == self.next_issue_date else None
        return own or self.schedule.moment(issue_date)


class Cause(StrEnum):
    """What can bring a story to somebody."""

    #: A wanted topic: `subject` is its slug, `terms` the words that carried it.
    TOPIC = "topic"
    #: A followed word, in `subject`.
    FOLLOW = "follow"
    #: A wanted outlet, in `subject`.
    SOURCE = "source"
    #: Told by `count` outlets.
    SOURCES = "sources"
    #: Learned from "more like this": `terms`.
    LEARNED = "learned"
    #: Of an outlet that seldom writes, in `subject`.
    RARE = "rare"
    #: From outside the wanted topics, on purpose: `subject` is its topic, "" when unsure.
    OUTSIDE = "outside"
    #: On a quiet day, from a wider net.
    WIDER = "wider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One exact cause for a story being in an edition; words are made of it in the reader's language."""

    kind: Cause
    subject: str = ""
    terms: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A story chosen for somebody."""

    story: Story
    #: Higher is better; comparable within one choice only.
    score: float
    #: The topic slug of the section it stands in; `news.UNSURE` when only a followed word brought it.
    topic: str
    #: Strongest first; never empty.
    reasons: tuple[Reason, ...]
    #: What is new, fit to print, in a story that was sent before; "" for any other.
    update: str = ""
    #: From outside the reader's topics, on purpose.
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Where the stories offered to somebody went: `gathered` is the sum of all the others."""

    #: Stories on offer: seen lately enough, whoever they interest.
    gathered: int = 0
    shown: int = 0
    #: Already sent to this reader in an earlier edition.
    repeats: int = 0
    #: Removed by a muted word or source.
    muted: int = 0
    #: Of no topic and no word the reader wants.
    unmatched: int = 0
    #: Matched, but too weakly to be worth the reader's time.
    weak: int = 0
    #: Matched, but too like another that was shown.
    alike: int = 0
    #: Matched, but their outlet already had its share.
    capped: int = 0
    #: Matched, but the edition was full.
    left_over: int = 0
    #: Matched, but they could not be rendered.
    broken: int = 0
    #: Of those shown, how many did not match: from outside the reader's topics on purpose, or from a wider net.
    outside: int = 0

    def __post_init__(self) -> None:
        parts = self.shown + self.repeats + self.muted + self.unmatched
        parts += self.weak + self.alike + self.capped + self.left_over + self.broken
        if self.gathered != parts or not 0 <= self.outside <= self.shown:
            raise ValueError(f"the counts do not add up: {self}")

    @property
    def matched(self) -> int:
        """How many would have interested the reader today."""
        passed_over = self.weak + self.alike + self.capped + self.left_over + self.broken
        return self.shown - self.outside + passed_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one reader may be offered."""

    profile: Profile
    #: What was learned from them.
    taste: Taste = field(default_factory=Taste)
    #: Ids of stories this reader already got.
    sent: frozenset[str] = frozenset()
    #: Of these, by id, the ones that may come once more, for they really went on.
    updates: Mapping[str, Development] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one reader gets, best first, and what became of the rest."""

    picks: tuple[Pick, ...]
    counts: Counts
    #: Nothing matched, and the picks come from a wider net because the reader asked for that.
    wider: bool = False
