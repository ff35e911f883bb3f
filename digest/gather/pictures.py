"""The picture of an entry, with its caption and credit: Media RSS 1.5.1, enclosures, iTunes, or the text itself."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from digest.domain.news import Image
from digest.gather import names, tree

_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
#: Each pattern is bounded and none looks twice at the same text: a hostile one costs time in proportion to its length.
_FIGURE_END = re.compile(r"</figure", re.IGNORECASE)
_IMG = re.compile(r"<img\s[^<>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\s([a-z-]{1,20})\s{0,5}=\s{0,5}(?:"([^"]{0,3000})"|'([^']{0,3000})'|([^\s"'>]{1,3000}))""", re.IGNORECASE
)
_FIGCAPTION = re.compile(r"<figcaption[^>]{0,1000}>(.{0,4000}?)</figcaption", re.IGNORECASE | re.DOTALL)
#: Pictures nobody is meant to see: counters and icons.
_COUNTER = re.compile(
    r"feedburner|feedsportal|doubleclick|/pixel|1x1|spacer|blank\.gif|gravatar|/smilies/|emoji|/count", re.IGNORECASE
)
_TEXT = ("media:description", "media:text")
_CREDIT = ("media:credit", "dc:rights", "media:copyright")


def stated(children: tree.Children, base: str) -> Image | None:
    """The picture the feed names, the widest one; None when it names none."""
    candidates = [(width, element, group) for element, group in _media(children) if (width := _width(element))]
    if candidates:
        _, element, group = max(candidates, key=lambda candidate: candidate[0])
        where = [tree.children(element), group, children]
        return stated_at(
            _address(element),
            base,
            caption=tree.first(where[:2], _TEXT) or tree.first(where[2:], _TEXT[:1]),
            credit=tree.first(where, _CREDIT[:1]) or tree.first(where[:2], _CREDIT[1:]),
        )
    return stated_at(_elsewhere(children), base)


def described(children: tree.Children) -> str:
    """The description inside a media group, which is the entry's own text when it has no other."""
    groups = [tree.children(group) for group in children.get("media:group", ())]
    return tree.first([children, *groups], ("media:description",))


def shown(markup: str, base: str) -> Image | None:
    """The first picture in an HTML text that is meant to be seen; None when there is none."""
    if "<img" not in markup and "<IMG" not in markup:
        return None
    for found in _IMG.finditer(markup):
        attributes = {
            match.group(1).lower(): html.unescape(next(filter(None, match.groups()[1:]), ""))
            for match in _ATTRIBUTE.finditer(found.group())
        }
        address = attributes.get("data-src") or attributes.get("src", "")
        image = None if _COUNTER.search(address) or _is_dot(attributes) else stated_at(address, base)
        if image:
            caption = _caption(markup, found.end()) or html.escape(attributes.get("alt", ""))
            return replace(image, caption=caption)
    return None


def _media(children: tree.Children) -> Iterator[tuple[tree.Element, tree.Children]]:
    """Each picture of Media RSS with the children of the group it stands in."""
    groups = [tree.children(group) for group in children.get("media:group", ())]
    for group in (children, *groups):
        for content in group.get("media:content", ()):
            yield content, group
            inner = tree.children(content)
            for thumbnail in inner.get("media:thumbnail", ()):
                yield thumbnail, inner
        for thumbnail in group.get("media:thumbnail", ()):
            yield thumbnail, group


def _width(element: tree.Element) -> int:
    """How wide a picture is said to be, at least 1, content before thumbnail; 0 when it is no picture."""
    address = _address(element)
    is_content = names.short(element.tag) == "media:content"
    if not address or (is_content and not _is_picture(element, address)):
        return 0
    stated_width = element.get("width", "")
    width = int(stated_width) if stated_width.isascii() and stated_width.isdigit() and len(stated_width) < 6 else 0
    return 0 if 0 < width <= 2 else width + (2 if is_content else 1)


def _is_picture(element: tree.Element, address: str) -> bool:
    kind = element.get("type", "") or element.get("medium", "")
    if kind:
        return kind.lower().startswith("image")
    return bool(_PICTURE_NAME.search(_path(address)))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _address(element: tree.Element) -> str:
    return (element.get("url") or element.get("href") or element.text or "").strip()


def _elsewhere(children: tree.Children) -> str:
    """The address of a picture named outside Media RSS; "" when there is none."""
    for element in (*children.get("enclosure", ()), *children.get("link", ())):
        if names.short(element.tag) == "link" and element.get("rel") != "enclosure":
            continue
        if (address := element.get("url") or element.get("href")) and _is_picture(element, address):
            return address
    for element in (*children.get("itunes:image", ()), *children.get("image", ())):
        inner = tree.children(element).get("url", ())
        if address := _address(inner[0] if inner else element):
            return address
    return ""


def stated_at(address: str, base: str, *, caption: str = "", credit: str = "") -> Image | None:
    absolute = tree.joined(base, address)
    if not absolute.startswith(("http://", "https://")) or len(absolute) > tree.MAX_URL:
        return None
    return Image(url=absolute, caption=caption, credit=credit)


def _is_dot(attributes: Mapping[str, str]) -> bool:
    return any(attributes.get(side, "").strip() in {"0", "1", "2", "0px", "1px"} for side in ("width", "height"))


def _caption(markup: str, start: int) -> str:
    """The figcaption of the figure that is open at `start`; "" when there is none."""
    end = _FIGURE_END.search(markup, start)
    if not end:
        return ""
    found = _FIGCAPTION.search(markup, start, end.start())
    return found.group(1) if found else ""
