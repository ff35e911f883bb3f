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
#: Faults after which every element still stands where it stood: a prefix nobody declared, an end that is missing.
_HARMLESS = frozenset(
    {"NS_ERR_UNDEFINED_NAMESPACE", "ERR_ATTRIBUTE_REDEFINED", "ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END"}
)
_HTML = re.compile(r"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+(?:<!DOCTYPE html|<html)", re.IGNORECASE | re.DOTALL)


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
    for mend in (str, decode.repaired):
        document = mend(document)
        root = _tree(document, _parser(recover=False))
        feed = None if root is None else xml_feed.read(root, url)
        if feed:
            return feed
    return _forgiven(document, url) or _patiently(document, url, source)


def _forgiven(document: str, url: str) -> ParsedFeed | None:
    """The feed when only such faults are left as cost nothing; None when there are others.

    lxml puts up with everything, but misplaces or leaves out what it cannot understand, and does not say what.
    """
    parser = _parser(recover=True)
    root = _tree(document, parser)
    if root is None or any(fault.type_name not in _HARMLESS for fault in parser.error_log):
        return None
    feed = xml_feed.read(root, url)
    whole = min(len(_ITEM.findall(document)), tree.MAX_ITEMS)
    return feed if feed and len(feed.entries) >= whole else None


def _patiently(document: str, url: str, source: str) -> ParsedFeed:
    """What feedparser makes of it; ParseError when that is nothing."""
    feed = slow.parse(document, url, source)
    if not (feed.entries or feed.title):
        raise ParseError(f"{source} is not a feed we can read: it has no title and no items.", source=source)
    return feed


def _parser(*, recover: bool) -> etree.XMLParser:
    """A parser that reads nothing outside the document and believes no definition in it."""
    return etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )


def _tree(document: str, parser: etree.XMLParser) -> tree.Element | None:
    try:
        return etree.fromstring(document.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
