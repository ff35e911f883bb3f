"""A service that runs, with a newsroom, a real Postfix before and behind it, and a reader who writes and gets mail."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from pathlib import Path

from digest.sample import newsroom
from tests.mail_quality import peers
from tests.peers import postfix

#: Where the service is written to.
INBOX = "news@news.example"

_CONFIG = """
[service]
name = "The Town Digest"
from = "news@news.example"
base_url = "{base_url}"

{feeds}

[gather]
networks = ["127.0.0.0/8"]

[schedule]
send_tick_seconds = 3

[delivery]
kind = "smtp"

[delivery.smtp]
host = "127.0.0.1"
port = {smtp}
tls = "none"

[inbox]
address = "news@news.example"
{inbox}

[operator]
address = "owner@reader.example"

[web]
enabled = {web}
listen = "127.0.0.1:{port}"

{more}
"""
#: Seconds that a mail may take from the moment it was asked for.
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What a reader can do, and see."""

    folder: Path
    server: postfix.Postfix
    #: Where the pages are; "" without them.
    base_url: str
    #: Who reads.
    reader: str = f"ada@{postfix.DOMAIN}"
    #: Files of mails that were read already.
    read: set[str] = field(default_factory=set)

    def of(self, name: str) -> "Life":
        """The same for another reader: nobody gets more than ten answers a day (SUB-32)."""
        return replace(self, reader=f"{name}@{postfix.DOMAIN}")

    def write(self, subject: str, *lines: str, to: str = INBOX, answers: str = "") -> None:
        """Nothing; the reader has sent a mail, perhaps an answer to one with that Message-ID."""
        mail = EmailMessage()
        mail["From"] = f"A Reader <{self.reader}>"
        mail["To"] = to
        mail["Subject"] = subject
        mail["Message-ID"] = make_msgid(domain="reader.example")
        if answers:
            mail["In-Reply-To"] = mail["References"] = answers
        mail.set_content("\n".join(lines) + "\n")
        self.send(mail, to=to)

    def answer(self, mail: EmailMessage, *lines: str) -> None:
        """Nothing; the reader has answered a mail, and quoted all of it below, as mail programs do."""
        to = parseaddr(mail.get("Reply-To", mail["From"]))[1]
        quoted = [f"> {line}" for line in text(mail).splitlines()]
        words = [*lines, "", f"On {mail['Date']}, {mail['From']} wrote:", *quoted]
        self.write(f"Re: {mail['Subject']}", *words, to=to, answers=mail["Message-ID"])

    def send(self, mail: EmailMessage, *, to: str) -> None:
        """Nothing; a mail is on its way."""
        with smtplib.SMTP("127.0.0.1", self.server.port) as line:
            line.send_message(mail, from_addr=self.reader, to_addrs=[to])

    def next(self, *words: str) -> EmailMessage:
        """The next notice that came to the reader; its subject or text says these words, in any case."""
        mail = self.wait(lambda found: not is_issue(found))
        said = f"{mail['Subject']}\n{text(mail)}"
        for word in words:
            assert word.casefold() in said.casefold(), said
        return mail

    def issue(self) -> EmailMessage:
        """The next issue that came to the reader."""
        return self.wait(is_issue)

    def wait(self, what: Callable[[EmailMessage], bool]) -> EmailMessage:
        """The next mail that came to the reader and is what is looked for; others stay unread."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            for name, mail in self.unread():
                if what(mail):
                    self.read.add(name)
                    return mail
            time.sleep(0.1)
        log = (self.folder / "log").read_text()[-4000:]
        raise AssertionError(f"no such mail came; unread is {dict(self.unread())}\nthe log says:\n{log}")

    def unread(self) -> Iterator[tuple[str, EmailMessage]]:
        """The mails that came to the reader and were not read yet, oldest first, each beside its file's name."""
        folder = self.server.folder / "mail" / "all" / "new"
        for path in sorted(folder.glob("*"), key=lambda found: found.stat().st_mtime_ns):
            if path.name not in self.read:
                mail = message_from_bytes(path.read_bytes(), policy=policy.default)
                assert isinstance(mail, EmailMessage)
                if self.reader in (mail["X-Original-To"], mail["Delivered-To"]):
                    yield path.name, mail

    def command(self, *words: str, status: int = 0) -> str:
        """What a command of the operator prints."""
        done = subprocess.run(
            [sys.executable, "-m", "digest", *words],
            cwd=self.folder,
            env={**os.environ, "DIGEST_CONFIG": str(self.folder / "config.toml")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout


def text(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    part = mail.get_body(preferencelist=("plain",))
    assert part is not None
    return str(part.get_content())


def is_issue(mail: EmailMessage) -> bool:
    """Whether a mail is an edition."""
    return "edition" in mail.get("Feedback-ID", "")


@contextmanager
def lived(
    folder: Path, *, inbox: str, transport: str, web: bool = False, more: str = "", extra: Sequence[str] = ()
) -> Iterator[Life]:
    """A service at work in a folder; Postfix hands mail for the inbox to `transport`."""
    settings = "\n".join(
        (
            "recipient_delimiter = +",
            "relay_domains = news.example",
            f"transport_maps = inline:{{{{news.example = {transport}}}}}",
            "lmtp_destination_recipient_limit = 10",
            *extra,
        )
    )
    with newsroom.serve(datetime.now(UTC)) as room, postfix.running(settings) as server:
        port = peers.free_port()
        base_url = f"http://127.0.0.1:{port}" if web else ""
        feeds = "\n".join(f'[[feeds]]\nurl = "{feed.url}"\nname = "{feed.name}"\n' for feed in room.feeds)
        config = _CONFIG.format(
            base_url=base_url,
            feeds=feeds,
            smtp=server.port,
            inbox=inbox,
            web="true" if web else "false",
            port=port,
            more=more,
        )
        (folder / "config.toml").write_text(config, encoding="utf-8")
        life = Life(folder=folder, server=server, base_url=base_url)
        with _running(folder) as service:
            _await_start(life, service)
            yield life


@contextmanager
def _running(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "digest", "--config", str(folder / "config.toml"), "run"]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as service:
        try:
            yield service
        finally:
            service.send_signal(signal.SIGTERM)
            assert service.wait(timeout=30) == 0, (folder / "log").read_text()


def _await_start(life: Life, service: subprocess.Popen[bytes]) -> None:
    """Nothing; the service has gathered and sorted the news."""
    until = time.monotonic() + _PATIENCE
    while "gathered" not in (said := (life.folder / "log").read_text()):
        assert service.poll() is None, said
        assert time.monotonic() < until, said
        time.sleep(0.1)
