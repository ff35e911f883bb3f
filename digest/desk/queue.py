"""What waits for the service to carry it out: one small row, the same for known and unknown addresses (SUB-43)."""

from datetime import datetime, timedelta

from digest.desk import traces
from digest.domain.wishes import Asker, Command, Request
from digest.store import Store

#: How long something waits; then it is forgotten.
KEPT = timedelta(days=3)


def put(store: Store, command: Command, asker: Asker, *, now: datetime) -> None:
    """Nothing; the wish waits, in the place of the same one for the same mailbox where that waits already."""
    request = Request(
        id=traces.mailbox(store, command.verb, address=asker.address)[:16],
        command=command,
        asker=asker,
        asked_at=now,
        expires_at=now + KEPT,
    )
    store.requests.take(request)
