"""A mailbox of a real Dovecot, read by IMAP: nothing is lost, nothing comes twice, whatever breaks off."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from digest.config.settings import ImapSetting
from digest.doctor import doors
from digest.errors import StoreError
from digest.inbox import imap
from tests.peers import dovecot

MOST = 20_000


@dataclass
class Kept:
    """Letters as they were kept, and how far the mailbox was read."""

    letters: list[tuple[bytes, str, str]] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: Letters that can still be kept.
    room: int = 1_000
    came: threading.Event = field(default_factory=threading.Event)
    troubles: list[str] = field(default_factory=list)

    def place(self, mailbox: str) -> tuple[int, int] | None:
        return self.places.get(mailbox)

    def keep(self, letter: bytes, sender: str, recipient: str) -> None:
        if not self.room:
            raise StoreError("no room", path=Path("digest.sqlite3"))
        self.room -= 1
        self.letters.append((letter, sender, recipient))
        self.came.set()

    def mark(self, mailbox: str, uidvalidity: int, uid: int) -> None:
        self.places[mailbox] = (uidvalidity, uid)


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Dovecot]:
    """A Dovecot that tells of new mail."""
    with dovecot.running() as found:
        yield found


@pytest.fixture
def emptied(server: dovecot.Dovecot) -> dovecot.Dovecot:
    """The same with an empty mailbox."""
    for folder in ("INBOX", "Done"):
        if folder == "INBOX" or "Done" in server.control("mailbox", "list", "-u", dovecot.USER):
            server.control("expunge", "-u", dovecot.USER, "mailbox", folder, "all")
    return server


def _reader(server: dovecot.Dovecot, kept: Kept, **values: object) -> imap.Reader:
    setting = {
        "host": "127.0.0.1",
        "port": server.imap,
        "tls": "none",
        "username": dovecot.USER,
        "password": dovecot.PASSWORD,
        "poll": timedelta(minutes=5),
        **values,
    }
    return imap.Reader(
        setting=ImapSetting(**setting),  # type: ignore[arg-type]
        keeper=kept,
        inbox=dovecot.USER,
        most=MOST,
        stopping=threading.Event(),
        alarm=kept.troubles.append,
    )


def _mail(number: int) -> bytes:
    return f"From: ada@example.org\r\nTo: {dovecot.USER}\r\nSubject: {number}\r\n\r\nhello {number}\r\n".encode()


def _subjects(kept: Kept) -> list[bytes]:
    return [line for raw, _, _ in kept.letters for line in raw.splitlines() if line.startswith(b"Subject")]


def test_each_mail_is_fetched_once_with_its_envelope(emptied: dovecot.Dovecot) -> None:
    """Sender and recipient, extension and all, as the server that delivered it wrote them down (REC-07)."""
    kept = Kept()
    reader = _reader(emptied, kept)
    emptied.deliver(_mail(1), to="news+help@example.net")
    emptied.deliver(_mail(2), sender="")
    assert (reader.once(), reader.once()) == (2, 0)
    assert [(sender, recipient) for _, sender, recipient in kept.letters] == [
        ("ada@example.org", "news+help@example.net"),
        ("", "news@example.net"),
    ]
    assert emptied.control("search", "-u", dovecot.USER, "unseen") == ""


def test_what_could_not_be_kept_is_still_there(emptied: dovecot.Dovecot) -> None:
    """Not marked as read, and fetched by the next visit, no other one twice (REC-02)."""
    kept = Kept(room=1)
    reader = _reader(emptied, kept)
    for number in range(3):
        emptied.deliver(_mail(number))
    with pytest.raises(StoreError):
        reader.once()
    kept.room = 9
    reader.once()
    assert _subjects(kept) == [b"Subject: 0", b"Subject: 1", b"Subject: 2"]


def test_a_folder_that_is_numbered_anew_is_read_again(emptied: dovecot.Dovecot) -> None:
    """What nobody has read in it comes; what was read stays (REC-03)."""
    kept = Kept()
    reader = _reader(emptied, kept)
    emptied.deliver(_mail(1))
    reader.once()
    kept.places[reader.name] = (kept.places[reader.name][0] - 1, 999)
    emptied.deliver(_mail(2))
    assert reader.once() == 1
    assert _subjects(kept) == [b"Subject: 1", b"Subject: 2"]


def test_what_is_dealt_with_is_moved_where_it_was_asked(emptied: dovecot.Dovecot) -> None:
    """The folder is made when it is missing."""
    kept = Kept()
    reader = _reader(emptied, kept, done="Done")
    emptied.deliver(_mail(1))
    emptied.deliver(_mail(2))
    assert reader.once() == 2
    assert emptied.control("search", "-u", dovecot.USER, "mailbox", "INBOX", "all") == ""
    assert len(emptied.control("search", "-u", dovecot.USER, "mailbox", "Done", "all").splitlines()) == 2
    emptied.deliver(_mail(3))
    assert reader.once() == 1


def test_a_mail_that_is_too_large_is_passed_over(emptied: dovecot.Dovecot) -> None:
    """It is not even fetched, and those behind it are."""
    kept = Kept()
    reader = _reader(emptied, kept)
    emptied.deliver(_mail(1) + b"x" * 70 * 1_000)
    emptied.deliver(_mail(2))
    assert reader.once() == 1
    assert _subjects(kept) == [b"Subject: 2"]


@pytest.mark.parametrize("idles", [True, False], ids=["the server tells", "the server does not tell"])
def test_new_mail_is_noticed(idles: bool, server: dovecot.Dovecot) -> None:
    """By IDLE at once, else by looking every so often; and the reader stops when it is told to (REC-04)."""
    if idles:
        _noticed(server, timedelta(minutes=5))
    else:
        with dovecot.running(idles=False) as silent:
            _noticed(silent, timedelta(seconds=0.3))


def _noticed(server: dovecot.Dovecot, poll: timedelta) -> None:
    kept = Kept()
    reader = _reader(server, kept, poll=poll)
    thread = threading.Thread(target=reader.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not kept.troubles:
        assert time.monotonic() < until
        time.sleep(0.05)
    kept.came.clear()
    server.deliver(_mail(7))
    assert kept.came.wait(20)
    reader.stopping.set()
    thread.join(10)
    assert not thread.is_alive()
    assert b"Subject: 7" in _subjects(kept)


def test_a_refused_login_ends_the_reading_and_is_told(server: dovecot.Dovecot) -> None:
    """Trying again and again could lock the account (REC-04)."""
    kept = Kept()
    reader = _reader(server, kept, password="wrong")
    reader.run()
    assert kept.letters == []
    assert "refuses the login of news@example.net" in kept.troubles[-1]
    assert "wrong" not in "".join(kept.troubles)


def test_a_server_that_is_away_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """With rests that grow; nothing is raised."""
    kept = Kept()
    setting = ImapSetting(host="127.0.0.1", port=1, tls="none", username="news", password="x")
    stopping = threading.Event()
    rests: list[float] = []

    def rest(seconds: float) -> bool:
        rests.append(seconds)
        if len(rests) == 5:
            stopping.set()
        return stopping.is_set()

    reader = imap.Reader(
        setting=setting, keeper=kept, inbox="news@example.net", most=MOST, stopping=stopping, alarm=kept.troubles.append
    )
    monkeypatch.setattr(imap, "_rested", lambda _, seconds: rest(seconds))
    reader.run()
    assert len(rests) == 5
    assert rests[-1] > rests[0]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({}, "can be read; ", id="a mailbox that is well"),
        pytest.param({"password": "wrong"}, "refuses the login", id="a wrong password"),
        pytest.param({"folder": "Nowhere"}, "has no folder Nowhere", id="a folder that is not there"),
    ],
)
def test_the_doctor_tries_the_mailbox(values: dict[str, object], words: str, server: dovecot.Dovecot) -> None:
    """Nothing is fetched by it, and nothing marked as read."""
    server.deliver(_mail(1))
    before = server.control("search", "-u", dovecot.USER, "unseen")
    finding = doors._mailbox(_reader(server, Kept(), **values).setting)
    assert words in finding.sentence
    assert server.control("search", "-u", dovecot.USER, "unseen") == before
