"""Outcome and attempts in, the next moment to try out; and what a refusal says about the address.

RFC 5321 section 4.5.4.1 would have an MTA try for days; a digest is stale long before (mail.md, OUT-60 and OUT-62).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from digest.domain.mail import Delivery, Outcome

#: After the first, second ... attempt; the last one is repeated.
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240))

#: How long whoever refuses us as such is left alone.
REST = timedelta(hours=1)
#: How far those who were tried come behind those who were not, so that it is not always the same who speak for all.
_BEHIND = timedelta(minutes=1)

#: Codes that speak of the address itself (RFC 3463 section 3.2).
_DEAD = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})


def next_attempt(delivery: Delivery, attempts: int, *, fresh_until: datetime) -> datetime | None:
    """When to try again after `attempts` tries, `delivery` the last; None when refused for good, accepted or too late.

    What was refused for our sake is not for good: the operator may mend it while the message is fresh (OUT-60).

    An uncertain message may have arrived: whether it is sent once more is the outbox's to count (OUT-72).
    """
    if is_our_fault(delivery):
        again_at = after_rest(delivery.at, tried=1) + _BEHIND
    elif delivery.outcome in (Outcome.ACCEPTED, Outcome.REFUSED):
        return None
    else:
        wait = _WAITS[min(max(attempts, 1), len(_WAITS)) - 1]
        again_at = delivery.at + wait * _jitter(delivery.outbox_id, attempts)
    return again_at if again_at <= fresh_until else None


def after_rest(refused_at: datetime, *, tried: int) -> datetime:
    """When a message goes to a domain that refused us; the one that was `tried` before lets the others go first."""
    return refused_at + REST + (_BEHIND if tried else timedelta())


def put_off(delivery: Delivery) -> Delivery:
    """The same, but what was refused for our sake is deferred."""
    return replace(delivery, outcome=Outcome.DEFERRED) if is_our_fault(delivery) else delivery


def is_given_up(delivery: Delivery, again: datetime | None) -> bool:
    """Whether a message that was put off has no next moment `again`."""
    return delivery.outcome is Outcome.DEFERRED and again is None


def address_is_dead(delivery: Delivery) -> bool:
    """Whether the refusal says that nobody has this address."""
    return delivery.outcome is Outcome.REFUSED and delivery.enhanced_code in _DEAD


def is_our_fault(delivery: Delivery) -> bool:
    """Whether the refusal is about policy or authentication: the operator's to mend, never held against the address."""
    return delivery.outcome is Outcome.REFUSED and delivery.enhanced_code.startswith("5.7.")


def _jitter(outbox_id: str, attempts: int) -> float:
    """In [0.9, 1.1], the same whenever asked, so that a thousand deferred messages do not come back as one wave."""
    chance = blake2b(f"{outbox_id} {attempts}".encode(), digest_size=4).digest()
    return 0.9 + 0.2 * int.from_bytes(chance) / 0xFFFFFFFF
