"""Mail handed over by LMTP: an answer for each recipient, a good one only for what is kept."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest.errors import CommandError, StoreError
from digest.inbox import lmtp
from tests.mail_quality import peers

MOST = 2_000
LETTER = b"From: ada@example.org\r\nSubject: help\r\n\r\n..hello\r\n"


class Kept(list[tuple[bytes, str, str]]):
    """What was kept, as (bytes, sender, recipient)."""

    def __init__(self) -> None:
        self.woken = 0
        self.full = False

    def take(self, raw: bytes, sender: str, recipient: str) -> None:
        if self.full and recipient.startswith("full"):
            raise StoreError("no room", path=Path("digest.sqlite3"))
        self.append((raw, sender, recipient))

    def wake(self) -> None:
        self.woken += 1


def _accepts(address: str) -> str:
    if address.startswith("busy"):
        raise StoreError("locked", path=Path("digest.sqlite3"))
    return "" if address.endswith("@news.example") else "no such address here"


@contextmanager
def _listening(kept: Kept) -> Iterator[int]:
    port = peers.free_port()
    stop = lmtp.serve(("127.0.0.1", port), accepts=_accepts, take=kept.take, most=MOST, wake=kept.wake)
    try:
        yield port
    finally:
        stop()


def test_a_letter_is_kept_before_it_is_taken() -> None:
    """Byte for byte, with its envelope, the null sender as nothing; and whoever deals with letters is woken."""
    kept = Kept()
    with _listening(kept) as port, smtplib.LMTP("127.0.0.1", port) as client:
        assert client.sendmail("ada@example.org", ["inbox+help@news.example"], LETTER) == {}
        assert client.sendmail("", ["inbox@news.example"], b"Subject: x\r\n\r\n") == {}
    assert kept == [
        (LETTER, "ada@example.org", "inbox+help@news.example"),
        (b"Subject: x\r\n\r\n", "", "inbox@news.example"),
    ]
    assert kept.woken == 2


def test_each_recipient_has_an_answer_of_its_own() -> None:
    """One is kept, one cannot be kept now and is tried again: nobody gets a letter twice because another failed."""
    kept = Kept()
    kept.full = True
    with (
        _listening(kept) as port,
        socket.create_connection(("127.0.0.1", port), timeout=10) as line,
        line.makefile("rb") as answers,
    ):
        answers.readline()
        for words in (
            b"LHLO here\r\n", b"MAIL FROM:<a@b.example>\r\n", b"RCPT TO:<full@news.example>\r\n",
            b"RCPT TO:<inbox@news.example>\r\n", b"DATA\r\n",
        ):  # fmt: skip
            line.sendall(words)
            while answers.readline()[3:4] == b"-":
                pass
        line.sendall(LETTER + b".\r\n")
        assert [answers.readline()[:9], answers.readline()[:9]] == [b"451 4.3.0", b"250 2.0.0"]
    assert [recipient for _, _, recipient in kept] == ["inbox@news.example"]


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        pytest.param("inbox@elsewhere.example", 550, id="an address that is not ours is refused at once"),
        pytest.param("busy@news.example", 451, id="a store that cannot be asked is no reason to refuse for good"),
    ],
)
def test_an_address_is_judged_before_the_letter_comes(recipient: str, code: int) -> None:
    """So that nothing is taken that would have to be bounced."""
    with _listening(Kept()) as port, smtplib.LMTP("127.0.0.1", port) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
            client.sendmail("ada@example.org", [recipient], LETTER)
        assert [answer for answer, _ in caught.value.recipients.values()] == [code]


@pytest.mark.parametrize(
    "size", [pytest.param(MOST + 1, id="a little too large"), pytest.param(MOST * 20, id="announced far too large")]
)
def test_a_letter_that_is_too_large_is_refused(size: int) -> None:
    """Before it is taken, so that its sender is told by their own server."""
    kept = Kept()
    with _listening(kept) as port, smtplib.LMTP("127.0.0.1", port) as client:
        with pytest.raises(smtplib.SMTPException) as caught:
            client.sendmail("ada@example.org", ["inbox@news.example"], LETTER + b"x" * size)
        assert "552" in str(caught.value)
    assert kept == []


def test_a_port_that_is_taken_is_told() -> None:
    """With the setting that names it."""
    with _listening(Kept()) as port, pytest.raises(CommandError, match=r"\[inbox\] listen"):
        lmtp.serve(("127.0.0.1", port), accepts=_accepts, take=Kept().take, most=MOST)
