"""Lines out, replies in: SMTP on an open socket (RFC 5321 section 4.2).

A broken connection is no exception here but a `Reply` without a code: whether it matters depends on the step.
"""

import re
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from digest.deliver import switchboard
from digest.domain.mail import is_plain

#: Far above the 512 octets of RFC 5321 section 4.5.3.1.5; beyond this nobody is speaking SMTP.
_LONGEST_LINE = 4096
_MOST_LINES = 100
#: What goes into one record (RFC 8446 section 5.1): the other side can read all of it, or nothing.
_RECORD = 1 << 14
#: What a socket says that cannot go on just now.
_WAITS = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)

_LINE = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?", re.DOTALL)
#: RFC 2034 section 4; some servers write a "#" before it.
_ENHANCED = re.compile(r"#?([245]\.\d{1,3}\.\d{1,3})(?=\s|:|$)")
_UNPRINTABLE = re.compile(r"[^!-~\xa1-\U0010ffff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One whole reply, or the lack of one."""

    #: The command it answers, "MAIL" for one; "dot" for the message itself.
    asked: str
    #: None when no complete reply was read.
    code: int | None
    #: "5.1.1"; "" when not stated.
    enhanced: str = ""
    #: The server's words, or what broke, on one line.
    words: str

    @property
    def is_yes(self) -> bool:
        """Whether the server did what it was asked (2yz)."""
        return self.code is not None and 200 <= self.code < 300

    @property
    def is_goodbye(self) -> bool:
        """Whether the connection is of no more use: broken, or 421 (RFC 5321 section 3.8)."""
        return self.code is None or self.code == 421


def read(asked: str, lines: Sequence[bytes]) -> Reply:
    """The reply that these whole lines make; without a code when they are not SMTP."""
    matches = [_LINE.fullmatch(line) for line in lines]
    codes = {match[1] if match else None for match in matches}
    if len(codes) != 1 or None in codes:
        return Reply(asked=asked, code=None, words=f"no SMTP reply to {asked}: {printable(b' '.join(lines))}")
    code = int(next(iter(codes)) or 0)
    words = printable(b" ".join(match[3] or b"" for match in matches if match))
    enhanced = _ENHANCED.match(words)
    stated = enhanced[1] if enhanced and enhanced[1][0] == str(code)[0] else ""
    return Reply(asked=asked, code=code, enhanced=stated, words=words or str(code))


#: Up to the dot, whose answer names the message, a server says the same few things to all.
_read_often = lru_cache(maxsize=64)(read)


def stuffed(mime: bytes) -> bytes:
    """The message as it goes over the wire, with the final dot (RFC 5321 sections 2.3.8 and 4.5.2).

    Every line ends with CRLF and no CR or LF stands alone, so that nothing inside can end the message (OUT-69).
    """
    if not is_plain(mime):
        mime = mime.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
        mime = (b"." if mime.startswith(b".") else b"") + mime.replace(b"\r\n.", b"\r\n..")
    return b"".join((mime, b".\r\n" if mime.endswith(b"\r\n") else b"\r\n.\r\n"))


class Wire:
    """An open connection to a mail server."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._held = b""
        self._is_encrypted = isinstance(sock, ssl.SSLSocket)
        # Without it the last, short packet of a message waits for an acknowledgement that is itself delayed.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setblocking(False)

    async def say(self, octets: bytes, *, within: timedelta) -> bool:
        """Whether every byte was handed to the kernel."""
        return await self.hand_over(octets, within=within) == len(octets)

    async def hand_over(self, octets: bytes, *, within: timedelta) -> int:
        """How many bytes were handed to the kernel, from the first on.

        All are offered in one call: two would wait for each other (Nagle's algorithm and delayed acknowledgements).
        TLS is given a record at a time, for it says nothing of what it wrote until it has written all it was given.
        """
        ends = time.monotonic() + within.total_seconds()
        view, handed = memoryview(octets), 0
        most = _RECORD if self._is_encrypted else len(view)
        try:
            while handed < len(view):
                try:
                    handed += self._sock.send(view[handed : handed + most])
                except _WAITS as error:
                    await self._ready(error, ends, default=switchboard.writable)
        except OSError:
            return handed
        return handed

    async def reply(self, asked: str, *, within: timedelta) -> Reply:
        """The reply to what was asked, however it is split into packets; without a code when none came in time."""
        try:
            lines = self._taken() or await self._awaited(time.monotonic() + within.total_seconds())
            return read(asked, lines) if asked == "dot" else _read_often(asked, lines)
        except TimeoutError:
            broke = f"no answer to {asked} within {within.total_seconds():g} s"
        except OSError as error:
            broke = f"the connection broke after {asked}: {error}"
        return Reply(asked=asked, code=None, words=broke)

    def has_spoken(self) -> bool:
        """Whether the server left, or said something unasked; told without waiting."""
        if self._held:
            return True
        try:
            self._held = self._sock.recv(_LONGEST_LINE)
        except _WAITS:
            return False
        except OSError:
            return True
        return True

    def cut(self) -> None:
        """End it: whoever waits for an answer gets none."""
        with suppress(OSError):
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    async def _awaited(self, ends: float) -> tuple[bytes, ...]:
        """The lines of a reply that has not wholly come yet."""
        while True:
            self._held += await self._received(ends)
            if lines := self._taken():
                return lines

    def _taken(self) -> tuple[bytes, ...]:
        """The lines of the first reply among what was received; none when it is not whole."""
        lines, start = [], 0
        while (end := self._held.find(b"\n", start)) >= 0:
            lines.append(self._held[start:end].rstrip(b"\r"))
            start = end + 1
            if lines[-1][3:4] != b"-":
                self._held = self._held[start:]
                return tuple(lines)
            if len(lines) == _MOST_LINES:
                raise ConnectionError("a reply without end")
        if len(self._held) - start >= _LONGEST_LINE:
            raise ConnectionError("a line without end")
        return ()

    async def _received(self, ends: float) -> bytes:
        if not self._is_encrypted:
            # Nothing is held back by a layer of ours: asking first would be in vain nearly always.
            await switchboard.readable(self._sock, ends=ends)
        while True:
            try:
                received = self._sock.recv(_LONGEST_LINE)
            except _WAITS as error:
                await self._ready(error, ends, default=switchboard.readable)
                continue
            if not received:
                raise ConnectionError("the server closed it")
            return received

    async def _ready(self, error: OSError, ends: float, *, default: Callable[..., Awaitable[None]]) -> None:
        """Nothing, once it is worth another try; TLS may have to read before it can write, and the other way round."""
        if isinstance(error, ssl.SSLWantReadError):
            await switchboard.readable(self._sock, ends=ends)
        elif isinstance(error, ssl.SSLWantWriteError):
            await switchboard.writable(self._sock, ends=ends)
        else:
            await default(self._sock, ends=ends)


def printable(octets: bytes) -> str:
    """The words on one line, with nothing in them that could disturb a log or a terminal (SEC-05)."""
    return _UNPRINTABLE.sub(" ", octets.decode("utf-8", "replace")).strip()[:500]
