"""Feed documents of the newsroom: RSS 2.0, RSS 1.0, Atom (RFC 4287) and JSON Feed 1.1.

Written with ElementTree and json, so that what we serve is well-formed by construction.
"""

import html
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from digest.sample import scenes
from digest.sample.outlets import Outlet, Picture, Piece

#: What stands in a feed: pieces and when they were published, newest first.
Printed = Sequence[tuple[Piece, datetime]]

ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS1 = "http://purl.org/rss/1.0/"
DC = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
MEDIA = "http://search.yahoo.com/mrss/"

for _prefix, _uri in {"atom": ATOM, "rdf": RDF, "dc": DC, "content": CONTENT, "media": MEDIA}.items():
    ET.register_namespace(_prefix, _uri)


def write(outlet: Outlet, printed: Printed, *, base_url: str) -> tuple[bytes, str]:
    """The outlet's feed and its Content-Type; pictures are found under `base_url`."""
    kind, writer = _WRITERS[outlet.format]
    return writer(outlet, printed, base_url), kind


def picture_url(picture: Picture, base_url: str) -> str:
    """Where a picture is served."""
    return f"{base_url}/pictures/{picture.scene}.png"


def _rss2(outlet: Outlet, printed: Printed, base_url: str) -> bytes:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _texts(channel, title=outlet.name, link=outlet.site_url, description=f"News of {outlet.name}", language="en")
    _texts(channel, ttl="30")
    for piece, published_at in printed:
        item = ET.SubElement(channel, "item")
        _texts(item, title=piece.title, link=outlet.link(piece))
        ET.SubElement(item, "guid", isPermaLink="false").text = f"{outlet.slug}:{piece.slug}"
        _texts(item, pubDate=format_datetime(published_at, usegmt=True), description=_markup([piece.summary]))
        _dublin(item, "creator", piece.byline)
        for category in piece.categories:
            _texts(item, category=category)
        if piece.paragraphs:
            ET.SubElement(item, f"{{{CONTENT}}}encoded").text = _markup(piece.paragraphs)
        _picture(item, outlet, piece, base_url)
    return _encoded(root, outlet)


def _rdf(outlet: Outlet, printed: Printed, base_url: str) -> bytes:
    root = ET.Element(f"{{{RDF}}}RDF")
    channel = ET.SubElement(root, f"{{{RSS1}}}channel", {f"{{{RDF}}}about": outlet.site_url})
    _named(channel, RSS1, title=outlet.name, link=outlet.site_url, description=f"News of {outlet.name}")
    _dublin(channel, "language", "en")
    listed = ET.SubElement(ET.SubElement(channel, f"{{{RSS1}}}items"), f"{{{RDF}}}Seq")
    for piece, published_at in printed:
        address = outlet.link(piece)
        ET.SubElement(listed, f"{{{RDF}}}li", {f"{{{RDF}}}resource": address})
        item = ET.SubElement(root, f"{{{RSS1}}}item", {f"{{{RDF}}}about": address})
        _named(item, RSS1, title=piece.title, link=address, description=piece.summary)
        _dublin(item, "date", published_at.isoformat(timespec="seconds"))
        _dublin(item, "creator", piece.byline)
        for category in piece.categories:
            _dublin(item, "subject", category)
        _picture(item, outlet, piece, base_url)
    return _encoded(root, outlet)


def _atom(outlet: Outlet, printed: Printed, base_url: str) -> bytes:
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    newest = max((published_at for _, published_at in printed), default=None)
    _named(root, ATOM, id=outlet.site_url, title=outlet.name, updated=newest.isoformat() if newest else "")
    ET.SubElement(root, f"{{{ATOM}}}link", rel="alternate", href=outlet.site_url)
    for piece, published_at in printed:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        moment = published_at.isoformat(timespec="seconds")
        _named(entry, ATOM, id=f"tag:{outlet.slug}.example,2026:{piece.slug}", title=piece.title, published=moment)
        _named(entry, ATOM, updated=moment, summary=piece.summary)
        ET.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=outlet.link(piece))
        _named(ET.SubElement(entry, f"{{{ATOM}}}author"), ATOM, name=piece.byline)
        for category in piece.categories:
            ET.SubElement(entry, f"{{{ATOM}}}category", term=category)
        if piece.paragraphs:
            ET.SubElement(entry, f"{{{ATOM}}}content", type="html").text = _markup(piece.paragraphs)
        _picture(entry, outlet, piece, base_url)
    return _encoded(root, outlet)


def _json_feed(outlet: Outlet, printed: Printed, base_url: str) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": outlet.site_url,
        "language": "en",
        "items": [_json_item(outlet, piece, published_at, base_url) for piece, published_at in printed],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode(outlet.encoding)


def _json_item(outlet: Outlet, piece: Piece, published_at: datetime, base_url: str) -> dict[str, Any]:
    """JSON Feed has a place for a picture's address, none for its caption; a figure in the text has both."""
    markup = _markup(piece.paragraphs or [piece.summary])
    figured = piece.picture if outlet.pictures == "figure" else None
    if figured:
        caption = html.escape(f"{figured.caption} ({figured.credit})")
        markup = (
            f'<figure><img src="{picture_url(figured, base_url)}"><figcaption>{caption}</figcaption></figure>{markup}'
        )
    item: dict[str, Any] = {
        "id": f"{outlet.slug}:{piece.slug}",
        "url": outlet.link(piece),
        "title": piece.title,
        "summary": piece.summary,
        "content_html": markup,
        "date_published": published_at.isoformat(timespec="seconds"),
        "authors": [{"name": piece.byline}],
        "tags": list(piece.categories),
    }
    if piece.picture and not figured:
        item["image"] = picture_url(piece.picture, base_url)
    return item


def _broken(_outlet: Outlet, _printed: Printed, _base_url: str) -> bytes:
    """What a content system says when its database is away: neither XML nor JSON nor HTML."""
    return b"<?xml version='1.0'?><rss><channel><title>The Morning St\x00\xff\xfe<<<Warning: the database has gone away"


def _picture(item: ET.Element, outlet: Outlet, piece: Piece, base_url: str) -> None:
    if not piece.picture:
        return
    address, kind = picture_url(piece.picture, base_url), "image/png"
    if outlet.pictures == "media":
        content = ET.SubElement(item, f"{{{MEDIA}}}content", url=address, type=kind, medium="image", width="600")
        _named(content, MEDIA, description=piece.picture.caption, credit=piece.picture.credit)
        return
    # Only an enclosure states its length, for which the picture has to be drawn.
    size = str(len(scenes.png(piece.picture.scene)))
    if outlet.format == "atom":
        ET.SubElement(item, f"{{{ATOM}}}link", rel="enclosure", href=address, type=kind, length=size)
    else:
        ET.SubElement(item, "enclosure", url=address, type=kind, length=size)


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = text


def _named(parent: ET.Element, namespace: str, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, f"{{{namespace}}}{name}").text = text


def _dublin(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{DC}}}{name}").text = text


def _markup(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)


def _encoded(root: ET.Element, outlet: Outlet) -> bytes:
    document: bytes = ET.tostring(root, encoding=outlet.encoding, xml_declaration=True)
    return document


_WRITERS: dict[str, tuple[str, Callable[[Outlet, Printed, str], bytes]]] = {
    # A server that says nothing of the encoding, as most do: the document must.
    "rss2": ("application/rss+xml", _rss2),
    "rdf": ("application/rdf+xml", _rdf),
    "atom": ("application/atom+xml", _atom),
    "json": ("application/feed+json", _json_feed),
    "broken": ("application/rss+xml", _broken),
}
