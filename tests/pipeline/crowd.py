"""Readers whose mail waits, and a round that sends it."""

from datetime import datetime, timedelta
from typing import Any

from digest.deliver.smtp import SmtpTransport
from digest.domain.account import Sent
from digest.domain.mail import OutboxStatus
from digest.pipeline import post
from digest.store import Store
from tests.deliver.mail_servers import server_at
from tests.store import samples
from tests.store.samples import DAY, NOW, TODAY


def wait_for(memory: Store, *addresses: str, day: int = 0) -> None:
    """A message waits for each of these."""
    date = TODAY + timedelta(days=day)
    readers = [samples.reader(address.partition("@")[0], address=address) for address in addresses]
    memory.people.save(readers)
    words: dict[str, Any] = {
        "mime": b"Subject: News\r\n\r\nRead.\r\n",
        "next_attempt_at": NOW,
        "fresh_until": NOW + 9 * DAY,
    }
    memory.mail.plan([samples.planned(one, issue_date=date, **words) for one in readers])


def send(memory: Store, port: int, *, now: datetime = NOW, connections: int = 1, **options: Any) -> Sent:
    """One round."""
    way_out = SmtpTransport(server_at(port, connections=connections))
    return post.send(memory, way_out, clock=lambda: now, **options)


def statuses(memory: Store) -> dict[str, OutboxStatus | None]:
    """Where each reader's newest message stands."""
    return {day.subscriber_id: day.status for day in reversed(memory.mail.days(limit=100))}
