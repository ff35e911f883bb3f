"""What one server may still be given in a round: counted when a message is handed out, not when it has gone."""

from digest.domain.ceiling import Room
from digest.domain.mail import OutboxMessage


class Allowance:
    """Counts down from the room there is; None for no ceiling."""

    def __init__(self, room: Room | None) -> None:
        self._room = room
        self._mails = self._editions = 0

    @property
    def left(self) -> int:
        """How many mails more may be handed out, of whatever kind; 0 where there is no ceiling to keep any for."""
        return self._room.mails - self._mails if self._room else 0

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be handed out."""
        return self._room is not None and self.left <= 0

    def fits(self, message: OutboxMessage) -> bool:
        """Whether this one may be handed out, while anything may."""
        return self._room is None or not _is_edition(message) or self._editions < self._room.editions

    def out(self, message: OutboxMessage) -> None:
        """Nothing; it is handed out."""
        self._mails += 1
        self._editions += _is_edition(message)

    def back(self, message: OutboxMessage) -> None:
        """Nothing; it came back before its last bytes were said, and takes no room."""
        self._mails -= 1
        self._editions -= _is_edition(message)


def _is_edition(message: OutboxMessage) -> bool:
    return message.kind == "edition"
