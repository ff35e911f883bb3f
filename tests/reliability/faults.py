"""The fault matrix: 11 stages of a delivery by 8 faults, each with its class, and each recovered from (REL-14).

    python -m tests.reliability.faults          # make faults: all 88 cells, and a table of what became of them

In every cell one reader's mail goes from a real outbox to a server that is at fault on its first connection, and well
on all others.  What the outbox says then is the class of docs/mail.md section 1.6; after that the service sends again,
and the server must have the message once, twice only if the outbox says that it was sent once more.
"""

import socket
import ssl
import struct
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import trustme

from digest import store
from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.pipeline import post
from tests.deliver import mail_servers
from tests.store import samples

STAGES = ("connect", "banner", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "body", "dot", "QUIT")
FAULTS = ("refuse", "421", "4yz", "5yz", "drop", "hang", "garbage", "slow")

#: Nothing was said of the message, and it waits; said no for now; for good; taken; nobody knows.
WAITS, DEFERRED, REFUSED, ACCEPTED, UNCERTAIN = "rendered", "deferred", "refused", "accepted", "uncertain"
W, D, R, A, U = WAITS, DEFERRED, REFUSED, ACCEPTED, UNCERTAIN

#: Stage -> what each of FAULTS comes to.  Before MAIL no answer speaks of the message, so it waits whatever is said.
#: Half of a body without its dot is certainly not sent; after the dot only an answer is certain.
CLASSES = {
    "connect": (W, W, W, W, W, W, W, A),
    "banner": (W, W, W, W, W, W, W, A),
    "EHLO": (W, W, W, W, W, W, W, A),
    "STARTTLS": (W, W, W, W, W, W, W, A),
    "AUTH": (W, W, W, W, W, W, W, A),
    "MAIL": (D, D, D, D, D, D, D, A),
    "RCPT": (D, D, D, R, D, D, D, A),
    "DATA": (D, D, D, R, D, D, D, A),
    "body": (D, D, D, R, D, D, D, A),
    "dot": (U, D, D, R, U, U, U, A),
    "QUIT": (A, A, A, A, A, A, A, A),
}
CELLS = [(stage, fault, CLASSES[stage][FAULTS.index(fault)]) for stage in STAGES for fault in FAULTS]

#: More than the buffers of both ends hold, so that a fault in the body finds part of it still with us.
_BIG = b"Subject: big\r\n\r\n" + b"0123456789abcde\r\n" * 400_000
_STEPS = {"connect": "greeting", "banner": "greeting"}
_LOGIN = {"username": "digest", "password": "open sesame"}


class Server(mail_servers.FaultyServer):
    """At fault once, on its first connection.  "refuse" resets the connection; at "connect" it is before any word."""

    def __init__(self, stage: str, fault: str, **options: object) -> None:
        super().__init__({_STEPS.get(stage, stage): fault}, **options)  # type: ignore[arg-type]
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        self._refuses_at = _STEPS.get(stage, stage) if fault == "refuse" else ""

    def _serve(self) -> None:
        """Several connections at once: one that hangs must not keep the next one waiting."""
        while not self._stopped.is_set():
            try:
                self._present, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._hold, args=(self._present,), daemon=True).start()

    def _hold(self, sock: socket.socket) -> None:
        with suppress(OSError, EOFError):
            mail_servers._Conversation(self, sock).hold()

    def fault(self, step: str) -> str | None:
        """What to do wrong at a step, on the first connection."""
        if self.connections > 1:
            return None
        if step == self._refuses_at:
            self._present.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return "drop"
        return super().fault(step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one cell came to."""

    #: What the outbox said after the fault, and at the end.
    status: str
    end: str
    #: Copies at the server after the fault, and at the end; how many different ones.
    copies: int
    copies_at_end: int
    kinds: int
    resent: bool


class Authority:
    """Makes the certificates of the server."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.cafile = folder / "ca.pem"
        authority.cert_pem.write_to_path(self.cafile)
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(mail_servers.HOST).configure_cert(self.context)


def tell(stage: str, fault: str, authority: Authority, folder: Path) -> Told:
    """What became of one reader's mail."""
    now = samples.NOW
    path = folder / f"{stage}-{fault}" / store.FILE
    with store.open(path, now=now) as opened, _server(stage, fault, authority) as (server, address):
        _plan(opened, big=stage == "body")
        _send(opened, address, now)
        first, copies = _status(opened), len(server.mails)
        well = replace(address, limits=mail_servers.limits())
        for later in (timedelta(hours=1), timedelta(hours=2)):
            _send(opened, replace(well, port=server.port), now + later)
        return Told(
            status=first[0], copies=copies, end=_status(opened)[0], resent=_status(opened)[1],
            copies_at_end=len(server.mails), kinds=len(set(server.mails)),
        )  # fmt: skip


def _plan(opened: store.Store, *, big: bool) -> None:
    who = samples.reader()
    opened.people.save([who])
    opened.mail.plan([samples.planned(who, mime=_BIG) if big else samples.planned(who)])


@contextmanager
def _server(stage: str, fault: str, authority: Authority) -> Iterator[tuple[Server, SmtpServer]]:
    offers = {"STARTTLS": ("STARTTLS",), "AUTH": ("AUTH PLAIN",)}.get(stage, ())
    server = Server(stage, fault, offers=offers, tls=authority.context)
    with server:
        address = mail_servers.server_at(
            # Nobody listens on the other port: a connection refused by the system itself.
            mail_servers.free_port() if (stage, fault) == ("connect", "refuse") else server.port,
            "starttls" if stage == "STARTTLS" else "none",
            cafile=authority.cafile,
            limits=mail_servers.limits(_STEPS.get(stage, stage) if fault == "hang" else ""),
            **(_LOGIN if stage == "AUTH" else {}),
        )
        yield server, address


def _send(opened: store.Store, address: SmtpServer, now: datetime) -> None:
    post.send(opened, SmtpTransport(address), clock=lambda: now, resend=True)


def _status(opened: store.Store) -> tuple[str, bool]:
    (row,) = opened._db.query("SELECT status, resent FROM outbox")
    return row["status"], bool(row["resent"])


def faults_of(cell: tuple[str, str, str], told: Told) -> list[str]:
    """What is wrong with a cell, as sentences; [] when it is as it must be."""
    stage, fault, expected = cell
    said_all = stage in ("dot", "QUIT") or expected == ACCEPTED
    wrong = []
    if told.status != expected:
        wrong.append(f"is {told.status}, not {expected}")
    if told.copies != said_all:
        wrong.append(f"left {told.copies} copies at the server")
    if told.end != (REFUSED if expected == REFUSED else ACCEPTED):
        wrong.append(f"ended {told.end}")
    # What it answered to the dot is its word: a copy that it says it refused or put off is not one.
    counted = told.copies if expected in (ACCEPTED, UNCERTAIN) else 0
    again = told.copies_at_end - told.copies
    if counted + again != (0 if expected == REFUSED else 1 + told.resent) or told.resent != (expected == UNCERTAIN):
        wrong.append(f"brought {counted + again} copies, sent again: {told.resent}")
    if told.kinds > 1:
        wrong.append("brought different bytes")
    return [f"{fault} at {stage} {one}" for one in wrong]


def main() -> None:
    """Print the matrix, and what is wrong."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="digest-faults-") as name:
        authority = Authority(Path(name))
        print(f"{'':10}" + "".join(f"{fault:>11}" for fault in FAULTS))  # noqa: T201
        for stage in STAGES:
            row = [(cell, tell(*cell[:2], authority, Path(name))) for cell in CELLS if cell[0] == stage]
            wrong += [one for cell, told in row for one in faults_of(cell, told)]
            print(f"{stage:10}" + "".join(f"{told.status:>11}" for _, told in row), flush=True)  # noqa: T201
    print(f"{len(CELLS)} cells, {len(wrong)} faults", *wrong, sep="\n  ")  # noqa: T201
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
