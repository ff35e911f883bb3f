"""Mail servers to measure against: Postfix's smtp-sink, one that answers late, and a whole Postfix that discards."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib/postfix/sbin"
SINK, SOURCE, POSTFIX = (shutil.which(name, path=_PATH) for name in ("smtp-sink", "smtp-source", "postfix"))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection((HOST, port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return


@contextmanager
def running(*words: str, port: int) -> Iterator[int]:
    """The port of a server started with these words."""
    process = subprocess.Popen(words)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def sink() -> Iterator[int]:
    """The port of a server that takes everything and keeps nothing."""
    port = free_port()
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    with running(SINK or "smtp-sink", *user, f"{HOST}:{port}", "200", port=port):
        yield port


@contextmanager
def late_sink() -> Iterator[int]:
    """The port of a server that gives each answer 10 ms after the words it answers came in."""
    port = free_port()
    with running(sys.executable, __file__, str(port), port=port):
        yield port


class _Late(asyncio.Protocol):
    """Speaks SMTP with pipelining, as from far away."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._held = b""
        self._in_message = False
        self._say(b"220 late ESMTP")

    def _say(self, line: bytes) -> None:
        asyncio.get_running_loop().call_later(0.010, self._transport.write, line + b"\r\n")

    def data_received(self, data: bytes) -> None:
        self._held += data
        while True:
            line, found, rest = self._held.partition(b"\r\n.\r\n" if self._in_message else b"\r\n")
            if not found:
                return
            self._held = rest
            if self._in_message:
                self._in_message = False
                self._say(b"250 2.0.0 taken")
            else:
                self._obey(line[:4].upper())

    def _obey(self, verb: bytes) -> None:
        if verb == b"EHLO":
            self._say(b"250-late\r\n250 PIPELINING")
        elif verb == b"DATA":
            self._in_message = True
            self._say(b"354 go on")
        elif verb == b"QUIT":
            self._say(b"221 bye")
            asyncio.get_running_loop().call_later(0.011, self._transport.close)
        else:
            self._say(b"250 ok")


async def _serve_late(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Late, HOST, port, backlog=200)
    await server.serve_forever()


_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = /var, /tmp
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = bench.example
mydestination =
mynetworks = 127.0.0.0/8
disable_dns_lookups = yes
alias_maps =
local_recipient_maps =
default_transport = discard
smtpd_peername_lookup = no
"""
_MASTER = """
{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
discard unix - - n - - discard
error unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@contextmanager
def postfix() -> Iterator[int]:
    """The port of a Postfix that takes mail into its queue and discards it (mail.md section 8); wants root."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="digest-postfix-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("etc", "spool", "data"):
            (folder / part).mkdir()
        shutil.chown(folder / "data", "postfix")
        (folder / "etc" / "main.cf").write_text(_MAIN.format(folder=folder))
        (folder / "etc" / "master.cf").write_text(_MASTER.format(port=port))
        command = [POSTFIX or "postfix", "-c", str(folder / "etc")]
        subprocess.run([*command, "start"], check=True, capture_output=True)
        try:
            _wait_for(port)
            yield port
        finally:
            subprocess.run([*command, "stop"], check=False, capture_output=True)


if __name__ == "__main__":
    asyncio.run(_serve_late(int(sys.argv[1])))
