"""What every way of handing messages over can do, and what it writes down while it does."""

from collections.abc import Callable, Container, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from digest.domain.ceiling import Room
from digest.domain.mail import Delivery, OutboxMessage

#: The present moment, aware and in UTC; an attempt can take minutes, so one moment for all would lie.
Clock = Callable[[], datetime]


class Ledger(Protocol):
    """Writes down what must outlive a power cut.  Only ever called from the thread that called `Transport.send`."""

    def write(self, dots: Sequence[OutboxMessage], ended: Sequence[Delivery], *, relay: str = "") -> Container[str]:
        """The ids of the `dots` that may say their last bytes to `relay`; the others another worker has.

        When it returns, these dots and the outcomes in `ended` are on the disk, all by one sync.
        """
        ...

    def turned_down(self, delivery: Delivery) -> None:
        """Nothing; the message, said to its last byte or not, was certainly not taken and may go to another relay.

        That a relay refuses our mail as such for good is the operator's to know, wherever the message goes now.
        """
        ...

    def room(self, relay: str, *, per_day: int) -> Room:
        """How many more mails, and editions, may go to a relay that takes `per_day` in 24 hours."""
        ...


def never() -> bool:
    """False: nobody wants us to stop."""
    return False


class Transport(Protocol):
    """Takes messages and tells the ledger what became of each."""

    def send(
        self,
        messages: Iterable[OutboxMessage | None],
        *,
        ledger: Ledger,
        now: Clock,
        stopping: Callable[[], bool] = never,
    ) -> None:
        """Nothing; every message tried has its outcome in the ledger, none where the ledger said no.

        None among the messages means that none may go at the moment: it is asked again a little later.  Once
        `stopping` says so, what is in hand is finished within ten seconds and the rest not begun.  TransportError when
        nothing more can be sent at all: what has no outcome then was certainly not sent.
        """
        ...

    def check(self) -> str:
        """A sentence saying what was found to work; sends nothing.  TransportError saying what does not."""
        ...
