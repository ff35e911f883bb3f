"""The account that adds up, and the operator's mail (mail.md REL-15)."""

import email
import email.policy
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from digest import config, store
from digest.config import Settings
from digest.deliver.maildir import MaildirTransport
from digest.domain.letters import Incoming, Way
from digest.domain.mail import Delivery, OutboxStatus, Outcome
from digest.domain.news import FeedStatus
from digest.domain.people import Door
from digest.domain.wishes import Asker, Command, Request, Verb
from digest.pipeline import post, report
from digest.store import Store
from digest.store.bounces import PROBE
from tests.store import samples
from tests.store.samples import NOW

LATER = NOW + timedelta(hours=3)


def wishing(folder: Path, text: str = '[operator]\naddress = "op@example.org"\n') -> Settings:
    path = folder / "config.toml"
    path.write_text(f'[service]\nname = "News"\nfrom = "news@digest.example"\n{text}', encoding="utf-8")
    return config.load(path, {})


def lead_to(opened: Store, key: str, status: OutboxStatus) -> None:
    """One reader's edition, brought to a state by the steps that lead there."""
    who = samples.reader(key)
    opened.people.save([who])
    opened.mail.plan([samples.planned(who)])
    if status is OutboxStatus.RENDERED:
        return
    if status is OutboxStatus.SUPPRESSED:
        opened.mail.withhold([who.id], "the reader left", now=NOW)
        return
    opened.mail.claim(limit=1, token=key, now=NOW, lease=samples.LEASE)
    if status is OutboxStatus.CLAIMED:
        return
    opened.mail.mark_dot(f"{key}.2022-12-06", token=key, now=NOW)
    if status is OutboxStatus.DOT:
        return
    outcome = Outcome.DEFERRED if status is OutboxStatus.EXPIRED else Outcome(status.value)
    again = LATER if status in {OutboxStatus.DEFERRED, OutboxStatus.UNCERTAIN} else None
    opened.mail.settle(samples.delivery(f"{key}.2022-12-06", outcome), token=key, next_attempt_at=again)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.sampled_from(list(OutboxStatus)), max_size=9))
def test_the_account_adds_up_whatever_happened(ends: list[OutboxStatus]) -> None:
    """Planned is the sum of all kinds, and everyone who was not accepted is named once, with a reason."""
    with store.memory(NOW) as opened:
        # Those that only wait come last: a claim takes whatever waits.
        ends.sort(key=lambda status: status is OutboxStatus.RENDERED)
        for number, status in enumerate(ends):
            lead_to(opened, f"r{number}", status)
        account = report.reckoning(opened, now=LATER)
    named = [trouble for troubles in account.kinds.values() for trouble in troubles]
    assert account.adds_up
    assert account.planned == len(ends)
    assert Counter(one.name for one in named) == Counter(
        f"r{number}@example.org" for number, status in enumerate(ends) if status is not OutboxStatus.ACCEPTED
    )
    assert all(one.reason.startswith("2022-12-06: ") and len(one.reason) > 14 for one in named)


def test_what_is_older_than_a_day_is_not_of_this_account() -> None:
    """A day later the account is empty, and adds up."""
    with store.memory(NOW) as opened:
        lead_to(opened, "ann", OutboxStatus.REFUSED)
        account = report.reckoning(opened, now=NOW + timedelta(days=1, seconds=1))
    assert (account.planned, account.adds_up) == (0, True)


def sent(opened: Store, wishes: Settings, folder: Path) -> list[EmailMessage]:
    """What the operator finds in the Maildir after the hour."""
    report.write(opened, wishes, now=LATER)
    post.send(opened, MaildirTransport(folder / "mail"), clock=lambda: LATER)
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in (folder / "mail" / "new").glob("*")
    ]


def test_trouble_is_mailed_once_a_day(tmp_path: Path) -> None:
    """One mail names every kind of trouble, who and what to do; that day there is no second one."""
    wishes = wishing(tmp_path)
    with store.memory(NOW) as opened:
        for number, status in enumerate((OutboxStatus.ACCEPTED, OutboxStatus.REFUSED, OutboxStatus.EXPIRED)):
            lead_to(opened, f"r{number}", status)
        dead = replace(samples.LEDGER, status=FeedStatus.GONE, last_error="410 Gone")
        opened.news.save_feeds([dead])
        refusal = samples.delivery("r1.2022-12-06", Outcome.REFUSED, enhanced_code="5.7.26")
        opened.refusals.raise_alarm("big.example", refusal)
        opened.journal.remember(hold="")
        (mail,) = sent(opened, wishes, tmp_path)
        assert not report.write(opened, wishes, now=LATER + timedelta(hours=1))
        assert [reader.address for reader in opened.people.subscribers()] == [f"r{n}@example.org" for n in range(3)]
    assert (mail["To"], mail["Subject"]) == ("op@example.org", "News: 4 things to look at")
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content()
    for words in (
        "1 domain will not have our mail",
        "big.example, 1 time: the server's words: refused",
        "1 edition refused",
        "r1@example.org: 2022-12-06: the server's words: refused",
        "1 edition expired",
        "https://ledger.example/rss: 410 Gone",
        "3 planned = 1 accepted + 1 refused + 0 deferred + 1 expired + 0 uncertain + 0 suppressed",
    ):
        assert words in text


def test_who_waits_behind_a_refusal_is_counted() -> None:
    """All that waits for readers there, tried or not; not of domains that only look alike, nor what was held back."""
    with store.memory(NOW) as opened:
        for key, domain in (("a", "Big.example"), ("b", "big.example"), ("c", "not-big.example"), ("d", "big.example")):
            who = samples.reader(key, address=f"{key}@{domain}")
            opened.people.save([who])
            opened.mail.plan([samples.planned(who, to=who.address)])
        opened.mail.withhold(["d"], "the reader left", now=NOW)
        refusal = samples.delivery("a.2022-12-06", Outcome.REFUSED, enhanced_code="5.7.26")
        for domain in ("big.example", "b_g.example", "mx.example:25"):
            opened.refusals.raise_alarm(domain, refusal)
        (thing,) = [one for one in report.things(opened, now=LATER) if "will not have our mail" in one.title]
    assert sorted(thing.lines) == [
        "b_g.example, 1 time: the server's words: refused",
        "big.example, 1 time, 2 mails waiting: the server's words: refused",
        "mx.example:25, 1 time: the server's words: refused",
    ]


@pytest.mark.parametrize(
    ("text", "ends", "now"),
    [
        pytest.param('[operator]\naddress = "op@example.org"\n', OutboxStatus.ACCEPTED, LATER, id="on a good day"),
        pytest.param("", OutboxStatus.REFUSED, LATER, id="where nobody is named"),
        pytest.param('[operator]\naddress = "op@example.org"\n', OutboxStatus.REFUSED, NOW, id="before the hour"),
    ],
)
def test_no_mail(tmp_path: Path, text: str, ends: OutboxStatus, now: datetime) -> None:
    """Nothing is written to the operator without a reason, a name and the hour."""
    with store.memory(NOW) as opened:
        lead_to(opened, "ann", ends)
        assert not report.write(opened, wishing(tmp_path, text), now=now)
        assert opened.mail.waiting(now=LATER) == 0


def test_a_quiet_morning_does_not_end_the_day(tmp_path: Path) -> None:
    """A run that found nothing after the hour leaves the day open: an alarm in the afternoon is mailed, and once."""
    wishes = wishing(tmp_path)
    with store.memory(NOW) as opened:
        lead_to(opened, "ann", OutboxStatus.ACCEPTED)
        assert not report.write(opened, wishes, now=LATER)
        refusal = samples.delivery("ann.2022-12-06", Outcome.REFUSED, enhanced_code="5.7.26")
        opened.refusals.raise_alarm("big.example", refusal)
        assert report.write(opened, wishes, now=LATER + timedelta(hours=3))
        assert not report.write(opened, wishes, now=LATER + timedelta(hours=4))


def test_nothing_sent_is_told(tmp_path: Path) -> None:
    """When not one edition went out, the operator is told how many wait."""
    with store.memory(NOW) as opened:
        lead_to(opened, "ann", OutboxStatus.DEFERRED)
        (thing,) = report.things(opened, now=LATER)
    assert thing.title == "Nothing was sent: 1 edition waiting"


def test_long_lists_are_cut() -> None:
    """Of many only the first are named, and the number of the others."""
    with store.memory(NOW) as opened:
        for number in range(report.LINES + 2):
            lead_to(opened, f"r{number:02}", OutboxStatus.REFUSED)
        (thing,) = report.things(opened, now=LATER)
    assert len(thing.lines) == report.LINES + 1
    assert thing.lines[-1] == "and 2 more"


def test_addresses_given_up_are_named() -> None:
    """A reader suspended since yesterday is named with the server's words."""
    with store.memory(NOW) as opened:
        lead_to(opened, "ann", OutboxStatus.REFUSED)
        opened.bounces.mark("ann", PROBE, at=NOW - timedelta(days=1))
        for days in (1, 0):
            no: Delivery = samples.delivery("ann.2022-12-06", Outcome.REFUSED, at=NOW - timedelta(days=days))
            opened.refusals.strike(no)
        titles = [thing.title for thing in report.things(opened, now=LATER)]
    assert titles == ["1 edition refused", "1 address given up as dead"]


@pytest.mark.parametrize(
    ("people", "title"),
    [
        pytest.param(1, "1 person waits to be asked whether they want to join", id="one"),
        pytest.param(1200, "1,200 people wait to be asked whether they want to join", id="many"),
    ],
)
def test_people_over_the_ceiling_are_told(people: int, title: str) -> None:
    """Those who have waited for longer than a tick or two (SUB-16)."""
    with store.memory(NOW) as opened, opened.transaction():
        for number in range(people):
            request = Request(
                id=f"{number:016x}",
                command=Command(verb=Verb.SUBSCRIBE),
                asker=Asker(door=Door.WEB),
                asked_at=NOW,
                expires_at=NOW + timedelta(days=3),
            )
            opened.requests.take(request)
        assert report.things(opened, now=NOW + timedelta(minutes=10)) == ()
        (thing,) = report.things(opened, now=NOW + timedelta(minutes=11))
    assert thing.title == title


def test_a_mailbox_that_is_not_read_and_letters_set_aside_are_told() -> None:
    """Both need a person: a login to mend, and letters to look at."""
    with store.memory(NOW) as opened:
        letter = Incoming(id="a" * 32, way=Way.PIPE, sender="", recipient="news@example.org", came_at=NOW, raw=b"x")
        opened.letters.add([letter])
        opened.letters.fail(letter.id, "2,000 headers", most=1)
        opened.journal.remember(inbox="mail.example refuses the login of news")
        told = {thing.title: thing.lines for thing in report.things(opened, now=NOW)}
    assert told["The mailbox is not read any more"] == ("mail.example refuses the login of news",)
    assert told["1 letter could not be dealt with"] == ("2,000 headers",)
