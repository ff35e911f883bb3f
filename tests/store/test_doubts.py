"""Doubts: resolved by evidence first, else by the policy, and never more than one extra copy."""

from datetime import timedelta

import pytest

from digest.domain.mail import Doubt, OutboxStatus, Outcome, Resolved, Verdict
from digest.store import Store
from tests.store import samples
from tests.store.samples import HOUR, LEASE, NOW, TODAY, planned, reader

ANN = "ann.2022-12-06"
LATER = NOW + HOUR
AT_ONCE = timedelta(0)


@pytest.fixture(autouse=True)
def in_doubt(memory: Store) -> None:
    """Ann's message was said to its last byte, and its reply never read."""
    memory.people.save([reader("ann")])
    memory.mail.plan([planned(reader("ann"))])
    doubt(memory)


def doubt(memory: Store) -> None:
    """The message is sent, and nobody knows what became of it."""
    assert memory.mail.claim(limit=1, token="mine", now=NOW, lease=LEASE)
    assert memory.mail.record([ANN], [], token="mine", now=NOW, relay="mx:25")
    unread = samples.delivery(ANN, Outcome.UNCERTAIN)
    assert memory.mail.settle(unread, token="mine", next_attempt_at=NOW)


def status(memory: Store) -> OutboxStatus | None:
    """Where Ann's message stands."""
    day = memory.mail.day("ann", TODAY)
    assert day is not None
    return day.status


def test_a_doubt_says_what_evidence_needs(memory: Store) -> None:
    """The Message-ID, where it went and when."""
    message_id = "<ann.2022-12-06@example.org>"
    assert memory.doubts.open() == (
        Doubt(outbox_id=ANN, message_id=message_id, to="ann@example.org", relay="mx:25", dot_at=NOW),
    )


@pytest.mark.parametrize(
    ("verdict", "resolved", "expected", "left_open"),
    [
        pytest.param(Verdict.ACCEPTED, Resolved(accepted=1), OutboxStatus.ACCEPTED, 0, id="the next hop has it"),
        pytest.param(Verdict.ABSENT, Resolved(absent=1), OutboxStatus.DEFERRED, 0, id="the next hop never took it"),
        pytest.param(Verdict.UNKNOWN, Resolved(), OutboxStatus.UNCERTAIN, 1, id="nobody knows yet"),
    ],
)
def test_evidence_ends_a_doubt(
    memory: Store, verdict: Verdict, resolved: Resolved, expected: OutboxStatus, left_open: int
) -> None:
    """Accepted for good, or waiting again as never sent; without evidence it stays open (mail.md OUT-71)."""
    assert memory.doubts.resolve({ANN: verdict}, by="the log", now=LATER) == resolved
    assert status(memory) is expected
    assert len(memory.doubts.open()) == left_open


def test_absent_is_not_a_copy(memory: Store) -> None:
    """What the next hop never took may be in doubt again and still be sent once more by the policy."""
    for _ in range(2):
        memory.doubts.resolve({ANN: Verdict.ABSENT}, by="the log", now=NOW)
        doubt(memory)
    assert memory.doubts.decide(resend=True, grace=AT_ONCE, now=LATER) == Resolved(resent=1)


def test_by_the_policy_one_more_copy_and_no_second(memory: Store) -> None:
    """The second doubt is final (mail.md OUT-72)."""
    assert memory.doubts.decide(resend=True, grace=AT_ONCE, now=NOW) == Resolved(resent=1)
    doubt(memory)
    assert memory.doubts.decide(resend=True, grace=AT_ONCE, now=NOW) == Resolved(left=1)
    assert status(memory) is OutboxStatus.UNCERTAIN
    assert memory.doubts.open() == ()
    assert memory.mail.claim(limit=1, token="mine", now=LATER, lease=LEASE) == ()


def test_by_the_other_policy_doubt_is_final_at_once(memory: Store) -> None:
    """At most one copy, and the reader is named."""
    assert memory.doubts.decide(resend=False, grace=AT_ONCE, now=LATER) == Resolved(left=1)
    (day,) = memory.mail.unreached(since=NOW)
    assert (day.status, day.done_at) == (OutboxStatus.UNCERTAIN, LATER)


def test_stale_news_is_not_sent_once_more(memory: Store) -> None:
    """It stays in doubt instead."""
    assert memory.doubts.decide(resend=True, grace=AT_ONCE, now=NOW + 21 * HOUR) == Resolved(left=1)


def test_the_policy_waits_for_evidence_to_come_in(memory: Store) -> None:
    """As long as `grace` after the dot."""
    minute = timedelta(minutes=1)
    assert memory.doubts.decide(resend=True, grace=minute, now=NOW + minute / 2) == Resolved()
    assert memory.doubts.decide(resend=True, grace=minute, now=NOW + minute) == Resolved(resent=1)


def test_a_report_that_comes_late_still_counts(memory: Store) -> None:
    """What was left in doubt is accepted when evidence turns up, and never sent again by it."""
    memory.doubts.decide(resend=False, grace=AT_ONCE, now=LATER)
    assert memory.doubts.resolve({ANN: Verdict.ABSENT}, by="a report", now=LATER) == Resolved()
    assert memory.doubts.resolve({ANN: Verdict.ACCEPTED}, by="a report", now=LATER) == Resolved(accepted=1)
    assert status(memory) is OutboxStatus.ACCEPTED


def test_what_is_settled_is_not_resolved(memory: Store) -> None:
    """Evidence moves doubts only."""
    memory.doubts.resolve({ANN: Verdict.ACCEPTED}, by="the log", now=NOW)
    assert memory.doubts.resolve({ANN: Verdict.ABSENT}, by="the log", now=LATER) == Resolved()
    assert status(memory) is OutboxStatus.ACCEPTED
