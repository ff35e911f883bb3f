"""From the address a person knows to the feeds behind it."""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from digest.domain.news import Fetched
from digest.errors import FetchError, ParseError
from digest.gather import decode, fetch, links, parse, plain

#: Where feeds stand on sites that do not say so.
COMMON_PATHS = ("/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json")

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json"}
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
#: A page is read this far for its links; they stand in its head.
_PAGE_HEAD = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed that was found."""

    url: str
    #: As the feed, or the page that names it, calls it; "" when neither does.
    title: str


def discover(address: str, *, limits: fetch.Limits, now: datetime) -> tuple[Found, ...]:
    """The feeds behind an address: itself, those its page names, else the first at a usual place.

    FetchError, saying what was tried, when there is none.
    """
    return asyncio.run(_discover(address.strip(), limits, now))


async def _discover(address: str, limits: fetch.Limits, now: datetime) -> tuple[Found, ...]:
    async with fetch.open_session(limits) as session:
        page = await _first_answer(_spellings(address), session, limits, now)
        body = page.body or b""
        if title := _feed_title(body, page):
            return (Found(url=page.url, title=title.strip()),)
        named = _named_feeds(body, page)
        if named:
            return named
        for path in COMMON_PATHS:
            try:
                answer = await _get(urljoin(page.final_url, path), session, limits, now)
            except FetchError:
                continue
            if title := _feed_title(answer.body or b"", answer):
                return (Found(url=answer.url, title=title.strip()),)
    raise FetchError(
        f"{address} has no feed: it is none itself, its page names none, and there is none at "
        f"{', '.join(COMMON_PATHS)}. Look for an RSS link on the site and give that.",
        url=address,
        temporary=False,
    )


def _spellings(address: str) -> tuple[str, ...]:
    return (address,) if _SCHEME.match(address) else (f"https://{address}", f"http://{address}")


async def _first_answer(
    addresses: tuple[str, ...], session: fetch.Session, limits: fetch.Limits, now: datetime
) -> Fetched:
    """The first document any of the addresses gives; the first one's FetchError when none does."""
    failures = []
    for address in addresses:
        try:
            return await _get(address, session, limits, now)
        except FetchError as error:
            failures.append(error)
    raise failures[0]


async def _get(address: str, session: fetch.Session, limits: fetch.Limits, now: datetime) -> Fetched:
    return await fetch.fetch(session, address, etag=None, last_modified=None, limits=limits, now=now)


def _feed_title(body: bytes, answer: Fetched) -> str:
    """The title of the feed in a document, a blank when it has none; "" when it is no feed."""
    try:
        parsed = parse.parse(body, url=answer.final_url, content_type=answer.content_type)
    except ParseError:
        return ""
    return plain.text(parsed.title) or " "


def _named_feeds(body: bytes, page: Fetched) -> tuple[Found, ...]:
    """The feeds a page names in `<link rel="alternate">` (RSS autodiscovery), in its order."""
    document = decode.text(body[:_PAGE_HEAD], page.content_type)
    try:
        root = lxml_html.document_fromstring(document.encode("utf-8", "replace"), parser=_page_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    base = urljoin(page.final_url, next((element.get("href", "") for element in root.iter("base")), ""))
    found: dict[str, Found] = {}
    for link in root.iter("link"):
        is_feed = link.get("type", "").strip().lower() in _FEED_TYPES
        if is_feed and "alternate" in link.get("rel", "").lower().split() and link.get("href"):
            url = links.sound(link.get("href", ""), base)
            found.setdefault(url, Found(url=url, title=plain.text(link.get("title", ""))))
    found.pop("", None)
    return tuple(found.values())


def _page_parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True)
