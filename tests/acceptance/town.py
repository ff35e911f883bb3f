"""A town to run digest in: a real mail server, real feeds on the loopback interface, and a clock that we set."""

import email
import importlib.util
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.conftest import SHARED


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Clock:
    """The moment it is in town."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Mail:
    """One message as the mail server took it."""

    to: str
    at: datetime
    message: EmailMessage

    def body(self, kind: str) -> str:
        """The text of one part: "plain" or "html"."""
        part = self.message.get_body((kind,))
        assert part is not None
        content: str = part.get_content()
        return content


@dataclass
class PostOffice:
    """A mail server that keeps what it accepts and refuses some addresses for good."""

    clock: Clock
    refused: frozenset[str] = frozenset()
    mails: list[Mail] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse the unknown, accept all others."""
        if address in self.refused:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Keep the message."""
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails += [Mail(to=to, at=self.clock.now, message=message) for to in envelope.rcpt_tos]
        return "250 2.0.0 kept"

    def to(self, address: str) -> list[Mail]:
        """What one reader got, oldest first."""
        return [mail for mail in self.mails if mail.to == address]


@contextmanager
def post_office(clock: Clock, *, refused: frozenset[str] = frozenset()) -> Iterator[tuple[PostOffice, int]]:
    """A running mail server and its port."""
    office, port = PostOffice(clock, refused), free_port()
    controller: Any = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office, port
    finally:
        controller.stop()


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[str]:
    """The address of a web server that runs while the block does."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def replay() -> ModuleType:
    """The tool that serves recorded news."""
    path = SHARED / "tools" / "replay.py"
    spec = importlib.util.spec_from_file_location("replay", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["replay"] = module
    spec.loader.exec_module(module)
    return module


class Stalls(ThreadingHTTPServer):
    """A web server whose pages the test writes: path -> (status, body)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Stall)
        self.pages: dict[str, tuple[int, bytes]] = {}


class _Stall(BaseHTTPRequestHandler):
    server: Stalls

    def do_GET(self) -> None:
        status, body = self.server.pages.get(self.path, (404, b"nothing here"))
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""


def rss(title: str, *items: tuple[str, str, datetime]) -> bytes:
    """An RSS document with items of (title, summary, published)."""
    entries = "".join(
        f"<item><title>{name}</title><link>https://late.example/{number}</link><guid>{number}-{name}</guid>"
        f"<description>{summary}</description><pubDate>{when:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for number, (name, summary, when) in enumerate(items)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{entries}</channel></rss>'.encode()


def write_config(path: Path, *, feeds: list[str], subscribers: str, smtp_port: int) -> None:
    """A configuration for the town."""
    listed = "\n".join(f'[[feeds]]\nurl = "{url}"\n' for url in feeds)
    path.write_text(
        f"""
[service]
name = "The Town Digest"
from = "news@town.example"

# Pictures of recorded news are out in the open network, where no test goes.
[mail]
images = "none"

{listed}

[delivery]
kind = "smtp"

[delivery.smtp]
host = "127.0.0.1"
port = {smtp_port}
tls = "none"

[[profiles]]
name = "tech"
topics = {{ technology = 1.0, science = 0.5 }}

[[profiles]]
name = "politics"
topics = {{ politics = 1.0, world = 0.8 }}

[[profiles]]
name = "business"
topics = {{ business = 1.0, technology = 0.3 }}

{subscribers}
""",
        encoding="utf-8",
    )
