"""SMTP with pipelining as a server speaks it, for those that only take mail: a judge of what came, a sink from afar."""

import asyncio
from collections.abc import Callable

HOST = "127.0.0.1"

_ANSWERS = {b"EHLO": b"250-here\r\n250 PIPELINING", b"DATA": b"354 go on", b"QUIT": b"221 bye"}


class Conversation(asyncio.Protocol):
    """Takes every mail; `taken` is what becomes of one."""

    #: Seconds between the words of the other side and our answer.
    late = 0.0

    def __init__(self) -> None:
        self._held = b""
        self._in_message = False
        self._reader = ""

    def taken(self, reader: str, message: bytes) -> None:
        """Nothing; a whole message for a reader has come, and nobody was told so yet."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greeted."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._say(b"220 here ESMTP")

    def data_received(self, data: bytes) -> None:
        """Answered, as soon as a line or a message is whole."""
        self._held += data
        while True:
            line, found, rest = self._held.partition(b"\r\n.\r\n" if self._in_message else b"\r\n")
            if not found:
                return
            self._held = rest
            if self._in_message:
                self._in_message = False
                self.taken(self._reader, line)
                self._say(b"250 2.0.0 taken")
            else:
                self._obey(line)

    def _obey(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"RCPT":
            self._reader = line.partition(b"<")[2].partition(b">")[0].decode()
        self._in_message = verb == b"DATA"
        self._say(_ANSWERS.get(verb, b"250 ok"))
        if verb == b"QUIT":
            self._soon(self._transport.close)

    def _say(self, line: bytes) -> None:
        self._soon(lambda: self._transport.write(line + b"\r\n"))

    def _soon(self, deed: Callable[[], None]) -> None:
        if self.late:
            asyncio.get_running_loop().call_later(self.late, deed)
        else:
            deed()


async def serve(port: int, new: Callable[[], Conversation]) -> None:
    """Nothing; it never ends."""
    server = await asyncio.get_running_loop().create_server(new, HOST, port, backlog=200)
    await server.serve_forever()
