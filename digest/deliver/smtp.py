"""Messages to one mail server (RFC 5321).

`smtplib` connects, greets, encrypts and logs in; from MAIL on, `transaction` drives the conversation itself, over
the lines of a `crew`.
"""

import ipaddress
import smtplib
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import cast

from digest.deliver import sentences, switchboard
from digest.deliver.crew import Crew
from digest.deliver.line import Line
from digest.deliver.pace import Share
from digest.deliver.rests import Rests
from digest.deliver.returned import Returned
from digest.deliver.server import SmtpServer
from digest.deliver.transaction import Session
from digest.deliver.transport import Clock, Ledger, never
from digest.deliver.wire import Wire, printable
from digest.domain.mail import OutboxMessage
from digest.errors import TransportError

__all__ = ["SmtpServer", "SmtpTransport"]

_NOTHING_LEFT = object()


class _Client(smtplib.SMTP):
    """A greeted server.  Connecting has a time limit of its own, and TLS may be spoken from the first byte."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        seconds = server.limits.greeting.total_seconds()
        super().__init__(server.host, server.port, server.hello or None, timeout=seconds)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """The connection on which smtplib then waits for the greeting."""
        sock = socket.create_connection((host, port), self._server.limits.connect.total_seconds())
        if self._server.tls == "implicit":
            sock = _context(self._server).wrap_socket(sock, server_hostname=host)
        sock.settimeout(timeout)
        return sock


class SmtpTransport:
    """Hands messages to one server, or to the first of several that takes them."""

    def __init__(
        self, *servers: SmtpServer, shares: Mapping[str, Share] = MappingProxyType({}), rests: Rests | None = None
    ) -> None:
        self._servers = servers
        self._shares = shares
        #: Outlives this transport where it is given.
        self._rests = rests or Rests()

    def send(
        self,
        messages: Iterable[OutboxMessage | None],
        *,
        ledger: Ledger,
        now: Clock,
        stopping: Callable[[], bool] = never,
    ) -> None:
        """Nothing; every message tried has its outcome in the ledger.

        What one would not have, for no fault of its reader, goes to the next, and is put off when none is left.
        TransportError when no server takes anything, or all have had what they take in a day: the rest waits.
        """
        rest: Iterator[OutboxMessage | None] = iter(messages)
        back = Returned(ledger)
        fault: TransportError | None = None
        for server in self._servers:
            if seconds := self._rests.left(server, at=time.monotonic()):
                fault = sentences.resting(server, seconds)
                continue
            room = ledger.room(server.name, per_day=server.per_day) if server.per_day else None
            crew = Crew(
                server.name,
                partial(self._line, server),
                size=server.connections,
                ledger=ledger,
                now=now,
                is_last=server is self._servers[-1],
            )
            try:
                is_done = crew.carry(chain(back.taken(), rest), room=room, stopping=stopping)
                fault = None if is_done else fault or sentences.full(server, crew.kept)
                self._judge(server, crew, failed=False)
            except TransportError as error:
                is_done, fault = False, error
                self._judge(server, crew, failed=True)
            back.add(crew)
            if is_done and (stopping() or not back):
                break
        untried = back.settle()
        if fault is not None and (untried or next(rest, _NOTHING_LEFT) is not _NOTHING_LEFT):
            raise fault

    def _judge(self, server: SmtpServer, crew: Crew, *, failed: bool) -> None:
        """Nothing; a server that cost as much time as connecting may, and for nothing, is left alone for a while.

        So is one that refuses us as such, where another is behind it.
        """
        if crew.answered and not crew.is_refused:
            self._rests.end(server)
        is_last = server is self._servers[-1]
        if failed and (crew.in_vain >= server.limits.connect.total_seconds() or (crew.is_refused and not is_last)):
            self._rests.begin(server, at=time.monotonic())

    def _line(self, server: SmtpServer) -> Line:
        # With another to be asked behind it, one that connects and then says nothing is not waited for as long.
        asked = server if server is self._servers[-1] else replace(server, limits=server.limits.impatient)
        return Line(lambda: _session(asked), most=server.mails_per_connection, shares=self._shares)

    def check(self) -> str:
        """A sentence for each server that lets us in: connect, encrypt, log in, NOOP, QUIT."""
        return " ".join(map(_checked, self._servers))


def _checked(server: SmtpServer) -> str:
    client = _let_in(server)
    session = _session_on(client, server)
    try:
        if not switchboard.outcome(session.is_alive()):
            raise TransportError(f"{server} lets us in and then does not answer.")
        switchboard.outcome(session.quit())
        return f"{server} answers {_privacy(client)}{_identity(server)}."
    finally:
        session.close()


def _session(server: SmtpServer) -> Session:
    return _session_on(_let_in(server), server)


def _session_on(client: smtplib.SMTP, server: SmtpServer) -> Session:
    features = frozenset(client.esmtp_features)
    return Session(wire=Wire(_socket(client)), limits=server.limits, features=features, close=client.close)


def _let_in(server: SmtpServer) -> smtplib.SMTP:
    """An encrypted, logged-in connection; nothing left open when that fails."""
    client = _greeted(server)
    try:
        with _explained(server, "the greeting"):
            is_here = _is_here(client)
        _socket(client).settimeout(server.limits.entry.total_seconds())
        _encrypt(client, server, is_here=is_here)
        _log_in(client, server, is_here=is_here)
    except TransportError:
        client.close()
        raise
    return client


def _greeted(server: SmtpServer) -> smtplib.SMTP:
    with _explained(server, "the greeting"):
        return _Client(server)


def _encrypt(client: smtplib.SMTP, server: SmtpServer, *, is_here: bool) -> None:
    """EHLO, and STARTTLS where the mode asks for it; EHLO again inside it, for what was said before counts nothing."""
    with _explained(server, "EHLO"):
        client.ehlo_or_helo_if_needed()
    offered = client.has_extn("starttls")
    if server.tls == "starttls" and not offered:
        raise TransportError(
            f'{server} offers no STARTTLS, so nothing was sent: use another port, or tls = "implicit" if it '
            "speaks TLS from the start (usually port 465).",
            permanent=True,
        )
    if server.tls == "none" and not is_here:
        raise TransportError(
            f'{server} is another machine, and tls = "none" is for this one only: use "starttls" or "implicit".',
            permanent=True,
        )
    if offered and server.tls in ("starttls", "opportunistic"):
        with _explained(server, "STARTTLS"):
            client.starttls(context=_context(server))
            client.ehlo_or_helo_if_needed()


def _log_in(client: smtplib.SMTP, server: SmtpServer, *, is_here: bool) -> None:
    """AUTH when there is a user name; a password goes in clear to nobody but this machine."""
    if not server.username:
        return
    if not (isinstance(client.sock, ssl.SSLSocket) or is_here):
        raise TransportError(
            f'{server} offers no encryption, so the password was not sent: use tls = "starttls" or '
            '"implicit" in [delivery.smtp] of config.toml.',
            permanent=True,
        )
    with _explained(server, "the login"):
        client.login(server.username, server.password or "")


def _context(server: SmtpServer) -> ssl.SSLContext:
    """The rules for certificates.  Opportunistic encryption checks none (RFC 7435), unless a password is at stake."""
    try:
        context = ssl.create_default_context(cafile=server.cafile)
    except OSError as error:
        raise TransportError(
            f"The certificates in {server.cafile} cannot be read ({error}): correct ca_file in [delivery.smtp] of "
            "config.toml.",
            permanent=True,
        ) from error
    if server.tls == "opportunistic" and not server.username:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


@contextmanager
def _explained(server: SmtpServer, step: str) -> Iterator[None]:
    """Turn whatever breaks while getting in into a TransportError with a sentence."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise TransportError(
            f"{server} shows a certificate that does not hold ({error.verify_message}), so nothing was sent: "
            "use the name the certificate was made for, or name its authority's file as ca_file in [delivery.smtp] of "
            "config.toml.",
            permanent=True,
        ) from error
    except smtplib.SMTPResponseException as error:
        raise _turned_away(server, step, error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise TransportError(
            f"{server} offers no login: take username out of [delivery.smtp] in config.toml, or use the port for "
            "submission (usually 587 or 465).",
            permanent=True,
        ) from error
    except (OSError, ValueError) as error:
        raise TransportError(
            f"{server} cannot be used: it failed at {step} ({error}). See that it runs, and that host, port "
            "and tls in [delivery.smtp] of config.toml are right."
        ) from error


def _turned_away(server: SmtpServer, step: str, error: smtplib.SMTPResponseException) -> TransportError:
    code = error.smtp_code if error.smtp_code >= 200 else None
    said = error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
    if isinstance(error, smtplib.SMTPAuthenticationError):
        advice = "Correct the user name and the password that [delivery.smtp] of config.toml names."
    else:
        advice = "Its operator can say why; host, port and tls stand in [delivery.smtp] of config.toml."
    words = _without(server, printable(said))
    return TransportError(
        f"{server} turned us away at {step} ({code or 'no SMTP reply'} {words}). {advice}",
        reply_code=code,
        permanent=code is not None and code >= 500,
    )


def _without(server: SmtpServer, words: str) -> str:
    """A server's words, which may repeat what it was told, without the password (SEC-01)."""
    secret = (server.password or "").encode()
    if not secret:
        return words
    plain = b64encode(b"\0".join((b"", server.username.encode(), secret))).decode()
    for told in (plain, b64encode(secret).decode(), secret.decode()):
        words = words.replace(told, "…")
    return words


def _is_here(client: smtplib.SMTP) -> bool:
    """Whether the server runs on this machine, by the address really reached, not by its name."""
    return ipaddress.ip_address(_socket(client).getpeername()[0]).is_loopback


def _socket(client: smtplib.SMTP) -> socket.socket:
    """The client's socket; smtplib's types allow None, which a connected client never has."""
    return cast("socket.socket", client.sock)


def _privacy(client: smtplib.SMTP) -> str:
    sock = client.sock
    return f"over {sock.version()}" if isinstance(sock, ssl.SSLSocket) else "without encryption"


def _identity(server: SmtpServer) -> str:
    return f" and accepts the login of {server.username}" if server.username else ""
