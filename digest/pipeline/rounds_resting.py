"""Domains that refuse us as such: left alone for an hour, then tried by a few of those who wait (mail.md OUT-60)."""

from collections.abc import Sequence
from datetime import datetime

from digest.deliver import pace, retry
from digest.domain.mail import Alarm, Delivery, OutboxMessage


class Resting:
    """Who is left alone in one round: domains that refuse us in it, and for mail tried before those of lately."""

    def __init__(self, alarms: Sequence[Alarm], *, now: datetime) -> None:
        #: When each domain refused us last, and with what words.
        self._now: dict[str, tuple[datetime, str]] = {}
        # An alarm from a time to come is of a clock since set back.
        self._lately = {
            alarm.domain: (alarm.last_at, alarm.reply) for alarm in alarms if now - retry.REST < alarm.last_at <= now
        }

    def begin(self, domain: str, delivery: Delivery) -> None:
        """Nothing; a domain refused us."""
        self._now[domain] = delivery.at, delivery.reply

    def end(self, domains: set[str]) -> None:
        """Nothing; these took a mail, and what was tried before may be tried again."""
        for domain in domains:
            self._lately.pop(domain, None)

    def until(self, message: OutboxMessage, *, now: datetime) -> datetime | None:
        """Until when a message just claimed is left alone; None when it may be tried.

        One that was refused already comes behind the others, and is tried only where those do not speak for it.
        """
        found = self._of(message)
        until = retry.after_rest(found[0], tried=message.attempts - 1) if found else now
        return until if until > now else None

    def reason(self, message: OutboxMessage) -> str:
        """Why, in words that stay true."""
        found = self._of(message)
        return f"{pace.domain_of(message.to)} refused our mail: {found[1]}" if found else ""

    def _of(self, message: OutboxMessage) -> tuple[datetime, str] | None:
        domain = pace.domain_of(message.to)
        return self._now.get(domain) or (self._lately.get(domain) if message.attempts > 1 else None)
