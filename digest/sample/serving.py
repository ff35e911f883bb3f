"""Pages over HTTP on the loopback interface, with validators and compression (RFC 9110)."""

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands at an address."""

    body: bytes
    content_type: str
    #: When it last changed; None when it never does.
    modified_at: datetime | None = None

    @property
    def etag(self) -> str:
        """The validator of this very body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


#: From the path of a request to its page; None when there is none.
Pages = Callable[[str], Page | None]


class Server(ThreadingHTTPServer):
    """A server at a free port of 127.0.0.1; `pages` is set before the first request."""

    daemon_threads = True
    #: Many feeds are asked at once; the default of 5 would make some wait for a second SYN.
    request_queue_size = 64
    pages: Pages

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def base_url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer until the context ends."""
        thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, name="newsroom", daemon=True
        )
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()
            self.server_close()


class _Handler(BaseHTTPRequestHandler):
    """GET for feeds and pictures; 304 for a validator that still holds (RFC 9110 section 13)."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer with the page, or that it has not changed, or that there is none."""
        page = self.server.pages(self.path)
        if page is None:
            self._answer(HTTPStatus.NOT_FOUND, Page(body=b"No such page.\n", content_type="text/plain"))
        elif self.headers.get("If-None-Match") == page.etag:
            self._answer(HTTPStatus.NOT_MODIFIED, page)
        else:
            self._answer(HTTPStatus.OK, page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        """Say nothing: the demo's terminal belongs to the demo."""

    def _answer(self, status: HTTPStatus, page: Page) -> None:
        body = b"" if status == HTTPStatus.NOT_MODIFIED else page.body
        self.send_response(status)
        if status != HTTPStatus.NOT_FOUND:
            self.send_header("ETag", page.etag)
        if page.modified_at:
            self.send_header("Last-Modified", format_datetime(page.modified_at, usegmt=True))
        if body:
            self.send_header("Content-Type", page.content_type)
        if body and self._takes_gzip() and not page.content_type.startswith("image/"):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _takes_gzip(self) -> bool:
        return "gzip" in self.headers.get("Accept-Encoding", "")
