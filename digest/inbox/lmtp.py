"""Mail handed to us by the mail server on this machine, by LMTP (RFC 2033).

Each recipient gets an answer of its own, and a good one only when the letter is in the store (mail.md REC-02).
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from digest.errors import CommandError, StoreError

#: Seconds without a word after which a line is closed.
_TIMEOUT = 300
#: Seconds that closing every line may take.
_PATIENCE = 5
#: How much is read of a mail that is too large, so that each recipient can be told; beyond it the line is closed.
_READ = 8

_log = logging.getLogger(__name__)
# aiosmtpd tells of every word that is said.
logging.getLogger("mail.log").setLevel(logging.WARNING)


class Handler:
    """What is done at each step of a transaction."""

    def __init__(
        self,
        accepts: Callable[[str], str],
        take: Callable[[bytes, str, str], None],
        *,
        most: int,
        wake: Callable[[], None],
    ) -> None:
        self._accepts = accepts
        self._take = take
        self._most = most
        self._wake = wake

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """The answer to RCPT TO: an address that is not ours is refused here, so that we never bounce (SUB-35)."""
        try:
            why = await asyncio.to_thread(self._accepts, address)
        except StoreError:
            return "451 4.3.0 try again later"
        if why:
            return f"550 5.1.1 {why}"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The answers to the last dot, one for each recipient."""
        raw = bytes(envelope.original_content or b"")
        sender = (envelope.mail_from or "").strip("<>")
        answers = [await asyncio.to_thread(self._keep, raw, sender, to) for to in envelope.rcpt_tos]
        self._wake()
        return "\r\n".join(answers)

    def _keep(self, raw: bytes, sender: str, recipient: str) -> str:
        if len(raw) > self._most:
            return f"552 5.3.4 no more than {self._most} octets are read"
        try:
            self._take(raw, sender, recipient)
        except StoreError as error:
            _log.error("a letter could not be kept and is to be tried again: %s", error)
            return "451 4.3.0 it cannot be kept now, try again later"
        return "250 2.0.0 kept"


class _Speaker(LMTP):
    """A line on which others' mail comes as it is, long lines and all."""

    line_length_limit = 1 << 20

    def __init__(self, handler: Handler, lines: set[asyncio.BaseTransport], **values: Any) -> None:
        super().__init__(handler, **values)
        self._lines = lines

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._lines.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._lines.discard(self.transport)
        super().connection_lost(error)


class _Listener(Controller):
    """aiosmtpd in a thread of its own, speaking LMTP."""

    def __init__(self, handler: Handler, **values: Any) -> None:
        super().__init__(handler, **values)
        self._lines: set[asyncio.BaseTransport] = set()

    def factory(self) -> LMTP:
        return _Speaker(self.handler, self._lines, **self.SMTP_kwargs)

    def end(self) -> None:
        """Nothing; every line is closed, and then the thread ends: aiosmtpd itself leaves lines to be found open."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result(_PATIENCE)
        self.stop()

    async def _hang_up(self) -> None:
        for line in tuple(self._lines):
            line.close()
        for _ in range(100):
            if not self._lines:
                return
            await asyncio.sleep(0.01)


def serve(
    address: tuple[str, int],
    *,
    accepts: Callable[[str], str],
    take: Callable[[bytes, str, str], None],
    most: int,
    wake: Callable[[], None] = lambda: None,
) -> Callable[[], None]:
    """What stops it: until then mail is taken by LMTP at an address, host and port.

    `accepts` says why an address is refused, or ""; `take` keeps one letter, its bytes, sender and recipient, and
    raises StoreError when it cannot; `most` is the octets of a letter; `wake` is called when letters came.
    CommandError when the address cannot be had.
    """
    host, port = address
    handler = Handler(accepts, take, most=most, wake=wake)
    listener = _Listener(
        handler,
        hostname=host,
        port=port,
        data_size_limit=most * _READ,
        enable_SMTPUTF8=True,
        server_hostname="digest",
        ident="digest",
        timeout=_TIMEOUT,
    )
    try:
        listener.start()
    except OSError as error:
        listener.loop.close()
        why = error.strerror or str(error)
        raise CommandError(
            f"no mail can be taken at {host}:{port} ({why}): see [inbox] listen in config.toml"
        ) from error
    return listener.end
