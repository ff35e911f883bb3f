"""A data folder, a copy of its database and a Maildir: what a restore is tried on."""

import re
from datetime import timedelta
from pathlib import Path

from digest import store
from digest.deliver.maildir import MaildirTransport
from digest.domain.account import Sent
from digest.domain.mail import PlannedDay
from digest.domain.people import Subscriber
from digest.pipeline import post
from digest.store import Store, backup, journal, leavings
from tests.store import samples
from tests.store.samples import NOW

READERS = tuple(samples.reader(name) for name in ("ann", "bob", "eve"))
LATER = NOW + timedelta(hours=2)


def planned(who: Subscriber) -> PlannedDay:
    """An edition whose mail says whose it is."""
    return samples.planned(who, mime=f"X-For: {who.id}\r\n\r\nnews\r\n".encode())


class Town:
    """A data folder and a Maildir."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data" / store.FILE
        self.journal = self.path.with_name(journal.FILE)
        self.left = self.path.with_name(leavings.FILE)
        self.copy = folder / "copy.sqlite3"
        self.mail = folder / "mail"

    def open(self) -> Store:
        return store.open(self.path, now=NOW)

    def send(self) -> Sent:
        with self.open() as opened:
            return post.send(opened, MaildirTransport(self.mail), clock=lambda: LATER)

    def plan(self, *names: str) -> None:
        with self.open() as opened:
            opened.mail.plan([planned(reader) for reader in READERS if reader.id in names])

    def received(self) -> list[str]:
        """Who got a mail, once for each."""
        whose = [re.search(rb"X-For: (\w+)", mail) for mail in self.mails()]
        return sorted(found[1].decode() for found in whose if found)

    def mails(self) -> list[bytes]:
        """Everything that came."""
        return [path.read_bytes() for path in (self.mail / "new").glob("*")] if self.mail.exists() else []

    def back_up(self) -> None:
        with self.open() as opened:
            opened.copy(self.copy, now=NOW)

    def restore(self) -> None:
        backup.restore(self.copy, self.path)


def served(folder: Path) -> Town:
    """Three readers who are due; Ann's edition is sent before, the others' after the backup."""
    here = Town(folder)
    with here.open() as opened:
        opened.people.save(READERS)
    here.plan("ann")
    assert here.send().accepted == 1
    return here
