"""One thread with its line: it speaks SMTP, and tells the main thread where it stands."""

import threading
from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from queue import Empty, SimpleQueue

from digest.deliver.line import Line
from digest.deliver.transaction import Ending
from digest.domain.mail import OutboxMessage


class Kind(Enum):
    #: The server waits for the message.
    ASKS = auto()
    #: It has its outcome.
    ENDED = auto()
    #: The ledger said no: another worker has it.
    DROPPED = auto()
    #: The thread has ended; a message that comes with it was not tried.
    LEFT = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """What a hand tells the main thread."""

    kind: Kind
    hand: "Hand"
    message: OutboxMessage | None
    ending: Ending | None = None
    fault: BaseException | None = None

    @property
    def waits(self) -> bool:
        """Whether the one who says it waits for an answer."""
        return self.kind is Kind.ASKS or (self.ending is not None and self.ending.broke_off)


class Hand:
    """One thread with its line."""

    def __init__(
        self,
        line: Line,
        work: "SimpleQueue[OutboxMessage | None]",
        told: "SimpleQueue[Word]",
        left_behind: "deque[Word]",
    ) -> None:
        self.line = line
        self._work = work
        self._told = told
        self._left_behind = left_behind
        #: What the main thread says to `ASKS`, and to a connection that broke off: whether to go on.
        self.answer: SimpleQueue[bool] = SimpleQueue()
        self._goes_on = True
        self.thread = threading.Thread(target=self._run, daemon=True, name="digest-smtp")
        self.thread.start()

    def _run(self) -> None:
        message = self._work.get()
        fault: BaseException | None = None
        try:
            while message is not None and self._goes_on:
                message = self._carry(message)
            self.line.leave()
        except BaseException as error:  # noqa: BLE001 - the main thread raises it
            fault = error
            self.line.drop()
        self._told.put(Word(Kind.LEFT, self, message, fault=fault))

    def _carry(self, message: OutboxMessage) -> OutboxMessage | None:
        """The message to carry next."""
        ending, following = self.line.begin(message), None
        if ending is None:
            self._told.put(Word(Kind.ASKS, self, message))
            if not self.answer.get():
                self.line.drop()
                self._told.put(Word(Kind.DROPPED, self, message))
                return self._work.get()
            following = self._known_next()
            ending = self.line.finish(message, following)
        word = Word(Kind.ENDED, self, message, ending)
        if following and ending.usable:
            # The next word is about to come, and one sync does for both.
            self._left_behind.append(word)
        else:
            self._told.put(word)
        if ending.broke_off:
            self._goes_on = self.answer.get()
        return following or (self._work.get() if self._goes_on else None)

    def _known_next(self) -> OutboxMessage | None:
        try:
            message = self._work.get_nowait()
        except Empty:
            return None
        if message is None:
            # The word to end, one for each hand: it is heard when this message is done, and not twice.
            self._work.put(None)
        return message
