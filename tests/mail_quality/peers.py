"""The programs of others that judge our mail, and what happens where they are missing."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

#: Where programs for servers are, which is not on everybody's path.
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def program(name: str, package: str) -> str:
    """The path of a program; the test skips where it is missing, or fails where all must be there (.ci/run)."""
    found = shutil.which(name, path=_PATH)
    if found is None:
        absent(f"needs {name}, which is not here: apt-get install {package}")
    return found or ""


def absent(sentence: str) -> None:
    """Skips the test, or fails it where PEERS=all is set."""
    if os.environ.get("PEERS") == "all":
        pytest.fail(sentence)
    pytest.skip(sentence)


def free_port() -> int:
    """A port of the loopback interface that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def running(command: list[str], *, log: Path, port: int = 0, seconds: float = 60) -> Iterator[None]:
    """A server, from when it listens (on `port`, over TCP) until the end of the block.

    Raises RuntimeError with the end of its log when it does not come up.
    """
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as server:
        try:
            _wait(server, command[0], log, port, seconds)
            yield
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(server: subprocess.Popen[bytes], name: str, log: Path, port: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    while port and not listens(port):
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{name} does not listen on {port}: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)
