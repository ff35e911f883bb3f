"""What every way of handing messages over can do."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol, Self

from digest.domain.mail import Delivery, OutboxMessage

#: Asked just before the last bytes go out, to write that down first.  False: another worker has the message now.
AtDot = Callable[[OutboxMessage], bool]

#: The present moment, aware and in UTC; an attempt can take minutes, so one moment for all would lie.
Clock = Callable[[], datetime]


class Transport(Protocol):
    """Takes messages and tells what became of each.  A context: leaving it says goodbye to the server."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...

    def send(self, messages: Iterable[OutboxMessage], *, at_dot: AtDot, now: Clock) -> Iterator[Delivery]:
        """One `Delivery` for each message tried, as soon as it is known; none where `at_dot` said no.

        The next message is taken only after the last one's outcome was.  TransportError when nothing can be sent at
        all: the message in hand and those after it were certainly not sent, and stay as they are.
        """
        ...

    def check(self) -> str:
        """A sentence saying what was found to work; sends nothing.  TransportError saying what does not."""
        ...
