"""Many conversations in one thread."""

import math
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from digest.deliver import switchboard
from digest.deliver.switchboard import Switchboard
from digest.errors import TransportError


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two ends of one connection, neither of which waits."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with ours, theirs:
        yield ours, theirs


def soon(seconds: float) -> float:
    """A moment by the steady clock."""
    return time.monotonic() + seconds


async def listen(sock: socket.socket, heard: list[bytes]) -> None:
    """Hears one letter more each time."""
    while True:
        await switchboard.readable(sock, ends=soon(5))
        heard.append(sock.recv(1))


def test_whoever_has_not_to_wait_goes_on(pair: tuple[socket.socket, socket.socket]) -> None:
    """One turn serves all that have something to read, and nobody else."""
    other, silent = socket.socketpair()
    with other, silent:
        heard: list[bytes] = []
        unheard: list[bytes] = []
        board = Switchboard()
        board.go_on(listen(pair[0], heard))
        board.go_on(listen(other, unheard))
        pair[1].sendall(b"ab")
        board.turn(5)
        board.turn(5)
    assert (heard, unheard) == ([b"a", b"b"], [])


def test_nobody_waits_for_longer_than_they_said(pair: tuple[socket.socket, socket.socket]) -> None:
    """A turn ends when somebody's time is over, and they are told."""

    async def patient() -> str:
        try:
            await switchboard.readable(pair[0], ends=soon(0.05))
        except TimeoutError:
            return "over"
        return "came"

    began = time.monotonic()
    assert switchboard.outcome(patient()) == "over"
    assert 0.05 <= time.monotonic() - began < 4


def test_what_came_in_time_is_heard_though_nobody_listened(pair: tuple[socket.socket, socket.socket]) -> None:
    """While the ledger was written a limit ran out; the answer was there before, and counts."""

    async def patient(found: list[bytes]) -> None:
        await switchboard.readable(pair[0], ends=soon(0.01))
        found.append(pair[0].recv(9))

    found: list[bytes] = []
    board = Switchboard()
    board.go_on(patient(found))
    pair[1].sendall(b"here")
    time.sleep(0.02)
    board.turn(1)
    assert found == [b"here"]


def test_a_turn_with_nobody_is_a_pause() -> None:
    """It takes as long as it was given."""
    began = time.monotonic()
    Switchboard().turn(0.02)
    assert time.monotonic() - began >= 0.02


def test_a_limit_may_be_waited_for_again(pair: tuple[socket.socket, socket.socket]) -> None:
    """Who was told that the time is over may wait for something else, until there is room for more."""

    async def stubborn(said: list[str]) -> None:
        with pytest.raises(TimeoutError):
            await switchboard.readable(pair[0], ends=soon(0.01))
        await switchboard.writable(pair[0], ends=soon(5))
        said.append("room")

    said: list[str] = []
    board = Switchboard()
    board.go_on(stubborn(said))
    board.turn(1)
    board.turn(1)
    assert said == ["room"]


class TestElsewhere:
    """What blocks has a thread of its own."""

    def test_the_result_comes_back(self) -> None:
        """And was made in another thread."""
        made = switchboard.outcome(switchboard.elsewhere(threading.get_ident, unwanted=_nobody))
        assert made != threading.get_ident()

    def test_a_fault_comes_back(self) -> None:
        """As it was raised there."""
        with pytest.raises(TransportError, match="no such host"):
            switchboard.outcome(switchboard.elsewhere(_fails, unwanted=_nobody))

    @pytest.mark.parametrize("is_late", [True, False], ids=["made later", "made already"])
    def test_what_nobody_waits_for_is_let_go_of(self, *, is_late: bool) -> None:
        """Whether it is made before or after the conversation was given up."""
        go, made, unwanted = threading.Event(), threading.Event(), threading.Event()

        def work() -> str:
            assert go.wait(5)
            made.set()
            return "a connection"

        talk = switchboard.elsewhere(work, unwanted=lambda _: unwanted.set())
        Switchboard().go_on(talk)  # type: ignore[arg-type]
        if not is_late:
            go.set()
            assert made.wait(5)
            time.sleep(0.05)
        talk.close()
        go.set()
        assert unwanted.wait(5)

    def test_a_fault_that_nobody_waits_for_is_no_news(self) -> None:
        """Nobody is told of a connection that failed after it was given up."""
        go, ended = threading.Event(), threading.Event()

        def work() -> str:
            assert go.wait(5)
            ended.set()
            return _fails()

        talk = switchboard.elsewhere(work, unwanted=_nobody)
        Switchboard().go_on(talk)  # type: ignore[arg-type]
        talk.close()
        go.set()
        assert ended.wait(5)


def _fails() -> str:
    raise TransportError("no such host")


def _nobody(_: object) -> None:
    pytest.fail("somebody waits for it")


def test_no_limit_is_no_limit(pair: tuple[socket.socket, socket.socket]) -> None:
    """Who waits without an end is taken up all the same."""
    pair[1].sendall(b"x")
    switchboard.outcome(switchboard.readable(pair[0], ends=math.inf))
    assert pair[0].recv(1) == b"x"
