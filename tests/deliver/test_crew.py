"""Several lines at once: nobody is lost or doubled, and one message a line at most is ever in doubt."""

import threading
import time
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver import crew
from digest.deliver.pace import Share
from digest.deliver.smtp import SmtpTransport
from digest.domain.mail import OutboxMessage, Outcome
from digest.errors import StoreError, TransportError
from tests.deliver.ledger import Ledger, deliver
from tests.deliver.mail_servers import FaultyServer, Mailbox, limits, message, real_server, server_at

PIPELINED = ("PIPELINING",)


def to(number: int, domain: str) -> OutboxMessage:
    """A message to somebody in a domain."""
    return message(number, to=f"reader{number}@{domain}")


def test_many_lines_take_each_message_once() -> None:
    """Two hundred mails over four connections: each arrives once, and its bytes are those of the outbox."""
    mailbox, ledger = Mailbox(), Ledger()
    with real_server(mailbox) as port:
        deliver(SmtpTransport(server_at(port, connections=4)), map(message, range(200)), ledger)
    assert sorted(to for _, to, _ in mailbox.mails) == sorted(message(number).to for number in range(200))
    assert {content for _, _, content in mailbox.mails} == {message().mime}
    assert len(set(mailbox.peers)) == 4
    assert len(ledger.ended) == len({delivery.outbox_id for delivery in ledger.ended}) == 200
    assert {delivery.outcome for delivery in ledger.ended} == {Outcome.ACCEPTED}


def test_one_message_a_line_at_most_is_in_doubt() -> None:
    """At no moment more dots than lines are without their outcome, and some writings serve several lines."""
    ledger = Ledger()

    def slow_disk(_: OutboxMessage) -> bool:
        time.sleep(0.002)
        return True

    ledger.at_dot = slow_disk
    with real_server(Mailbox()) as port:
        deliver(SmtpTransport(server_at(port, connections=4)), map(message, range(100)), ledger)
    assert ledger.most_open <= 4
    assert ledger.open == set()
    assert max(dots for dots, _ in ledger.writings) > 1
    assert len(ledger.writings) < 200


def test_only_as_many_lines_as_messages() -> None:
    """One mail does not open four connections."""
    mailbox = Mailbox()
    with real_server(mailbox) as port:
        deliver(SmtpTransport(server_at(port, connections=4)), [message()])
    assert len(set(mailbox.peers)) == 1


class TestSayingAhead:
    """Where pipelining is offered, the next message's commands follow the dot."""

    def test_the_order_on_the_wire(self) -> None:
        """RSET parts the two, and nothing of the next message is said before its own dot is written down."""
        seen: list[list[str]] = []
        ledger = Ledger()
        with FaultyServer(offers=PIPELINED) as server:

            def look(_: OutboxMessage) -> bool:
                seen.append(server.verbs)
                return True

            ledger.at_dot = look
            deliver(SmtpTransport(server_at(server.port)), map(message, (1, 2)), ledger)
            assert server.verbs == ["EHLO", "MAIL", "RCPT", "DATA", "RSET", "MAIL", "RCPT", "DATA", "QUIT"]
        assert seen[1][-1] == "DATA"
        assert ledger.most_open == 1

    @pytest.mark.parametrize(
        ("fault", "first"),
        [
            pytest.param("drop", Outcome.UNCERTAIN, id="the server drops the line"),
            pytest.param("421", Outcome.DEFERRED, id="the server says 421"),
            pytest.param("garbage", Outcome.UNCERTAIN, id="the server says nonsense"),
        ],
    )
    def test_what_was_said_ahead_is_not_in_doubt(self, fault: str, first: Outcome) -> None:
        """When the line ends at the first message's dot, the second was certainly not sent and goes over a new one."""
        with FaultyServer({"dot": fault}, offers=PIPELINED) as server:
            deliveries = deliver(SmtpTransport(server_at(server.port)), map(message, (1, 2)))
            assert server.connections == 2
        assert [delivery.outcome for delivery in deliveries] == [first, first]

    def test_a_refused_message_leaves_the_next_in_step(self) -> None:
        """A no to the dot is followed by the next message on the same line."""
        with FaultyServer({"dot": "554 5.6.0 no"}, offers=PIPELINED) as server:
            deliveries = deliver(SmtpTransport(server_at(server.port)), map(message, (1, 2, 3)))
            assert (server.connections, len(server.mails)) == (1, 3)
        assert [delivery.outcome for delivery in deliveries] == [Outcome.REFUSED] * 3

    def test_an_address_that_cannot_be_said_is_not_said(self) -> None:
        """It is refused by us, and the one after it comes on the same line."""
        messages = [message(1), message(2, to="evil>\r\nDATA@example.net"), message(3)]
        with FaultyServer(offers=PIPELINED) as server:
            deliveries = deliver(SmtpTransport(server_at(server.port)), messages)
            assert (server.connections, len(server.mails)) == (1, 2)
        assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED, Outcome.REFUSED, Outcome.ACCEPTED]


class TestLimits:
    """What a server lets us do (OUT-64)."""

    @pytest.mark.parametrize("offers", [(), PIPELINED], ids=["in turn", "pipelined"])
    def test_mails_on_one_connection(self, offers: tuple[str, ...]) -> None:
        """After so many a connection is ended properly and another begun."""
        with FaultyServer(offers=offers) as server:
            reached = server_at(server.port, mails_per_connection=2)
            deliveries = deliver(SmtpTransport(reached), map(message, range(5)))
            assert (server.connections, server.verbs.count("QUIT")) == (3, 3)
        assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED] * 5

    def test_mails_to_one_domain_on_one_connection(self) -> None:
        """A domain's own limit ends the connection for a mail to it only."""
        shares = {"strict.example": Share(mails_per_connection=1)}
        with FaultyServer(offers=PIPELINED) as server:
            messages = [to(1, "strict.example"), to(2, "free.example"), to(3, "Strict.Example")]
            deliver(SmtpTransport(server_at(server.port), shares=shares), messages)
            assert [number for number, line in server.commands if line.startswith("MAIL")] == [1, 1, 2]

    def test_a_server_that_takes_fewer_connections(self) -> None:
        """Lines it turns away are not opened again, the others carry everything, and no attempt is counted."""
        mailbox = Mailbox()
        with real_server(mailbox) as port:
            turned_away = iter([False, True, True, True])
            lock = threading.Lock()
            transport = SmtpTransport(server_at(port, connections=4))
            plain = transport._line

            def line(server: Any) -> Any:
                made = plain(server)
                with lock:
                    away = next(turned_away)
                if away:
                    made._connect = _refused
                return made

            transport._line = line  # type: ignore[method-assign]
            deliveries = deliver(transport, map(message, range(30)))
        assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED] * 30
        assert len(set(mailbox.peers)) == 1


def _refused() -> Any:
    raise TransportError("too many connections")


class TestStopping:
    """SIGTERM finishes what is in hand (mail.md REL-18)."""

    def test_what_is_in_hand_is_finished(self) -> None:
        """Nothing more is begun, and every dot has its outcome."""
        ledger, mailbox = Ledger(), Mailbox()
        with real_server(mailbox) as port:
            transport = SmtpTransport(server_at(port, connections=3))
            deliver(transport, map(message, count()), ledger, stopping=lambda: len(mailbox.mails) >= 20)
        assert 20 <= len(mailbox.mails) <= 30
        assert ledger.open == set()
        assert len(ledger.ended) == len(mailbox.mails)

    def test_a_server_that_never_answers_is_cut_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """After the time for last words the message is in doubt, and that is on the disk."""
        monkeypatch.setattr(crew, "LAST_WORDS", 0.2)
        ledger = Ledger()
        with FaultyServer({"dot": "hang"}) as server:
            began = time.monotonic()
            deliver(
                SmtpTransport(server_at(server.port)), map(message, count()), ledger, stopping=lambda: bool(ledger.open)
            )
            assert time.monotonic() - began < 5
        assert [delivery.outcome for delivery in ledger.ended] == [Outcome.UNCERTAIN]

    def test_somebody_who_still_connects_is_left_behind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server that does not even greet keeps nobody, and gets no mail when it wakes up."""
        monkeypatch.setattr(crew, "LAST_WORDS", 0.1)
        ledger = Ledger()
        with FaultyServer({"greeting": "hang"}) as server:
            transport = SmtpTransport(server_at(server.port, limits=limits("greeting")))
            deliver(transport, map(message, count()), ledger, stopping=lambda: server.connections > 0)
        assert ledger.ended == []

    def test_a_ledger_that_cannot_write_lets_nobody_go_on(self) -> None:
        """With the disk full no last byte goes out, on no line, and the reason is told."""
        written = iter([True, True])
        ledger = Ledger()

        def full_disk(_: OutboxMessage) -> bool:
            if next(written, False):
                return True
            raise StoreError("the disk is full")

        ledger.at_dot = full_disk
        with real_server(mailbox := Mailbox()) as port, pytest.raises(StoreError, match="the disk is full"):
            deliver(SmtpTransport(server_at(port, connections=3)), map(message, count()), ledger)
        assert len(mailbox.mails) <= 2

    def test_an_outcome_that_cannot_be_written_is_told_at_once(self) -> None:
        """With the disk full after the dot nobody waits, and the message stays in doubt on the disk."""

        class Full(Ledger):
            def write(self, dots: Any, ended: Any, *, relay: str = "") -> frozenset[str]:
                if ended:
                    raise StoreError("the disk is full")
                return super().write(dots, ended, relay=relay)

        ledger, began = Full(), time.monotonic()
        with real_server(Mailbox()) as port, pytest.raises(StoreError, match="the disk is full"):
            deliver(SmtpTransport(server_at(port, connections=2)), map(message, count()), ledger)
        assert time.monotonic() - began < 8
        assert 1 <= len(ledger.open) <= 2

    def test_a_fault_of_ours_is_not_hidden(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What nobody expected is raised where it can be seen."""
        monkeypatch.setattr("digest.deliver.transaction.stuffed", _broken)
        with FaultyServer() as server, pytest.raises(ZeroDivisionError):
            deliver(SmtpTransport(server_at(server.port)), [message()])


def _broken(_: bytes) -> bytes:
    raise ZeroDivisionError


def test_nothing_may_go_just_now() -> None:
    """None among the messages is a pause, not an end."""
    with FaultyServer() as server:
        deliveries = deliver(SmtpTransport(server_at(server.port)), [None, message(1), None, None, message(2)])
    assert [delivery.outbox_id[0] for delivery in deliveries] == ["1", "2"]


@settings(max_examples=15, deadline=None)
@given(
    broken=st.sets(st.integers(min_value=0, max_value=19), max_size=8),
    connections=st.integers(min_value=1, max_value=5),
    fault=st.sampled_from(["452 4.2.2 full", "550 5.1.1 no"]),
)
def test_everybody_has_one_outcome(broken: set[int], connections: int, fault: str) -> None:
    """Whoever is refused and however many lines there are: one outcome for each, and one copy for each accepted."""
    mailbox = Mailbox(replies={f"reader{number}@example.net": fault for number in broken})
    with real_server(mailbox) as port:
        deliveries = deliver(SmtpTransport(server_at(port, connections=connections)), map(message, range(20)))
    accepted = {delivery.outbox_id for delivery in deliveries if delivery.outcome is Outcome.ACCEPTED}
    assert accepted == {message(number).id for number in set(range(20)) - broken}
    assert sorted(delivery.outbox_id for delivery in deliveries) == sorted(message(n).id for n in range(20))
    assert len(mailbox.mails) == len(accepted)
