"""Messages that came back from one server and may go to the next: untried ones, and those it would not have."""

from collections import deque
from collections.abc import Iterator

from digest.deliver.crew import Crew
from digest.deliver.transport import Ledger
from digest.domain.mail import Delivery, OutboxMessage


class Returned:
    """What waits for the next server."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._waiting: deque[OutboxMessage] = deque()
        #: What a server said to a mail that it would not have, by message; only what still waits has a meaning.
        self._said: dict[str, Delivery] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def taken(self) -> Iterator[OutboxMessage]:
        """The messages, which wait no more."""
        while self._waiting:
            yield self._waiting.popleft()

    def add(self, crew: Crew) -> None:
        """Nothing; what a crew brings back waits."""
        self._waiting.extend(crew.untried)
        for message, delivery in crew.turned_down:
            self._waiting.append(message)
            self._said[message.id] = delivery

    def settle(self) -> int:
        """How many wait untried: no server is left, so that what one would not have is put off."""
        ended = [self._said[message.id] for message in self._waiting if message.id in self._said]
        if ended:
            self._ledger.write((), ended)
        return len(self._waiting) - len(ended)
