"""One line to one mail server: a connection that is opened when needed, reused, and replaced when it ends."""

from collections import Counter
from collections.abc import Callable, Mapping

from digest.deliver import switchboard
from digest.deliver.pace import Share, domain_of, share_of
from digest.deliver.transaction import Ending, Session
from digest.domain.mail import OutboxMessage


class Line:
    """Carries one message after another."""

    def __init__(self, connect: Callable[[], Session], *, most: int = 0, shares: Mapping[str, Share]) -> None:
        self._connect = connect
        #: Mails on one connection, at most; 0 for no limit.
        self._most = most
        self._shares = shares
        self._session: Session | None = None
        #: Mails begun on this connection, by domain.
        self._begun: Counter[str] = Counter()
        #: The id of the message whose commands were said behind the last one's dot.
        self._asked = ""

    async def begin(self, message: OutboxMessage) -> Ending | None:
        """None when the server waits for the message, else what became of it.

        A connection that died while idle is replaced once.  TransportError when none can be had.
        """
        if self._session is not None and self._is_spent(message):
            await self.leave()
        said, self._asked = self._asked == message.id, ""
        ending = await self._begin(message, said=said)
        if ending is not None and ending.was_dead:
            self.drop()
            ending = await self._begin(message, said=False)
        if ending is not None and not ending.usable:
            self.drop()
        return ending

    async def _begin(self, message: OutboxMessage, *, said: bool) -> Ending | None:
        reused = self._session is not None
        if self._session is None:
            self._session = await switchboard.elsewhere(self._connect, unwanted=_close)
        ending = await self._session.begin(message, reused=reused, said=said)
        self._begun[domain_of(message.to)] += 1
        return ending

    async def finish(self, message: OutboxMessage, following: OutboxMessage | None) -> Ending:
        """What became of a message that the server waits for; `following` is the one to come next, if known."""
        session = self._open()
        ahead = following if following and session.can_follow(following) and not self._is_spent(following) else None
        ending = await session.finish(message, following=ahead)
        self._asked = ahead.id if ahead and ending.usable else ""
        if not ending.usable:
            self.drop()
        return ending

    def _is_spent(self, message: OutboxMessage) -> bool:
        """Whether this connection has carried all it may, of all mail or to the message's domain (OUT-64)."""
        domain = domain_of(message.to)
        most = share_of(domain, self._shares).mails_per_connection
        return 0 < self._most <= self._begun.total() or 0 < most <= self._begun[domain]

    def _open(self) -> Session:
        if self._session is None:
            raise RuntimeError("nothing was begun on this line")
        return self._session

    def cut(self) -> None:
        """End the connection: whatever waits for the server waits no more."""
        if (session := self._session) is not None:
            session.wire.cut()

    def drop(self) -> None:
        """Let go of the connection, without a word."""
        if self._session is not None:
            self._session.close()
        self._session = None
        self._begun.clear()

    async def leave(self) -> None:
        """Say goodbye, and let go of the connection."""
        if self._session is not None and not self._asked:
            await self._session.quit()
        self._asked = ""
        self.drop()


def _close(session: Session) -> None:
    session.close()
