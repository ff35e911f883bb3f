"""When a mail is tried again, and what a refusal says about its address."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver import retry
from digest.domain.mail import Delivery, Outcome

AT = datetime(2022, 12, 7, 7, tzinfo=UTC)
A, R, D, U = Outcome.ACCEPTED, Outcome.REFUSED, Outcome.DEFERRED, Outcome.UNCERTAIN


def attempt(
    outcome: Outcome, code: int | None = None, enhanced: str = "", *, outbox_id: str = "1.2022-12-07"
) -> Delivery:
    return Delivery(
        message_id="<1@example.org>",
        outbox_id=outbox_id,
        outcome=outcome,
        reply_code=code,
        enhanced_code=enhanced,
        reply="",
        at=AT,
    )


@pytest.mark.parametrize(
    ("outcome", "attempts", "hours", "minutes"),
    [
        pytest.param(D, 1, 20, 5, id="five minutes after the first try"),
        pytest.param(D, 0, 20, 5, id="five minutes when nobody counted"),
        pytest.param(D, 2, 20, 15, id="a quarter of an hour after the second"),
        pytest.param(D, 3, 20, 30, id="half an hour after the third"),
        pytest.param(D, 4, 20, 60, id="an hour after the fourth"),
        pytest.param(D, 5, 20, 120, id="two hours after the fifth"),
        pytest.param(D, 6, 20, 240, id="four hours after the sixth"),
        pytest.param(D, 7, 20, 240, id="four hours after every later one"),
        pytest.param(D, 99, 20, 240, id="four hours after the ninety-ninth"),
        pytest.param(U, 1, 20, 5, id="an uncertain one like a deferred one"),
        pytest.param(A, 1, 20, None, id="an accepted one never"),
        pytest.param(R, 1, 20, None, id="a refused one never"),
        pytest.param(D, 4, 0.5, None, id="not when it would be stale by then"),
        pytest.param(D, 1, -1, None, id="not when it is stale already"),
        pytest.param(D, 1, 0.1, 5, id="once more just before it is stale"),
    ],
)
def test_next_attempt(outcome: Outcome, attempts: int, hours: float, minutes: int | None) -> None:
    """The wait grows from five minutes to four hours, give or take a tenth, until the edition is stale (OUT-62)."""
    again_at = retry.next_attempt(attempt(outcome), attempts, fresh_until=AT + timedelta(hours=hours))
    if minutes is None:
        assert again_at is None
    else:
        assert again_at is not None
        assert 0.9 * minutes <= (again_at - AT) / timedelta(minutes=1) <= 1.1 * minutes


@given(st.text(max_size=40), st.integers(min_value=1, max_value=1000))
def test_the_wait_is_within_its_bounds_and_repeatable(outbox_id: str, attempts: int) -> None:
    """Whatever the message: the same answer each time it is asked, after now and never later than fresh_until."""
    fresh_until = AT + timedelta(hours=4)
    delivery = attempt(D, outbox_id=outbox_id)
    again_at = retry.next_attempt(delivery, attempts, fresh_until=fresh_until)
    assert again_at == retry.next_attempt(delivery, attempts, fresh_until=fresh_until)
    assert again_at is None or AT < again_at <= fresh_until


def test_a_crowd_does_not_come_back_as_one_wave() -> None:
    """A thousand messages deferred in the same second are spread over a tenth of the wait either way."""
    moments = [
        retry.next_attempt(attempt(D, outbox_id=f"{n}.2022-12-07"), 4, fresh_until=AT + timedelta(days=1))
        for n in range(1000)
    ]
    waits = sorted((moment - AT) / timedelta(minutes=1) for moment in moments if moment)
    assert len(set(waits)) > 990
    assert waits[0] < 55
    assert 59 < waits[500] < 61
    assert waits[-1] > 65


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        pytest.param(20, 62, id="an hour, behind those who were not tried"),
        pytest.param(1, None, id="not when it would be stale by then"),
    ],
)
def test_what_was_refused_for_our_sake_is_not_for_good(hours: float, minutes: int | None) -> None:
    """It is put off, and tried again once the domain was left alone for an hour (OUT-60)."""
    refusal = attempt(R, 550, "5.7.1")
    again_at = retry.next_attempt(refusal, 1, fresh_until=AT + timedelta(hours=hours))
    assert again_at == (AT + timedelta(minutes=minutes) if minutes else None)
    assert retry.put_off(refusal).outcome is D
    assert retry.put_off(attempt(R, 550, "5.1.1")).outcome is R


@pytest.mark.parametrize(("outcome", "again", "is_given_up"), [(D, None, True), (D, AT, False), (U, None, False)])
def test_only_what_was_put_off_is_given_up(outcome: Outcome, again: datetime | None, is_given_up: bool) -> None:
    """And only without a next moment: what is in doubt stays so."""
    assert retry.is_given_up(attempt(outcome), again) is is_given_up


@pytest.mark.parametrize(("tried", "minutes"), [(0, 60), (1, 61), (7, 61)])
def test_who_was_tried_lets_the_others_go_first(tried: int, minutes: int) -> None:
    """When the rest of a domain is over."""
    assert retry.after_rest(AT, tried=tried) == AT + timedelta(minutes=minutes)


DEAD, OURS, NEITHER = (True, False), (False, True), (False, False)


@pytest.mark.parametrize(
    ("outcome", "code", "enhanced", "fate"),
    [
        pytest.param(R, 550, "5.1.1", DEAD, id="no such mailbox"),
        pytest.param(R, 550, "5.1.2", DEAD, id="no such system"),
        pytest.param(R, 553, "5.1.3", DEAD, id="an address with bad syntax"),
        pytest.param(R, 551, "5.1.6", DEAD, id="moved, no forwarding"),
        pytest.param(R, 556, "5.1.10", DEAD, id="a domain that takes no mail (RFC 7505)"),
        pytest.param(R, None, "5.1.3", DEAD, id="an address we cannot say"),
        pytest.param(R, 421, "5.1.1", DEAD, id="the enhanced code decides, not the basic one"),
        pytest.param(D, 450, "4.1.1", NEITHER, id="a mailbox unknown for now"),
        pytest.param(D, 450, "5.1.1", NEITHER, id="a contradiction that was only deferred"),
        pytest.param(R, 550, "", NEITHER, id="550 without an enhanced code may be policy"),
        pytest.param(R, 550, "5.0.0", NEITHER, id="an unspecific refusal"),
        pytest.param(R, 550, "5.1.0", NEITHER, id="some other trouble with the address"),
        pytest.param(R, 550, "5.1.4", NEITHER, id="an ambiguous address"),
        pytest.param(R, 550, "5.1.5", NEITHER, id="a code that means success"),
        pytest.param(R, 553, "5.1.7", NEITHER, id="our sender's syntax"),
        pytest.param(R, 550, "5.1.8", NEITHER, id="our sender's domain"),
        pytest.param(R, 550, "5.1.9", NEITHER, id="a message relayed to a system without mail"),
        pytest.param(R, 550, "5.1.11", NEITHER, id="a code that begins like a deadly one"),
        pytest.param(R, 550, "5.2.1", NEITHER, id="a mailbox disabled"),
        pytest.param(R, 552, "5.2.2", NEITHER, id="a mailbox full for good"),
        pytest.param(D, 452, "4.2.2", NEITHER, id="a mailbox full for now"),
        pytest.param(D, 450, "4.2.0", NEITHER, id="greylisting"),
        pytest.param(R, 552, "5.2.3", NEITHER, id="a message too long for the mailbox"),
        pytest.param(R, 550, "5.3.0", NEITHER, id="trouble with the system"),
        pytest.param(R, 552, "5.3.4", NEITHER, id="a message too big for the system"),
        pytest.param(D, 452, "4.3.1", NEITHER, id="a system that is full"),
        pytest.param(R, 550, "5.4.1", NEITHER, id="no answer from the host"),
        pytest.param(R, 550, "5.4.4", NEITHER, id="no route"),
        pytest.param(R, 503, "5.5.1", NEITHER, id="a command out of step"),
        pytest.param(R, 554, "5.6.0", NEITHER, id="content not liked"),
        pytest.param(R, 550, "5.6.7", NEITHER, id="an address beyond ASCII"),
        pytest.param(R, 550, "5.7.0", OURS, id="security, unspecific"),
        pytest.param(R, 554, "5.7.1", OURS, id="not authorised: policy"),
        pytest.param(R, 535, "5.7.8", OURS, id="wrong credentials"),
        pytest.param(R, 550, "5.7.20", OURS, id="no passing DKIM signature (RFC 7372)"),
        pytest.param(R, 550, "5.7.23", OURS, id="SPF failed (RFC 7372)"),
        pytest.param(R, 550, "5.7.25", OURS, id="no reverse DNS (RFC 7372)"),
        pytest.param(R, 550, "5.7.26", OURS, id="not authenticated (Gmail)"),
        pytest.param(R, 550, "5.7.515", OURS, id="not authenticated (Microsoft)"),
        pytest.param(R, 550, "5.70.1", NEITHER, id="a code that only begins like policy"),
        pytest.param(D, 421, "4.7.28", NEITHER, id="slowed down by Gmail"),
        pytest.param(D, 451, "4.7.1", NEITHER, id="policy that asks to come again"),
        pytest.param(A, 250, "2.1.5", NEITHER, id="accepted"),
        pytest.param(U, None, "", NEITHER, id="uncertain"),
    ],
)
def test_fates(outcome: Outcome, code: int | None, enhanced: str, fate: tuple[bool, bool]) -> None:
    """Only codes about the address kill it; policy is the operator's to mend and never held against it (OUT-60)."""
    delivery = attempt(outcome, code, enhanced)
    assert (retry.address_is_dead(delivery), retry.is_our_fault(delivery)) == fate
