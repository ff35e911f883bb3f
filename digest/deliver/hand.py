"""One line and who speaks over it: one message after another, telling the crew where it stands."""

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

from digest.deliver import switchboard
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
    #: It has ended; a message that comes with it was not tried.
    LEFT = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """What a hand tells the crew."""

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
    """One line, and the conversation over it."""

    def __init__(
        self,
        line: Line,
        work: "deque[OutboxMessage | None]",
        told: "deque[Word]",
        left_behind: "deque[Word]",
    ) -> None:
        self.line = line
        self._work = work
        self._told = told
        self._left_behind = left_behind
        #: Whether it waits for `work`.
        self.is_idle = False
        self._goes_on = True
        #: Waits for whether to go on after `ASKS`, and after a connection that broke off.
        self.talk = self._run()

    async def _run(self) -> None:
        message: OutboxMessage | None = None
        fault: BaseException | None = None
        try:
            message = await self._next()
            while message is not None and self._goes_on:
                message = await self._carry(message)
            await self.line.leave()
        except BaseException as error:  # noqa: BLE001 - the crew raises it
            fault = error
            self.line.drop()
        self._told.append(Word(Kind.LEFT, self, message, fault=fault))

    async def _carry(self, message: OutboxMessage) -> OutboxMessage | None:
        """The message to carry next."""
        ending, following = await self.line.begin(message), None
        if ending is None:
            self._told.append(Word(Kind.ASKS, self, message))
            if not await switchboard.word():
                self.line.drop()
                self._told.append(Word(Kind.DROPPED, self, message))
                return await self._next()
            following = self._known_next()
            ending = await self.line.finish(message, following)
        word = Word(Kind.ENDED, self, message, ending)
        if following and ending.usable:
            # The next word is about to come, and one sync does for both.
            self._left_behind.append(word)
        else:
            self._told.append(word)
        if ending.broke_off:
            self._goes_on = await switchboard.word()
        return following or (await self._next() if self._goes_on else None)

    async def _next(self) -> OutboxMessage | None:
        while not self._work:
            self.is_idle = True
            await switchboard.word()
        self.is_idle = False
        return self._work.popleft()

    def _known_next(self) -> OutboxMessage | None:
        # The word to end, one for each hand, is heard when this message is done, and not twice.
        return self._work.popleft() if self._work and self._work[0] is not None else None
