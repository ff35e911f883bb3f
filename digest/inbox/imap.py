"""Mail fetched from a mailbox by IMAP (RFC 9051): told of new mail by IDLE (RFC 2177), else by looking now and then.

What was read is known by UIDVALIDITY and UID (mail.md REC-03).  A letter is marked as read, or moved, only when it is
in the store; a folder that was numbered anew is read again, and a letter that is there already is no second one.
"""

import imaplib
import logging
import random
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

import imap_tools
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from digest.config.settings import ImapSetting
from digest.errors import StoreError
from digest.inbox import delivered

#: How long IDLE lasts before it is renewed (REC-04), and how often we see meanwhile whether to stop, in seconds.
RENEW = 24 * 60.0
LOOK = 1.0
#: The first rest after a failure and the longest, in seconds; each is up to twice the one before, by chance.
FIRST_REST, LONGEST_REST = 2.0, 600.0
#: Seconds that a server may take for one answer.
_TIMEOUT = 60.0

_log = logging.getLogger(__name__)

_FAILURES = (OSError, ssl.SSLError, imaplib.IMAP4.error, imap_tools.errors.ImapToolsError)


class Keeper(Protocol):
    """Where letters go, and where it is remembered how far a mailbox was read."""

    def place(self, mailbox: str) -> tuple[int, int] | None:
        """How far the mailbox was read; None when it never was."""
        ...

    def keep(self, letter: bytes, sender: str, recipient: str) -> None:
        """Nothing; a letter is kept.  StoreError when it cannot be."""
        ...

    def mark(self, mailbox: str, uidvalidity: int, uid: int) -> None:
        """Nothing; the mailbox was read as far as this."""
        ...


@dataclass(slots=True, kw_only=True)
class Reader:
    """One mailbox, read until it is told to stop."""

    setting: ImapSetting
    keeper: Keeper
    #: Our address there.
    inbox: str
    #: Octets of a letter, at most.
    most: int
    stopping: threading.Event
    #: Called when letters came.
    wake: Callable[[], None] = lambda: None
    #: Told of what only the operator can mend; "" when all is well again.
    alarm: Callable[[str], None] = _log.debug

    @property
    def name(self) -> str:
        """The mailbox as the store knows it."""
        return f"{self.setting.username}@{self.setting.host}/{self.setting.folder}"

    def run(self) -> None:
        """Nothing; returns when it is to stop, or when the login is refused: trying again could lock the account."""
        rest = FIRST_REST
        while not self.stopping.is_set():
            try:
                with _logged_in(self.setting) as box:
                    self.alarm("")
                    rest = FIRST_REST
                    self._follow(box)
            except imap_tools.errors.MailboxLoginError as error:
                trouble = f"{self.setting.host} refuses the login of {self.setting.username}: {_said(error)}"
                _log.critical("%s; mend [inbox.imap] and start again", trouble)
                self.alarm(trouble)
                return
            except StoreError as error:
                _log.error("letters cannot be kept now: %s", error)
            except _FAILURES as error:
                _log.warning("the mailbox at %s cannot be read now: %s", self.setting.host, _said(error))
            _rested(self.stopping, random.uniform(rest / 2, rest))  # noqa: S311 - so that many do not come at once
            rest = min(rest * 2, LONGEST_REST)

    def once(self) -> int:
        """How many letters were fetched and kept in one visit."""
        with _logged_in(self.setting) as box:
            return self._fetch(box)

    def _follow(self, box: BaseMailBox) -> None:
        """Nothing; every letter that comes is fetched, until it is told to stop or the line breaks."""
        box.folder.set(self.setting.folder)
        idles = "IDLE" in box.client.capabilities
        while not self.stopping.is_set():
            if self._fetch(box):
                self.wake()
            if idles:
                self._idle(box)
            else:
                self.stopping.wait(self.setting.poll.total_seconds())

    def _idle(self, box: BaseMailBox) -> None:
        """Nothing; the server said that something is new, or it is time to look by ourselves, or to stop."""
        until = time.monotonic() + min(RENEW, self.setting.poll.total_seconds())
        with box.idle as idle:
            while not self.stopping.is_set() and time.monotonic() < until:
                if any(re.search(rb"EXISTS|RECENT|BYE", line) for line in idle.poll(timeout=LOOK)):
                    return

    def _fetch(self, box: BaseMailBox) -> int:
        box.folder.set(self.setting.folder)
        uidvalidity = int(box.folder.status(self.setting.folder, ["UIDVALIDITY"])["UIDVALIDITY"])
        known = self.keeper.place(self.name)
        last = known[1] if known and known[0] == uidvalidity else 0
        kept = 0
        for uid in _new(box, last):
            kept += self._take(box, uid, uidvalidity)
        # Also those that were kept by a visit that broke off before it could say so.
        if read := box.uids("UNSEEN" if not self.setting.done else "ALL"):
            place = self.keeper.place(self.name)
            self._put_away(box, [uid for uid in read if place and int(uid) <= place[1]])
        return kept

    def _take(self, box: BaseMailBox, uid: int, uidvalidity: int) -> bool:
        raw = _raw(box, uid, self.most)
        if raw is None:
            _log.warning("a mail of more than %d octets in %s is not read", self.most, self.name)
            self.keeper.mark(self.name, uidvalidity, uid)
            return False
        if raw:
            sender, named = delivered.envelope(raw)
            recipient = delivered.pick(named, self.inbox)
            self.keeper.keep(raw, sender, recipient)
        # A kill between the two brings the letter once more, and it is there already.
        self.keeper.mark(self.name, uidvalidity, uid)
        return bool(raw)

    def _put_away(self, box: BaseMailBox, uids: Sequence[str]) -> None:
        if not uids:
            return
        box.flag(uids, imap_tools.MailMessageFlags.SEEN, True)
        if self.setting.done:
            if not box.folder.exists(self.setting.done):
                box.folder.create(self.setting.done)
            box.move(uids, self.setting.done)


def unread(setting: ImapSetting) -> int:
    """How many mails of a mailbox nobody has read yet; nothing is fetched or marked.

    MailboxLoginError, MailboxFolderStatusError, OSError or another error of the line when it cannot be read.
    """
    with _logged_in(setting) as box:
        return int(box.folder.status(setting.folder, ["UNSEEN"])["UNSEEN"])


@contextmanager
def _logged_in(setting: ImapSetting) -> Iterator[BaseMailBox]:
    """The mailbox, for as long as the block runs; its line is closed whatever happens."""
    box = _connected(setting)
    try:
        login = box.login if (setting.username + setting.password).isascii() else box.login_utf8
        login(setting.username, setting.password, initial_folder=None)
        yield box
    finally:
        with suppress(*_FAILURES):
            box.logout()
        with suppress(*_FAILURES):
            box.client.shutdown()


def _connected(setting: ImapSetting) -> BaseMailBox:
    trusted = ssl.create_default_context()
    if setting.tls == "implicit":
        return MailBox(setting.host, setting.port, timeout=_TIMEOUT, ssl_context=trusted)
    if setting.tls == "starttls":
        return MailBoxStartTls(setting.host, setting.port, timeout=_TIMEOUT, ssl_context=trusted)
    return MailBoxUnencrypted(setting.host, setting.port, timeout=_TIMEOUT)


def _new(box: BaseMailBox, last: int) -> Iterable[int]:
    """The UIDs of what came since; of a folder never read, or numbered anew, of all that nobody has read."""
    # "n:*" always names the newest one too, even where it is older (RFC 9051 section 9).
    found = box.uids(f"UID {last + 1}:*" if last else "UNSEEN")
    return sorted(uid for uid in map(int, found) if uid > last)


def _raw(box: BaseMailBox, uid: int, most: int) -> bytes | None:
    """The bytes of a mail, which stays unread; None for one that is too large."""
    _, sizes = box.client.uid("FETCH", str(uid), "(RFC822.SIZE)")
    size = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(part for part in sizes if isinstance(part, bytes)))
    if size and int(size[1]) > most:
        return None
    _, parts = box.client.uid("FETCH", str(uid), "(BODY.PEEK[])")
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")


def _rested(stopping: threading.Event, seconds: float) -> bool:
    """Whether it is time to stop, after so long or sooner."""
    return stopping.wait(seconds)


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
