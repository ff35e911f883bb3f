"""A tree of RSS 0.90 to 2.0, RDF (RSS 1.0) or Atom 0.3 and 1.0 to a ParsedFeed.

One reader serves all of them: `names.short` gives each element one name, and a publisher who mixes dialects is
understood all the same.
"""

import base64
import binascii
import html
import re
from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from digest.domain.news import Entry, ParsedFeed
from digest.gather import dates, decode, names, pictures, tree

#: What tells HTML from a plain text with a "<" in it.
_MARKUP = re.compile(r"</[a-z]|<(?:p|br|hr|img|wbr)\b", re.IGNORECASE)
#: Kinds of Atom content that are written as base64 (RFC 4287 section 4.1.3.3).
_BINARY = re.compile(r"(?!text/|.*[/+]xml$|x?html$)[^/]+/")
#: Declarations that lxml repeats on every piece of a tree.
_NAMESPACES = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS = frozenset(spelling for hour in range(25) for spelling in (str(hour), f"{hour:02}"))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_PUBLISHED = ("pubdate", "published", "issued", "dcterms:issued", "dc:date", "date", "created", "dcterms:created")
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate")
_SUMMARIES = ("description", "summary", "abstract", "dc:description", "tagline")
_CONTENTS = ("content:encoded", "content", "fullitem", "xhtml:body", "body", "xhtml:div")
_AUTHORS = ("dc:creator", "author", "itunes:author", "dc:author", "creator", "dc:contributor", "media:author")


def read(root: tree.Element, url: str) -> ParsedFeed | None:
    """The feed in `root`; None when there is no feed in it.  `url` makes relative links absolute."""
    head = _head(root)
    if head is None:
        return None
    base = tree.based(url, root, head)
    children = tree.children(head)
    site_url = _link(children, base)
    if not url.startswith(("http://", "https://")):
        base = site_url or base
    byline = _author(children) if head is root else ""  # an Atom feed's author signs its entries: RFC 4287, 4.2.1
    return ParsedFeed(
        title=_title(children),
        site_url=site_url,
        language=tree.first([children], ["language"])
        or tree.first([children], ["dc:language"])
        or head.get(_LANG, root.get(_LANG, "")),
        ttl=_minutes(tree.first([children], ["ttl"])),
        entries=tuple(_entry(item, base, byline) for item in _items(root, head)),
        quiet=_quiet(children),
    )


def _head(root: tree.Element) -> tree.Element | None:
    """The element that describes the feed: the channel of RSS and RDF, the root of Atom."""
    if names.short(root.tag) == "feed":
        return root
    for element in root.iter(etree.Element):
        if names.short(element.tag) in {"channel", "feed"}:
            return element
    return root if names.short(root.tag) in {"rss", "rdf:rdf"} else None


def _items(root: tree.Element, head: tree.Element) -> Iterable[tree.Element]:
    """The items: inside the channel (RSS, Atom), beside it (RSS 0.90, 1.0), or wherever a publisher put them."""
    found = [child for parent in (head, root) for child in parent if _is_item(child)]
    if not found:
        found = [element for element in root.iter(etree.Element) if _is_item(element)]
    return list(dict.fromkeys(found))[: tree.MAX_ITEMS]


def _is_item(element: tree.Element) -> bool:
    return names.short(str(element.tag)) in {"item", "entry"}


def _entry(item: tree.Element, base: str, byline: str) -> Entry:
    children = tree.children(item)
    base = tree.based(base, item)
    summary = _markup(children, _SUMMARIES)[: tree.MAX_ITEM_LENGTH]
    content = _markup(children, _CONTENTS)[: tree.MAX_ITEM_LENGTH]
    return Entry(
        guid=_guid(item, children),
        link=_link(children, base),
        title=_title(children),
        author=_author(children) or byline,
        summary_html=summary
        or pictures.described(children)
        or tree.first([children], ["itunes:summary"])[: tree.MAX_ITEM_LENGTH],
        content_html=content,
        published_at=_date(children, _PUBLISHED),
        updated_at=_date(children, _UPDATED),
        categories=tuple(_categories(children))[: tree.MAX_CATEGORIES],
        image=pictures.stated(children, base) or pictures.shown(content or summary, base),
    )


def _date(children: tree.Children, wanted: Iterable[str]) -> datetime | None:
    for name in wanted:
        if (words := tree.first([children], [name])) and (moment := dates.moment(words)):
            return moment
    return None


def _markup(children: tree.Children, wanted: Iterable[str]) -> str:
    """The first of the wanted texts that is not empty, as HTML."""
    for name in wanted:
        for element in children.get(name, ()):
            if words := _html(element):
                return words
    return ""


def _html(element: tree.Element) -> str:
    """What a text construct holds, as HTML (RFC 4287 section 3.1; RSS texts are HTML already)."""
    kind = element.get("type", "").strip().lower()
    if element.get("mode", "").lower() == "base64" or (_is_atom(element) and _BINARY.match(kind)):
        return _from_base64(element.text or "")
    if len(element):
        return decode.undoubled(_inner(element))
    words = tree.words(element)
    if kind in {"text", "text/plain"} or (_is_atom(element) and not kind and not _MARKUP.search(words)):
        return html.escape(words, quote=False)
    return words


def _is_atom(element: tree.Element) -> bool:
    return element.tag.startswith("{http://www.w3.org/2005/Atom}")


def _title(children: tree.Children) -> str:
    """The title as HTML.  In RSS nobody says whether "<b>" is markup or meant: it is meant if nothing closes it."""
    title = _markup(children, ("title", "dc:title", "media:title"))
    if "<" in title and not _MARKUP.search(title) and "&" not in title:
        return title.replace("<", "&lt;")
    return title


def _inner(element: tree.Element) -> str:
    """The markup inside an element, without the div that Atom's xhtml asks for and without namespaces."""
    parts = (etree.tostring(child, encoding="unicode", method="html", with_tail=True) for child in element)
    return (html.escape(element.text or "", quote=False) + _NAMESPACES.sub("", "".join(parts))).strip()


def _from_base64(words: str) -> str:
    try:
        return base64.b64decode(words, validate=False).decode("utf-8", "replace").strip()
    except (binascii.Error, ValueError):
        return ""


def _link(children: tree.Children, base: str) -> str:
    """The address of what the feed or entry is about, absolute; "" when there is none."""
    original = tree.first([children], ["feedburner:origlink"])
    if original:
        return tree.joined(base, original)
    best, best_rank = "", 0
    for element in children.get("link", ()):
        address, rank = _ranked_link(element)
        if rank > best_rank:
            best, best_rank = tree.joined(tree.based(base, element), address), rank
    return best or tree.joined(base, _permalink(children))


def _ranked_link(element: tree.Element) -> tuple[str, int]:
    """An address and how likely it is the page itself: 0 for never."""
    href = element.get("href") or element.get("link") or element.get("url")
    if not href:
        words = (element.text or "").strip()
        return words, 4 if words else 0
    if element.get("rel", "alternate").strip().lower() not in {
        "alternate",
        "http://www.iana.org/assignments/relation/alternate",
    }:
        return href, 0
    return href, 3 if "html" in element.get("type", "") else 2


def _permalink(children: tree.Children) -> str:
    """A guid or id that is an address (RSS 2.0: unless isPermaLink says it is not)."""
    for element in (*children.get("guid", ()), *children.get("id", ())):
        words = (element.text or "").strip()
        if words.startswith(("http://", "https://")) and element.get("isPermaLink", "true").lower() != "false":
            return words
    return ""


def _guid(item: tree.Element, children: tree.Children) -> str:
    return tree.first([children], ["guid", "id"]) or item.get(_ABOUT, "") or tree.first([children], ["dc:identifier"])


def _author(children: tree.Children) -> str:
    """The people who sign, joined by commas, as the feed names them."""
    for name in _AUTHORS:
        people = [words for element in children.get(name, ()) if (words := _person(element))]
        if people:
            return ", ".join(dict.fromkeys(people))
    return ""


def _person(element: tree.Element) -> str:
    """The name in a person construct (RFC 4287 section 3.2) or beside an address, else the bare text."""
    parts = tree.children(element)
    if parts:
        return tree.first([parts], ["name", "email"])
    return tree.person(tree.words(element))


def _categories(children: tree.Children) -> Iterable[str]:
    stated = [
        element.get("label") or element.get("term") or element.get("text") or element.text or ""
        for name in ("category", "itunes:category", "dc:subject", "media:category")
        for element in children.get(name, ())
    ]
    for name in ("media:keywords", "itunes:keywords"):
        stated += tree.first([children], [name]).split(",")
    return dict.fromkeys(words for text in stated if (words := " ".join(decode.undoubled(text).split())))


def _quiet(children: tree.Children) -> tuple[int, ...]:
    """The hours of the week that skipHours and skipDays name, as RSS 2.0 has them, in GMT; what they misspell is none.

    RSS 0.91 counts its hours from 1 to 24.
    """
    hours = {int(words) % 24 for words in _listed(children, "skiphours", "hour") if words in _HOURS}
    days = {_DAYS.index(words) for words in _listed(children, "skipdays", "day") if words in _DAYS}
    return tuple(hour for hour in range(7 * 24) if hour % 24 in hours or hour // 24 in days)


def _listed(children: tree.Children, name: str, part: str) -> list[str]:
    parts = (one for element in children.get(name, ()) for one in tree.children(element).get(part, ()))
    return [tree.words(one).strip().casefold() for one in parts]


def _minutes(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 6 else None
