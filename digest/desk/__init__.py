"""What people ask for, whichever door they came by, and what the operator writes in config.toml.

`commands`    every wish becomes a deed: `joining`, `wishes`, `sayings`, `held`; each as `asked`, with its checks and
              record
`letters`     mail to the inbox: `heard` what it asks, `bounces`, `passing_on` to the operator
`forms`       what pages ask, through the `queue`
`people`      to join, leave, pause, with `hours` that bring no day two editions; `changes` of wishes; `feeds` of the
              operator
`questions`   ours, and their answers; `answers` into the outbox; `notices` which mail says what; `wordings` what was
              agreed to
`records`     the consent record; `traces` keyed hashes; `limits` on what we write
`adoption`    config.toml taken over; `hourly` what is looked after, `forgetting`, `probing` dead addresses
"""

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
