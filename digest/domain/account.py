"""What a run did, in numbers and names: the account an operator reads."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One feed or one reader that did not get its turn, and why."""

    #: A feed's name or a reader's address.
    name: str
    #: A sentence.
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What asking the feeds gave."""

    #: Feeds asked.
    feeds: int = 0
    #: Feeds that answered 304 Not Modified.
    unchanged: int = 0
    #: Articles in the documents that came.
    articles: int = 0
    #: Articles we did not have.
    new: int = 0
    failed: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What classifying and clustering did."""

    #: Articles classified.
    classified: int = 0
    #: Of these, articles the classifier was unsure about.
    unsure: int = 0
    #: Stories that began.
    stories: int = 0
    #: Articles that joined a story already known.
    joined: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """One reader who was due and got no edition."""

    address: str
    issue_date: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What planning made of the readers who were due."""

    #: Readers who were due.
    due: int = 0
    #: Editions made.
    made: int = 0
    #: Stories that matched, summed over these editions.
    matched: int = 0
    #: Stories shown, summed over these editions.
    shown: int = 0
    skipped: tuple[Skip, ...] = ()
    #: Why stories are left out of these editions, a sentence for each story (mail.md FET-36).
    dropped: tuple[str, ...] = ()
    #: Whose mail was cut, as it would have been too large, and what the cut was (mail.md OUT-27).
    cut: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of the messages whose turn had come."""

    accepted: int = 0
    refused: tuple[Trouble, ...] = ()
    deferred: tuple[Trouble, ...] = ()
    uncertain: tuple[Trouble, ...] = ()
    expired: tuple[Trouble, ...] = ()
    #: Messages that the database did not keep as they were made, and that are never sent.
    damaged: tuple[Trouble, ...] = ()
    #: Why the mail server, or the Maildir, took nothing more, as a sentence; "" when it did.  The rest waits.
    stopped: str = ""
    #: Whether that is only a ceiling of the operator's, and whether it was told within this hour already.
    is_ceiling: bool = False
    is_old_news: bool = False
    #: Mails in doubt that were taken up to be sent a second time, and those left in doubt for good.
    resent: int = 0
    left: int = 0
    #: How many messages could have gone out and wait for a later run.
    waiting: int = 0
    #: How many wait for a moment of their own, and the first of these; None without any.
    ahead: int = 0
    next_at: datetime | None = None

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Everyone who was not reached, whatever the kind."""
        return self.refused + self.deferred + self.uncertain + self.expired + self.damaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """What became of every edition due in a stretch of time: a sum, and a name for each that was not accepted."""

    #: Editions that were made.
    planned: int = 0
    accepted: int = 0
    refused: tuple[Trouble, ...] = ()
    #: Waiting for another attempt, or for their first.
    deferred: tuple[Trouble, ...] = ()
    expired: tuple[Trouble, ...] = ()
    uncertain: tuple[Trouble, ...] = ()
    suppressed: tuple[Trouble, ...] = ()

    @property
    def kinds(self) -> dict[str, tuple[Trouble, ...]]:
        """Everyone who was not reached, by what became of their edition."""
        names = ("refused", "deferred", "expired", "uncertain", "suppressed")
        return {name: getattr(self, name) for name in names}

    @property
    def adds_up(self) -> bool:
        """Whether nobody is missing and nobody counted twice (mail.md REL-15)."""
        return self.planned == self.accepted + sum(map(len, self.kinds.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One whole run."""

    gathered: Gathered = field(default_factory=Gathered)
    sorted: Sorted = field(default_factory=Sorted)
    planned: Planned = field(default_factory=Planned)
    sent: Sent = field(default_factory=Sent)
    #: Everything due in the last day, this run's part of it included; None where nobody reckoned.
    reckoning: Reckoning | None = None
