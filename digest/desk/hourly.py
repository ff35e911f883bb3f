"""What the desk looks after once an hour, whoever is at work."""

from datetime import datetime

from digest.config import Settings
from digest.desk import forgetting, probing
from digest.store import Store


def look(store: Store, settings: Settings, *, now: datetime) -> int:
    """How much was done: forgotten, probed and warned; nothing where this hour was looked at already."""
    hour = f"{now:%Y-%m-%d %H}"
    if store.journal.remembered("forgotten") == hour:
        return 0
    store.journal.remember(forgotten=hour)
    return forgetting.forget(store, settings, now=now) + probing.look(store, settings, now=now)
