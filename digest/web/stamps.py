"""Stamps of forms: when a form was shown, so that a machine which answers at once is known (SUB-17)."""

import secrets
from datetime import UTC, datetime, timedelta
from enum import Enum

from digest.tokens import Keys, Purpose

#: Nobody reads and fills in a form in less.
SOONEST = timedelta(seconds=5)
#: A form that was open for longer is to be shown anew.
LATEST = timedelta(hours=1)


class Stamp(Enum):
    """What a stamp says of a form."""

    GOOD = "good"
    #: Filled in faster than a person can.
    HASTY = "hasty"
    #: Shown too long ago, or not by us.
    STALE = "stale"


def make(keys: Keys, *, now: datetime) -> str:
    """The stamp of a form that is shown now."""
    seconds = int(now.timestamp())
    # In place of a subscriber: the moment, and chance beside it, so that no two forms are the same.
    return keys.make(Purpose.FORM, f"{seconds:08x}{secrets.token_hex(4)}", now.date())


def read(keys: Keys, stamp: str, *, now: datetime) -> Stamp:
    """What a stamp says now."""
    claim = keys.read(Purpose.FORM, stamp)
    if claim is None:
        return Stamp.STALE
    age = now - datetime.fromtimestamp(int(claim.subscriber_id[:8], 16), UTC)
    if age > LATEST or age < -SOONEST:
        return Stamp.STALE
    return Stamp.HASTY if age < SOONEST else Stamp.GOOD
