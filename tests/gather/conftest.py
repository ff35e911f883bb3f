"""A scripted publisher on the loopback interface, and the recorded feeds of ../shared."""

import json
import socket
import ssl
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from digest.gather import fetch

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
FIXTURES = Path(__file__).parents[1] / "fixtures" / "gather"

RSS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Example</title><link>https://news.example/</link>'
    b"<item><title>Bridge opens</title><link>https://news.example/1</link><guid>one</guid>"
    b"<pubDate>Sun, 22 Nov 2026 05:00:00 GMT</pubDate></item></channel></rss>"
)


@dataclass(frozen=True)
class Answer:
    """What the publisher says to one request."""

    status: int = 200
    body: bytes = RSS
    headers: dict[str, str] = field(default_factory=dict)
    #: Called instead of sending the body.
    send: Callable[[BaseHTTPRequestHandler], None] | None = None


class Publisher:
    """An HTTP server that answers as scripted and remembers what it was asked."""

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.at_once = self.most_at_once = 0
        self._counting = threading.Lock()
        self._server = ThreadingHTTPServer((host, 0), self._handler())
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://{host}:{self.port}"
        # A daemon, as every server's thread in these tests: a run that is broken off must end.
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for `path`."""
        return [headers for asked, headers in self.requests if asked == path]

    def count(self, step: int) -> None:
        with self._counting:
            self.at_once += step
            self.most_at_once = max(self.most_at_once, self.at_once)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                publisher.requests.append((self.path, dict(self.headers.items())))
                answer = publisher.answers.get(self.path, Answer(404, b"no such page"))
                publisher.count(1)
                try:
                    self.send_response(answer.status)
                    for name, value in answer.headers.items():
                        self.send_header(name, value)
                    if answer.send:
                        answer.send(self)
                    else:
                        self.send_header("Content-Length", str(len(answer.body)))
                        self.end_headers()
                        self.wfile.write(answer.body)
                except OSError:
                    self.close_connection = True
                finally:
                    publisher.count(-1)

            def log_message(self, *_: Any) -> None:
                """Nothing: a test's output is its own."""

        return Handler


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A publisher on 127.0.0.1."""
    server = Publisher()
    yield server
    server.close()


@pytest.fixture
def limits() -> fetch.Limits:
    """Limits for tests: no pause."""
    return fetch.Limits(pause=0)


@pytest.fixture
def public_loopback(monkeypatch: pytest.MonkeyPatch) -> fetch.Limits:
    """Limits under which 127.0.0.1 plays the public internet, and names that lead to it or inside.

    The open network is the one thing faked: `*.public.example` is 127.0.0.1, `*.inside.example` is 127.0.0.2, and
    `rebound.example` is public when first asked and inside ever after.
    """
    real, asked = socket.getaddrinfo, []

    def resolve(host: Any, port: Any, *rest: Any, **named: Any) -> Any:
        if host == "rebound.example":
            asked.append(host)
            return real("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port, *rest, **named)
        if host == "both.example":
            return real("127.0.0.2", port, *rest, **named) + real("127.0.0.1", port, *rest, **named)
        for suffix, address in ((".public.example", "127.0.0.1"), (".inside.example", "127.0.0.2")):
            if str(host).endswith(suffix):
                return real(address, port, *rest, **named)
        return real(host, port, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return fetch.Limits(pause=0, networks=(ip_network("127.0.0.1/32"),))


@pytest.fixture(scope="session")
def captured(shared_data: Path) -> dict[str, tuple[dict[str, Any], bytes]]:
    """The recorded feeds of ../shared by file name: what the index says, and the bytes."""
    feeds = shared_data / "feeds"
    rows = map(json.loads, (feeds / "captured-feeds.index.jsonl").read_text(encoding="utf-8").splitlines())
    with tarfile.open(feeds / "captured-feeds.tar.gz") as archive:
        return {row["file"]: (row, file.read()) for row in rows if (file := archive.extractfile(row["file"]))}
