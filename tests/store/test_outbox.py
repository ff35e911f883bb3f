"""The outbox: no two senders, no second copy without need, no end that is undone."""

from datetime import datetime, timedelta

import pytest

from digest.domain.mail import OutboxStatus, Outcome, Recovered
from digest.domain.people import SubscriberStatus
from digest.pipeline import keeping
from digest.store import Store
from tests.store import samples
from tests.store.samples import HOUR, LEASE, NOW, TODAY, planned, reader

ANN = "ann.2022-12-06"
LATER = NOW + LEASE + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def waiting(memory: Store) -> None:
    """A message for Ann waits."""
    memory.people.save([reader("ann")])
    memory.mail.plan([planned(reader("ann"))])


def claim(memory: Store, token: str = "mine", *, now: datetime = NOW, limit: int = 20) -> list[str]:
    """The ids a sender got."""
    return [message.id for message in memory.mail.claim(limit=limit, token=token, now=now, lease=LEASE)]


def dot(memory: Store, token: str = "mine", *, now: datetime = NOW) -> bool:
    """Whether Ann's last bytes may go out."""
    return memory.mail.mark_dot(ANN, token=token, now=now)


def settle(memory: Store, outcome: Outcome, *, token: str = "mine", again: datetime | None = None) -> bool:
    """Whether Ann's outcome was recorded."""
    return memory.mail.settle(samples.delivery(ANN, outcome), token=token, next_attempt_at=again)


def used(memory: Store, relay: str, *, now: datetime) -> int:
    """How many mails a relay has had in the day before."""
    return 1000 - memory.mail.room(relay, per_day=1000, now=now).mails


def status(memory: Store, subscriber_id: str = "ann") -> OutboxStatus | None:
    """Where a message of today stands."""
    day = memory.mail.day(subscriber_id, TODAY)
    assert day is not None
    return day.status


def test_a_claim_gives_the_frozen_message(memory: Store) -> None:
    """The same bytes and Message-ID as planned, now ours, with the attempt counted."""
    message = planned(reader("ann")).message
    assert message is not None
    (claimed,) = memory.mail.claim(limit=20, token="mine", now=NOW, lease=LEASE)
    assert (claimed.mime, claimed.message_id, claimed.to) == (message.mime, message.message_id, message.to)
    assert (claimed.status, claimed.attempts) == (OutboxStatus.CLAIMED, 1)
    assert memory.mail.message(ANN) == claimed


def test_what_is_claimed_is_nobody_elses(memory: Store) -> None:
    """Not even after the lease, until it is recovered."""
    assert claim(memory) == [ANN]
    assert claim(memory, "theirs") == claim(memory, "theirs", now=LATER) == []


def test_a_message_waits_for_its_moment(memory: Store) -> None:
    """Not a second earlier."""
    assert claim(memory, now=NOW - timedelta(seconds=1)) == []
    assert claim(memory) == [ANN]


def test_who_waited_longest_is_claimed_first(memory: Store) -> None:
    """At most as many as asked for."""
    memory.people.save([reader("bob"), reader("eve")])
    memory.mail.plan([planned(reader("eve")), planned(reader("bob"), next_attempt_at=NOW - HOUR)])
    assert claim(memory, limit=2) == ["bob.2022-12-06", ANN]
    assert claim(memory, limit=2) == ["eve.2022-12-06"]


@pytest.mark.parametrize("left", [one for one in SubscriberStatus if one is not SubscriberStatus.ACTIVE])
def test_nobody_who_left_gets_what_was_waiting(memory: Store, left: SubscriberStatus) -> None:
    """Leaving stops everything that no sender holds yet (scale.md 4.5, 7), and others are claimed in its place."""
    memory.people.save([reader("ann", status=left), reader("bob")])
    memory.mail.plan([planned(reader("bob"))])
    assert claim(memory, limit=1) == ["bob.2022-12-06"]
    assert status(memory) is OutboxStatus.SUPPRESSED


def test_what_is_no_longer_fresh_expires(memory: Store) -> None:
    """Yesterday's news is not sent, and the reader is named."""
    stale = NOW + 20 * HOUR + timedelta(seconds=1)
    assert claim(memory, now=stale) == []
    (day,) = memory.mail.unreached(since=NOW)
    assert (day.status, day.done_at) == (OutboxStatus.EXPIRED, stale)
    assert day.reply == "it could not be handed over while it was fresh"


def test_the_last_fresh_moment_still_counts(memory: Store) -> None:
    """It is stale after `fresh_until`, not at it."""
    assert claim(memory, now=NOW + 20 * HOUR) == [ANN]


def test_what_expires_keeps_the_servers_last_words(memory: Store) -> None:
    """They say why."""
    claim(memory)
    settle(memory, Outcome.DEFERRED, again=NOW + HOUR)
    claim(memory, now=NOW + 21 * HOUR)
    (day,) = memory.mail.unreached(since=NOW)
    assert (day.status, day.reply) == (OutboxStatus.EXPIRED, "the server's words: deferred")


@pytest.mark.parametrize(
    ("token", "now", "allowed"),
    [
        pytest.param("mine", NOW, True, id="by the holder"),
        pytest.param("theirs", NOW, False, id="by somebody else"),
        pytest.param("mine", NOW + LEASE, False, id="by a holder who slept through the lease"),
    ],
)
def test_the_dot_is_marked_by_its_holder_only(memory: Store, token: str, now: datetime, allowed: bool) -> None:
    """No last bytes without a claim that is still ours (mail.md REL-02)."""
    claim(memory)
    assert dot(memory, token, now=now) is allowed
    assert status(memory) is (OutboxStatus.DOT if allowed else OutboxStatus.CLAIMED)


def test_the_dot_is_marked_once(memory: Store) -> None:
    """A second sender with the same token is told no."""
    claim(memory)
    assert dot(memory)
    assert not dot(memory)


@pytest.mark.parametrize("with_dot", [False, True])
@pytest.mark.parametrize(
    ("outcome", "again", "expected"),
    [
        pytest.param(Outcome.ACCEPTED, None, OutboxStatus.ACCEPTED, id="accepted"),
        pytest.param(Outcome.REFUSED, None, OutboxStatus.REFUSED, id="refused"),
        pytest.param(Outcome.DEFERRED, NOW + HOUR, OutboxStatus.DEFERRED, id="deferred to a moment"),
        pytest.param(Outcome.DEFERRED, None, OutboxStatus.EXPIRED, id="deferred with no moment left is expired"),
        pytest.param(Outcome.UNCERTAIN, NOW + HOUR, OutboxStatus.UNCERTAIN, id="uncertain is in doubt"),
        pytest.param(Outcome.UNCERTAIN, None, OutboxStatus.UNCERTAIN, id="uncertain with no moment left is, too"),
    ],
)
def test_each_outcome_has_its_state(
    memory: Store, outcome: Outcome, again: datetime | None, expected: OutboxStatus, with_dot: bool
) -> None:
    """And the day tells it, with the server's words."""
    claim(memory)
    if with_dot:
        dot(memory)
    assert settle(memory, outcome, again=again)
    day = memory.mail.day("ann", TODAY)
    assert day is not None
    assert (day.status, day.attempts, day.reply) == (expected, 1, f"the server's words: {outcome}")
    is_open = expected in (OutboxStatus.DEFERRED, OutboxStatus.UNCERTAIN)
    assert day.done_at == (None if is_open else NOW + timedelta(seconds=2))


def test_a_deferred_message_comes_back_at_its_moment(memory: Store) -> None:
    """With the next attempt counted."""
    claim(memory)
    settle(memory, Outcome.DEFERRED, again=NOW + HOUR)
    assert claim(memory, now=NOW + HOUR - timedelta(seconds=1)) == []
    (message,) = memory.mail.claim(limit=1, token="mine", now=NOW + HOUR, lease=LEASE)
    assert message.attempts == 2


@pytest.mark.parametrize("end", [Outcome.ACCEPTED, Outcome.REFUSED])
@pytest.mark.parametrize("then", list(Outcome))
def test_an_end_is_final(memory: Store, end: Outcome, then: Outcome) -> None:
    """Above all, accepted never leaves (scale.md 4.5, 3)."""
    claim(memory)
    settle(memory, end)
    before = memory.mail.day("ann", TODAY)
    assert not settle(memory, then, again=NOW)
    assert not dot(memory)
    assert claim(memory, now=LATER) == []
    assert memory.mail.recover(now=LATER) == Recovered()
    assert memory.mail.plan([planned(reader("ann"))]) == 0
    assert memory.mail.day("ann", TODAY) == before


def test_nobody_settles_what_they_do_not_hold(memory: Store) -> None:
    """Not before a claim, not with another token, not what does not exist."""
    assert not settle(memory, Outcome.ACCEPTED)
    claim(memory)
    assert not settle(memory, Outcome.ACCEPTED, token="theirs")
    stranger = samples.delivery("nobody.2022-12-06")
    assert not memory.mail.settle(stranger, token="mine", next_attempt_at=None)
    assert status(memory) is OutboxStatus.CLAIMED


def test_a_late_outcome_counts_while_nobody_took_over(memory: Store) -> None:
    """A lease that ran out is no reason to forget that a mail was taken."""
    claim(memory)
    dot(memory)
    assert settle(memory, Outcome.ACCEPTED)


def test_a_lease_that_holds_is_left_alone(memory: Store) -> None:
    """The sender may be slow."""
    claim(memory)
    dot(memory)
    assert memory.mail.recover(now=NOW + LEASE - timedelta(seconds=1)) == Recovered()
    assert status(memory) is OutboxStatus.DOT


@pytest.mark.parametrize(
    ("deferred_before", "expected"),
    [
        pytest.param(False, OutboxStatus.RENDERED, id="at its first attempt it is as new"),
        pytest.param(True, OutboxStatus.DEFERRED, id="later it is deferred again"),
    ],
)
def test_a_claim_without_the_dot_was_certainly_not_sent(
    memory: Store, deferred_before: bool, expected: OutboxStatus
) -> None:
    """It waits again, and the dead sender can do nothing any more."""
    if deferred_before:
        claim(memory)
        settle(memory, Outcome.DEFERRED, again=NOW)
    claim(memory)
    assert memory.mail.recover(now=LATER) == Recovered(reclaimed=1)
    assert status(memory) is expected
    assert not dot(memory)
    assert not settle(memory, Outcome.ACCEPTED)
    assert claim(memory, "theirs", now=LATER) == [ANN]


def test_killed_senders_use_up_no_attempts(memory: Store) -> None:
    """However often one dies with the claim in hand, the next attempt is the first."""
    for kills in range(5):
        assert claim(memory, now=NOW + kills * HOUR) == [ANN]
        memory.mail.recover(now=NOW + kills * HOUR + LEASE)
    (again,) = memory.mail.claim(limit=1, token="mine", now=NOW + 6 * HOUR, lease=LEASE)
    assert again.attempts == 1


def test_a_dead_sender_after_the_dot_leaves_a_doubt(memory: Store) -> None:
    """It is neither sent again nor forgotten until it is resolved, and the reader is named."""
    claim(memory)
    dot(memory)
    assert memory.mail.recover(now=LATER) == Recovered(uncertain=1)
    assert claim(memory, now=LATER) == []
    (day,) = memory.mail.unreached(since=NOW)
    assert (day.status, day.done_at) == (OutboxStatus.UNCERTAIN, None)
    assert day.reply == "the sender stopped before it had read the reply"


def test_dots_and_outcomes_are_written_together(memory: Store) -> None:
    """One transaction holds what several connections wait for; only the dots of claims still ours are allowed."""
    memory.people.save([reader("bob"), reader("eve")])
    memory.mail.plan([planned(reader("bob")), planned(reader("eve"))])
    claim(memory, limit=2)
    claim(memory, "theirs")
    bob, eve = "bob.2022-12-06", "eve.2022-12-06"
    accepted = [(samples.delivery(ANN), None)]
    assert memory.mail.record([bob, eve], accepted, token="mine", now=NOW, relay="mx:25") == {bob}
    assert [status(memory, name) for name in ("ann", "bob", "eve")] == ["accepted", "dot", "claimed"]
    assert used(memory, "mx:25", now=NOW) == 1


def test_a_relay_remembers_a_day_of_mails(memory: Store) -> None:
    """Every last byte counts, also of mail that was refused after it; yesterday's do not."""
    claim(memory)
    memory.mail.record([ANN], [], token="mine", now=NOW, relay="mx:25")
    assert used(memory, "mx:25", now=NOW + 23 * HOUR) == 1
    assert used(memory, "mx:25", now=NOW + 26 * HOUR) == used(memory, "other:25", now=NOW) == 0


def test_a_full_relay_says_when_it_may_have_more(memory: Store) -> None:
    """When the oldest hours that are too many are a day old; None while there is room."""
    for hour in range(3):
        who = reader(f"r{hour}")
        memory.people.save([who])
        memory.mail.plan([planned(who)])
        now = NOW + hour * HOUR
        memory.mail.claim(limit=9, token="mine", now=now, lease=LEASE)
        memory.mail.record([f"r{hour}.2022-12-06"], [], token="mine", now=now, relay="mx:25")
    until = {most: memory.mail.full_until("mx:25", per_day=most, now=NOW + 3 * HOUR) for most in (1, 2, 3, 4)}
    assert until == {1: NOW + 27 * HOUR, 2: NOW + 26 * HOUR, 3: NOW + 25 * HOUR, 4: None}
    assert memory.mail.full_until("mx:25", per_day=3, now=NOW + 25 * HOUR) is None
    assert used(memory, "mx:25", now=NOW + 25 * HOUR) == 2


def test_notices_can_be_claimed_alone(memory: Store) -> None:
    """However long an edition has waited."""
    memory.people.save([reader("bob")])
    memory.mail.plan([planned(reader("bob"), kind="notice")])
    notices = memory.mail.claim(limit=9, token="mine", now=NOW, lease=LEASE, but="edition")
    assert [message.kind for message in notices] == ["notice"]
    assert claim(memory) == [ANN]


def test_what_relays_were_given_is_forgotten_after_a_week(memory: Store) -> None:
    """One row an hour and relay would else stay for ever; what a day's ceiling counts is kept."""
    claim(memory)
    memory.mail.record([ANN], [], token="mine", now=NOW, relay="mx:25")
    assert keeping.forget(memory, now=NOW + 24 * HOUR) == 0
    assert used(memory, "mx:25", now=NOW) == 1
    assert keeping.forget(memory, now=NOW + 8 * 24 * HOUR) == 1
    assert used(memory, "mx:25", now=NOW) == 0


def test_what_was_not_tried_is_released_as_new(memory: Store) -> None:
    """No claimed row stays behind, and no attempt is counted; what is past its dot stays."""
    memory.people.save([reader("bob")])
    memory.mail.plan([planned(reader("bob"))])
    claim(memory)
    dot(memory)
    assert memory.mail.waiting(now=NOW) == 0
    assert memory.mail.release(token="theirs") == 0
    assert memory.mail.release(token="mine") == 1
    assert (status(memory), status(memory, "bob")) == (OutboxStatus.DOT, OutboxStatus.RENDERED)
    assert memory.mail.waiting(now=NOW) == 1
    (again,) = memory.mail.claim(limit=9, token="mine", now=NOW, lease=LEASE)
    assert again.attempts == 1


def test_a_message_is_put_off_without_an_attempt(memory: Store) -> None:
    """It comes back at the moment said, deferred if it was tried before."""
    claim(memory)
    memory.mail.put_off([ANN], token="mine", until=NOW + HOUR, reason="example.org refuses our mail")
    memory.mail.put_off([ANN], token="theirs", until=NOW, reason="not theirs to say")
    (day,) = memory.mail.days(limit=1)
    assert (day.reply, day.attempts) == ("example.org refuses our mail", 0)
    assert status(memory) is OutboxStatus.RENDERED
    assert claim(memory) == []
    assert claim(memory, now=NOW + HOUR) == [ANN]


def test_a_claim_of_many_takes_several_statements(memory: Store) -> None:
    """Nobody is left out."""
    crowd = [reader(f"{number:04}") for number in range(700)]
    memory.people.save(crowd)
    memory.mail.plan([planned(who) for who in crowd])
    assert len(set(claim(memory, limit=1000))) == 701
