"""Rounds of sending, with a real store and real servers: what refusals mean, limits, stops, doubts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from digest import store
from digest.deliver.pace import Pace, Share
from digest.deliver.smtp import SmtpTransport
from digest.domain.mail import Doubt, OutboxStatus, Outcome, Resolved, Verdict
from digest.domain.people import SubscriberStatus
from digest.pipeline import post, rounds
from digest.store import Store
from digest.store.bounces import PROBE
from tests.deliver.mail_servers import FaultyServer, Mailbox, real_server, server_at
from tests.pipeline.crowd import send, statuses, wait_for
from tests.store import samples
from tests.store.samples import DAY, HOUR, NOW, TODAY

DOMAINS = ("one.example", "two.example", "three.example", "four.example")


@pytest.fixture
def memory() -> store.Store:
    """An empty store."""
    return store.memory(NOW)


class TestPolicy:
    """5.7.x is about us (OUT-60)."""

    def test_a_domain_that_refuses_us_is_left_alone(self, memory: Store) -> None:
        """Nobody is refused for good: a few try each hour, new ones first, and others get their mail."""
        crowd = [f"{name}@one.example" for name in "abcdefg"]
        wait_for(memory, *crowd, "z@two.example")
        mailbox = Mailbox(replies=dict.fromkeys(crowd, "550 5.7.26 unauthenticated"))
        with real_server(mailbox) as port:
            sent = send(memory, port)
            assert [alarm.times for alarm in memory.refusals.alarms()] == [2]
            assert send(memory, port, now=NOW + timedelta(minutes=59)).troubles == ()
            again = send(memory, port, now=NOW + HOUR)
        assert [to for _, to, _ in mailbox.mails] == ["z@two.example"]
        assert (sent.accepted, sent.refused, len(sent.deferred), sent.stopped, sent.waiting) == (1, (), 7, "", 0)
        assert (again.refused, len(again.deferred)) == ((), 5)
        found = sorted((day.subscriber_id, day.status, day.attempts) for day in memory.mail.days(limit=9) if day.status)
        assert found == [
            *((one, OutboxStatus.DEFERRED, 1) for one in "abcd"),
            *((one, OutboxStatus.RENDERED, 0) for one in "efg"),
            ("z", OutboxStatus.ACCEPTED, 1),
        ]
        (alarm,) = memory.refusals.alarms()
        assert (alarm.domain, alarm.enhanced_code, alarm.times) == ("one.example", "5.7.26", 4)

    @pytest.mark.parametrize("step", ["RCPT", "DATA", "dot"])
    def test_when_the_block_is_lifted_everybody_gets_the_issue(self, memory: Store, step: str) -> None:
        """Once, whoever tried and whoever waited; and each hour till then costs a few trials, however many ticks."""
        crowd = [f"{name}@one.example" for name in "abcdefgh"]
        wait_for(memory, *crowd)
        with FaultyServer({step: "550 5.7.1 blocked"}, good_connections=0) as server:
            for minute in range(0, 300, 2):
                send(memory, server.port, now=NOW + timedelta(minutes=minute))
            (alarm,) = memory.refusals.alarms()
            assert 5 <= alarm.times <= 20
            server._faults.clear()
            taken = len(server.mails)
            for minute in range(300, 430, 2):
                send(memory, server.port, now=NOW + timedelta(minutes=minute))
            assert len(server.mails) - taken == len(crowd)
        assert set(statuses(memory).values()) == {OutboxStatus.ACCEPTED}
        assert memory.refusals.alarms() == ()

    def test_one_refused_reader_does_not_hold_up_the_others(self, memory: Store) -> None:
        """What is said of one message only is tried behind the others, who wait an hour and no longer."""
        crowd = [f"{name}@one.example" for name in "abcdefgh"]
        wait_for(memory, *crowd)
        with real_server(mailbox := Mailbox(replies={crowd[0]: "550 5.7.1 not this one"})) as port:
            for minute in (0, 60, 62, 124):
                sent = send(memory, port, now=NOW + timedelta(minutes=minute))
                assert sent.refused == ()
                if minute == 60:
                    assert sorted(to for _, to, _ in mailbox.mails) == crowd[1:]
        assert statuses(memory)["a"] is OutboxStatus.DEFERRED

    def test_given_up_with_the_servers_words(self, memory: Store) -> None:
        """Those who tried and those who waited: what was said, and no promise of another try."""
        wait_for(memory, *(f"{name}@one.example" for name in "abcdefgh"))
        with FaultyServer({"RCPT": "550 5.7.1 blocked"}, good_connections=0) as server:
            expired = [
                trouble
                for hour in range(9 * 24 + 4)
                for trouble in send(memory, server.port, now=NOW + hour * HOUR).expired
            ]
        assert sorted(trouble.name[0] for trouble in expired) == list("abcdefgh")
        said = {"5.7.1 blocked", "one.example refused our mail: 5.7.1 blocked"}
        assert {trouble.reason for trouble in expired} <= said
        assert {day.reply for day in memory.mail.days(limit=9)} <= said
        assert set(statuses(memory).values()) == {OutboxStatus.EXPIRED}
        reckoning = memory.accounts.reckoning(since=NOW - DAY)
        assert (reckoning.adds_up, len(reckoning.expired)) == (True, 8)

    def test_a_clock_that_was_ahead_leaves_nobody_alone_for_years(self, memory: Store) -> None:
        """An alarm from a time to come is of no account."""
        wait_for(memory, "a@one.example")
        with real_server(Mailbox(replies={"a@one.example": "450 4.2.0 greylisted"})) as port:
            send(memory, port)
        refusal = samples.delivery(f"a.{TODAY}", Outcome.REFUSED, at=NOW + 3650 * DAY, enhanced_code="5.7.1")
        memory.refusals.raise_alarm("one.example", refusal)
        with real_server(Mailbox()) as port:
            assert send(memory, port, now=NOW + HOUR).accepted == 1

    def test_who_was_left_alone_is_in_the_account(self, memory: Store) -> None:
        """The round names everybody who waits and until when, `why` has the reason, and the sum of the day adds up."""
        crowd = [f"{name}@one.example" for name in "abcdefg"]
        wait_for(memory, *crowd)
        with real_server(Mailbox(replies=dict.fromkeys(crowd, "550 5.7.26 unauthenticated"))) as port:
            sent = send(memory, port)
        words = "5.7.26 unauthenticated"
        reason = f"one.example refused our mail: {words}"
        assert Counter(trouble.reason for trouble in sent.deferred) == {
            words: 2, f"{reason}; tried again at 08:00 UTC": 5,
        }  # fmt: skip
        assert sorted(trouble.name for trouble in sent.troubles) == crowd
        waiting = [day for day in memory.mail.days(limit=9) if day.status is OutboxStatus.RENDERED]
        assert {day.reply for day in waiting} == {reason}
        reckoning = memory.accounts.reckoning(since=NOW - DAY)
        assert reckoning.adds_up
        assert len(reckoning.deferred) == len(sent.deferred) == 7

    def test_no_reader_is_punished(self, memory: Store) -> None:
        """However often they are refused that way."""
        with real_server(Mailbox(replies={"a@one.example": "550 5.7.1 blocked"})) as port:
            for day in range(3):
                wait_for(memory, "a@one.example", day=day)
                send(memory, port, now=NOW + day * DAY)
        reader = memory.people.subscriber("a@one.example")
        assert reader is not None
        assert reader.status is SubscriberStatus.ACTIVE

    def test_the_alarm_ends_when_mail_is_taken_again(self, memory: Store) -> None:
        """By the same domain."""
        wait_for(memory, "a@one.example")
        mailbox = Mailbox(replies={"a@one.example": "550 5.7.1 blocked"})
        with real_server(mailbox) as port:
            send(memory, port)
            assert len(memory.refusals.alarms()) == 1
            wait_for(memory, "b@one.example")
            send(memory, port, now=NOW + HOUR)
        assert memory.refusals.alarms() == ()

    def test_when_all_domains_refuse_it_is_us(self, memory: Store) -> None:
        """After three in a row the round ends, and the rest waits with its attempts uncounted."""
        wait_for(memory, *(f"{domain[:2]}@{domain}" for domain in (*DOMAINS, "five.example", "six.example")))
        replies = {
            f"{domain[:2]}@{domain}": "550 5.7.1 blocked" for domain in (*DOMAINS, "five.example", "six.example")
        }
        with real_server(Mailbox(replies=replies)) as port:
            sent = send(memory, port)
        assert "3 domains in a row refuse our mail as such" in sent.stopped
        assert 3 <= len(sent.deferred) <= 4
        assert (sent.refused, sent.waiting) == ((), 6 - len(sent.deferred))


class TestRelays:
    """A no to MAIL FROM speaks of us and judges no reader (RFC 5321 section 3.3)."""

    def test_the_next_relay_takes_over_and_the_alarm_names_the_first(self, memory: Store) -> None:
        """Every mail is accepted; the alarm stands until that relay takes one."""
        wait_for(memory, "a@one.example", "b@two.example")
        quota = {"MAIL": "550 5.4.5 Daily sending quota exceeded"}
        with FaultyServer(quota, good_connections=0) as first, real_server(second := Mailbox()) as port:
            way_out = SmtpTransport(server_at(first.port), server_at(port))
            sent = post.send(memory, way_out, clock=lambda: NOW)
            assert (sent.accepted, sent.troubles, sent.stopped, len(second.mails)) == (2, (), "", 2)
            (alarm,) = memory.refusals.alarms()
            assert alarm.domain == f"127.0.0.1:{first.port}"
            assert alarm.reply.endswith("refuses our mail: 550 5.4.5 Daily sending quota exceeded")
            first._faults.clear()
            wait_for(memory, "c@one.example", day=1)
            post.send(memory, way_out, clock=lambda: NOW + HOUR)
        assert memory.refusals.alarms() == ()

    def test_refused_at_the_dot_by_the_first_for_our_sake(self, memory: Store) -> None:
        """All goes out by the second, the alarm names the first, and nothing is in doubt."""
        wait_for(memory, "a@one.example", "b@two.example")
        with FaultyServer({"dot": "550 5.7.27 SPF fail"}) as first, real_server(second := Mailbox()) as port:
            way_out = SmtpTransport(server_at(first.port), server_at(port))
            sent = post.send(memory, way_out, clock=lambda: NOW)
        assert (sent.accepted, sent.troubles, sent.stopped, len(second.mails)) == (2, (), "", 2)
        assert set(statuses(memory).values()) == {OutboxStatus.ACCEPTED}
        assert [alarm.domain for alarm in memory.refusals.alarms()] == [f"127.0.0.1:{first.port}"]

    def test_who_leaves_between_two_relays_gets_nothing(self, memory: Store) -> None:
        """Refused by the first for our sake, and the reader left before the second was asked."""
        wait_for(memory, "a@one.example")
        (message,) = memory.mail.claim(limit=1, token="mine", now=NOW, lease=HOUR)
        assert memory.mail.mark_dot(message.id, token="mine", now=NOW)
        reader = memory.people.subscriber("a@one.example")
        assert reader is not None
        memory.people.save([replace(reader, status=SubscriberStatus.UNSUBSCRIBED)])
        memory.mail.reopen(message.id, token="mine", until=NOW + HOUR)
        assert not memory.mail.mark_dot(message.id, token="mine", now=NOW)
        assert memory.mail.claim(limit=1, token="other", now=NOW + HOUR, lease=HOUR) == ()
        assert set(statuses(memory).values()) == {OutboxStatus.SUPPRESSED}

    def test_without_another_relay_nobody_is_refused(self, memory: Store) -> None:
        """The mails are put off, and each says which relay would not have it."""
        wait_for(memory, "a@one.example", "b@two.example")
        with FaultyServer({"MAIL": "554 5.7.1 blocked"}) as server:
            sent = send(memory, server.port)
        words = f"relay 127.0.0.1:{server.port} refuses our mail: 554 5.7.1 blocked"
        assert [trouble.reason for trouble in sent.deferred] == [words, words]
        assert sent.refused == ()
        assert set(statuses(memory).values()) == {OutboxStatus.DEFERRED}


class TestDeadAddresses:
    """5.1.1 and its kin (REC-12)."""

    def test_suspended_on_the_day_after_the_probe(self, memory: Store) -> None:
        """And what waits for the reader then is not sent."""
        active = SubscriberStatus.ACTIVE
        with real_server(Mailbox(replies={"a@one.example": "550 5.1.1 unknown"})) as port:
            for day, status in enumerate((active, active, SubscriberStatus.SUSPENDED)):
                for reader_id in memory.bounces.to_probe(now=NOW + day * DAY):
                    memory.bounces.mark(reader_id, PROBE, at=NOW + (day - 1) * DAY)
                wait_for(memory, "a@one.example", day=day)
                send(memory, port, now=NOW + day * DAY)
                reader = memory.people.subscriber("a@one.example")
                assert reader is not None
                assert reader.status is status

    def test_a_refused_probe_says_that_it_is_one(self, memory: Store) -> None:
        """Its reader is named twice, for the edition and for the mail that asked whether the address works."""
        wait_for(memory, "a@one.example")
        message = memory.mail.message(f"a.{TODAY}")
        assert message is not None
        memory.mail.post("a", replace(message, id=f"{PROBE}.1", kind=PROBE), now=NOW)
        with real_server(Mailbox(replies={"a@one.example": "550 5.1.1 unknown"})) as port:
            sent = send(memory, port)
        assert sorted(trouble.reason for trouble in sent.refused) == [
            "5.1.1 unknown", "the mail that asks whether the address works: 5.1.1 unknown",
        ]  # fmt: skip


class TestLimits:
    """Pace, shares and ceilings (OUT-64)."""

    def test_what_is_over_a_domains_minute_waits_for_its_moment(self, memory: Store) -> None:
        """Only what comes up within a minute is kept in hand; the rest is put off, evenly and without an attempt."""
        wait_for(memory, *(f"r{number}@one.example" for number in range(4)), "x@two.example")
        pacing = Pace(shares={"one.example": Share(per_minute=1)})
        with real_server(mailbox := Mailbox()) as port:
            sent = send(memory, port, pacing=pacing, at_most=timedelta(seconds=1))
        assert sorted(to for _, to, _ in mailbox.mails) == ["r0@one.example", "x@two.example"]
        assert sent.accepted == 2
        moments = sorted(
            (day.attempts, message.next_attempt_at - NOW)
            for day in memory.mail.days(limit=9)
            if (message := memory.mail.message(f"{day.subscriber_id}.{TODAY}")) and day.status != "accepted"
        )
        assert [attempts for attempts, _ in moments] == [0, 0, 0]
        assert [round(later.total_seconds() / 60) for _, later in moments][1:] == [2, 3]

    def test_one_line_to_a_domain_at_once(self, memory: Store) -> None:
        """Everybody gets their mail all the same."""
        wait_for(memory, *(f"r{number}@one.example" for number in range(20)))
        with real_server(mailbox := Mailbox()) as port:
            send(memory, port, connections=4, pacing=Pace(shares={"one.example": Share(connections=1)}))
        assert len(mailbox.mails) == 20

    def test_an_even_pace(self, memory: Store) -> None:
        """Six hundred a minute is ten a second, so a round of half a second has sent some and not all."""
        wait_for(memory, *(f"r{number:02}@one.example" for number in range(40)))
        with real_server(mailbox := Mailbox()) as port:
            sent = send(memory, port, pacing=Pace(per_minute=600, shares={}), at_most=timedelta(seconds=0.5))
        assert 1 <= len(mailbox.mails) <= 20
        assert sent.waiting == 40 - len(mailbox.mails)
        assert set(statuses(memory).values()) == {OutboxStatus.ACCEPTED, OutboxStatus.RENDERED}


class TestStopping:
    """No claimed row stays behind (REL-18)."""

    def test_a_stop(self, memory: Store) -> None:
        """Everything is accepted or waits as new."""
        wait_for(memory, *(f"r{number}@one.example" for number in range(60)))
        with real_server(mailbox := Mailbox()) as port:
            sent = send(memory, port, connections=3, stopping=lambda: len(mailbox.mails) >= 10)
        tally = memory.mail.tally(since=NOW - DAY)
        assert tally.accepted == sent.accepted == len(mailbox.mails) < 60
        assert tally.accepted + tally.rendered == 60

    def test_a_server_that_is_gone(self, memory: Store) -> None:
        """Nobody's attempt is counted."""
        wait_for(memory, "a@one.example", "b@one.example")
        with FaultyServer() as server:
            server.close()
            sent = send(memory, server.port)
        assert "cannot be used" in sent.stopped
        assert sent.waiting == 2
        assert [(day.status, day.attempts) for day in memory.mail.days(limit=9)] == [(OutboxStatus.RENDERED, 0)] * 2


class Witness:
    """Says of each doubt what it is told to."""

    name = "the log"

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.asked: list[Doubt] = []

    def ask(self, messages: Sequence[Doubt]) -> Mapping[str, Verdict]:
        """The same for all."""
        self.asked += messages
        return {one.outbox_id: self.verdict for one in messages}


class TestDoubts:
    """Resolved first, then by the policy (OUT-70 to 72)."""

    @pytest.fixture
    def in_doubt(self, memory: Store) -> Store:
        """A message whose reply was never read."""
        wait_for(memory, "a@one.example")
        with FaultyServer({"dot": "drop"}) as server:
            sent = send(memory, server.port)
        assert [trouble.name for trouble in sent.uncertain] == ["a@one.example"]
        assert statuses(memory) == {"a": OutboxStatus.UNCERTAIN}
        return memory

    @pytest.mark.parametrize(
        ("verdict", "resend", "copies", "status"),
        [
            pytest.param(Verdict.ACCEPTED, True, 0, OutboxStatus.ACCEPTED, id="it is there"),
            pytest.param(Verdict.ABSENT, False, 1, OutboxStatus.ACCEPTED, id="it never came"),
            pytest.param(Verdict.UNKNOWN, True, 1, OutboxStatus.ACCEPTED, id="nobody knows: once more"),
            pytest.param(Verdict.UNKNOWN, False, 0, OutboxStatus.UNCERTAIN, id="nobody knows: never again"),
        ],
    )
    def test_the_next_round(
        self, in_doubt: Store, verdict: Verdict, resend: bool, copies: int, status: OutboxStatus
    ) -> None:
        """Evidence is asked once the waiting is over, and then the policy."""
        witness = Witness(verdict)
        with real_server(mailbox := Mailbox()) as port:
            sent = send(in_doubt, port, now=NOW + HOUR, evidence=[witness], resend=resend)
        nobody_knows = verdict is Verdict.UNKNOWN
        assert (sent.resent, sent.left) == (int(nobody_knows and resend), int(nobody_knows and not resend))
        assert len(mailbox.mails) == copies
        assert statuses(in_doubt) == {"a": status}
        assert [doubt.to for doubt in witness.asked] == ["a@one.example"]

    def test_the_policy_waits_for_its_moment(self, in_doubt: Store) -> None:
        """As any other attempt does."""
        assert post.resolve(in_doubt, (), resend=True, now=NOW + timedelta(minutes=1)) == Resolved()
        assert post.resolve(in_doubt, (), resend=True, now=NOW + timedelta(minutes=6)) == Resolved(resent=1)

    def test_no_second_copy(self, in_doubt: Store) -> None:
        """However often it is in doubt (OUT-72)."""
        with FaultyServer({"dot": "drop"}) as server:
            for hour in range(1, 6):
                send(in_doubt, server.port, now=NOW + hour * HOUR)
            assert len(server.mails) == 1
        assert statuses(in_doubt) == {"a": OutboxStatus.UNCERTAIN}


def test_greylisting_succeeds_on_the_second_try(memory: Store) -> None:
    """With the same sender, reader and bytes, five minutes later (OUT-63)."""
    wait_for(memory, "a@one.example")
    replies = {"a@one.example": "450 4.2.0 greylisted"}
    with real_server(mailbox := Mailbox(replies=replies)) as port:
        assert len(send(memory, port).deferred) == 1
        del replies["a@one.example"]
        assert send(memory, port, now=NOW + timedelta(minutes=4)).accepted == 0
        assert send(memory, port, now=NOW + timedelta(minutes=6)).accepted == 1
    assert mailbox.mails == [("digest@example.org", "a@one.example", b"Subject: News\r\n\r\nRead.\r\n")]


def test_a_round_claims_in_chunks(memory: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever their size, everybody is sent to once."""
    monkeypatch.setattr(rounds, "CLAIM", 7)
    wait_for(memory, *(f"r{number}@one.example" for number in range(30)))
    with real_server(mailbox := Mailbox()) as port:
        assert send(memory, port, connections=2).accepted == 30
    assert len({to for _, to, _ in mailbox.mails}) == len(mailbox.mails) == 30
