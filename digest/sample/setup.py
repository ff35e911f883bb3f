"""The demo's config.toml: the newsroom's feeds, and eight readers whose hour has come."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReader:
    """One reader of the newsroom."""

    name: str
    timezone: str
    #: What sets them apart, in a few words.
    about: str
    #: What they want, as lines of their row in config.toml.
    wishes: str
    language: str = "en"

    @property
    def address(self) -> str:
        """Where their digest goes; nobody answers there (RFC 2606)."""
        return f"{self.name.lower()}@reader.example"


READERS = (
    SampleReader(
        name="Ada", timezone="Europe/Madrid", about="technology, and Torvik by name", wishes='profile = "tech"'
    ),
    SampleReader(
        name="Ben", timezone="America/New_York", about="politics and the world", wishes='profile = "politics"'
    ),
    SampleReader(
        name="Chen",
        timezone="Asia/Singapore",
        about="business, the Ledger before others",
        wishes='profile = "business"\nsources = ["The Quayside Ledger"]',
    ),
    SampleReader(
        name="Dalia",
        timezone="Australia/Sydney",
        about="science and health, nothing from outside",
        wishes='profile = "science"\noutside = false',
    ),
    SampleReader(
        name="Emma", timezone="Europe/Berlin", about="culture, in German", wishes='profile = "culture"', language="de"
    ),
    SampleReader(
        name="Finn",
        timezone="Europe/Dublin",
        about="sport without tennis and without the Gazette",
        wishes='profile = "sport"\nmute = ["tennis"]\nmute_sources = ["The Varnholt Gazette"]',
    ),
    SampleReader(
        name="Gwen",
        timezone="America/Halifax",
        about="airships, of which there is no news: a quiet day",
        wishes='follow = ["zeppelin AND regatta"]\nquiet = "line"',
    ),
    SampleReader(
        name="Layla",
        timezone="Africa/Cairo",
        about="the world, from right to left",
        wishes='profile = "world"',
        language="ar",
    ),
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
follow = ["Torvik"]

[[profiles]]
name = "politics"
topics = {{ politics = 1.0, world = 0.8, business = 0.2, entertainment = -0.5 }}
follow = ["Marwick"]

[[profiles]]
name = "business"
topics = {{ business = 1.0, technology = 0.4, politics = 0.3, lifestyle = -0.5 }}
follow = ["Tidewater AND fuel"]

[[profiles]]
name = "science"
topics = {{ science = 1.0, health = 0.8 }}

[[profiles]]
name = "culture"
topics = {{ entertainment = 1.0, lifestyle = 0.8, politics = -0.5 }}

[[profiles]]
name = "sport"
topics = {{ sport = 1.0 }}

[[profiles]]
name = "world"
topics = {{ world = 1.0, politics = 0.4, sport = -0.5 }}
"""

_READER = """
# {reader.about}
[[subscribers]]
address = "{reader.address}"
name = "{reader.name}"
{reader.wishes}
at = "{at:%H:%M}"
timezone = "{reader.timezone}"
language = "{reader.language}"
"""

_FEED = """
[[feeds]]
url = "{feed.url}"
name = "{feed.name}"
topic = "{hint}"
"""


def text(feeds: Iterable[SampleFeed], *, maildir: str, data: str, at: time) -> str:
    """A complete config.toml for these feeds, with eight readers who want their digest `at` their local time."""
    readers = "".join(_READER.format(reader=reader, at=at) for reader in READERS)
    rows = "".join(_FEED.format(feed=feed, hint=feed.topic_hint or "") for feed in feeds)
    return _HEAD.format(data=data, maildir=maildir) + readers + rows
