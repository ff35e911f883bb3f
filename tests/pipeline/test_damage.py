"""A message that the database did not keep as it was made: never sent, named, and the day goes on."""

import sqlite3  # noqa: TID251 - to make a database of an earlier digest
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from digest import store
from digest.deliver.maildir import MaildirTransport
from digest.domain.account import Sent
from digest.domain.mail import OutboxStatus
from digest.errors import StoreError
from digest.pipeline import post, report
from digest.store import accounts
from tests.store import samples
from tests.store.samples import NOW, TODAY

LATER = NOW + timedelta(hours=1)
#: Bytes of a page, as SQLite makes them.
PAGE = 4096


def body(key: str) -> bytes:
    """A message of many pages, each of which names its reader and its place."""
    return b"Subject: News\r\n\r\n" + b"".join(f"line {line} of {key}\r\n".encode() * 8 for line in range(200))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database in which mail for three readers waits."""
    file = tmp_path / store.FILE
    with store.open(file, now=NOW) as opened:
        readers = [samples.reader(key) for key in ("ann", "bob", "eve")]
        opened.people.save(readers)
        opened.mail.plan([samples.planned(reader, mime=body(reader.id)) for reader in readers])
    return file


def zero(path: Path, words: bytes) -> None:
    """Fill the page that holds these words with zeros."""
    content = bytearray(path.read_bytes())
    assert int.from_bytes(content[16:18]) == PAGE
    place = content.index(words) // PAGE * PAGE
    content[place : place + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def send(path: Path, folder: Path) -> Sent:
    """One round into a Maildir."""
    with store.open(path, now=LATER) as opened:
        return post.send(opened, MaildirTransport(folder / "mail"), clock=lambda: LATER)


def test_a_damaged_message_is_never_sent(path: Path, tmp_path: Path) -> None:
    """SQLite sees nothing wrong with a last page of zeros; we do: others get theirs, one is named in every account."""
    zero(path, b"line 199 of bob")
    sent = send(path, tmp_path)
    assert sent.accepted == 2
    assert [(one.name, one.reason) for one in sent.damaged] == [("bob@example.org", accounts.DAMAGED)]
    assert sent.troubles == sent.damaged
    mails = sorted(file.read_bytes().partition(b"Subject")[2] for file in (tmp_path / "mail" / "new").iterdir())
    assert mails == [body(key).replace(b"\r\n", b"\n").partition(b"Subject")[2] for key in ("ann", "eve")]
    with store.open(path, now=LATER) as opened:
        day = opened.mail.day("bob", TODAY)
        assert day is not None
        assert (day.status, day.reply, day.attempts) == (OutboxStatus.SUPPRESSED, accounts.DAMAGED, 0)
        account = report.reckoning(opened, now=LATER)
        assert account.adds_up
        assert [trouble.name for trouble in account.suppressed] == ["bob@example.org"]
        (thing,) = report.things(opened, now=LATER)
        assert (thing.title, thing.lines) == (
            "1 message damaged in the database, and not sent", ("bob@example.org: bob.2022-12-06",),
        )  # fmt: skip
    assert send(path, tmp_path) == Sent()


def test_a_page_in_the_middle_is_seen_by_the_database(path: Path, tmp_path: Path) -> None:
    """The message cannot be read at all: nothing is sent, and a sentence says what to do."""
    zero(path, b"line 100 of bob")
    with pytest.raises(StoreError, match="is damaged: stop digest and put a backup in its place"):
        send(path, tmp_path)
    assert list((tmp_path / "mail").glob("new/*")) == []


def test_a_message_made_before_there_were_fingerprints_is_sent(path: Path, tmp_path: Path) -> None:
    """Nothing is known of its bytes, and nothing is held against them."""
    with closing(sqlite3.connect(path)) as earlier, earlier:
        earlier.execute("UPDATE outbox SET fingerprint = NULL")
    assert send(path, tmp_path).accepted == 3
