"""What most commands begin with: the configuration read, the store open and in line with it."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest import config, desk, locks, store
from digest.cli import clock, show
from digest.config import Settings
from digest.store import Store

if TYPE_CHECKING:
    from digest.classify.modelfile import Model

#: How long a command waits for the service to finish the step it is at, in seconds.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything a command works with."""

    settings: Settings
    store: Store
    now: datetime

    def model(self) -> "Model":
        """The classifier in use."""
        from digest.pipeline import classifier

        return classifier.load(self.settings)


def tell(adopted: desk.Adopted) -> None:
    """Say whom config.toml takes mail from."""
    for address in adopted.subscribers_removed:
        show.note(f"{address} is no longer in config.toml and gets no more mail")


def tell_all(adopted: desk.Adopted) -> None:
    """Say the same, and who is listed in vain: for the commands that are about who gets mail."""
    tell(adopted)
    for address in adopted.subscribers_left:
        show.note(f"{address} is in config.toml but has left; only they can come back")


@contextmanager
def opened(chosen: Namespace, *, told: Callable[[desk.Adopted], None] = tell) -> Iterator[House]:
    """The house, with config.toml's feeds and subscribers taken over; `told` says what that changed."""
    settings = load(chosen)
    now = clock.now()
    with store.open(settings.service.data / store.FILE, now=now) as opened_store:
        told(desk.adopt(opened_store, settings, now=now))
        yield House(settings=settings, store=opened_store, now=now)


def load(chosen: Namespace) -> Settings:
    """The settings of the chosen configuration."""
    return config.load(chosen.config, os.environ)


def locked(settings: Settings, name: str) -> AbstractContextManager[None]:
    """The lock on one step, waited for while the service finishes the same step."""
    return locks.hold(settings.service.data, name, wait=PATIENCE)
