"""The bytes of a feed to a ParsedFeed: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.x.

lxml reads what is well-formed, or can be mended without guessing; feedparser, some fifty times slower, reads the rest
in a process of its own.  Both give the same result: tests/gather/test_agreement.py holds them to it.
"""

import re

from lxml import etree

from digest.domain.news import ParsedFeed
from digest.errors import ParseError
from digest.gather import decode, json_feed, slow, tree, xml_feed

#: Anything that could be a feed says one of these near its beginning.
_FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|rdf|feed|channel|item|entry)[\s>:]", re.IGNORECASE)
_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?:<!DOCTYPE html|<html)", re.IGNORECASE | re.DOTALL)


def parse(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
    """The feed in `body`, fetched from `url` (an address, or the name of a file); ParseError when there is none."""
    source = url or "the document"
    document = decode.text(decode.unpack(body, source), content_type).lstrip("\ufeff \t\r\n\x00")
    if not document:
        raise ParseError(f"{source} is empty.", source=source)
    if document.startswith(("{", "[")):
        return json_feed.read(document, url, source)
    if not _FEED.search(document):
        what = "an HTML page" if _HTML.match(document) else "not RSS, Atom or JSON Feed"
        raise ParseError(f"{source} is not a feed: it is {what}.", source=source)
    return _xml(decode.safe_xml(document), url, source)


def _xml(document: str, url: str, source: str) -> ParsedFeed:
    root = _tree(document, recover=False)
    if root is None:
        document = decode.repaired(document)
        root = _tree(document, recover=False)
    feed = None if root is None else xml_feed.read(root, url)
    return feed or _mended(document, url, source)


def _mended(document: str, url: str, source: str) -> ParsedFeed:
    """What can be saved of a document that is not well-formed.

    lxml leaves out what it cannot place, silently: its reading counts only when it found every item there is.
    """
    root = _tree(document, recover=True)
    feed = None if root is None else xml_feed.read(root, url)
    if feed and feed.entries and len(feed.entries) >= min(len(_ITEM.findall(document)), tree.MAX_ITEMS):
        return feed
    feed = slow.parse(document, url, source)
    if not (feed.entries or feed.title):
        raise ParseError(f"{source} is not a feed we can read: it has no title and no items.", source=source)
    return feed


def _tree(document: str, *, recover: bool) -> tree.Element | None:
    """The root element; None when there is none.  Nothing outside the document is ever read."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(document.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
