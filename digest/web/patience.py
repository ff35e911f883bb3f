"""How long a caller may take to say what they want: who connects and says nothing must not keep others out.

uvicorn has no such limit of its own: it counts connections, also those that never ask for anything.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds for a whole request, its form with it; at most some 64 kB.
PATIENCE = 10.0
_UNTOLD = frozenset({h11.IDLE, h11.SEND_BODY})


class Hurried(H11Protocol):
    """uvicorn's own protocol, which closes a connection whose request does not come."""

    _hurry: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Nothing; the time begins."""
        super().connection_made(transport)
        self._hurry = self.loop.call_later(PATIENCE, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Nothing; the time is over when the request is whole, and begins with the first octets of the next."""
        super().data_received(data)
        if self.conn.their_state not in _UNTOLD:
            self._still()
        elif self._hurry is None:
            self._hurry = self.loop.call_later(PATIENCE, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing; nobody is waited for."""
        self._still()
        super().connection_lost(exc)

    def _still(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None
