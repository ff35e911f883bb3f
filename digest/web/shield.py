"""What stands before every page: how much may be sent, what every answer says, and a log that gives nothing away.

An ASGI middleware (https://asgi.readthedocs.io), as plain as can be.
"""

import logging
import time
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Octets of a request's body; our largest form has some thousands.
MOST = 65_536
#: Digits of a length that is worth reading.
_DIGITS = 9
#: Said with every answer (SUB-45).  What a page says itself stays.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
#: Said where pages are had by https (RFC 6797): a browser that came once comes by nothing else for a year.
_SAFE = (b"strict-transport-security", b"max-age=31536000")
_HEADERS = tuple((name.lower().encode(), value.encode()) for name, value in HEADERS.items())

_log = logging.getLogger("digest.web")


class Shield:
    """The application behind it never sees a body over the limit, and never forgets a header."""

    def __init__(
        self, app: ASGIApp, *, shown: Callable[[str], str], is_safe: Callable[[], bool] = lambda: False
    ) -> None:
        """`shown` is what the log says of a path: nothing of a token.  `is_safe` tells whether we are had by https."""
        self._app = app
        self._shown = shown
        self._is_safe = is_safe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": _completed(message.get("headers", []), self._said())}
            await send(message)

        try:
            await self._app(scope, _bounded(scope, receive), sent)
        finally:
            took = round((time.monotonic() - began) * 1000)
            shown = {"method": scope["method"], "path": self._shown(scope["path"]), "status": status, "ms": took}
            _log.info("page", extra=shown)

    def _said(self) -> tuple[tuple[bytes, bytes], ...]:
        return (*_HEADERS, _SAFE) if self._is_safe() else _HEADERS


def _bounded(scope: Scope, receive: Receive) -> Receive:
    """The body, for as long as it is not too long."""
    stated = dict(scope["headers"]).get(b"content-length", b"0")
    # Python reads no number of thousands of digits.
    got = int(stated) if stated.isdigit() and len(stated) <= _DIGITS else MOST + 1
    counted = 0

    async def received() -> Message:
        nonlocal counted
        if got > MOST:
            raise HTTPException(413)
        message = await receive()
        counted += len(message.get("body", b""))
        if counted > MOST:
            raise HTTPException(413)
        return message

    return received


def _completed(given: list[tuple[bytes, bytes]], said: tuple[tuple[bytes, bytes], ...]) -> list[tuple[bytes, bytes]]:
    there = {name.lower() for name, _ in given}
    return [*given, *(header for header in said if header[0] not in there)]
