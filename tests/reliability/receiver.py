"""A mail server that says of every message it took whose it was: the judge of what was lost or sent twice.

A process of its own, so that it outlives whoever is killed: python -m tests.reliability.receiver PORT FILE.
A message counts as taken when its last line has come, whether or not anybody is left to hear the 250.
"""

import asyncio
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mail_quality import peers

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """One that runs."""

    port: int
    #: A line of JSON for every message taken.
    file: Path

    def copies(self) -> dict[str, list[str]]:
        """Reader -> the fingerprint of every copy taken, in order; a fingerprint is of the whole message."""
        found = defaultdict(list)
        for line in self.file.read_text().splitlines():
            reader, fingerprint = json.loads(line)
            found[reader].append(fingerprint)
        return dict(found)

    def forget(self) -> None:
        """Nothing; it begins anew."""
        self.file.write_text("")


@contextmanager
def running(folder: Path) -> Iterator[Receiver]:
    """A receiver on a free port."""
    receiver = Receiver(port=peers.free_port(), file=folder / "taken.jsonl")
    receiver.forget()
    command = [sys.executable, "-m", "tests.reliability.receiver", str(receiver.port), str(receiver.file)]
    with peers.running(command, log=folder / "receiver.log", port=receiver.port):
        yield receiver


class _Conversation(asyncio.Protocol):
    """Speaks SMTP with pipelining."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held = b""
        self._in_message = False
        self._reader = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._say(b"220 receiver ESMTP")

    def _say(self, line: bytes) -> None:
        self._transport.write(line + b"\r\n")

    def data_received(self, data: bytes) -> None:
        self._held += data
        while True:
            line, found, rest = self._held.partition(b"\r\n.\r\n" if self._in_message else b"\r\n")
            if not found:
                return
            self._held = rest
            if self._in_message:
                self._take(line)
            else:
                self._obey(line)

    def _take(self, message: bytes) -> None:
        self._in_message = False
        with self._file.open("a") as file:
            file.write(json.dumps([self._reader, hashlib.sha256(message).hexdigest()]) + "\n")
        self._say(b"250 2.0.0 taken")

    def _obey(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"RCPT":
            self._reader = line.partition(b"<")[2].partition(b">")[0].decode()
        self._in_message = verb == b"DATA"
        self._say(
            {b"EHLO": b"250-receiver\r\n250 PIPELINING", b"DATA": b"354 go on", b"QUIT": b"221 bye"}.get(
                verb, b"250 ok"
            )
        )
        if verb == b"QUIT":
            self._transport.close()


async def _serve(port: int, file: Path) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: _Conversation(file), HOST, port, backlog=200)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))
