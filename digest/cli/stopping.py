"""SIGTERM and Ctrl-C while mail is sent: what is in hand is finished first (mail.md REL-18)."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def on_signals() -> Iterator[Callable[[], bool]]:
    """A question to ask while the block runs: whether we were told to stop."""
    told = threading.Event()
    before = {number: signal.signal(number, lambda *_: told.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
