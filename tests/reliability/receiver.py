"""A mail server that says of every message it took whose it was: the judge of what was lost or sent twice.

A process of its own, so that it outlives whoever is killed: python -m tests.reliability.receiver PORT FILE [refusing].
A message counts as taken when its last line has come, whether or not anybody is left to hear the 250.  One that refuses
hears each message to its last line, and takes none.
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
from tests.peers import conversation


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
def running(folder: Path, *, refusing: bool = False) -> Iterator[Receiver]:
    """A receiver on a free port."""
    name = "refused" if refusing else "taken"
    receiver = Receiver(port=peers.free_port(), file=folder / f"{name}.jsonl")
    receiver.forget()
    command = [sys.executable, "-m", "tests.reliability.receiver", str(receiver.port), str(receiver.file)]
    with peers.running([*command, *["refusing"] * refusing], log=folder / f"{name}.log", port=receiver.port):
        yield receiver


class _Conversation(conversation.Conversation):
    """Writes down whose mail came, before anybody is told that it was taken."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def taken(self, reader: str, message: bytes) -> None:
        with self._file.open("a") as file:
            file.write(json.dumps([reader, hashlib.sha256(message).hexdigest()]) + "\n")


class _Refusal(_Conversation):
    """Writes down whose mail came, and takes none: policy, not the reader's fault."""

    def _say(self, line: bytes) -> None:
        super()._say(b"554 5.7.1 not from you" if line.startswith(b"250 2.0.0") else line)


if __name__ == "__main__":
    kind = _Refusal if sys.argv[3:] else _Conversation
    asyncio.run(conversation.serve(int(sys.argv[1]), lambda: kind(Path(sys.argv[2]))))
