"""An address that seems dead, over time: one probe, given up, three warnings a week apart (mail.md REC-12)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import pytest

from digest.desk import bounces, people
from digest.domain.mail import OutboxMessage, Outcome
from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Proof, Verb
from digest.pipeline import links
from tests.deliver.reports import notification
from tests.desk.counter import ANN, DAY, HOUR, NOON, TECH, Counter
from tests.desk.postman import come, deal, mail
from tests.store import samples

HARD = notification("550 5.1.1 no such user")
FULL = notification("452 4.2.2 mailbox full", status="4.2.2")
ACTIVE, SUSPENDED = SubscriberStatus.ACTIVE, SubscriberStatus.SUSPENDED


class Years:
    """A reader whose mail fails on some days, and what is written to them."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.reader: Subscriber = counter.join()
        counter.waiting()
        #: (days since the beginning, kind) of what was written to them.
        self.written: list[tuple[int, str]] = []

    def come_back(self, raw: bytes) -> str:
        """What was done about a mail of today that came back."""
        keys = links.keys(self.counter.store)
        extension = keys.make_extension(self.reader.id, self.counter.now.date())
        said = bounces.note(
            self.counter.store, self.counter.settings, keys, extension=extension, raw=raw, now=self.counter.now
        )
        return said.rpartition(": ")[2]

    def be_refused(self, message: OutboxMessage) -> bool:
        """Whether they are given up, for a message was refused as to a dead address."""
        no = samples.delivery(
            message.id, Outcome.REFUSED, enhanced_code="5.1.1", reply="550 5.1.1 no", at=self.counter.now
        )
        self.counter.store.mail.settle(no, token="t", next_attempt_at=None)
        return self.counter.store.refusals.strike(no)

    def post(self) -> OutboxMessage:
        """An issue of today, handed over."""
        date = self.counter.now.date()
        fresh = {"next_attempt_at": self.counter.now, "fresh_until": self.counter.now + DAY}
        self.counter.store.mail.plan([samples.planned(self.reader, "ferry", issue_date=date, **fresh)])
        (message,) = [one for one in self.counter.waiting() if one.kind == "edition"]
        return message

    def pass_by(self, days: int, *, refused: Sequence[int] = (), returned: Sequence[tuple[int, bytes]] = ()) -> None:
        """So many days, noon after noon."""
        for day in range(days):
            self.counter.now = NOON + day * DAY
            if day in refused:
                self.be_refused(self.post())
            for _, raw in (one for one in returned if one[0] == day):
                self.come_back(raw)
            self.counter.now += HOUR
            self.counter.work_off()
            self.written += [(day, message.kind) for message in self.counter.waiting() if message.to == ANN]

    @property
    def status(self) -> SubscriberStatus:
        """What they are now."""
        return self.counter.reader().status


@pytest.fixture
def years(counter: Counter) -> Years:
    """Ann has joined, and had her welcome."""
    return Years(counter)


WARNED_FROM = [(7, "warning"), (14, "warning"), (21, "warning")]


def warned(since: int) -> list[tuple[int, str]]:
    """The three warnings after an address was given up on a day."""
    return [(since + after, kind) for after, kind in WARNED_FROM]


@pytest.mark.parametrize(
    ("refused", "returned", "status", "written"),
    [
        pytest.param([], [(0, HARD)], ACTIVE, [], id="hard once"),
        pytest.param([], [(0, HARD), (0, HARD), (0, HARD)], ACTIVE, [], id="hard thrice on one day"),
        pytest.param([], [(0, HARD), (1, HARD)], ACTIVE, [(1, "probe")], id="hard on two days, and the probe arrives"),
        pytest.param(
            [],
            [(0, HARD), (1, HARD), (2, HARD)],
            SUSPENDED,
            [(1, "probe"), *warned(2)],
            id="hard on two days, and after the probe",
        ),
        pytest.param(
            [], [(0, HARD), (1, HARD), (3, FULL)], SUSPENDED, [(1, "probe"), *warned(3)], id="anything after the probe"
        ),
        pytest.param([], [(0, HARD), (7, HARD)], ACTIVE, [], id="the first is stale"),
        pytest.param(
            [], [(0, HARD), (1, HARD), (8, HARD)], ACTIVE, [(1, "probe")], id="a probe of a week ago counts no longer"
        ),
        pytest.param([], [(day, FULL) for day in range(4)], ACTIVE, [], id="soft on four days"),
        pytest.param([], [(day, FULL) for day in range(5)], ACTIVE, [(4, "probe")], id="soft on five days"),
        pytest.param(
            [],
            [(day, FULL) for day in range(6)],
            SUSPENDED,
            [(4, "probe"), *warned(5)],
            id="soft on five days, and after the probe",
        ),
        pytest.param([], [(day, FULL) for day in range(0, 30, 2)], ACTIVE, [], id="soft every other day, never enough"),
        pytest.param([0], [], ACTIVE, [], id="refused once"),
        pytest.param([0, 1], [], ACTIVE, [(1, "probe")], id="refused on two days"),
        pytest.param([0, 1, 2], [], SUSPENDED, [(1, "probe"), *warned(2)], id="refused on two days, and after"),
        pytest.param([0], [(1, HARD), (2, HARD)], SUSPENDED, [(1, "probe"), *warned(2)], id="refused and sent back"),
    ],
)
def test_an_address_over_time(
    refused: list[int],
    returned: list[tuple[int, bytes]],
    status: SubscriberStatus,
    written: list[tuple[int, str]],
    years: Years,
) -> None:
    """What is written to it, on which day, and what they are after two months."""
    years.pass_by(60, refused=refused, returned=returned)
    assert (years.status, years.written) == (status, written)


def test_a_probe_that_fails_ends_it_at_once(years: Years) -> None:
    """By its Message-ID in what came back, or by the server's no; whatever else comes back that day was sent before."""
    years.come_back(HARD)
    years.counter.now += DAY
    assert years.come_back(HARD) == "probed"
    assert years.come_back(HARD) == "probed already"
    (probe,) = years.counter.waiting()
    returned = f"From: news@ledger.example\nTo: {ANN}\nMessage-ID: {probe.message_id}\n"
    assert years.come_back(notification("452 4.2.2 full", status="4.2.2", returned=returned)) == "suspended"
    assert years.status is SUSPENDED


def test_a_probe_that_is_refused_ends_it_at_once(years: Years) -> None:
    """The server answers while it is handed over."""
    for _ in range(2):
        years.be_refused(years.post())
        years.counter.now += DAY
    years.counter.now -= DAY - HOUR
    years.counter.work_off()
    (probe,) = years.counter.waiting()
    assert probe.kind == "probe"
    assert years.be_refused(probe)
    assert years.status is SUSPENDED


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        pytest.param("Re: The Ledger: your issues have stopped", "resume", id="in English"),
        pytest.param("AW: The Ledger", "weiter", id="in German"),
        pytest.param("Re: The Ledger", "reanudar", id="in Spanish"),
        pytest.param("RE: The Ledger", "reprendre", id="in French"),
        pytest.param("resume", "", id="in the subject"),
    ],
)
def test_a_warning_is_answered_by_one_word(subject: str, line: str, years: Years) -> None:
    """The answer shows that the address works, so nothing more is asked, and wishes are as before."""
    years.pass_by(9, returned=[(0, HARD), (1, HARD), (2, HARD)])
    counter, wishes = years.counter, years.counter.reader().profile
    counter.now += DAY
    counter.work_off()
    (warning,) = counter.waiting()
    assert warning.kind == "warning"
    come(counter, mail(subject, line, headers=f"In-Reply-To: {warning.message_id}\r\n"))
    assert deal(counter) == [("done", ANN)]
    assert (years.status, counter.reader().profile) == (ACTIVE, wishes)
    assert counter.reader().next_due_at is not None


def test_a_bare_mail_brings_nobody_back_unasked(years: Years) -> None:
    """Anybody can write a From line: the owner of the address is asked first."""
    years.pass_by(3, returned=[(0, HARD), (1, HARD), (2, HARD)])
    come(years.counter, mail("resume"))
    assert deal(years.counter) == [("confirm-wish", ANN)]
    assert years.status is SUSPENDED


@pytest.mark.parametrize("way", ["by answering", "by joining anew", "by the operator"])
def test_who_comes_back_begins_anew(way: str, years: Years) -> None:
    """No more warnings; and one bounce more is the first again."""
    years.pass_by(10, returned=[(0, HARD), (1, HARD), (2, HARD)])
    assert years.written == [(1, "probe"), (9, "warning")]
    counter = years.counter
    if way == "by answering":
        counter.ask(Verb.RESUME, proof=Proof.ANSWER)
    elif way == "by joining anew":
        counter.join(change=TECH)
    else:
        people.resume(counter.store, ANN, now=counter.now)
    assert years.status is ACTIVE
    counter.waiting()
    years.written.clear()
    assert years.come_back(HARD) == "counted"
    for _ in range(40):
        counter.now += DAY
        counter.work_off()
    assert years.status is ACTIVE
    assert not {"warning", "probe"} & {message.kind for message in counter.waiting()}


def test_who_left_is_not_warned(years: Years) -> None:
    """Nor who is erased."""
    years.pass_by(8, returned=[(0, HARD), (1, HARD), (2, HARD)])
    years.counter.ask(Verb.LEAVE)
    years.counter.waiting()
    years.counter.now += 30 * DAY
    years.counter.work_off()
    assert years.counter.waiting() == []


def test_who_was_given_up_by_the_file_is_warned_from_then_on(counter: Counter) -> None:
    """After a backup was put back, which knows nothing of when."""
    counter.be(SUSPENDED)
    counter.work_off()
    assert counter.waiting() == []
    counter.now += timedelta(days=7)
    counter.work_off()
    assert [message.kind for message in counter.waiting()] == ["warning"]


def test_the_hour_is_looked_at_once(years: Years) -> None:
    """Not with every tick of the service."""
    years.counter.now = datetime.combine(NOON, time(15), tzinfo=NOON.tzinfo)
    years.counter.work_off()
    years.be_refused(years.post())
    years.counter.now += DAY
    years.counter.work_off()
    years.be_refused(years.post())
    years.counter.work_off()
    assert years.counter.waiting() == []
    years.counter.now += HOUR
    years.counter.work_off()
    assert [message.kind for message in years.counter.waiting()] == ["probe"]
