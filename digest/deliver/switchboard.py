"""Many conversations in one thread: each goes on until it has to wait, and is taken up again when it need not.

A conversation is a coroutine.  What blocks for long, connecting, is done in a thread of its own.  asyncio is not used:
here a turn ends as soon as something is to be written into the ledger, by whoever sends, before anybody goes on.
"""

import math
import select
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from types import coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Wait:
    """What a conversation waits for: an open file, and what must be possible with it."""

    file: int
    events: int
    #: Until when, by the steady clock.
    ends: float


#: A conversation that waits for None waits for `Switchboard.go_on`.
Talk = Coroutine[Wait | None, Any, _T]


@coroutine
def readable(sock: socket.socket, *, ends: float) -> Generator[Wait, None, None]:
    """Nothing, once there is something to read.  TimeoutError when nothing came in time."""
    yield Wait(sock.fileno(), select.POLLIN, ends)


@coroutine
def writable(sock: socket.socket, *, ends: float) -> Generator[Wait, None, None]:
    """Nothing, once there is room for more.  TimeoutError when there was none in time."""
    yield Wait(sock.fileno(), select.POLLOUT, ends)


@coroutine
def word() -> Generator[None, Any, Any]:
    """What `Switchboard.go_on` says."""
    return (yield None)


async def elsewhere(work: Callable[[], _T], *, unwanted: Callable[[_T], None]) -> _T:
    """What `work` gives, done in a thread of its own; `unwanted` is told of it when nobody waits for it any more."""
    found: Future[_T] = Future()
    ours, theirs = socket.socketpair()
    threading.Thread(target=_do, args=(work, found, theirs, unwanted), daemon=True, name="digest-connect").start()
    with ours:
        try:
            await readable(ours, ends=math.inf)
        except GeneratorExit:
            if not found.cancel() and found.exception() is None:
                unwanted(found.result())
            raise
    return found.result()


def _do(work: Callable[[], _T], found: "Future[_T]", bell: socket.socket, unwanted: Callable[[_T], None]) -> None:
    with bell:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            if found.set_running_or_notify_cancel():
                found.set_exception(error)
            return
        if found.set_running_or_notify_cancel():
            found.set_result(result)
        else:
            unwanted(result)


class Switchboard:
    """Takes conversations up when what they wait for has come."""

    def __init__(self) -> None:
        self._poll = select.poll()
        self._waiting: dict[int, tuple[Talk[None], float]] = {}

    def go_on(self, talk: Talk[None], said: object = None) -> None:
        """Nothing; the conversation has begun, or heard what it waits for, and waits again or is over."""
        try:
            wait = talk.send(said)
        except StopIteration:
            return
        self._note(talk, wait)

    def turn(self, seconds: float) -> None:
        """Nothing; whoever had not to wait any longer has gone on, after at most so many seconds without anybody."""
        ends = min((ends for _, ends in self._waiting.values()), default=math.inf)
        left = min(seconds, ends - time.monotonic())
        for file, _ in self._poll.poll(math.ceil(left * 1000) if left > 0 else 0):
            talk, _ = self._take_off(file)
            self.go_on(talk)
        if ends - time.monotonic() <= 0:
            self._give_up()

    def _give_up(self) -> None:
        at = time.monotonic()
        for file in [file for file, (_, ends) in self._waiting.items() if ends <= at]:
            talk, _ = self._take_off(file)
            try:
                wait = talk.throw(TimeoutError())
            except StopIteration:
                continue
            self._note(talk, wait)

    def _note(self, talk: Talk[None], wait: Wait | None) -> None:
        if wait is not None:
            self._poll.register(wait.file, wait.events)
            self._waiting[wait.file] = (talk, wait.ends)

    def _take_off(self, file: int) -> tuple[Talk[None], float]:
        self._poll.unregister(file)
        return self._waiting.pop(file)


def outcome(talk: Talk[_T]) -> _T:
    """What a conversation that nobody else waits for comes to."""
    found: list[_T] = []

    async def held() -> None:
        found.append(await talk)

    board, all_of_it = Switchboard(), held()
    board.go_on(all_of_it)
    while not found:
        board.turn(1.0)
    return found[0]
