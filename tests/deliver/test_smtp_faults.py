"""Where it breaks decides what became of the mail (mail.md section 1.6; REL-14)."""

from datetime import timedelta
from pathlib import Path

import pytest
import trustme

from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.deliver.transaction import TimeLimits
from digest.domain.mail import Delivery, OutboxMessage, Outcome
from digest.errors import TransportError
from tests.deliver.ledger import Ledger, deliver
from tests.deliver.mail_servers import HOST, MOMENT, FaultyServer, free_port, limits, message, server_at

A, R, D, U = Outcome.ACCEPTED, Outcome.REFUSED, Outcome.DEFERRED, Outcome.UNCERTAIN

PIPELINED = ("PIPELINING", "SIZE 1000000")
FAULTS = ("421", "4yz", "5yz", "drop", "hang", "garbage", "half", "slow")

#: Step by step, what each of FAULTS comes to.
CLASSES = {
    "MAIL": (D, D, D, D, D, D, D, A),
    "RCPT": (D, D, R, D, D, D, D, A),
    "DATA": (D, D, R, D, D, D, D, A),
    "dot": (D, D, R, U, U, U, U, A),
    "QUIT": (A, A, A, A, A, A, A, A),
}

CELLS = [
    pytest.param(step, fault, outcome, offers, id=f"{fault} at {step}{how} is {outcome}")
    for step, outcomes in CLASSES.items()
    for fault, outcome in zip(FAULTS, outcomes, strict=True)
    for offers, how in (((), ""), (PIPELINED, ", pipelined,"))
]

#: Before MAIL nothing can be sent at all: the fault, the reply code kept, and whether somebody must mend something.
NO_WAY_IN = {
    "greeting": {"421": (421, False), "4yz": (451, False), "5yz": (554, True), "drop": (None, False),
                 "hang": (None, False), "garbage": (None, False), "half": (None, False)},
    "EHLO": {"421": (None, False), "4yz": (451, False), "5yz": (554, True), "drop": (None, False),
             "hang": (None, False), "garbage": (None, False), "half": (None, False)},
    "STARTTLS": {"421": (421, False), "4yz": (451, False), "5yz": (554, True), "drop": (None, False),
                 "hang": (None, False), "garbage": (None, False), "half": (None, False)},
    "AUTH": {"421": (421, False), "4yz": (451, False), "5yz": (554, True), "drop": (None, False),
             "hang": (None, False), "garbage": (None, False), "half": (None, False)},
}  # fmt: skip

DOORS = [
    pytest.param(step, fault, code, permanent, id=f"{fault} at {step} stops the stage")
    for step, faults in NO_WAY_IN.items()
    for fault, (code, permanent) in faults.items()
]


def attempt(server: SmtpServer, *messages: OutboxMessage) -> list[Delivery]:
    """What became of the messages."""
    return deliver(SmtpTransport(server), messages)


@pytest.fixture(scope="module")
def cafile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of an authority nobody else knows."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    trustme.CA().cert_pem.write_to_path(path)
    return path


@pytest.mark.parametrize(("step", "fault", "outcome", "offers"), CELLS)
def test_a_fault_has_its_class(step: str, fault: str, outcome: Outcome, offers: tuple[str, ...]) -> None:
    """Certainly not sent, refused, accepted and uncertain are told apart at every step."""
    with FaultyServer({step: fault}, offers=offers) as server:
        deliveries = attempt(server_at(server.port, limits=limits(step if fault == "hang" else "")), message())
    assert [delivery.outcome for delivery in deliveries] == [outcome]
    taken = step in ("dot", "QUIT") or fault == "slow"
    assert len(server.mails) == taken


@pytest.mark.parametrize(("step", "fault", "code", "permanent"), DOORS)
def test_no_way_in(step: str, fault: str, code: int | None, permanent: bool, cafile: Path) -> None:
    """Where nobody's mail can be sent the stage stops with a sentence, and not even MAIL was said."""
    offers = ("STARTTLS",) if step == "STARTTLS" else ("AUTH PLAIN",)
    login = {"username": "digest", "password": "open sesame"} if step == "AUTH" else {}
    with FaultyServer({step: fault}, offers=offers) as server:
        mode: str = "starttls" if step == "STARTTLS" else "none"
        patience = limits(step if fault == "hang" else "")
        reached = server_at(server.port, mode, cafile=cafile, limits=patience, **login)
        with pytest.raises(TransportError) as caught:
            attempt(reached, message())
    assert (caught.value.reply_code, caught.value.permanent) == (code, permanent)
    assert f"The mail server {HOST}:{server.port}" in str(caught.value)
    assert "config.toml" in str(caught.value)
    assert "MAIL" not in server.verbs


@pytest.mark.parametrize("step", ["greeting", "EHLO", "AUTH"])
def test_a_slow_way_in(step: str) -> None:
    """A server that answers letter by letter, but in time, gets the mail."""
    with FaultyServer({step: "slow"}, offers=("AUTH PLAIN",)) as server:
        reached = server_at(server.port, username="digest", password="open sesame")
        assert [delivery.outcome for delivery in attempt(reached, message())] == [A]


def test_nobody_listens() -> None:
    """A refused connection names the server, says what to do, and may be tried again."""
    port = free_port()
    with pytest.raises(TransportError, match=rf"{HOST}:{port} cannot be used.*host, port and tls") as caught:
        attempt(server_at(port), message())
    assert caught.value.temporary


@pytest.mark.parametrize("fault", ["drop", "hang"])
def test_broken_inside_a_big_message(fault: str) -> None:
    """A message that never left this machine whole was certainly not sent."""
    big = message(mime=b"Subject: big\r\n\r\n" + b"0123456789abcde\r\n" * 2_000_000)
    with FaultyServer({"body": fault}) as server:
        (delivery,) = attempt(server_at(server.port, limits=limits("body")), big)
    assert delivery.outcome is D
    assert server.mails == []


def test_refused_inside_a_big_message() -> None:
    """A server that refuses half-way and stops reading is believed: refused, not merely deferred."""
    big = message(mime=b"Subject: big\r\n\r\n" + b"0123456789abcde\r\n" * 2_000_000)
    with FaultyServer({"body": "552 5.3.4 too big"}) as server:
        (delivery,) = attempt(server_at(server.port, limits=limits("body")), big)
    assert (delivery.outcome, delivery.reply_code, delivery.enhanced_code) == (R, 552, "5.3.4")


def test_the_words_are_kept() -> None:
    """The record of an attempt holds the server's code, enhanced code and words, the ids and the moment."""
    with FaultyServer({"RCPT": "550 5.1.1 nobody here by that name"}) as server:
        (delivery,) = attempt(server_at(server.port), message())
    assert delivery == Delivery(
        message_id="<1.abc@example.org>",
        outbox_id="1.2022-12-07",
        outcome=R,
        reply_code=550,
        enhanced_code="5.1.1",
        reply="5.1.1 nobody here by that name",
        at=MOMENT,
        relay=f"{HOST}:{server.port}",
    )


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "dot"])
def test_each_step_has_its_own_limit(step: str) -> None:
    """Only the limit of the silent step is short, and it is the one that ends the wait; the record says so (OUT-68)."""
    with FaultyServer({step: "hang"}) as server:
        (delivery,) = attempt(server_at(server.port, limits=limits(step)), message())
    assert (delivery.reply_code, delivery.reply) == (None, f"no answer to {step} within 0.25 s")


@pytest.mark.parametrize(
    ("fault", "offers"),
    [
        pytest.param("250 ok", (), id="DATA answered with 250"),
        pytest.param("250 ok", PIPELINED, id="DATA answered with 250 by a pipelining server"),
        pytest.param("334 more", (), id="DATA answered with 334"),
    ],
)
def test_out_of_step(fault: str, offers: tuple[str, ...]) -> None:
    """An answer that makes no sense defers the mail and gives the connection up: the next reply would be misread."""
    with FaultyServer({"DATA": fault}, offers=offers) as server:
        deliveries = attempt(server_at(server.port), message(1), message(2))
        assert [delivery.outcome for delivery in deliveries] == [D, D]
        assert server.connections == 2


def test_three_broken_connections_are_enough() -> None:
    """A server that breaks every connection off keeps nobody waiting: after three the rest stays for the next round."""
    ledger = Ledger()
    with FaultyServer({"MAIL": "drop"}) as server:
        with pytest.raises(TransportError, match="broke off 3 connections in a row") as caught:
            deliver(SmtpTransport(server_at(server.port)), map(message, range(9)), ledger)
        assert server.connections == 3
    assert caught.value.temporary
    assert [delivery.outcome for delivery in ledger.ended] == [D, D, D]


MAIL_REFUSALS = (
    "550 5.7.1 relaying denied",
    "530 5.7.0 authentication required",
    "550 5.4.5 Daily sending quota exceeded",
    "550 5.1.8 bad sender",
    "452 4.3.1 no room",
    "421 4.3.2 closing down",
)


@pytest.mark.parametrize("offers", [(), PIPELINED], ids=["in turn", "pipelined"])
@pytest.mark.parametrize("reply", MAIL_REFUSALS)
def test_a_no_to_mail_from_sends_the_mail_to_the_next_relay(reply: str, offers: tuple[str, ...]) -> None:
    """No reader was judged: the second relay gets all of it, once, and the ledger knows why."""
    ledger = Ledger()
    with FaultyServer({"MAIL": reply}, offers=offers) as first, FaultyServer() as second:
        deliver(SmtpTransport(server_at(first.port), server_at(second.port)), map(message, range(9)), ledger)
        assert len(second.mails) == 9
    assert [delivery.outcome for delivery in ledger.ended] == [A] * 9
    assert {str(delivery.reply_code) for delivery in ledger.refusals} == {reply[:3]}
    assert {delivery.relay for delivery in ledger.refusals} <= {f"{HOST}:{first.port}"}


@pytest.mark.parametrize("reply", MAIL_REFUSALS[:5])
def test_a_no_to_mail_from_without_another_relay(reply: str) -> None:
    """A few are put off with the relay's words, nobody is refused, and the rest waits without an attempt."""
    ledger = Ledger()
    with FaultyServer({"MAIL": reply}) as server, pytest.raises(TransportError, match=f"refuses our mail: {reply}"):
        deliver(SmtpTransport(server_at(server.port)), map(message, range(30)), ledger)
    assert {delivery.outcome for delivery in ledger.ended} == {D}
    assert 3 <= len(ledger.ended) < 10
    assert ledger.ended[0].reply == f"relay {HOST}:{server.port} refuses our mail: {reply}"


def test_one_no_to_mail_from_keeps_nobody_waiting() -> None:
    """A relay that would not have one mail gets the others; that one is put off when no other relay answers."""
    ledger = Ledger()
    with FaultyServer({"MAIL": "550 5.7.1 not this one"}) as first, FaultyServer() as second:
        second.close()
        with pytest.raises(TransportError, match="cannot be used"):
            deliver(SmtpTransport(server_at(first.port), server_at(second.port)), map(message, range(9)), ledger)
    assert {delivery.outcome for delivery in ledger.ended} == {D}
    assert {delivery.relay for delivery in ledger.ended} == {f"{HOST}:{first.port}"}


def test_the_limits_are_those_of_the_standard() -> None:
    """RFC 5321 section 4.5.3.2: five minutes for a command, two for DATA, ten for the dot."""
    ours = TimeLimits()
    minutes = [ours.greeting, ours.command, ours.data, ours.block, ours.dot]
    assert minutes == [timedelta(minutes=number) for number in (5, 5, 2, 3, 10)]
