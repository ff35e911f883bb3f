"""Several lines to one mail server, all in one thread.

Each tells the crew where it stands, and waits there before it says a message's last bytes; the crew writes what all of
them wait for into the ledger by one sync, and lets them go on.  So of each line one message at most can ever be in
doubt.  While a sync takes its time the server works off what it was handed before.
"""

import time
from collections import deque
from collections.abc import Callable, Container, Iterator
from dataclasses import replace

from digest.deliver import hand
from digest.deliver.allowance import Allowance
from digest.deliver.line import Line
from digest.deliver.switchboard import Switchboard
from digest.deliver.transaction import Ending
from digest.deliver.transport import Clock, Ledger, never
from digest.domain.ceiling import Room
from digest.domain.mail import Delivery, OutboxMessage, Outcome
from digest.errors import StoreError, TransportError

#: Connections broken in a row, with nothing taken in between, before the rest is left for later (REL-13).
PATIENCE = 3
#: How long what is in hand may take when we are to stop, in seconds (mail.md REL-18).
LAST_WORDS = 10.0
#: How long nobody may say anything before we look whether we are to stop, in seconds.
_PAUSE = 0.1
#: How long one line waits for others at most, so that one sync serves them all, in seconds.
_LONGEST = 0.005
#: Messages handed out for each line, so that a line knows the next one while it is busy.
_AHEAD = 2


class Crew:
    """Hands messages to one server over up to `size` lines."""

    def __init__(
        self, name: str, new_line: Callable[[], Line], *, size: int, ledger: Ledger, now: Clock, is_last: bool = True
    ) -> None:
        self._name = name
        #: Whether no server is behind this one, that could be asked what it refuses for our sake.
        self._is_last = is_last
        self._new_line = new_line
        self._size = size
        self._ledger = ledger
        self._now = now
        self._messages: Iterator[OutboxMessage | None] = iter(())
        self._stopping: Callable[[], bool] = never
        self._board = Switchboard()
        self._work: deque[OutboxMessage | None] = deque()
        self._told: deque[hand.Word] = deque()
        #: hand.Words that nobody needs to be woken up for.
        self._left_behind: deque[hand.Word] = deque()
        self._hands: list[hand.Hand] = []
        #: Messages handed out that have not ended, and those of them that may be said to their last byte.
        self._out = 0
        self._dotted: set[str] = set()
        #: Those who wait for an answer of ours, and outcomes not yet written.
        self._waiting: list[hand.Hand] = []
        self._ended: list[Delivery] = []
        #: Messages that came back untried.
        self.untried: deque[OutboxMessage] = deque()
        #: Messages that the server would not have, for no fault of their readers, each with what it said.
        self.turned_down: list[tuple[OutboxMessage, Delivery]] = []
        self._turned_down_in_a_row = 0
        #: How long it pays to wait for others to ask as well: a quarter of what the last writing took.
        self._worth = 0.0
        self._broken = 0
        #: Whether the server has said what becomes of any message, and when it last did.
        self.answered = False
        self._good_at = time.monotonic()
        self._closing = False
        self._allowance = Allowance(None)
        #: Whether the next message may not be handed out, for the server's ceiling.
        self._is_full = False

    @property
    def is_refused(self) -> bool:
        """Whether the server refused so many messages one after another for our sake that it was left."""
        return self._turned_down_in_a_row >= PATIENCE

    @property
    def in_vain(self) -> float:
        """For how long nothing has come of all the trying, in seconds."""
        return time.monotonic() - self._good_at

    def carry(
        self, messages: Iterator[OutboxMessage | None], *, room: Room | None, stopping: Callable[[], bool]
    ) -> bool:
        """Whether there is nothing more to do for us: not so when the server has no `room` for the next mail.

        TransportError when no line is left.  What was not tried is in `untried` then.
        """
        self._allowance = Allowance(room)
        self._messages, self._stopping = messages, stopping
        try:
            while not stopping():
                more = self._feed()
                if not self._out and (not more or self._is_full):
                    return not more
                self._heed(self._listen(_PAUSE))
        finally:
            self._dismiss()
        return True

    @property
    def kept(self) -> int:
        """How many mails more the server may have, none of them an edition; only when it is full of these."""
        return self._allowance.left if self._is_full else 0

    def _feed(self) -> bool:
        """Whether more is to come, when as many messages are out as the lines can use."""
        self._is_full = False
        while self._out < _AHEAD * self._size:
            if self._allowance.is_spent:
                self._is_full = True
                return True
            try:
                message = self.untried.popleft() if self.untried else next(self._messages)
            except StopIteration:
                return False
            if message is None:
                return True
            if not self._allowance.fits(message):
                self.untried.appendleft(message)
                self._is_full = True
                return True
            self._hand_out(message)
        return True

    def _hand_out(self, message: OutboxMessage) -> None:
        self._out += 1
        self._allowance.out(message)
        self._put(message)
        if self._work and len(self._hands) < min(self._size, self._out):
            one = hand.Hand(self._new_line(), self._work, self._told, self._left_behind)
            self._hands.append(one)
            self._board.go_on(one.talk)

    def _put(self, message: OutboxMessage | None) -> None:
        """Nothing; whoever is idle has the message, or the word to end, or it waits."""
        self._work.append(message)
        idle = next((one for one in self._hands if one.is_idle), None)
        if idle:
            self._board.go_on(idle.talk)

    def _listen(self, seconds: float) -> list[hand.Word]:
        """All that was said since we listened last, after a wait for the first word."""
        ends = time.monotonic() + seconds
        self._board.turn(0 if self._told else seconds)
        while not self._told and (left := ends - time.monotonic()) > 0:
            self._board.turn(left)
        ends = time.monotonic() + self._worth
        while len(self._told) < min(len(self._hands), self._out) and (left := ends - time.monotonic()) > 0:
            self._board.turn(left)
        # Left behind before the words behind them were said, so what they follow upon is among them.
        words = [*self._left_behind, *self._told]
        self._left_behind.clear()
        self._told.clear()
        return words

    def _heed(self, words: list[hand.Word]) -> None:
        """Write down what the words say, and let everyone go on who waits for that."""
        self._waiting = [word.hand for word in words if word.waits]
        try:
            self._let_go_on(words, self._write(words))
        finally:
            for word in words:
                if word.kind is hand.Kind.LEFT:
                    self._part_with(word)
        if not self._closing:
            self._lose_patience()

    def _let_go_on(self, words: list[hand.Word], allowed: Container[str]) -> None:
        """Nothing; whoever waited goes on, and knows what comes next, whose envelope then follows the dot."""
        try:
            if not (self._closing or self._stopping()):
                self._feed()
        finally:
            for word in words:
                if word.waits:
                    self._board.go_on(word.hand.talk, self._goes_on(word, allowed))
            self._waiting = []

    def _lose_patience(self) -> None:
        if self._broken >= PATIENCE:
            raise TransportError(
                f"{self._name} broke off {PATIENCE} connections in a row; the rest waits for the next round."
            )
        if self.is_refused:
            _, last = self.turned_down[-1]
            raise TransportError(f"{last.reply}; see what its operator says", reply_code=last.reply_code)

    def _write(self, words: list[hand.Word]) -> Container[str]:
        """The ids of the messages whose last bytes may go out."""
        asking = [word.message for word in words if word.kind is hand.Kind.ASKS and word.message and not self._closing]
        for word in words:
            self._count(word)
        if not asking and not self._ended:
            return ()
        began = time.monotonic()
        allowed = self._ledger.write(asking, self._ended, relay=self._name)
        self._worth = min((time.monotonic() - began) / 4, _LONGEST)
        self._ended = []
        granted = {message.id for message in asking if message.id in allowed}
        self._dotted |= granted
        return granted

    def _count(self, word: hand.Word) -> None:
        """Nothing; who is out, who is back, and how often the server broke off are known."""
        if word.message is None or word.kind is hand.Kind.ASKS:
            return
        self._out -= 1
        if word.message.id in self._dotted:
            self._dotted.discard(word.message.id)
        else:
            self._allowance.back(word.message)
        if word.ending is not None:
            self._broken = self._broken + 1 if word.ending.broke_off else 0
            if not self._broken:
                self.answered, self._good_at = True, time.monotonic()
            self._keep(word.message, word.ending)
        elif word.kind is hand.Kind.LEFT or self._closing:
            self.untried.append(word.message)

    def _keep(self, message: OutboxMessage, ending: Ending) -> None:
        """Nothing; the outcome is to be written, or the message may go to another server."""
        delivery = ending.delivery(message, relay=self._name, at=self._now())
        if not (ending.passes_on or (ending.may_pass_on and not self._is_last)):
            self._turned_down_in_a_row = 0
            self._ended.append(delivery)
            return
        if delivery.reply_code is not None:
            self._turned_down_in_a_row += 1
            words = f"relay {self._name} refuses our mail: {delivery.reply_code} {delivery.reply}"
            delivery = replace(delivery, reply=words, outcome=Outcome.DEFERRED)
        self.turned_down.append((message, delivery))
        # At once: a kill before it is written would leave in doubt what was surely not taken.
        self._ledger.turned_down(delivery)

    def _goes_on(self, word: hand.Word, allowed: Container[str]) -> bool:
        if word.kind is hand.Kind.ENDED:
            return self._broken < PATIENCE and not self._closing
        return word.message is not None and word.message.id in allowed

    def _part_with(self, word: hand.Word) -> None:
        """Nothing; a line that ended is taken off, and the others go on without it."""
        self._hands.remove(word.hand)
        if word.fault is None:
            return
        if not isinstance(word.fault, TransportError):
            raise word.fault
        # The server may allow fewer connections than we would like: none is opened in its place.
        self._size = max(1, len(self._hands))
        if not self._hands and not self._closing:
            raise word.fault

    def _dismiss(self) -> None:
        """Nothing; every line has ended, or is cut: what is in hand had ten seconds to come to its end."""
        self._closing = True
        self._let_down()
        self._take_back()
        for _ in self._hands:
            self._put(None)
        ends = time.monotonic() + LAST_WORDS
        fault = self._see_off(until=ends)
        for one in self._hands:
            one.line.cut()
        fault = self._see_off(until=ends + 1) or fault
        for one in self._hands:
            # Still connecting: the connection is let go of when it is there.
            one.talk.close()
        if fault is not None:
            raise fault

    def _see_off(self, *, until: float) -> StoreError | None:
        """What went wrong with the ledger while the last words were written."""
        fault: StoreError | None = None
        while self._hands and (left := until - time.monotonic()) > 0:
            try:
                self._heed(self._listen(left))
            except StoreError as error:
                fault = error
                self._let_down()
        return fault

    def _let_down(self) -> None:
        """Nothing; whoever waits for what could not be written does not go on."""
        for one in self._waiting:
            self._board.go_on(one.talk, False)
        self._waiting = []

    def _take_back(self) -> None:
        """Nothing; messages that no line took yet are untried."""
        back = [message for message in self._work if message is not None]
        self._work.clear()
        self._out -= len(back)
        self.untried.extend(back)
