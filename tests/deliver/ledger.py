"""A ledger in memory, for sending without a database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from digest.deliver.transport import Transport, never
from digest.domain import ceiling
from digest.domain.ceiling import Room
from digest.domain.mail import Delivery, OutboxMessage
from tests.deliver.mail_servers import MOMENT


def always(_: OutboxMessage) -> bool:
    """True: nobody else has the message."""
    return True


@dataclass
class Ledger:
    """Keeps in memory what a real one writes to the disk."""

    #: Whether a message may say its last bytes.
    at_dot: Callable[[OutboxMessage], bool] = always
    #: Every outcome, in order.
    ended: list[Delivery] = field(default_factory=list)
    #: For each writing, how many dots and how many outcomes it held.
    writings: list[tuple[int, int]] = field(default_factory=list)
    #: The ids of those whose dot was written and whose outcome was not, and the most there ever were.
    open: set[str] = field(default_factory=set)
    most_open: int = 0
    #: The dots of each relay.
    used: dict[str, int] = field(default_factory=dict)
    #: Of these, those of no editions.
    notices: dict[str, int] = field(default_factory=dict)
    #: What relays said who would not have us.
    refusals: list[Delivery] = field(default_factory=list)

    def turned_down(self, delivery: Delivery) -> None:
        """Kept."""
        self.refusals.append(delivery)
        self.open.discard(delivery.outbox_id)

    def write(self, dots: Sequence[OutboxMessage], ended: Sequence[Delivery], *, relay: str = "") -> frozenset[str]:
        """Those that `at_dot` lets go on."""
        allowed = frozenset(message.id for message in dots if self.at_dot(message))
        self.writings.append((len(dots), len(ended)))
        self.ended += ended
        self.open -= {delivery.outbox_id for delivery in ended}
        self.open |= allowed
        self.most_open = max(self.most_open, len(self.open))
        notices = sum(message.kind != "edition" and message.id in allowed for message in dots)
        self.used[relay] = self.used.get(relay, 0) + len(allowed)
        self.notices[relay] = self.notices.get(relay, 0) + notices
        return allowed

    def room(self, relay: str, *, per_day: int) -> Room:
        """What is left of a day."""
        return ceiling.room(per_day, mails=self.used.get(relay, 0), notices=self.notices.get(relay, 0))


def deliver(
    transport: Transport,
    messages: Iterable[OutboxMessage | None],
    ledger: Ledger | None = None,
    *,
    stopping: Callable[[], bool] = never,
) -> list[Delivery]:
    """What became of the messages."""
    ledger = ledger or Ledger()
    transport.send(messages, ledger=ledger, now=lambda: MOMENT, stopping=stopping)
    return ledger.ended
