"""One conditional GET, with the guards: the only room that opens HTTP connections.

A publisher's server is not trusted: where we connect, for how long, how much it may send and unpack are all bounded
(mail.md section 5).  The libraries' own redirects, decompression, cookies and proxies stay off.
"""

import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from digest.domain.news import Fetched
from digest.errors import FetchError
from digest.gather import budget, guard, headers, intake, manners, redirects

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far we go for one feed, and how we treat its server."""

    #: Seconds to connect, TLS included.
    connect: float = 10
    #: Seconds of silence from the server, before the first byte or between two.
    first_byte: float = 20
    #: Seconds for the whole fetch, redirects included; waiting for our turn is not counted.
    total: float = 60
    #: Bytes on the wire, and after decompression.
    wire_bytes: int = 10_000_000
    body_bytes: int = 20_000_000
    #: Decompressed bytes for each byte sent; a small document may unpack by any factor.
    ratio: int = 100
    redirects: int = 5
    #: Hosts asked at the same moment.
    hosts: int = 16
    #: Seconds between two requests to one host.
    pause: float = 2
    user_agent: str = "digest/0.1"
    #: What we say we can read (RFC 9110 section 12.5.1).
    accept: str = (
        "application/atom+xml, application/rss+xml, application/feed+json, "
        "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
    )
    #: Networks that may be reached besides the public ones.
    networks: tuple[guard.Network, ...] = ()


@dataclass(slots=True)
class Session:
    """One run's connections and turns; made by `open_session`."""

    http: aiohttp.ClientSession
    turns: manners.Turns


@asynccontextmanager
async def open_session(limits: Limits, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Session]:
    """A session for one run.  `tls` is for tests that bring their own authority; certificates are always verified."""
    connector = aiohttp.TCPConnector(
        limit=0, force_close=True, socket_factory=_socket, ssl=tls or ssl.create_default_context(), use_dns_cache=False
    )
    timeout = aiohttp.ClientTimeout(
        total=None, connect=limits.connect, sock_connect=limits.connect, sock_read=limits.first_byte
    )
    async with aiohttp.ClientSession(
        connector=connector,
        timeout=timeout,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
    ) as http:
        yield Session(http, manners.Turns(limits.hosts, limits.pause))


async def fetch(
    session: Session,
    feed_url: str,
    *,
    etag: str | None,
    last_modified: str | None,
    limits: Limits,
    now: datetime,
    listed: bool = True,
) -> Fetched:
    """What the server has at `feed_url`, or that it has nothing new; FetchError when it has nothing for us.

    Validators go out exactly as they came in (RFC 9110 section 13).  `listed` says that the operator named the address:
    one that a publisher's document names leads into no private network but those in `limits`, whatever it is called.
    """
    validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    request = {name: value for name, value in validators.items() if value}
    ask = _Ask(
        session=session, feed_url=feed_url, limits=limits, now=now, budget=budget.Budget(limits.total), listed=listed
    )
    return await ask.follow(request)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """One fetch under way."""

    session: Session
    feed_url: str
    limits: Limits
    now: datetime
    budget: budget.Budget
    listed: bool

    async def follow(self, request: dict[str, str]) -> Fetched:
        """The answer at the end of the redirects."""
        trail = redirects.Trail(listed=self.feed_url, url=self.feed_url)
        for _ in range(self.limits.redirects + 1):
            self._check(trail.url)
            async with self.session.turns.at(urlsplit(trail.url).hostname or ""):
                answer = await self._get(trail.url, request)
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=trail.moved_to)
            try:
                trail.go(answer)
            except redirects.LostError as error:
                raise self._error(str(error), temporary=error.temporary) from error
        raise self._error(f"redirects more than {self.limits.redirects} times", temporary=False)

    def _check(self, url: str) -> None:
        """Nothing when `url` is one we may ask; FetchError otherwise."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as error:
            raise self._error(f"is, or leads to, something that is no address ({error})", temporary=False) from error
        if parts.scheme not in {"http", "https"} or not host:
            raise self._error(f"is, or leads to, {url}: only http and https are fetched", temporary=False)
        if "@" in parts.netloc:
            raise self._error("holds, or leads to an address with, a user name: those are not fetched", temporary=False)
        if not (self._is_named(host, port) if self.listed else guard.is_opened(host, self.limits.networks)):
            self._check_foreign(host, port, url)

    def _is_named(self, host: str, port: int) -> bool:
        named = urlsplit(self.feed_url)
        return host == named.hostname and port in {named.port, *guard.PORTS}

    def _check_foreign(self, host: str, port: int, url: str) -> None:
        """Nothing when a server that nobody named may be asked; FetchError otherwise."""
        if port not in guard.PORTS:
            raise self._error(f"leads to port {port}, which is not one that web servers use", temporary=False)
        if guard.is_literal(host) and not self._at_home(url):
            raise self._error(f"leads to {host}: a bare IP address that nobody listed is not asked", temporary=False)

    def _at_home(self, url: str) -> bool:
        """Whether `url` is the very server in the operator's own network that the operator listed."""
        own = guard.home(self.feed_url) if self.listed else None
        return own is not None and guard.home(url) == own

    async def _get(self, url: str, request: dict[str, str]) -> Fetched | redirects.Redirect:
        """The answer of one server: the document, or where it is said to be."""
        networks = guard.home_networks(at_home=self._at_home(url), networks=self.limits.networks)
        token = guard.allowed.set(networks)
        sent = request | {"User-Agent": self.limits.user_agent, "Accept": self.limits.accept, "Accept-Encoding": "gzip"}
        try:
            async with self.budget.spend(), self.session.http.get(url, headers=sent, allow_redirects=False) as response:
                if response.status in redirects.FOLLOWED:
                    return redirects.Redirect(response.status, response.headers.get("Location", ""))
                return await self._fetched(url, response)
        except intake.UnfitError as error:
            raise self._error(str(error), temporary=error.temporary) from error
        except TimeoutError as error:
            raise self._error(self._too_slow(error)) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise self._error(_broken(error)) from error
        finally:
            guard.allowed.reset(token)

    async def _fetched(self, url: str, response: aiohttp.ClientResponse) -> Fetched:
        if response.status not in {200, 203, 304}:
            raise self._refused(response)
        return Fetched(
            url=self.feed_url,
            final_url=url,
            http_status=response.status,
            body=None if response.status == 304 else await self._body(response),
            content_type=response.headers.get("Content-Type", ""),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            max_age=headers.max_age(response.headers),
            fetched_at=self.now,
            served_at=headers.served_at(response.headers),
        )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        """The document, unpacked as it comes in, so that no more than the limit is ever held."""
        coding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in {"identity", "gzip", "x-gzip", ""}:
            raise self._error(f"is packed as {coding!r}; only gzip was asked for", temporary=False)
        taken = intake.Intake(
            packed="gzip" in coding,
            wire_bytes=self.limits.wire_bytes,
            body_bytes=self.limits.body_bytes,
            ratio=self.limits.ratio,
        )
        async for chunk in response.content.iter_chunked(_CHUNK):
            taken.add(chunk)
        return taken.document()

    def _refused(self, response: aiohttp.ClientResponse) -> FetchError:
        status = response.status
        phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else response.reason or "no known status"
        wait = headers.retry_after(response.headers.get("Retry-After", ""), self.now) if status in {429, 503} else None
        return self._error(
            f"answers {status} {phrase}{_ADVICE.get(status, '')}",
            http_status=status,
            retry_after=wait,
            temporary=status not in {401, 403, 410},
        )

    def _too_slow(self, error: TimeoutError) -> str:
        if isinstance(error, aiohttp.ConnectionTimeoutError):
            return f"took more than {self.limits.connect:g} s to connect"
        if isinstance(error, aiohttp.SocketTimeoutError):
            return f"said nothing for {self.limits.first_byte:g} s"
        return f"took more than {self.limits.total:g} s in all"

    def _error(
        self, what: str, *, http_status: int | None = None, retry_after: int | None = None, temporary: bool = True
    ) -> FetchError:
        """What became of this feed, as one sentence."""
        return FetchError(
            f"{self.feed_url} {what}.",
            url=self.feed_url,
            http_status=http_status,
            retry_after=retry_after,
            temporary=temporary,
        )


_ADVICE = {
    401: ": it wants a password; take it out of the list or ask the publisher",
    403: ": it does not want us; take it out of the list or ask the publisher",
    404: ": check the address",
    410: ": the publisher ended it; take it out of the list",
}


def _socket(address: aiohttp.AddrInfoType) -> socket.socket:
    return guard.open_socket(address)


def _broken(error: Exception) -> str:
    """Why there is no answer, as the end of a sentence."""
    reached = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if guard.REFUSAL in str(reached):
        return f"was not asked: {reached}, and only public addresses are fetched"
    if isinstance(error, aiohttp.ClientConnectorError) and not isinstance(error, tuple(kind for kind, _ in _BREAKS)):
        return f"cannot be reached ({error.os_error.strerror or error.os_error})"
    words = next((words for kind, words in _BREAKS if isinstance(error, kind)), "broke off ({error})")
    said = " ".join(str(error).split())[:200]
    return words.format(error=said or type(error).__name__)


#: Kinds of failure and what they mean to the operator, the narrow ones first.
_BREAKS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorCertificateError, "shows a certificate that is not valid ({error})"),
    (aiohttp.ClientConnectorSSLError, "cannot be spoken to securely ({error})"),
    (aiohttp.ClientConnectorDNSError, "cannot be found: its host has no address; check the spelling"),
    (aiohttp.ServerDisconnectedError, "hung up without an answer"),
    (aiohttp.InvalidURL, "is, or leads to, something that is no address"),
)
