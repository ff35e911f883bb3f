"""Servers that do not answer: found out in seconds, and left alone for longer each time."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.deliver import rests
from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.errors import TransportError
from tests.deliver.ledger import Ledger, deliver
from tests.deliver.mail_servers import HOST, FaultyServer, limits, message, server_at


def test_each_rest_is_twice_as_long_as_the_last() -> None:
    """From a minute to a quarter of an hour; an answer ends them, and the next one is a minute again."""
    lately = rests.Rests()
    lengths = []
    at = 0.0
    for _ in range(7):
        lately.begin("a", at=at)
        lengths.append(lately.left("a", at=at))
        assert lately.left("b", at=at) == 0
        at += lengths[-1]
        assert lately.left("a", at=at) == 0
    assert lengths == [60, 120, 240, 480, 960, 960, 960]
    lately.end("a")
    lately.end("nobody")
    lately.begin("a", at=at)
    assert lately.left("a", at=at + 10) == 50


@pytest.fixture
def black_hole() -> Iterator[SmtpServer]:
    """A server whose machine lets every packet fall, and that we wait a quarter of a second for."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen(0)
        waiting = []
        for _ in range(4):  # more than the kernel keeps for one who never accepts
            waiting.append(socket.socket())
            waiting[-1].setblocking(False)
            waiting[-1].connect_ex(listening.getsockname())
        patience = replace(limits(), connect=timedelta(seconds=0.25))
        yield server_at(listening.getsockname()[1], limits=patience, connections=3)
        for one in waiting:
            one.close()


def test_a_black_hole_costs_one_time_limit(black_hole: SmtpServer) -> None:
    """All lines wait at once, the greeting's five minutes are not spent, and nobody has an outcome."""
    ledger, began = Ledger(), time.monotonic()
    with pytest.raises(TransportError, match=r"failed at the greeting \(timed out\)"):
        deliver(SmtpTransport(black_hole), map(message, range(9)), ledger)
    assert 0.2 < time.monotonic() - began < 5
    assert ledger.ended == []


def test_the_next_rounds_go_past_it(black_hole: SmtpServer) -> None:
    """The second relay takes over at once; where there is none, the reason says for how long more."""
    lately = rests.Rests()
    with FaultyServer() as second:
        servers = black_hole, server_at(second.port)
        deliver(SmtpTransport(*servers, rests=lately), map(message, range(3)))
        assert lately.left(black_hole, at=time.monotonic()) > 50
        began = time.monotonic()
        deliver(SmtpTransport(*servers, rests=lately), map(message, range(3, 6)))
        assert time.monotonic() - began < 0.2
        assert len(second.mails) == 6
    with pytest.raises(TransportError, match=r"did not answer, and is left alone for \d+ seconds more"):
        deliver(SmtpTransport(black_hole, rests=lately), [message()])


def test_whoever_was_changed_is_asked_again(black_hole: SmtpServer) -> None:
    """An operator who corrects config.toml need not wait."""
    lately = rests.Rests()
    lately.begin(black_hole, at=time.monotonic())
    with FaultyServer() as mended:
        (delivery,) = deliver(SmtpTransport(replace(black_hole, port=mended.port), rests=lately), [message()])
    assert delivery.outcome == "accepted"


def test_an_answer_ends_the_rests_and_a_round_without_mail_does_not() -> None:
    """Only a server that took a message in hand has shown that it answers."""
    lately = rests.Rests()
    with FaultyServer() as server:
        reached = server_at(server.port)
        lately.begin(reached, at=time.monotonic() - rests.FIRST)
        deliver(SmtpTransport(reached, rests=lately), [])
        lately.begin(reached, at=0.0)
        assert lately.left(reached, at=0.0) == 2 * rests.FIRST
        deliver(SmtpTransport(reached, rests=lately), [message()])
        lately.begin(reached, at=0.0)
        assert lately.left(reached, at=0.0) == rests.FIRST


def test_a_server_that_refuses_at_once_is_asked_each_time() -> None:
    """It costs nothing, and may be back any moment."""
    lately = rests.Rests()
    with FaultyServer() as server:
        reached = server_at(server.port)
        server.close()
        with pytest.raises(TransportError, match="Connection refused"):
            deliver(SmtpTransport(reached, rests=lately), [message()])
    assert lately.left(reached, at=time.monotonic()) == 0
