"""The way in that [inbox] names, opened for as long as the service runs."""

import threading
from collections.abc import Callable
from datetime import datetime

from digest import store
from digest.config import Settings
from digest.config.settings import ImapSetting
from digest.desk import letters
from digest.domain.letters import Way
from digest.inbox import imap, lmtp
from digest.store import Store


class Keeper:
    """Where letters go: a store that is opened once and serves every thread of the way in."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self._store: Store | None = None
        self._turn = threading.Lock()

    @property
    def store(self) -> Store:
        """The store, opened when it is first asked for."""
        with self._turn:
            if self._store is None:
                self._store = store.open(self._settings.service.data / store.FILE, now=self._clock())
            return self._store

    def refused_because(self, recipient: str) -> str:
        """Why mail to an address is not taken; "" when it is."""
        return letters.refused_because(self.store, self._settings, recipient)

    def keep(self, raw: bytes, sender: str, recipient: str, way: Way) -> None:
        """Nothing; the letter is kept.  StoreError when it cannot be."""
        letters.take(self.store, raw=raw, sender=sender, recipient=recipient, way=way, now=self._clock())

    def close(self) -> None:
        """Nothing; the store is closed."""
        if self._store is not None:
            self._store.close()


class _Mailbox:
    """A keeper as the IMAP reader sees it."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def place(self, mailbox: str) -> tuple[int, int] | None:
        return self._keeper.store.letters.place(mailbox)

    def keep(self, letter: bytes, sender: str, recipient: str) -> None:
        self._keeper.keep(letter, sender, recipient, Way.IMAP)

    def mark(self, mailbox: str, uidvalidity: int, uid: int) -> None:
        self._keeper.store.letters.mark(mailbox, uidvalidity, uid)


def open_doors(settings: Settings, clock: Callable[[], datetime], wake: Callable[[], None]) -> Callable[[], None]:
    """What closes it: until then mail is taken in the way [inbox] names, and `wake` is called when letters came.

    CommandError when an address to listen at cannot be had.
    """
    keeper = Keeper(settings, clock)
    if settings.inbox.kind == "lmtp":
        close = lmtp.serve(
            settings.inbox.listen,
            accepts=keeper.refused_because,
            take=lambda raw, sender, recipient: keeper.keep(raw, sender, recipient, Way.LMTP),
            most=letters.MOST,
            wake=wake,
        )
    elif settings.inbox.imap is not None:
        close = _follow(settings.inbox.imap, settings.service.reply_to, keeper, wake)
    else:
        return lambda: None

    def end() -> None:
        close()
        keeper.close()

    return end


def _follow(setting: ImapSetting, inbox: str, keeper: Keeper, wake: Callable[[], None]) -> Callable[[], None]:
    stopping = threading.Event()
    reader = imap.Reader(
        setting=setting,
        keeper=_Mailbox(keeper),
        inbox=inbox,
        most=letters.MOST,
        stopping=stopping,
        wake=wake,
        alarm=lambda trouble: keeper.store.journal.remember(inbox=trouble),
    )
    thread = threading.Thread(target=reader.run, name="inbox", daemon=True)
    thread.start()

    def end() -> None:
        stopping.set()
        thread.join(timeout=5)

    return end
