"""News: feeds, what they say (entries), what we keep (articles), and what happened (stories).

The words are those of Atom (RFC 4287) and RSS 2.0.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from digest.domain.moments import require_utc

#: The topic of an article we are not sure about.  It is an answer, never a class the model learns.
UNSURE = "other"

#: The taxonomy that ships, in the order in which sections appear unless a reader says otherwise: slug -> name.
TOPICS = {
    "world": "World",
    "politics": "Politics",
    "business": "Business",
    "technology": "Technology",
    "science": "Science",
    "health": "Health",
    "sport": "Sport",
    "entertainment": "Entertainment",
    "lifestyle": "Lifestyle",
}


class FeedStatus(StrEnum):
    """Whether we ask a feed for news."""

    #: Fetched whenever it is due.
    ACTIVE = "active"
    #: Left alone: the operator took it out of the list.
    PAUSED = "paused"
    #: Left alone: the server said 410 Gone, or nothing came for 30 days.
    GONE = "gone"


class Origin(StrEnum):
    """Who brought a feed or a subscriber in."""

    #: config.toml lists it; taking it out of the file ends it.
    FILE = "file"
    #: The operator typed a command.
    COMMAND = "command"
    #: The person asked for it, by mail or on the web.
    SELF = "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed address and all we remember about asking it."""

    #: The address as the operator gave it; the feed's identity.
    url: str
    #: The operator's name for it; "" to use the feed's own title.
    name: str = ""
    #: The feed's own title; "" until first fetched.
    title: str = ""
    #: The web site the feed belongs to; "" when not stated.
    site_url: str = ""
    #: BCP 47 tag as stated by the feed; "" when not stated.
    language: str = ""
    #: Topic slug the operator expects here; None when mixed.
    topic_hint: str | None = None
    origin: Origin = Origin.COMMAND
    status: FeedStatus = FeedStatus.ACTIVE
    #: ETag and Last-Modified exactly as the server sent them; None when it sent none.
    etag: str | None = None
    last_modified: str | None = None
    #: When we last asked; None when never.
    checked_at: datetime | None = None
    #: When it may be asked again; None means at once.
    next_check_at: datetime | None = None
    #: Failures in a row; 0 after a success.
    failures: int = 0
    #: When the present row of failures began; None when the last visit succeeded.
    failing_since: datetime | None = None
    #: What went wrong last, as a sentence; "" after a success.
    last_error: str = ""
    #: When the feed last brought an article we did not have; None when never.
    last_new_at: datetime | None = None
    #: Hours of the week in which it asks not to be read; 0 is Monday 00:00 UTC.
    quiet: tuple[int, ...] = ()
    #: Where its server said last that it has moved for good; "" when it did not.
    moved_to: str = ""
    #: Since when it says so at every visit; None when it does not.
    moved_since: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("checked_at", "next_check_at", "failing_since", "last_new_at", "moved_since"):
            require_utc(getattr(self, name), name)

    @property
    def known_as(self) -> str:
        """What its operator knows it by: the name, the title, else the address, for one host may have several."""
        return self.name or self.title or self.url

    @property
    def outlet(self) -> str:
        """The name readers see: the operator's, the feed's own, else the host."""
        return self.name or self.title or host(self.url) or self.url


#: Labels before a host's own name that only say what it serves.
_SERVING = re.compile(r"^(?:(?:www|feeds?|rss)\.)+(?=[^.]+\.)")


def host(address: str) -> str:
    """The host an address names, as an outlet goes by it: without "www.", "feeds.", "feed." or "rss."; "" for none."""
    try:
        return _SERVING.sub("", urlsplit(address).hostname or "")
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer to one conditional GET (RFC 9110 section 13)."""

    url: str
    #: The address after redirects.
    final_url: str
    http_status: int
    #: Decompressed; None when the server said 304 Not Modified.
    body: bytes | None
    #: The Content-Type header as sent; "" when absent.
    content_type: str
    #: Validators exactly as sent; None when absent.
    etag: str | None
    last_modified: str | None
    #: How long the answer stays fresh by Cache-Control or Expires, in seconds; None when not stated.
    max_age: int | None
    fetched_at: datetime
    #: The server's own clock, by its Date header (RFC 9110 section 6.6.1); None when it did not say.
    served_at: datetime | None = None
    #: Where the feed has moved for good, by redirects that all say so (301, 308); "" when there was none.
    moved_to: str = ""

    def __post_init__(self) -> None:
        require_utc(self.fetched_at, "fetched_at")
        require_utc(self.served_at, "served_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture as the feed states it."""

    #: Absolute http or https address.
    url: str
    #: Plain text; "" when not stated.
    caption: str = ""
    #: Who made it, plain text; "" when not stated.
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as its feed states it: nothing cleaned, nothing guessed."""

    #: RSS guid, Atom or JSON Feed id; "" when not stated.
    guid: str
    #: Absolute where the feed allows to tell; "" when not stated.
    link: str
    #: May hold markup.
    title: str
    author: str
    summary_html: str
    content_html: str
    published_at: datetime | None
    updated_at: datetime | None
    categories: tuple[str, ...] = ()
    image: Image | None = None

    def __post_init__(self) -> None:
        require_utc(self.published_at, "published_at")
        require_utc(self.updated_at, "updated_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed document, read."""

    title: str
    site_url: str
    language: str
    #: How long the feed asks to be left alone, in minutes (RSS ttl); None when not stated.
    ttl: int | None
    entries: tuple[Entry, ...]
    #: Hours of the week in which it asks not to be read (RSS skipHours and skipDays); 0 is Monday 00:00 UTC.
    quiet: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """How sure the classifier is of one topic."""

    #: Topic slug.
    topic: str
    #: In [0, 1]; topics are judged one by one, so an article's probabilities need not sum to 1.
    probability: float
    #: The words that carried the topic, heaviest first; at most three.
    terms: tuple[str, ...] = ()
    #: The probability from which the classifier is sure of it; 0 where a person said so, or expects it of the feed.
    least: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether it is so likely that readers may get the article for it."""
        return self.probability >= self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An entry as we keep it: clean text, canonical address.  Identity is (`feed_url`, `guid`)."""

    #: 16 hexadecimal digits made from feed_url and guid; the same for the same entry for ever.
    id: str
    feed_url: str
    #: The feed's guid, else the canonical address, else a hash of the title.
    guid: str
    #: Canonical: absolute http or https, no tracking parameters; "" when the entry had no usable link.
    url: str
    #: Plain text, at most 300 characters.
    title: str
    #: Plain text byline; "" when not stated.
    author: str
    #: The name readers see for the publisher.
    outlet: str
    #: Plain text, the publisher's teaser; "" when there was none.
    summary: str
    #: Plain text of the full content, else of the summary.
    text: str
    #: BCP 47 tag; "" when unknown.
    language: str
    published_at: datetime
    #: True when the feed gave no usable date and `published_at` is the moment we first saw it.
    date_is_ours: bool
    first_seen_at: datetime
    image: Image | None = None
    #: The feed's own categories, plain text.
    categories: tuple[str, ...] = ()
    #: Changes when title, summary or text change.
    content_hash: str = ""
    #: The operator's expectation for the feed; None when mixed.
    topic_hint: str | None = None
    #: Strongest first; empty until classified, and empty when the classifier is unsure.
    topics: tuple[TopicScore, ...] = ()
    #: What else it may be about, strongest first: by itself that brings it to nobody, but it counts for its story.
    leanings: tuple[TopicScore, ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.published_at, "published_at")
        require_utc(self.first_seen_at, "first_seen_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedVisit:
    """What asking one feed gave."""

    #: The feed as it stands after the visit: validators, next check, failures.
    feed: Feed
    #: Every article the document held, new or not; empty on 304 and on failure.
    articles: tuple[Article, ...] = ()
    #: Why there was nothing, as a sentence that names the feed; "" when the visit succeeded.
    failure: str = ""
    #: True when the server said the document had not changed.
    unchanged: bool = False
    #: How many entries could not be kept, each for a reason of its own.
    skipped: int = 0
    #: The server's own clock; None when it did not say, and on failure.
    served_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles about one event."""

    #: The id of the first article that told it; never changes.
    id: str
    #: The article shown; one of `articles`.
    lead: Article
    #: Newest last; never empty.
    articles: tuple[Article, ...]
    #: Strongest first.
    topics: tuple[TopicScore, ...]
    first_seen_at: datetime
    last_seen_at: datetime

    def __post_init__(self) -> None:
        if self.lead not in self.articles:
            raise ValueError("a story's lead must be one of its articles")
        require_utc(self.first_seen_at, "first_seen_at")
        require_utc(self.last_seen_at, "last_seen_at")

    @property
    def outlets(self) -> tuple[str, ...]:
        """The publishers that tell it, the lead's first, each once."""
        return tuple(dict.fromkeys([self.lead.outlet, *(article.outlet for article in self.articles)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """What is new in a story since it was sent."""

    #: The story as it went on: its id, and only the articles that are new, led by the one that says most of it.
    story: Story
    #: The new things in the lead's own words, rarest first; never empty.
    words: tuple[str, ...]
