"""A web server with feeds good and bad."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.deliver.mail_servers import HOST
from tests.doctor.household import NOW

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>http://paper.example/</link>
<item><title>A bridge opens</title><link>http://paper.example/1</link><guid>1</guid></item></channel></rss>"""


class _Paper(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/good": RSS, "/rubbish": b"hello"}.get(self.path.partition("?")[0])
        self.send_response(500 if body is None else 200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(body or b"")

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The Date header: NOW, or later when the address says so."""
        return format_datetime(NOW + timedelta(hours="an-hour-later" in self.path), usegmt=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""


@pytest.fixture(scope="module")
def paper() -> Iterator[str]:
    """The address of a web server with a good feed, one of rubbish, and errors everywhere else."""
    server = ThreadingHTTPServer((HOST, 0), _Paper)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://{HOST}:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()
