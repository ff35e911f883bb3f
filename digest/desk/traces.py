"""Keyed hashes of addresses: what limits count and erasures keep in their place."""

import hmac

from digest import tokens
from digest.pipeline import links
from digest.store import Store
from digest.subscribe import targets


def of(store: Store, *words: str) -> str:
    """The hash of an address, or of several words: 32 hexadecimal digits, whatever their case."""
    return made(links.traces(store), *words)


def mailbox(store: Store, *words: str, address: str) -> str:
    """The hash of where mail to an address really ends up, and of words beside it, for limits."""
    return of(store, *words, targets.of(address))


def made(keys: tokens.Keys, *words: str) -> str:
    """The same, by keys that were read already."""
    text = "\0".join(words).casefold()
    return hmac.digest(keys.of(tokens.Purpose.TRACE), text.encode(), "sha256").hex()[:32]
