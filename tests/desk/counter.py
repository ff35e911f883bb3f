"""A desk with a store behind it and a clock that we set: people ask there, and read the mail that comes of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from digest import config, desk, store
from digest.config import Settings
from digest.desk import answers, commands, forms
from digest.domain.mail import Day, DayState, OutboxMessage, PlannedDay
from digest.domain.people import Counts, Door, Schedule, Subscriber, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, Done, Notice, Proof, Verb, Weights
from digest.pipeline import links
from digest.store import Store
from digest.tokens import Purpose

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ANN, BEN = "ann@reader.example", "ben@reader.example"
TECH = Change(topics=Weights(add={"technology": 1.0}))
#: An address of ours that answers, and pages.
CONFIG = """
[service]
name = "The Ledger"
from = "news@ledger.example"
base_url = "https://ledger.example"

[inbox]
address = "desk@ledger.example"
kind = "pipe"

[web]
enabled = true
confirmations_per_hour = {ceiling}

[[feeds]]
url = "https://feeds.example/rss"
"""


def settings(folder: Path, *, ceiling: int = 200, more: str = "") -> Settings:
    """The settings of a service that people can write to, and that has pages."""
    path = folder / "config.toml"
    path.write_text(CONFIG.format(ceiling=ceiling) + more, encoding="utf-8")
    return config.load(path, {})


@dataclass
class Counter:
    """A desk, and who stands at it."""

    store: Store
    settings: Settings
    now: datetime = NOON
    #: Every mail that was put into the outbox, oldest first, also those that were withheld later.
    posted: list[Notice] = field(default_factory=list)

    def carry_out(self, command: Command, asker: Asker) -> Done:
        """What came of a wish, without an answer."""
        return commands.carry_out(self.store, self.settings, command, asker, now=self.now)

    def ask(self, verb: Verb, who: str = ANN, *, proof: Proof = Proof.NOTHING, **more: Any) -> Done:
        """What came of a mail with one wish, which is answered as mail is."""
        asker = Asker(door=Door.MAIL, proof=proof, address=who, evidence=f"<{len(self.posted)}@{who}>")
        return self.tell(Command(verb=verb, **more), asker)

    def tell(self, command: Command, asker: Asker) -> Done:
        """What came of a wish, and it is answered."""
        done = self.carry_out(command, asker)
        self.answer([done], asker)
        return done

    def answer(self, done: list[Done], asker: Asker, *, unknown: int = 0) -> Notice | None:
        """The mail that answers; None when none does."""
        notice = commands.notice(self.store, self.settings, done, asker, unknown=unknown, now=self.now)
        if notice is None or not answers.post(self.store, self.settings, notice, now=self.now):
            return None
        self.posted.append(notice)
        return notice

    def confirm(self, request_id: str, *, door: Door = Door.MAIL, asked_at: datetime | None = None) -> Done:
        """What came of the token that names a request."""
        day = ((asked_at or self.now) + links.CONFIRMABLE).date()
        token = self.token(Purpose.CONFIRM, request_id, day)
        return self.tell(Command(verb=Verb.CONFIRM, token=token), Asker(door=door, evidence="<yes@reader.example>"))

    def token(self, purpose: Purpose, subscriber_id: str, day: date | None = None) -> str:
        """A token of ours."""
        return links.keys(self.store).make(purpose, subscriber_id, day or self.now.date())

    def fill_in(self, verb: Verb, who: str = ANN, **more: Any) -> None:
        """A form, sent."""
        asker = Asker(door=Door.WEB, address=who, evidence="a hash", source="192.0.2.0/24")
        forms.take(self.store, self.settings, command=Command(verb=verb, **more), asker=asker, now=self.now)

    def work_off(self) -> int:
        """How many forms were carried out."""
        return forms.work_off(self.store, self.settings, now=self.now)

    def reader(self, who: str = ANN) -> Subscriber:
        """Who subscribes by that address."""
        return desk.find(self.store, who)

    def join(self, who: str = ANN, change: Change = TECH) -> Subscriber:
        """A reader who subscribed and confirmed."""
        self.confirm(self.ask(Verb.SUBSCRIBE, who, change=change).request_id)
        return self.reader(who)

    def be(self, status: SubscriberStatus | None, who: str = ANN, **more: Any) -> Subscriber | None:
        """Somebody with a status; None for nobody."""
        if status is None:
            return None
        due: dict[str, Any] = {
            "next_issue_date": NOON.date() + DAY,
            "next_due_at": datetime(2026, 11, 21, 7, tzinfo=UTC),
        }
        gets_mail = status in {SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED}
        left_at = NOON - DAY if status is SubscriberStatus.UNSUBSCRIBED else None
        blank = desk.people.blank(who, now=NOON - DAY)
        wishes = replace(blank.profile, topics={"technology": 1.0})
        reader = replace(blank, status=status, left_at=left_at, profile=wishes, **(due if gets_mail else {}))
        self.store.people.save([replace(reader, **more)])
        return self.reader(who)

    def waiting(self) -> list[OutboxMessage]:
        """The mails that go out now, which are gone from the outbox."""
        claimed = self.store.mail.claim(limit=100, token="t", now=self.now, lease=HOUR)
        return list(claimed)

    def had(self, reader: Subscriber, day: date) -> None:
        """Write down that a date has had its turn."""
        record = Day(
            subscriber_id=reader.id,
            address=reader.address,
            issue_date=day,
            state=DayState.SKIPPED,
            reason="nothing new",
            counts=Counts(),
            due_at=Schedule().moment(day),
        )
        self.store.mail.plan([PlannedDay(day=record, message=None, advanced=reader)])


def address_in(text: str) -> str:
    """The token in an address of a page or a mail."""
    found = re.search(r"[a-z2-7]{42}", text)
    assert found
    return found[0]


@contextmanager
def opened(folder: Path, *, ceiling: int = 200) -> Iterator[Counter]:
    """A desk nobody has come to yet."""
    with store.memory(NOON) as memory:
        yield Counter(memory, settings(folder, ceiling=ceiling))
