"""One line and who speaks over it."""

from collections import deque
from typing import cast

from digest.deliver import hand
from digest.deliver.line import Line
from digest.deliver.switchboard import Switchboard
from digest.deliver.transaction import Ending
from digest.deliver.wire import Reply
from digest.domain.mail import OutboxMessage, Outcome
from tests.deliver.mail_servers import message


class _Line:
    """Takes everything."""

    async def begin(self, _: OutboxMessage) -> None:
        """The server waits for it."""

    async def finish(self, _: OutboxMessage, following: OutboxMessage | None) -> Ending:
        """Taken."""
        assert following is None
        return Ending(outcome=Outcome.ACCEPTED, reply=Reply(asked="dot", code=250, words="ok"), usable=True)

    async def leave(self) -> None:
        """Gone."""


def test_the_word_to_end_is_taken_once() -> None:
    """Heard with a message in hand it is left for when that is done; those of the other hands stay theirs."""
    work: deque[OutboxMessage | None] = deque([message()])
    told: deque[hand.Word] = deque()
    board, one = Switchboard(), hand.Hand(cast("Line", _Line()), work, told, deque())
    board.go_on(one.talk)
    assert told.popleft().kind is hand.Kind.ASKS
    work.extend([None, None])
    board.go_on(one.talk, said=True)
    assert [word.kind for word in told] == [hand.Kind.ENDED, hand.Kind.LEFT]
    assert list(work) == [None]
