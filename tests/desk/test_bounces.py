"""What a mail that came back changes: something when it proves whose it is, nothing when it does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest import config, store
from digest.config import Settings
from digest.desk import bounces
from digest.domain.consents import Act
from digest.domain.mail import OutboxMessage
from digest.domain.people import Subscriber, SubscriberStatus
from digest.pipeline import links
from digest.store import Store
from digest.tokens import Keys
from tests.deliver.reports import DIGEST, complaint, mail, notification, three
from tests.store import samples

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ANN = Subscriber(
    id="0123456789abcdef", address="ann@reader.example", created_at=NOW - 9 * DAY, next_issue_date=(NOW + DAY).date()
)
CONFIG = """
[service]
from = "news@news.example"
[[profiles]]
name = "all"
topics = { world = 1.0 }
"""
HARD = notification("550 5.1.1 no such user")
FULL = notification("452 4.2.2 mailbox full", status="4.2.2")


class Desk:
    """A store with Ann in it, and what comes back."""

    def __init__(self, opened: Store, settings: Settings) -> None:
        self.store, self.settings = opened, settings
        self.keys = links.keys(opened)

    def extension(self, at: datetime = NOW, keys: Keys | None = None) -> str:
        return (keys or self.keys).make_extension(ANN.id, at.date())

    def note(self, raw: bytes, extension: str | None = None, *, at: datetime = NOW) -> str:
        known = self.extension(at) if extension is None else extension
        return bounces.note(self.store, self.settings, self.keys, extension=known, raw=raw, now=at)

    def status(self) -> SubscriberStatus:
        found = self.store.people.with_id(ANN.id)
        assert found is not None
        return found.status

    def everything(self) -> tuple[object, ...]:
        """All that a report could change."""
        return (
            self.store.people.with_id(ANN.id),
            self.store.erasure.rows(ANN.id),
            self.store.consents.of(ANN.id),
            self.store.refusals.alarms(),
        )

    def probes(self) -> int:
        rows = self.store.erasure.rows(ANN.id)["mail"]
        return sum(row["kind"] == "probe" for row in rows)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ann reads."""
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    with store.memory(NOW) as opened:
        opened.people.save([ANN])
        yield Desk(opened, config.load(tmp_path / "config.toml", {}))


def test_a_hard_bounce_on_a_second_day_is_probed_and_ends_after_it(desk: Desk) -> None:
    """Not the second on the same day; and nothing more happens afterwards."""
    assert desk.note(HARD) == f"hard bounce of {ANN.id}: counted"
    assert desk.note(HARD, at=NOW + HOUR) == f"hard bounce of {ANN.id}: counted already today"
    assert desk.note(HARD, at=NOW + DAY) == f"hard bounce of {ANN.id}: probed"
    assert desk.note(HARD, at=NOW + DAY + HOUR) == f"hard bounce of {ANN.id}: probed already"
    assert (desk.probes(), desk.status()) == (1, SubscriberStatus.ACTIVE)
    assert desk.note(HARD, at=NOW + 2 * DAY) == f"hard bounce of {ANN.id}: suspended"
    assert desk.status() is SubscriberStatus.SUSPENDED
    assert desk.note(HARD, at=NOW + 3 * DAY).startswith("nothing: ")
    assert desk.probes() == 1


def test_a_refusal_and_a_hard_bounce_are_two_days(desk: Desk) -> None:
    """Whether a server refuses or sends back later, it is one count."""
    desk.store.refusals.strike_reader(ANN.id, samples.delivery("x", at=NOW - DAY, enhanced_code="5.1.1", reply="no"))
    assert desk.note(HARD).endswith("probed")


@pytest.mark.parametrize(
    ("days", "probes"),
    [
        pytest.param([0, 1, 2, 3], 0, id="four days"),
        pytest.param([0, 0, 1, 1, 2, 2, 3, 3], 0, id="eight bounces on four days"),
        pytest.param([0, 1, 2, 3, 4], 1, id="five days"),
        pytest.param([0, 1, 3, 4, 6], 1, id="five within seven days"),
        pytest.param([0, 1, 2, 3, 7], 0, id="the first is stale"),
        pytest.param([0, 2, 4, 6, 8, 10, 12, 14], 0, id="every second day"),
    ],
)
def test_soft_bounces_are_counted_by_days(desk: Desk, days: list[int], probes: int) -> None:
    """One a day at most, for seven days."""
    for number, day in enumerate(days):
        desk.note(FULL, at=NOW + day * DAY + number * timedelta(minutes=1))
    assert (desk.probes(), desk.status()) == (probes, SubscriberStatus.ACTIVE)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(notification("550 5.7.26 not authenticated", status="5.7.26"), id="authentication"),
        pytest.param(notification("554 blocked using zen.spamhaus.org", status="5.0.0"), id="blocked"),
        pytest.param(notification("550 spam message rejected", status="5.0.0"), id="spam"),
        pytest.param(notification("550 user unknown", status="5.7.1"), id="a code of policy, whatever is said"),
    ],
)
def test_a_refusal_of_us_is_the_operators(desk: Desk, raw: bytes) -> None:
    """However often: an alarm for the domain, and no count."""
    for day in range(8):
        desk.note(raw, at=NOW + day * DAY)
    (alarm,) = desk.store.refusals.alarms()
    assert (alarm.domain, alarm.times) == ("reader.example", 8)
    assert (desk.status(), desk.probes()) == (SubscriberStatus.ACTIVE, 0)
    assert desk.store.bounces.points(ANN.id, now=NOW + 7 * DAY) == 0


def test_a_complaint_ends_it_at_once_and_for_good(desk: Desk) -> None:
    """It is on record, and a second one changes nothing."""
    assert desk.note(complaint()) == f"complaint of {ANN.id}: unsubscribed"
    before = desk.everything()
    assert desk.status() is SubscriberStatus.UNSUBSCRIBED
    assert [consent.act for consent in desk.store.consents.of(ANN.id)] == [Act.COMPLAINED]
    assert desk.note(complaint(), at=NOW + DAY).startswith("nothing: ")
    assert desk.everything() == before


def test_a_return_address_may_come_back_in_capitals(desk: Desk) -> None:
    """Some systems fold case (OUT-14)."""
    assert desk.note(HARD, desk.extension().upper()).endswith("counted")


def _returned(extension: str = "", message_id: str = "<x@news.example>") -> str:
    path = f"Return-Path: <news+{extension}@news.example>\n" if extension else ""
    return f"{path}From: news@news.example\nTo: ann@reader.example\nMessage-ID: {message_id}\n"


def test_the_mail_that_came_back_may_be_the_proof(desk: Desk) -> None:
    """Where reports come to a plain address: the return address in it, or its Message-ID that only its reader had."""
    sent = OutboxMessage(
        id="sent",
        kind="edition",
        envelope_from="news@news.example",
        to=ANN.address,
        message_id="<secret@news.example>",
        mime=b"\r\n",
        next_attempt_at=NOW,
        fresh_until=NOW + DAY,
    )
    desk.store.mail.post(ANN.id, sent, now=NOW)
    by_id = notification("550 5.1.1 no", returned=_returned(message_id="<secret@news.example>"))
    by_path = notification("550 5.1.1 no", returned=_returned(desk.extension()))
    assert desk.note(by_id, "").endswith("counted")
    assert desk.note(by_path, "", at=NOW + HOUR).endswith("counted already today")
    field = f"Original-Mail-From: <news+{desk.extension()}@news.example>"
    assert desk.note(complaint(fields=[field], returned=_returned()), "").endswith("unsubscribed")


STRANGE = Keys(b"another root of keys, 32 octets!")
EXTENSIONS = [
    pytest.param(lambda _: "", id="no return address"),
    pytest.param(lambda _: "b-", id="a broken one"),
    pytest.param(lambda desk: desk.extension(keys=STRANGE), id="one of another service"),
    pytest.param(lambda desk: desk.extension()[:-1] + "a7"[desk.extension()[-1] == "a"], id="one that was changed"),
    pytest.param(lambda desk: "b-" + desk.extension()[2:18] + "-" + "a" * 26, id="one with a MAC that was guessed"),
    pytest.param(lambda desk: desk.keys.make_extension("fedcba9876543210", NOW.date()), id="of nobody who subscribes"),
]


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(HARD, id="hard"),
        pytest.param(FULL, id="soft"),
        pytest.param(notification("550 blocked", status="5.7.1"), id="policy"),
        pytest.param(complaint(), id="complaint"),
        pytest.param(complaint(fields=["Original-Rcpt-To: ann@reader.example"]), id="a complaint that names her"),
        pytest.param(
            notification("550 5.1.1 no", returned=_returned(STRANGE.make_extension(ANN.id, NOW.date()))), id="copied"
        ),
    ],
)
def test_a_forged_report_changes_nothing(desk: Desk, raw: bytes, extension: object) -> None:
    """However often it comes, with any return address that we did not make (REC-10)."""
    assert callable(extension)
    before = desk.everything()
    for day in range(6):
        assert desk.note(raw, extension(desk), at=NOW + day * DAY).startswith("nothing: ")
    assert desk.everything() == before


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(notification("450 4.2.2 full", status="4.2.2", action="delayed"), id="late"),
        pytest.param(notification("", status="4.0.0", action="delayed"), id="late, without a cause"),
        pytest.param(notification("", status="2.0.0", action="delivered"), id="delivered"),
        pytest.param(complaint("not-spam"), id="not spam"),
        pytest.param(mail("From: ann@reader.example\nSubject: Out of office", "Until 3 May."), id="a holiday note"),
        pytest.param(mail("From: ann@reader.example\nSubject: hello", DIGEST), id="a letter"),
    ],
)
def test_what_is_no_bounce_changes_nothing(desk: Desk, raw: bytes) -> None:
    """Also with a good return address, day after day."""
    before = desk.everything()
    for day in range(6):
        assert desk.note(raw, at=NOW + day * DAY).startswith("nothing: ")
    assert desk.everything() == before


def test_an_old_return_address_is_no_proof_of_a_bounce(desk: Desk) -> None:
    """Who kept one mail cannot bounce it every day; a complaint may come late."""
    old = desk.extension(NOW - 20 * DAY)
    assert desk.note(HARD, old).startswith("nothing: ")
    assert desk.note(complaint(), old).endswith("unsubscribed")


def test_only_who_gets_mail_is_counted(desk: Desk) -> None:
    """A pause stays a pause."""
    desk.store.people.save([replace(ANN, status=SubscriberStatus.PAUSED)])
    assert desk.note(HARD).startswith("nothing: ")
    assert desk.note(HARD, at=NOW + DAY).startswith("nothing: ")
    assert desk.status() is SubscriberStatus.PAUSED


@pytest.mark.parametrize(
    ("raw", "sender", "expected"),
    [
        pytest.param(HARD, "", True, id="a bounce, from nobody"),
        pytest.param(HARD, "MAILER-DAEMON@mx.example", True, id="a bounce, from a machine"),
        pytest.param(HARD, "ann@reader.example", False, id="a bounce that somebody sends us"),
        pytest.param(complaint(), "feedback@provider.example", True, id="a complaint"),
        pytest.param(mail("From: ann@reader.example\nSubject: help", "help"), "", False, id="a letter"),
    ],
)
def test_a_report_is_told_from_a_letter(raw: bytes, sender: str, expected: bool) -> None:
    """At an address that people write to."""
    assert bounces.is_report(raw, sender=sender) is expected


def test_what_is_about_her_counts(desk: Desk) -> None:
    """Of several addresses in a report her own; the worst where hers is not among them."""
    words = "Final-Recipient: rfc822; bob@x.example\nAction: failed\nStatus: 5.1.1\n\n"
    both = FULL.replace(b"Final-Recipient: rfc822; ann", words.encode() + b"Final-Recipient: rfc822; ann")
    assert desk.note(both) == f"soft bounce of {ANN.id}: counted"
    forwarded = notification("550 5.1.1 unknown user", to="other@elsewhere.example")
    assert desk.note(forwarded, at=NOW + DAY) == f"hard bounce of {ANN.id}: counted"


@pytest.mark.parametrize(
    ("who", "said"),
    [("ann", "hard bounce of {}: counted"), ("bob", "soft bounce of {}: counted"), ("carl", "nothing: mail to {}")],
)
def test_each_of_several_counts_by_their_own_status(desk: Desk, who: str, said: str) -> None:
    """One report of three: hard for whom it is hard, soft for whom it is soft, nothing for who got the mail."""
    desk.store.people.save([replace(ANN, address=f"{who}@reader.example")])
    assert desk.note(three()).startswith(said.format(ANN.id))
    kinds = [row["kind"] for row in desk.store.erasure.rows(ANN.id)["bounces"]]
    assert kinds == {"ann": ["hard"], "bob": ["soft"], "carl": []}[who]
    assert len(desk.store.erasure.rows(ANN.id)["refusals"]) == (who == "ann")


@pytest.mark.parametrize("status", ["4.4.1", "4.2.2", "4.0.0"])
def test_mail_that_is_only_late_counts_for_nothing(desk: Desk, status: str) -> None:
    """A warning on each of seven days changes nothing (REC-11)."""
    late = notification("connect to mx.reader.example: mailbox full", status=status, action="delayed")
    before = desk.everything()
    for day in range(7):
        assert desk.note(late, at=NOW + day * DAY).startswith("nothing: ")
    assert desk.everything() == before
