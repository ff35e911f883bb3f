"""How wrong keys to the operator's page are met, so that guessing is hopeless and the operator still comes in (SEC-04).

Where wrong keys come from is locked for a while.  When many come from everywhere, nobody else is locked out: every key
waits before it is looked at, the right one too.  This machine itself only ever waits.
"""

import asyncio
from datetime import datetime, timedelta
from enum import Enum
from ipaddress import ip_address

from digest.store import Store
from digest.web import limits

#: Wrong keys from one place, or from the network around it, before it is locked.
THERE: limits.Bounds = {"near": (5, timedelta(minutes=15)), "wide": (10, timedelta(minutes=15))}
#: Wrong keys from everywhere, before every key waits.
EVERYWHERE: limits.Bounds = {"all": (50, timedelta(minutes=15))}
#: Wrong keys from this machine, before the next ones wait.
HERE: limits.Bounds = {"near": THERE["near"]}
#: How long a key waits, in seconds, and how many may wait at once.  That is fifty guesses a second, whoever makes them:
#: 2^122 seconds for all keys of 128 bits, as `openssl rand -hex 16` makes them.
WAIT, MOST = 2.0, 100

_KIND = "key"


class Way(Enum):
    """What a key meets."""

    OPEN = "open"
    #: It waits before it is looked at.
    SLOW = "slow"
    #: It is not looked at.
    LOCKED = "locked"


def way(store: Store, caller: str, *, now: datetime) -> Way:
    """What a key from there meets now."""
    # A proxy that does not say who calls is this machine, too: so it waits where others are locked out.
    if ip_address(caller).is_loopback:
        return Way.OPEN if limits.allows(store, _KIND, caller, HERE, now=now) else Way.SLOW
    if not limits.allows(store, _KIND, caller, THERE, now=now):
        return Way.LOCKED
    return Way.OPEN if limits.allows(store, _KIND, caller, EVERYWHERE, now=now) else Way.SLOW


def wrong(store: Store, caller: str, *, now: datetime) -> None:
    """Nothing; a wrong key came from there.  In the open transaction, if there is one."""
    limits.count(store, _KIND, caller, now=now)


class Bench:
    """Where keys wait.  Of one event loop."""

    def __init__(self) -> None:
        self._waiting = 0

    async def wait(self) -> bool:
        """Whether it has waited; False at once where too many wait already."""
        if self._waiting >= MOST:
            return False
        self._waiting += 1
        try:
            await asyncio.sleep(WAIT)
        finally:
            self._waiting -= 1
        return True
