"""Lists of feeds as OPML 2.0 (opml.org/spec2.opml), in and out."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from digest.domain.news import TOPICS, Feed
from digest.errors import ParseError
from digest.gather import decode, plain, tree

#: An attribute whose value may hold the quotes and "<" that it should not: it ends where the next thing begins.
_ATTRIBUTE = re.compile(
    r"""(\s[A-Za-z_:]{1,40}=)"(.{0,5000}?)"(?=\s+[A-Za-z_:]{1,40}="|\s*[?/]?>\s*(?:<|$))""", re.MULTILINE
)
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_SLUGS = {name.casefold(): slug for slug, name in TOPICS.items()} | {slug: slug for slug in TOPICS}


def read(body: bytes, *, source: str) -> tuple[Feed, ...]:
    """The feeds of an OPML file in its order, each address once; ParseError when it holds none.

    Most lists in the wild are not well-formed (raw "&" in addresses): they are mended as feeds are.
    """
    document = decode.repaired(decode.safe_xml(decode.text(decode.unpack(body, source))))
    root = _tree(document, recover=False)
    if root is None:
        root = _tree(_ATTRIBUTE.sub(_requoted, document), recover=True)
    feeds = {} if root is None else {feed.url: feed for feed in reversed(list(_feeds(root, None)))}
    if not feeds:
        raise ParseError(
            f"{source} is not a list of feeds: no outline in it has a web address as xmlUrl (OPML 2.0).", source=source
        )
    return tuple(reversed(feeds.values()))


def write(feeds: Iterable[Feed], *, title: str) -> bytes:
    """An OPML 2.0 document of the feeds, grouped by topic, those without a topic last."""
    listed = list(feeds)
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = plain.line(title)
    body = etree.SubElement(root, "body")
    for slug, name in TOPICS.items():
        if grouped := [feed for feed in listed if feed.topic_hint == slug]:
            _add(etree.SubElement(body, "outline", text=name, title=name), grouped)
    _add(body, [feed for feed in listed if feed.topic_hint not in TOPICS])
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _feeds(outline: tree.Element, topic: str | None) -> Iterator[Feed]:
    """The feeds in and under an outline; an outline's name is the topic of what it holds, if it is one."""
    for child in outline.iterchildren("*"):
        said = {str(name).lower(): str(value).strip() for name, value in child.attrib.items()}
        name = plain.text(said.get("title") or said.get("text") or "")
        hint = _topic(said.get("category", "")) or topic
        if _WEB.match(address := said.get("xmlurl", "")):
            # Some programs write the address where the name belongs; the feed's own title is better.
            called = "" if "://" in name else name
            yield Feed(url=address, name=called, site_url=said.get("htmlurl", ""), topic_hint=hint)
        yield from _feeds(child, _SLUGS.get(name.casefold(), hint))


def _topic(category: str) -> str | None:
    """The first topic in a category attribute: "/Boston/Weather, technology" (OPML 2.0)."""
    words = re.split(r"[,/]", category)
    return next((_SLUGS[word] for word in (word.strip().casefold() for word in words) if word in _SLUGS), None)


def _add(parent: tree.Element, feeds: Iterable[Feed]) -> None:
    for feed in feeds:
        name = plain.line(feed.name or feed.title or feed.url)
        outline = etree.SubElement(parent, "outline", type="rss", text=name, title=name, xmlUrl=plain.line(feed.url))
        if feed.site_url:
            outline.set("htmlUrl", plain.line(feed.site_url))


def _requoted(found: re.Match[str]) -> str:
    value = found.group(2).replace('"', "&quot;").replace("<", "&lt;")
    return f'{found.group(1)}"{value}"'


def _tree(document: str, *, recover: bool) -> tree.Element | None:
    parser = etree.XMLParser(encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(document.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
