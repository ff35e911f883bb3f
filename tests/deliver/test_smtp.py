"""Mail to well-behaved servers, one message after another."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.domain.mail import Delivery, OutboxMessage, Outcome
from digest.errors import StoreError, TransportError
from tests.deliver.ledger import Ledger, always, deliver
from tests.deliver.mail_servers import FaultyServer, Mailbox, limits, message, real_server, server_at

LOGIN: dict[str, Any] = {"username": "digest", "password": "open sesame"}


def send(
    server: SmtpServer, *messages: OutboxMessage, at_dot: Callable[[OutboxMessage], bool] = always
) -> list[Delivery]:
    return deliver(SmtpTransport(server), messages, Ledger(at_dot))


def test_the_message_arrives_byte_for_byte() -> None:
    """Envelope and content reach the server as they stand in the outbox, lone dots and all (OUT-30, OUT-69)."""
    mailbox = Mailbox()
    with real_server(mailbox) as port:
        deliveries = send(server_at(port), message())
    assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED]
    assert mailbox.mails == [("bounces@example.org", "reader1@example.net", message().mime)]


def test_one_refusal_touches_nobody_else() -> None:
    """A refused and a deferred reader stand between two others, who get their mail over the same connection."""
    replies = {"reader2@example.net": "550 5.1.1 unknown", "reader3@example.net": "452 4.2.2 full"}
    mailbox = Mailbox(replies=replies)
    with real_server(mailbox) as port:
        deliveries = send(server_at(port), *map(message, range(1, 5)))
    assert [(delivery.outbox_id[0], delivery.outcome, delivery.enhanced_code) for delivery in deliveries] == [
        ("1", Outcome.ACCEPTED, "2.0.0"),
        ("2", Outcome.REFUSED, "5.1.1"),
        ("3", Outcome.DEFERRED, "4.2.2"),
        ("4", Outcome.ACCEPTED, "2.0.0"),
    ]
    assert [to for _, to, _ in mailbox.mails] == ["reader1@example.net", "reader4@example.net"]
    assert len(set(mailbox.peers)) == 1


@pytest.mark.parametrize(
    ("offers", "verbs"),
    [
        pytest.param((), "EHLO MAIL RCPT RSET MAIL RCPT QUIT", id="in turn"),
        pytest.param(("PIPELINING",), "EHLO MAIL RCPT DATA RSET MAIL RCPT DATA QUIT", id="pipelined"),
    ],
)
def test_a_refusal_is_reset(offers: tuple[str, ...], verbs: str) -> None:
    """Between mails on one connection stands RSET, so that nothing of a refused one is left (OUT-65)."""
    with FaultyServer({"RCPT": "5yz"}, offers=offers) as server:
        deliveries = send(server_at(server.port), message(1), message(2))
        assert server.verbs == verbs.split()
    assert [delivery.reply_code for delivery in deliveries] == [554, 554]
    assert server.mails == []


def test_a_server_that_wants_the_message_of_a_refused_reader() -> None:
    """A pipelining server that refuses RCPT and goes ahead with DATA gets no byte of the message (RFC 2920)."""
    with FaultyServer({"RCPT": "5yz", "DATA": "354 go on"}, offers=("PIPELINING",)) as server:
        deliveries = send(server_at(server.port), message(1), message(2))
        assert server.connections == 2
    assert [(d.outcome, d.reply_code) for d in deliveries] == [(Outcome.REFUSED, 554)] * 2
    assert server.mails == []


def test_the_envelope_on_the_wire() -> None:
    """Size and body type are stated where the server asks for them, and the addresses are the outbox's own."""
    with FaultyServer(offers=("SIZE 1000000", "8BITMIME")) as server:
        send(server_at(server.port), message(1, mime="Subject: ü\r\n\r\nü\r\n".encode()), message(2))
        lines = [line for _, line in server.commands if line.startswith(("MAIL", "RCPT"))]
    assert lines == [
        "MAIL FROM:<bounces@example.org> SIZE=19 BODY=8BITMIME",
        "RCPT TO:<reader1@example.net>",
        f"MAIL FROM:<bounces@example.org> SIZE={len(message().mime)}",
        "RCPT TO:<reader2@example.net>",
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"to": "x@y.example> SIZE=1"}, "5.1.3", id="a recipient that closes the bracket"),
        pytest.param({"to": "x@y.example\r\nRCPT TO:<e@z.example>"}, "5.1.3", id="a recipient with a second command"),
        pytest.param({"to": "x @y.example"}, "5.1.3", id="a recipient with a space"),
        pytest.param({"to": "jürgen@y.example"}, "5.1.3", id="a recipient beyond ASCII"),
        pytest.param({"to": "nobody"}, "5.1.3", id="a recipient without a domain"),
        pytest.param({"to": ""}, "5.1.3", id="no recipient"),
        pytest.param({"envelope_from": "a@b.example\nX"}, "5.1.7", id="a sender with a line end"),
    ],
)
def test_unsayable_addresses(changes: dict[str, Any], code: str) -> None:
    """An address that would change on the wire, or change the wire, is refused here; the next goes out (OUT-30)."""
    with FaultyServer() as server:
        deliveries = send(server_at(server.port), message(1, **changes), message(2))
        assert len([verb for verb in server.verbs if verb == "RCPT"]) == 1
    assert [(d.outcome, d.reply_code) for d in deliveries] == [(Outcome.REFUSED, None), (Outcome.ACCEPTED, 250)]
    assert deliveries[0].enhanced_code == code


def test_the_null_sender() -> None:
    """A notice that must not bounce goes out with MAIL FROM:<> (RFC 5321 section 4.5.5)."""
    mailbox = Mailbox()
    with real_server(mailbox) as port:
        send(server_at(port), message(envelope_from=""))
    assert mailbox.mails[0][0] == "<>"


class TestAtDot:
    """The last chance to stop."""

    def test_it_is_asked_after_354_and_before_the_body(self) -> None:
        """When `at_dot` is asked the server has agreed to take the message and has none of it."""
        seen: list[tuple[str, int]] = []
        with FaultyServer() as server:

            def look(_: OutboxMessage) -> bool:
                seen.append((server.verbs[-1], len(server.mails)))
                return True

            send(server_at(server.port), message(), at_dot=look)
        assert seen == [("DATA", 0)]

    def test_a_message_another_worker_has_is_dropped(self) -> None:
        """It is not sent and not told of; the next goes over a new connection, for this one stands in mid-message."""
        with FaultyServer() as server:
            deliveries = send(server_at(server.port), *map(message, (1, 2)), at_dot=lambda one: one.id[0] == "2")
            assert [delivery.outbox_id for delivery in deliveries] == ["2.2022-12-07"]
            assert (server.connections, len(server.mails)) == (2, 1)

    def test_a_server_that_leaves_meanwhile_has_nothing(self) -> None:
        """A connection lost while `at_dot` wrote is certainly not sent, not uncertain."""
        with FaultyServer() as server:

            def lose(_: OutboxMessage) -> bool:
                server.hang_up()
                return True

            (delivery,) = send(server_at(server.port), message(), at_dot=lose)
        assert (delivery.outcome, delivery.reply_code) == (Outcome.DEFERRED, None)
        assert server.mails == []

    def test_it_is_not_asked_for_a_refused_message(self) -> None:
        """Nothing is written down for a message that never came to its dot."""
        with FaultyServer({"RCPT": "5yz"}) as server:
            (delivery,) = send(server_at(server.port), message(), at_dot=lambda _: pytest.fail("asked"))
        assert delivery.outcome is Outcome.REFUSED


class TestReuse:
    """One connection for many, and what happens when it ends."""

    @pytest.mark.parametrize("offers", [(), ("PIPELINING",)], ids=["in turn", "pipelined"])
    @pytest.mark.parametrize("step", ["RSET", "MAIL"])
    @pytest.mark.parametrize("fault", ["421", "drop", "hang", "garbage"])
    def test_a_dead_idle_connection_is_no_attempt(self, step: str, fault: str, offers: tuple[str, ...]) -> None:
        """Each mail is accepted though every connection dies after its first: found before MAIL, replaced at once."""
        with FaultyServer({f"{step} again": fault}, offers=offers) as server:
            reached = server_at(server.port, limits=limits(step if fault == "hang" else ""))
            deliveries = send(reached, *map(message, range(3)))
            assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED] * 3
            assert (server.connections, len(server.mails)) == (3, 3)

    def test_a_server_that_closes_after_two(self) -> None:
        """A server that closes after every second mail takes them all, each once."""
        with FaultyServer(mails_a_connection=2) as server:
            deliveries = send(server_at(server.port), *map(message, range(6)))
            assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED] * 6
            assert (server.connections, len(server.mails)) == (3, 6)

    def test_it_is_replaced_once_only(self) -> None:
        """A new connection that fails at MAIL as well is an attempt: the mail is deferred, not tried for ever."""
        with FaultyServer({"MAIL": "421"}, good_connections=1, mails_a_connection=1) as server:
            deliveries = send(server_at(server.port), message(1), message(2))
            assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED, Outcome.DEFERRED]
            assert server.connections == 2

    def test_421_closes_and_the_next_mail_comes_anew(self) -> None:
        """After 421 to RCPT nothing more is said on that connection (OUT-64)."""
        with FaultyServer({"RCPT": "421"}) as server:
            deliveries = send(server_at(server.port), message(1), message(2))
            assert [(d.outcome, d.reply_code) for d in deliveries] == [(Outcome.DEFERRED, 421)] * 2
            assert server.connections == 2

    def test_a_server_that_is_gone_meanwhile(self) -> None:
        """When no new connection can be had the stage stops, and the accepted mail is in the ledger."""
        ledger = Ledger()
        with FaultyServer(mails_a_connection=1) as server:

            def gone(one: OutboxMessage) -> bool:
                server.close()
                return True

            ledger.at_dot = gone
            with pytest.raises(TransportError, match="cannot be used"):
                deliver(SmtpTransport(server_at(server.port)), map(message, (1, 2)), ledger)
        assert [delivery.outcome for delivery in ledger.ended] == [Outcome.ACCEPTED]

    def test_few_messages_are_asked_for_ahead(self) -> None:
        """Only as many as the line needs to be busy, and without any no connection is made."""
        asked = []

        def messages() -> Iterator[OutboxMessage]:
            for number in range(9):
                asked.append(number)
                yield message(number)

        def stop(_: OutboxMessage) -> bool:
            raise StoreError("the disk is full")

        with FaultyServer() as server:
            transport = SmtpTransport(server_at(server.port))
            assert deliver(transport, []) == []
            assert server.connections == 0
            with pytest.raises(StoreError):
                deliver(transport, messages(), Ledger(stop))
        assert asked == [0, 1]
        assert server.mails == []


def test_moments_are_taken_when_the_outcome_is_known() -> None:
    """Each delivery bears its own moment, and the name of the server."""
    ticks = iter([datetime(2022, 12, 7, 7, minute, tzinfo=UTC) for minute in (0, 1)])
    ledger = Ledger()
    with FaultyServer() as server:
        SmtpTransport(server_at(server.port)).send(map(message, (1, 2)), ledger=ledger, now=lambda: next(ticks))
    assert [delivery.at.minute for delivery in ledger.ended] == [0, 1]
    assert {delivery.relay for delivery in ledger.ended} == {f"127.0.0.1:{server.port}"}
