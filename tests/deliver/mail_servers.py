"""Mail servers for tests, on the loopback interface: one that misbehaves as told, and a well-behaved aiosmtpd."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from digest.deliver.smtp import SmtpServer
from digest.deliver.transaction import TimeLimits
from digest.domain.mail import OutboxMessage

MOMENT = datetime(2022, 12, 7, 7, tzinfo=UTC)
HOST = "127.0.0.1"

#: Which limit a step falls under; "command" for those not named.
_LIMITS = {"greeting": "greeting", "DATA": "data", "body": "block", "dot": "dot", "QUIT": "goodbye"} | dict.fromkeys(
    ("EHLO", "STARTTLS", "AUTH"), "entry"
)

#: What a misbehaving server says instead of the right thing; None: nothing.
_SAYS = {
    "421": b"421 4.3.2 closing down\r\n",
    "4yz": b"451 4.3.0 not now\r\n",
    "5yz": b"554 5.6.0 never\r\n",
    "garbage": b"\x00\xffHTTP/1.1 400 Bad Request\r\n",
    "half": b"250-this reply\r\n",
    "drop": b"",
}


def message(number: int = 1, **changes: Any) -> OutboxMessage:
    """A small message to one reader."""
    body = b"From: Daily <news@example.org>\r\nSubject: Tuesday\r\n\r\nA line.\r\n.\r\n..two dots\r\nThe end.\r\n"
    fields: dict[str, Any] = {
        "id": f"{number}.2022-12-07",
        "kind": "edition",
        "envelope_from": "bounces@example.org",
        "to": f"reader{number}@example.net",
        "message_id": f"<{number}.abc@example.org>",
        "mime": body,
        "next_attempt_at": MOMENT,
        "fresh_until": MOMENT + timedelta(hours=20),
    }
    return OutboxMessage(**fields | changes)


def free_port() -> int:
    """A port nobody listens on; aiosmtpd cannot choose one itself."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def limits(step: str = "") -> TimeLimits:
    """Long enough for a busy machine, but for one step, whose server will not answer."""
    long = dict.fromkeys(("greeting", "entry", "command", "data", "block", "dot", "goodbye"), timedelta(seconds=20))
    long["goodbye"] = timedelta(seconds=1)
    short = {_LIMITS.get(step, "command"): timedelta(seconds=0.25)} if step else {}
    return TimeLimits(**long | short)


def server_at(port: int, tls: str = "none", **changes: Any) -> SmtpServer:
    """How to reach a server on this machine."""
    fields: dict[str, Any] = {"host": HOST, "port": port, "tls": tls, "hello": "tests.example", "limits": limits()}
    return SmtpServer(**fields | changes)


class FaultyServer:
    """Speaks just enough SMTP, one connection at a time, and misbehaves at the steps it is told to.

    `faults` maps a step ("greeting", "EHLO", "MAIL" ... "body", "dot", "QUIT") to what to do there: a key of
    `_SAYS`, "hang", "slow", "inject" (words after the right ones), or a reply of one's own.  "MAIL again" is MAIL
    after the connection's first mail.
    """

    def __init__(
        self,
        faults: Mapping[str, str] | None = None,
        *,
        offers: tuple[str, ...] = (),
        tls: ssl.SSLContext | None = None,
        good_connections: int = 0,
        mails_a_connection: int = 1_000_000,
    ) -> None:
        self._faults = dict(faults or {})
        self._offers = offers
        self._tls = tls
        #: How many connections are served well before the faults begin.
        self._good_connections = good_connections
        self._mails_a_connection = mails_a_connection
        self._listener = socket.create_server((HOST, 0))
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.port: int = self._listener.getsockname()[1]
        #: Every command line received, in order, and the connection it came on.
        self.commands: list[tuple[int, str]] = []
        #: Every message taken to its dot, as sent over the wire.
        self.mails: list[bytes] = []
        self.connections = 0

    def __enter__(self) -> "FaultyServer":
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stopped.set()
        self.close()
        self._thread.join(timeout=10)

    def close(self) -> None:
        """Listen no more."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def hang_up(self) -> None:
        """End the present connection, and return when the peer can know it."""
        with contextlib.suppress(OSError):
            self._present.shutdown(socket.SHUT_RDWR)

    @property
    def verbs(self) -> list[str]:
        """The first word of every command received."""
        return [line.split(maxsplit=1)[0].upper() for _, line in self.commands]

    def _serve(self) -> None:
        while not self._stopped.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._present = sock
            with contextlib.suppress(OSError, EOFError):
                _Conversation(self, sock).hold()

    def fault(self, step: str) -> str | None:
        """What to do wrong at a step; None to do it right."""
        return None if self.connections <= self._good_connections else self._faults.get(step)


class _Conversation:
    def __init__(self, server: FaultyServer, sock: socket.socket) -> None:
        self._server = server
        self._sock = sock
        self._held = b""
        self._mails = 0
        self._has_reader = False

    def hold(self) -> None:
        try:
            self._answer("greeting", b"220 faulty ESMTP\r\n")
            while self._mails < self._server._mails_a_connection:
                self._obey(self._line())
        finally:
            self._sock.close()

    def _obey(self, line: bytes) -> None:
        command = line.decode()
        self._server.commands.append((self._server.connections, command))
        match command.split(maxsplit=1)[0].upper():
            case "EHLO" | "HELO":
                lines = ["faulty", *self._server._offers]
                offered = [f"250{'-' if n < len(lines) else ' '}{offer}\r\n" for n, offer in enumerate(lines, 1)]
                self._answer("EHLO", "".join(offered).encode())
            case "STARTTLS":
                if self._answer("STARTTLS", b"220 2.0.0 go ahead\r\n"):
                    assert self._server._tls is not None
                    self._sock = self._server._tls.wrap_socket(self._sock, server_side=True)
            case "DATA" if not self._has_reader and "DATA" not in self._server._faults:
                self._sock.sendall(b"554 5.5.1 no valid recipients\r\n")
            case "DATA":
                if self._answer("DATA", b"354 go on\r\n"):
                    self._take()
            case "QUIT":
                self._answer("QUIT", b"221 2.0.0 bye\r\n")
                raise EOFError
            case verb:
                right = b"235 2.7.0 ok\r\n" if verb == "AUTH" else b"250 2.0.0 ok\r\n"
                self._has_reader = self._answer(verb, right) and verb == "RCPT"

    def _take(self) -> None:
        if not self._answer("body", b""):
            self._wait_for_end()
        while b"\r\n.\r\n" not in self._held:
            self._receive()
        mail, _, self._held = self._held.partition(b"\r\n.\r\n")
        self._server.mails.append(mail + b"\r\n")
        self._mails += 1
        self._answer("dot", b"250 2.0.0 taken\r\n")

    def _answer(self, step: str, right: bytes) -> bool:
        """Whether the right thing was said."""
        fault = self._server.fault(f"{step} again" if self._mails else step) or self._server.fault(step)
        if fault == "hang":
            self._wait_for_end()
        if fault == "inject":
            right += b"250-evil\r\n250 AUTH PLAIN\r\n"
        if fault in (None, "slow", "inject"):
            self._say(right, slowly=fault == "slow")
            return True
        said = _SAYS.get(fault)
        self._sock.sendall(f"{fault}\r\n".encode() if said is None else said)
        if fault in ("drop", "half", "421"):
            raise EOFError
        return False

    def _say(self, octets: bytes, *, slowly: bool) -> None:
        for octet in octets if slowly else ():
            time.sleep(0.001)
            self._sock.sendall(bytes([octet]))
        if not slowly:
            self._sock.sendall(octets)

    def _wait_for_end(self) -> None:
        while not self._server._stopped.wait(0.02):
            self._sock.settimeout(0)
            try:
                if not self._sock.recv(1):
                    break
            except (BlockingIOError, ssl.SSLWantReadError):
                continue
        raise EOFError

    def _line(self) -> bytes:
        while b"\r\n" not in self._held:
            self._receive()
        line, _, self._held = self._held.partition(b"\r\n")
        return line

    def _receive(self) -> None:
        self._sock.settimeout(10)
        received = self._sock.recv(65536)
        if not received:
            raise EOFError
        self._held += received


@dataclass
class Mailbox:
    """An aiosmtpd handler that keeps what it is given, and refuses the addresses it is told to."""

    #: Address -> the reply to its RCPT.
    replies: Mapping[str, str] = field(default_factory=dict)
    #: (sender, recipient, bytes) of every mail taken.
    mails: list[tuple[str, str, bytes]] = field(default_factory=list)
    #: The peers, one for each mail: the same peer is the same connection.
    peers: list[object] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """250, or the reply prepared for the address."""
        reply = self.replies.get(address, "250 2.1.5 ok")
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """250, with the mail kept."""
        assert isinstance(envelope.content, bytes)
        self.mails.append((envelope.mail_from or "", envelope.rcpt_tos[0], envelope.content))
        self.peers.append(session.peer)
        return "250 2.0.0 queued"


def _knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (b"digest", b"open sesame"), handled=False)


@contextlib.contextmanager
def real_server(handler: Mailbox, **options: Any) -> Iterator[int]:
    """The port of a running aiosmtpd that lets in "digest" with "open sesame"."""
    controller = Controller(handler, hostname=HOST, port=free_port(), authenticator=_knows, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
