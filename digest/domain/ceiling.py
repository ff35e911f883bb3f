"""How many mails more a relay may be given when it takes so many in 24 hours.  Pure.

A tenth is kept for mail that is no edition: whoever wants to join, or to leave, must have an answer on a day on which
the readers' editions have filled the rest.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What may still go."""

    mails: int
    #: How many of them may be editions.
    editions: int


def kept(per_day: int) -> int:
    """How many mails of a day are for what is no edition; 0 where a tenth is less than one."""
    return per_day // 10


def room(per_day: int, *, mails: int, notices: int) -> Room:
    """What a relay may still have that was given `mails`, of which `notices` were no editions.

    A notice takes from the part that is kept for notices first, so that none costs a reader the edition.
    """
    left = max(0, per_day - mails)
    return Room(mails=left, editions=max(0, left - max(0, kept(per_day) - notices)))
