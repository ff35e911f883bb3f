"""Messages in doubt, resolved by what a real Postfix wrote down (mail.md F4)."""

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from digest.deliver.postfix_log import PostfixLog
from digest.domain.mail import Doubt, Verdict
from tests.deliver.mail_servers import HOST
from tests.peers import postfix

HEAD = (
    b"From: Daily <news@example.org>\r\nSubject: x\r\nDate: Wed, 07 Dec 2022 07:00:00 +0000\r\nMessage-ID: %s\r\n\r\n"
)


@pytest.fixture(scope="module")
def hop() -> Iterator[postfix.Postfix]:
    """A Postfix with mailboxes."""
    with postfix.running() as running:
        yield running


def now() -> datetime:
    """The log of Postfix goes by the clock on the wall."""
    return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251


def doubt(name: str, at: datetime, port: int) -> Doubt:
    """A message to a reader of that name that nobody knows the fate of."""
    return Doubt(
        outbox_id=name,
        message_id=f"<{name}@example.org>",
        to=f"{name}@{postfix.DOMAIN}",
        relay=f"{HOST}:{port}",
        dot_at=at,
    )


def witness(hop: postfix.Postfix) -> PostfixLog:
    """The log and queue of that Postfix."""
    return PostfixLog(path=hop.log, settings=hop.settings, relays={f"{HOST}:{hop.port}"})


def say(hop: postfix.Postfix, name: str, *, dot: bool, body: bytes = b"A line.\r\n") -> socket.socket:
    """A connection that said a message to that reader, with or without its dot, and read no answer to it."""
    sock = socket.create_connection((HOST, hop.port))
    sender, reader = b"news@example.org", f"{name}@{postfix.DOMAIN}".encode()
    for command in (b"EHLO x", b"MAIL FROM:<" + sender + b">", b"RCPT TO:<" + reader + b">", b"DATA"):
        assert sock.recv(4096)[:1] in b"23"
        sock.sendall(command + b"\r\n")
    assert sock.recv(4096).startswith(b"354")
    sock.sendall(HEAD % f"<{name}@example.org>".encode() + body + (b".\r\n" if dot else b""))
    return sock


def settled(hop: postfix.Postfix, one: Doubt) -> Verdict:
    """What the evidence says in the end."""
    for _ in range(200):
        found = witness(hop).ask([one])[one.outbox_id]
        if found is not Verdict.UNKNOWN:
            return found
        time.sleep(0.05)
    return Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("dot", "body", "verdict"),
    [
        pytest.param(True, b"A line.\r\n", Verdict.ACCEPTED, id="just after the dot"),
        pytest.param(False, b"A line.\r\n", Verdict.ABSENT, id="just before the dot"),
        pytest.param(False, b"A line.\r\n" * 50_000, Verdict.ABSENT, id="in the middle of a long message"),
    ],
)
def test_the_client_died(hop: postfix.Postfix, dot: bool, body: bytes, verdict: Verdict) -> None:
    """Just after the dot Postfix has the message and says so, just before it has not: the two cases of F4."""
    name, at = f"died{dot}{len(body)}".lower(), now()
    say(hop, name, dot=dot, body=body).close()
    assert settled(hop, doubt(name, at, hop.port)) is verdict
    hop.settle()
    mine = [kept for kept in hop.kept() if f"<{name}@example.org>".encode() in kept]
    assert len(mine) == (verdict is Verdict.ACCEPTED)


def test_a_conversation_that_goes_on_is_no_evidence(hop: postfix.Postfix) -> None:
    """As long as the connection stands, the dot may still be on its way."""
    at = now()
    with say(hop, "slow", dot=False):
        time.sleep(0.3)
        assert witness(hop).ask([doubt("slow", at, hop.port)]) == {"slow": Verdict.UNKNOWN}
    assert settled(hop, doubt("slow", at, hop.port)) is Verdict.ABSENT


def test_a_message_whose_log_is_lost_is_found_in_the_queue() -> None:
    """The log forgot, as after a power cut, and the queue has the message: accepted."""
    with postfix.running("defer_transports = virtual") as hop:
        at = now()
        say(hop, "queued", dot=True).close()
        assert settled(hop, doubt("queued", at, hop.port)) is Verdict.ACCEPTED
        hop.log.write_text("")
        assert settled(hop, doubt("queued", at, hop.port)) is Verdict.ACCEPTED


def test_a_rotated_log_is_read(hop: postfix.Postfix) -> None:
    """The line stands in the file that was rotated away, and compressed, since."""
    at = now()
    say(hop, "rotated", dot=True).close()
    assert settled(hop, doubt("rotated", at, hop.port)) is Verdict.ACCEPTED
    hop.settle()
    hop.control("logrotate")
    assert [path.suffix for path in hop.folder.glob("mail.log.*")] == [".gz"]
    assert settled(hop, doubt("rotated", at, hop.port)) is Verdict.ACCEPTED
