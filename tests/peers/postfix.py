"""A real Postfix from Debian, on the loopback interface, with a configuration, a queue and a log of its own.

It wants root, as Postfix does, but neither systemd nor syslog (docs/mail.md section 8).
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mail_quality import peers

#: Whose mailboxes it keeps; everybody there exists.
DOMAIN = "reader.example"

_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = /var, /tmp
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = next-hop.example
mydestination =
mynetworks = 127.0.0.0/8
disable_dns_lookups = yes
smtp_host_lookup = native
alias_maps =
smtpd_peername_lookup = no
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_minimum_uid = 100
default_transport = error:this test lets nothing out
minimal_backoff_time = 1s
queue_run_delay = 1s
{extra}
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
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""
#: What a next hop may put on top of a message, and nothing else.
_TRACE = (b"Return-Path:", b"X-Original-To:", b"Delivered-To:", b"Received:", b"X-Greylist:", b"\t", b" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Postfix:
    """One that runs."""

    folder: Path
    port: int

    @property
    def log(self) -> Path:
        """What it writes of all it does."""
        return self.folder / "mail.log"

    @property
    def settings(self) -> Path:
        """Its configuration, for `postqueue -c`."""
        return self.folder / "etc"

    def kept(self) -> list[bytes]:
        """Every message in the mailboxes, as it lies there."""
        return [path.read_bytes() for path in sorted((self.folder / "mail" / "all" / "new").glob("*"))]

    def queue(self) -> str:
        """What waits, as `postqueue -j` says it."""
        command = [peers.program("postqueue", "postfix"), "-c", str(self.settings), "-j"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def settle(self, seconds: float = 60) -> None:
        """Nothing; all that it took is in the mailboxes.  AssertionError when that takes longer."""
        until = time.monotonic() + seconds
        while self.queue():
            assert time.monotonic() < until, self.queue()
            time.sleep(0.05)

    def control(self, word: str) -> None:
        """Nothing; `postfix start`, `stop`, `reload` or the like was done."""
        command = [peers.program("postfix", "postfix"), "-c", str(self.settings), word]
        subprocess.run(command, check=True, capture_output=True)


def bare(kept: bytes) -> bytes:
    """A message from a mailbox without what the next hop put on top of it."""
    lines = kept.splitlines(keepends=True)
    while lines and lines[0].startswith(_TRACE):
        lines.pop(0)
    return b"".join(lines)


def delivered(mime: bytes) -> bytes:
    """What a mailbox must hold of our message: the same bytes, with the line ends of this machine."""
    return mime.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


@contextmanager
def running(extra: str = "", *, services: str = "") -> Iterator[Postfix]:
    """A Postfix that takes mail on a free port; `extra` is put at the end of main.cf, `services` of master.cf."""
    peers.program("postfix", "postfix")
    if os.geteuid() != 0:
        peers.absent("needs root, because Postfix does")
    port = peers.free_port()
    with tempfile.TemporaryDirectory(prefix="digest-postfix-", dir="/tmp") as name:
        folder = Path(name)
        _furnish(folder, port, extra, services)
        postfix = Postfix(folder=folder, port=port)
        postfix.control("start")
        try:
            _wait(postfix)
            yield postfix
        finally:
            postfix.control("stop")


def _furnish(folder: Path, port: int, extra: str, services: str) -> None:
    folder.chmod(0o755)
    for part in ("etc", "spool", "data", "mail"):
        (folder / part).mkdir()
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", "nobody")
    (folder / "etc" / "main.cf").write_text(_MAIN.format(folder=folder, domain=DOMAIN, extra=extra))
    (folder / "etc" / "master.cf").write_text(_MASTER.format(port=port) + services)


def _wait(postfix: Postfix) -> None:
    until = time.monotonic() + 30
    while not peers.listens(postfix.port):
        assert time.monotonic() < until, postfix.log.read_text()
        time.sleep(0.05)
