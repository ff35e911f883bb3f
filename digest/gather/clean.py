"""An entry as its feed states it to an article as we keep it: safe words, canonical address, honest date (pure).

Rules are those of mail.md FET-14 to FET-17 and FET-30 to FET-32.
"""

import hashlib
import re
from datetime import UTC, datetime
from functools import lru_cache

from digest.domain.news import Article, Entry, Feed, Image, host
from digest.gather import links, plain, teasers

MAX_TITLE = 300
MAX_AUTHOR = 200
MAX_CATEGORY = 100
MAX_CATEGORIES = 20
MAX_SUMMARY = 600
MAX_CAPTION = 500
#: A title made from the text, when the entry has none.
MADE_TITLE = 100
#: No feed is older; what says so is a clock that was never set.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
NEVER = 9999

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?(?:[-_][A-Za-z0-9]{1,8})*")
#: A feed's title that is no name.
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
#: " - CNET", " | The Guardian": what stands between a headline and its publisher.
_SUFFIX = re.compile(r"^(.{4,})\s+(?:[-–—|·•»]|::)\s+(.{2,80})$")


def article(entry: Entry, feed: Feed, *, language: str = "", now: datetime) -> Article | None:
    """The article an entry makes; None when it has neither title nor text nor link."""
    url = canonical_url(entry.link)
    text = plain_text(entry.content_html) or plain_text(entry.summary_html)
    headline = _without_publisher(title(entry.title), feed)
    if not (headline or text or url):
        return None
    headline = headline or plain.shortened(_defused(text), MADE_TITLE) or url
    short = summary(entry.summary_html) or summary(entry.content_html)
    guid = _identity(entry, url, headline)
    published_at, date_is_ours = _dated(entry, now)
    return Article(
        id=_digits(f"{feed.url}\0{guid}"),
        feed_url=feed.url,
        guid=guid,
        url=url,
        title=headline,
        author=plain.shortened(title(entry.author), MAX_AUTHOR),
        outlet=outlet(feed),
        summary="" if short == headline else short,
        text=text,
        language=_language(language or feed.language),
        published_at=published_at,
        date_is_ours=date_is_ours,
        # What a feed held before we ever asked it was news when it was published, not now.
        first_seen_at=now if feed.checked_at else published_at,
        image=_image(entry.image),
        categories=_categories(entry),
        content_hash=_digits(f"{headline}\0{short}\0{text}"),
        topic_hint=feed.topic_hint,
    )


def title(text: str) -> str:
    """A headline, name or category as one line of at most 300 characters of plain text, safe in a mail header."""
    return plain.shortened(_defused(plain.text(text, 10 * MAX_TITLE)), MAX_TITLE)


def outlet(feed: Feed) -> str:
    """The name readers see; a feed whose title is only a host goes by it as one without a title does."""
    name = title(feed.outlet)
    bare = host(f"//{name}") if _HOST.fullmatch(name) and not feed.name else name
    return name if bare == name.lower() else bare


def plain_text(html: str) -> str:
    """The words of an HTML text, on one line."""
    return plain.text(html)


def summary(html: str, limit: int = MAX_SUMMARY) -> str:
    """The publisher's teaser in at most `limit` characters, cut after a sentence or a word, without "Read more"."""
    return teasers.summary(html, limit)


def canonical_url(url: str, base: str = "") -> str:
    """The address without tracking, absolute, http or https; "" when it is not fit to be shown."""
    return links.canonical(url, base)


def _defused(words: str) -> str:
    """`words` in which no mail reader sees an encoded word (RFC 2047): "=?" never stands."""
    return words.replace("=?", "= ?") if "=?" in words else words


def _without_publisher(headline: str, feed: Feed) -> str:
    """The headline without " - Outlet" at its end, when that is what this outlet calls itself."""
    found = _SUFFIX.match(headline)
    if not found or not _key(found.group(2)):
        return headline
    known = _own_names(feed.name, feed.title, host(feed.site_url or feed.url))
    return found.group(1).rstrip() if _key(found.group(2)) in known else headline


@lru_cache(maxsize=1024)
def _own_names(*names: str) -> frozenset[str]:
    """What an outlet calls itself: its names, its host, and the first part of its host."""
    return frozenset(map(_key, (*names, names[-1].split(".")[0])))


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold())).removeprefix("the")


def _identity(entry: Entry, url: str, headline: str) -> str:
    """What tells this entry from the feed's others, whatever else changes: its guid, else address, else title."""
    guid = plain.line(entry.guid)[: links.MAX_LENGTH]
    return guid or url or _digits(headline)


def _digits(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def _dated(entry: Entry, now: datetime) -> tuple[datetime, bool]:
    """When it was published, and whether that is only when we saw it.  A date to come counts as now."""
    for moment in (entry.published_at, entry.updated_at):
        if moment and moment >= EARLIEST and moment.year < NEVER:
            return min(moment, now), False
    return now, True


def _language(tag: str) -> str:
    """The tag as BCP 47 writes it; "" when it is none."""
    found = _LANGUAGE.fullmatch(tag.strip())
    if not found:
        return ""
    language, region = found.group(1).lower(), found.group(2) or ""
    return f"{language}-{region.upper()}" if len(region) == 2 else language


def _image(image: Image | None) -> Image | None:
    if not image or not (url := links.sound(image.url)):
        return None
    caption = plain.shortened(_defused(plain.text(image.caption)), MAX_CAPTION)
    return Image(url=url, caption=caption, credit=title(image.credit))


def _categories(entry: Entry) -> tuple[str, ...]:
    words = (plain.shortened(title(category), MAX_CATEGORY) for category in entry.categories[: 2 * MAX_CATEGORIES])
    return tuple(dict.fromkeys(filter(None, words)))[:MAX_CATEGORIES]
