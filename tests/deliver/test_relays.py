"""Several servers, by priority, and what each may have in a day."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from digest.deliver.smtp import SmtpTransport
from digest.domain.mail import OutboxMessage, Outcome
from digest.errors import TransportError
from tests.deliver.ledger import Ledger, deliver
from tests.deliver.mail_servers import FaultyServer, message, server_at


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
        with pytest.raises(TransportError, match="1 are kept"):
            deliver(SmtpTransport(reached), [notice(30), message(31)], ledger)
        assert len(server.mails) == 19


def test_refused_editions_give_their_room_back() -> None:
    """Only last bytes count, of editions as of all mail: what was turned away at RCPT leaves room for the next."""
    with FaultyServer({"RCPT": "5yz"}) as server:
        deliveries = deliver(SmtpTransport(server_at(server.port, per_day=10)), map(message, range(25)))
    assert {delivery.outcome for delivery in deliveries} == {Outcome.REFUSED}
    assert len(deliveries) == 25
