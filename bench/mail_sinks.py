"""Mail servers to measure against: Postfix's smtp-sink, one that answers late, and a whole Postfix that discards."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mail_quality import peers
from tests.peers import conversation
from tests.peers import postfix as whole

HOST = "127.0.0.1"


def source() -> str:
    """The path of Postfix's own client."""
    return peers.program("smtp-source", "postfix")


@contextmanager
def _running(*words: str) -> Iterator[int]:
    """The port of a server started with these words; PORT among them stands for it."""
    port = peers.free_port()
    with tempfile.TemporaryDirectory(prefix="digest-bench-") as folder:
        command = [word.replace("PORT", str(port)) for word in words]
        with peers.running(command, log=Path(folder) / "log", port=port):
            yield port


@contextmanager
def sink() -> Iterator[int]:
    """The port of a server that takes everything and keeps nothing."""
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    with _running(peers.program("smtp-sink", "postfix"), *user, f"{HOST}:PORT", "200") as port:
        yield port


class _Late(conversation.Conversation):
    """As from far away."""

    late = 0.010


@contextmanager
def late_sink() -> Iterator[int]:
    """The port of a server that gives each answer 10 ms after the words it answers came in."""
    with _running(sys.executable, "-m", "bench.mail_sinks", "PORT") as port:
        yield port


@contextmanager
def postfix() -> Iterator[int]:
    """The port of a Postfix that takes mail into its queue and discards it (mail.md section 8); wants root."""
    with whole.running("default_transport = discard\nvirtual_mailbox_domains =") as server:
        yield server.port


if __name__ == "__main__":
    asyncio.run(conversation.serve(int(sys.argv[1]), _Late))
