"""The demo's config.toml: the newsroom's feeds, and three readers whose hour has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFeed:
    """One feed of the newsroom."""

    url: str
    name: str
    #: Topic slug; None when mixed.
    topic_hint: str | None


#: Address, name, profile, zone.
READERS = (
    ("ada@reader.example", "Ada", "tech", "Europe/Madrid"),
    ("ben@reader.example", "Ben", "politics", "America/New_York"),
    ("chen@reader.example", "Chen", "business", "Asia/Singapore"),
)

_HEAD = """\
# Written by the demo, for the invented newsroom on this machine.  Your own begins with: digest init

[service]
name = "The Sample Digest"
from = "digest@newsroom.example"
data = "{data}"
postal = "The Sample Digest, 1 Example Street, 00000 Anywhere"

[delivery]
kind = "maildir"
maildir = "{maildir}"

# However late in the day the demo runs, today's digests are still made.
[schedule]
late_hours = 24

[gather]
networks = ["127.0.0.1/32"]

[[profiles]]
name = "tech"
topics = {{ technology = 1.0, science = 0.6, business = 0.3, sport = -0.5 }}
follow = ["open source"]

[[profiles]]
name = "politics"
topics = {{ politics = 1.0, world = 0.8, business = 0.2, entertainment = -0.5 }}
follow = ["election"]

[[profiles]]
name = "business"
topics = {{ business = 1.0, technology = 0.4, politics = 0.3, lifestyle = -0.5 }}
follow = ["interest rate"]
"""

_READER = """
[[subscribers]]
address = "{address}"
name = "{name}"
profile = "{profile}"
at = "{at:%H:%M}"
timezone = "{timezone}"
"""

_FEED = """
[[feeds]]
url = "{feed.url}"
name = "{feed.name}"
topic = "{hint}"
"""


def text(feeds: Iterable[SampleFeed], *, maildir: str, data: str, at: time) -> str:
    """A complete config.toml for these feeds, with three readers who want their digest `at` their local time."""
    readers = "".join(
        _READER.format(address=address, name=name, profile=profile, at=at, timezone=timezone)
        for address, name, profile, timezone in READERS
    )
    rows = "".join(_FEED.format(feed=feed, hint=feed.topic_hint or "") for feed in feeds)
    return _HEAD.format(data=data, maildir=maildir) + readers + rows
