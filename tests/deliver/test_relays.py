"""Several servers, by priority, and what each may have in a day."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.deliver.rests import Rests
from digest.deliver.smtp import SmtpTransport
from digest.domain.mail import OutboxMessage, Outcome
from digest.errors import TransportError
from tests.deliver.ledger import Ledger, deliver
from tests.deliver.mail_servers import FaultyServer, limits, message, server_at


@contextmanager
def full(taken: int = 0) -> Iterator[FaultyServer]:
    """A server that turns everyone away at the door, after so many connections."""
    with FaultyServer({"greeting": "421"}, good_connections=taken) as server:
        yield server


def test_the_first_takes_all() -> None:
    """As long as it does, the second is not even asked."""
    with FaultyServer() as first, FaultyServer() as second:
        deliver(SmtpTransport(server_at(first.port), server_at(second.port)), map(message, range(4)))
        assert (len(first.mails), second.connections) == (4, 0)


def test_the_second_takes_over() -> None:
    """When nobody listens at the first, and each delivery names who took it."""
    with FaultyServer() as gone, FaultyServer() as second:
        gone.close()
        deliveries = deliver(SmtpTransport(server_at(gone.port), server_at(second.port)), map(message, range(4)))
    assert {delivery.relay for delivery in deliveries} == {f"127.0.0.1:{second.port}"}
    assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED] * 4


def test_the_second_takes_over_in_mid_run() -> None:
    """What the first took it keeps, what it did not goes to the second, each once."""
    with full(taken=1) as first, FaultyServer() as second:
        first._mails_a_connection = 2
        deliveries = deliver(SmtpTransport(server_at(first.port), server_at(second.port)), map(message, range(6)))
        assert (len(first.mails), len(second.mails)) == (2, 4)
    assert sorted(delivery.outbox_id for delivery in deliveries) == [message(n).id for n in range(6)]


def test_the_second_takes_what_the_day_of_the_first_does_not() -> None:
    """A ceiling is no fault."""
    with FaultyServer() as first, FaultyServer() as second:
        servers = server_at(first.port, per_day=2), server_at(second.port, per_day=9)
        deliver(SmtpTransport(*servers), map(message, range(6)))
        assert (len(first.mails), len(second.mails)) == (2, 4)


def test_none_takes_anything() -> None:
    """The last one's reason is told, and nobody has an outcome."""
    ledger = Ledger()
    with full() as first, full() as second:
        transport = SmtpTransport(server_at(first.port), server_at(second.port))
        with pytest.raises(TransportError, match=f":{second.port} turned us away"):
            deliver(transport, map(message, range(6)), ledger)
    assert ledger.ended == []


def test_the_ceiling_of_a_day() -> None:
    """No more than `per_day` last bytes are said; over it the rest waits, and that is said."""
    ledger = Ledger()
    with FaultyServer() as server:
        reached = server_at(server.port, per_day=3)
        with pytest.raises(TransportError, match="has had the 3 mails that per_day"):
            deliver(SmtpTransport(reached), map(message, range(9)), ledger)
        assert len(server.mails) == 3
        with pytest.raises(TransportError, match="has had the 3 mails"):
            deliver(SmtpTransport(reached), [message(9)], ledger)
        assert len(server.mails) == 3
    assert len(ledger.ended) == 3


def test_a_ceiling_that_is_just_enough() -> None:
    """Nothing is left, so nothing is said."""
    with FaultyServer() as server:
        deliver(SmtpTransport(server_at(server.port, per_day=3)), map(message, range(3)))
        assert len(server.mails) == 3


def test_refused_readers_do_not_use_up_the_day() -> None:
    """Only last bytes count."""
    with FaultyServer({"RCPT": "5yz"}) as server:
        deliveries = deliver(SmtpTransport(server_at(server.port, per_day=2)), map(message, range(6)))
    assert len(deliveries) == 6


def notice(number: int) -> OutboxMessage:
    """A message that is no edition."""
    return message(number, kind="notice")


def test_a_tenth_of_the_day_is_for_notices() -> None:
    """Editions stop before it; then a notice goes and an edition does not."""
    ledger = Ledger()
    with FaultyServer() as server:
        reached = server_at(server.port, per_day=20)
        with pytest.raises(TransportError, match="2 are kept for confirmations and answers"):
            deliver(SmtpTransport(reached), map(message, range(30)), ledger)
        assert len(server.mails) == 18
        with pytest.raises(TransportError, match="1 is kept"):
            deliver(SmtpTransport(reached), [notice(30), message(31)], ledger)
        assert len(server.mails) == 19


def test_refused_editions_give_their_room_back() -> None:
    """Only last bytes count, of editions as of all mail: what was turned away at RCPT leaves room for the next."""
    with FaultyServer({"RCPT": "5yz"}) as server:
        deliveries = deliver(SmtpTransport(server_at(server.port, per_day=10)), map(message, range(25)))
    assert {delivery.outcome for delivery in deliveries} == {Outcome.REFUSED}
    assert len(deliveries) == 25


POLICY = "550 5.7.27 SPF fail"


@pytest.mark.parametrize("step", ["RCPT", "DATA", "dot"])
@pytest.mark.parametrize(
    "reply", [POLICY, "503 5.5.1 out of order", "552 5.3.4 too large", pytest.param("502 what", id="502, no more said")]
)
@pytest.mark.parametrize("offers", [(), ("PIPELINING",)])
def test_a_relay_that_refuses_us_costs_nobody_the_edition(step: str, reply: str, offers: tuple[str, ...]) -> None:
    """Whatever it refuses for our sake another takes, each message once (OUT-60); three in a row, and it is left."""
    ledger = Ledger()
    with FaultyServer({step: reply}, offers=offers) as first, FaultyServer() as second:
        servers = server_at(first.port), server_at(second.port)
        lately = Rests()
        deliver(SmtpTransport(*servers, rests=lately), map(message, range(8)), ledger)
        assert len(second.mails) == 8
        assert lately.left(servers[0], at=time.monotonic()) > 0
    assert sorted(delivery.outbox_id for delivery in ledger.ended) == [message(n).id for n in range(8)]
    assert {delivery.outcome for delivery in ledger.ended} == {Outcome.ACCEPTED}
    assert {delivery.relay for delivery in ledger.refusals} == {f"127.0.0.1:{first.port}"}
    assert 3 <= len(ledger.refusals) <= 5
    assert ledger.open == set()


def test_refused_by_one_and_the_other_is_not_there() -> None:
    """Nobody's edition is lost to what is said of us: all that was refused is put off."""
    ledger = Ledger()
    with FaultyServer({"dot": POLICY}) as first, FaultyServer() as gone:
        gone.close()
        with pytest.raises(TransportError):
            deliver(SmtpTransport(server_at(first.port), server_at(gone.port)), map(message, range(8)), ledger)
    assert {delivery.outcome for delivery in ledger.ended} == {Outcome.DEFERRED}
    assert len(ledger.ended) == len(ledger.refusals)


@pytest.mark.parametrize("reply", ["503 5.5.1 out of order", "552 5.3.4 too large", "500 what"])
@pytest.mark.parametrize("step", ["DATA", "dot"])
def test_what_the_only_relay_does_not_follow_is_put_off(step: str, reply: str) -> None:
    """A fault of the protocol is no fate of an address."""
    ledger = Ledger()
    with FaultyServer({step: reply}) as server, pytest.raises(TransportError, match=f"refuses our mail: {reply}"):
        deliver(SmtpTransport(server_at(server.port)), map(message, range(8)), ledger)
    assert {delivery.outcome for delivery in ledger.ended} == {Outcome.DEFERRED}


@pytest.mark.parametrize("reply", ["550 5.1.1 nobody here", "550 5.5.0 mailbox unavailable", "554 no"])
def test_what_is_said_of_an_address_is_its_fate(reply: str) -> None:
    """Also where another relay could be asked, unless the code speaks of us; then the last one's word holds."""
    with FaultyServer({"RCPT": reply}) as first, FaultyServer({"RCPT": reply}) as second:
        deliveries = deliver(SmtpTransport(server_at(first.port), server_at(second.port)), map(message, range(2)))
    assert {delivery.outcome for delivery in deliveries} == {Outcome.REFUSED}


@pytest.mark.parametrize("step", ["greeting", "EHLO"])
def test_a_relay_that_lets_nobody_in_is_not_waited_for(step: str) -> None:
    """It connects and says nothing: the next takes over after the time for connecting, not after five minutes."""
    short = replace(limits(), connect=timedelta(seconds=0.5))
    began = time.monotonic()
    with FaultyServer({step: "hang"}) as first, FaultyServer() as second:
        deliver(SmtpTransport(server_at(first.port, limits=short), server_at(second.port)), map(message, range(4)))
        assert len(second.mails) == 4
    assert 0.4 < time.monotonic() - began < 10
