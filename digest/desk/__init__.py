"""What people ask for, whichever door they came by, and what the operator writes in config.toml."""

from digest.desk.adoption import Adopted, adopt, reset, take_over
from digest.desk.feeds import add_feeds, remove_feed
from digest.desk.people import find, pause, reschedule, resume, subscribe, unsubscribe

__all__ = [
    "Adopted",
    "add_feeds",
    "adopt",
    "find",
    "pause",
    "remove_feed",
    "reschedule",
    "reset",
    "resume",
    "subscribe",
    "take_over",
    "unsubscribe",
]
