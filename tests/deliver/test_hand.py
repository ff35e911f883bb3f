"""One thread with its line."""

from collections import deque
from queue import SimpleQueue
from typing import cast

from digest.deliver import hand
from digest.deliver.line import Line
from digest.deliver.transaction import Ending
from digest.deliver.wire import Reply
from digest.domain.mail import OutboxMessage, Outcome
from tests.deliver.mail_servers import message


class _Line:
    """Takes everything."""

    def begin(self, _: OutboxMessage) -> None:
        """The server waits for it."""

    def finish(self, _: OutboxMessage, following: OutboxMessage | None) -> Ending:
        """Taken."""
        assert following is None
        return Ending(outcome=Outcome.ACCEPTED, reply=Reply(asked="dot", code=250, words="ok"), usable=True)

    def leave(self) -> None:
        """Gone."""


def test_the_word_to_end_is_taken_once() -> None:
    """Heard with a message in hand it is left for when that is done; those of the other hands stay theirs."""
    work: SimpleQueue[OutboxMessage | None] = SimpleQueue()
    told: SimpleQueue[hand.Word] = SimpleQueue()
    work.put(message())
    one = hand.Hand(cast("Line", _Line()), work, told, deque())
    assert told.get(timeout=5).kind is hand.Kind.ASKS
    work.put(None)
    work.put(None)
    one.answer.put(True)
    kinds = [told.get(timeout=5).kind for _ in range(2)]
    one.thread.join(timeout=5)
    assert kinds == [hand.Kind.ENDED, hand.Kind.LEFT]
    assert not one.thread.is_alive()
    assert work.qsize() == 1
