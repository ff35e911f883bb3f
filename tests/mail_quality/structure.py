"""What a mail program or a screen reader would trip over in an HTML mail, as sentences (mail.md HTM-02 to 12).

Which tags and properties may stand at all is the business of `caniemail`, colours are that of `contrast`.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from lxml import etree

from tests.mail_quality.seen import tree

#: Signs that make Outlook.com drop the whole style attribute (email-bugs #19; HTM-10).
_DANGEROUS = re.compile(r"[()/*=%]")
_SHEET = 16_000
#: Words that say nothing of where a link leads.
_HERE = frozenset({"here", "click here", "this", "link", "more", "read more"})
_SMALLEST = 13.0
#: Links that let a reader go (HTM-12).
_WAY_OUT = 14.0
_HIDING = re.compile(
    r"display:\s*none|visibility:\s*hidden|opacity:\s*0|font-size:\s*0|text-indent:\s*-|max-height:\s*0"
)
_LETTERS_OF = {"ar": ("ARABIC",), "he": ("HEBREW",), "ja": ("HIRAGANA", "KATAKANA", "CJK")}
_RIGHT_TO_LEFT = frozenset({"ar", "he"})
#: Letters from which on words are a story's; a shorter run is a name among other words.
_STORY = 20


def faults(html: str, *, pictures: Collection[str] = ()) -> list[str]:
    """Everything wrong with the mail, whose attached pictures have these Content-IDs; empty when nothing is."""
    page = tree(html)
    rules: tuple[Callable[[etree._Element], Iterator[str]], ...] = (
        _languages,
        _scripts,
        _tables,
        _headings,
        _links,
        _styles,
        _sizes,
        _sheets,
        _colour_schemes,
    )
    return [fault for rule in rules for fault in rule(page)] + list(_pictures(page, pictures))


def way_out_faults(html: str, leave: str, change: str) -> list[str]:
    """What keeps a reader from finding, at the top and at the bottom, how to leave and how to change (HTM-12)."""
    page = tree(html)
    order = list(page.iter())
    stories = [order.index(link) for link in page.iter("a") if link.get("href", "").startswith("http")]
    ours = {leave: "leave", change: "change"}
    outside = [place for place in stories if order[place].get("href") not in ours and not _asks(order[place])]
    first, last = (outside[0], outside[-1]) if outside else (len(order), 0)
    found = []
    for address, name in ours.items():
        links = [link for link in page.iter("a") if link.get("href") == address]
        places = [order.index(link) for link in links if _words(link) and _size(link) >= _WAY_OUT]
        if not any(place < first for place in places):
            found.append(f"no link of {_WAY_OUT:g} px to {name} before the first story")
        if not any(place > last for place in places):
            found.append(f"no link of {_WAY_OUT:g} px to {name} after the last story")
    return found


def _asks(link: etree._Element) -> bool:
    """Whether the link asks for more or less like a story."""
    return re.search(r"/(more|less)$", link.get("href", "")) is not None


def _languages(page: etree._Element) -> Iterator[str]:
    """Body becomes a div in Gmail, so the wrapper says it again (HTM-03)."""
    body = page.find("body")
    wrapper = body[0] if body is not None and len(body) else None
    for name, element in (("html", page), ("the wrapper", wrapper)):
        if element is None or not element.get("lang") or element.get("dir") not in {"ltr", "rtl"}:
            yield f"{name} has no lang and dir"


def _scripts(page: etree._Element) -> Iterator[str]:
    """Words in another script stand in an element of that language and direction (HTM-03)."""
    for element, words in _texts(page):
        language, direction = _script(words), _inherited(element, "dir")
        if language and _inherited(element, "lang").split("-")[0] != language:
            yield f"{words[:30]!r} is not marked as {language}"
        if language and direction != ("rtl" if language in _RIGHT_TO_LEFT else "ltr"):
            yield f"{words[:30]!r} is marked as {direction}"


def _tables(page: etree._Element) -> Iterator[str]:
    for table in page.iter("table"):
        if table.get("role") != "presentation":
            yield "a table has no role=presentation"


def _headings(page: etree._Element) -> Iterator[str]:
    """One h1, first; no level is left out on the way down (HTM-04)."""
    levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"the headings begin with {levels[:2]}, and {levels.count(1)} are of the first level"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"a heading of level {below} follows one of level {above}"
    for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if not _words(element):
            yield f"<{element.tag}> says nothing"


def _links(page: etree._Element) -> Iterator[str]:
    """Absolute, and in words that say where they lead (HTM-04, HTM-08)."""
    for link in page.iter("a"):
        href, words = link.get("href", ""), _words(link)
        if not re.match(r"https?://[^/\s]+|mailto:[^/\s]+@", href):
            yield f"a link leads to {href!r}"
        if not words or words.casefold() in _HERE:
            yield f"the words of the link to {href!r} are {words!r}"


def _styles(page: etree._Element) -> Iterator[str]:
    for element in page.iter():
        style = element.get("style", "")
        if _DANGEROUS.search(style):
            yield f"Outlook.com would drop the style {style!r} of <{element.tag}>"
        if _HIDING.search(style):
            yield f"<{element.tag}> is hidden by {style!r}"


def _sizes(page: etree._Element) -> Iterator[str]:
    """Nothing is printed smaller than 13 px."""
    for element, words in _texts(page):
        if _size(element) < _SMALLEST:
            yield f"{words[:30]!r} is only {_size(element):g} px tall"


def _sheets(page: etree._Element) -> Iterator[str]:
    """A style sheet that Gmail keeps (HTM-11)."""
    sheets = [element.text or "" for element in page.iter("style")]
    if len(sheets) > 1:
        yield "there is more than one style element"
    for sheet in sheets:
        if len(sheet.encode()) > _SHEET:
            yield f"the style sheet is over {_SHEET} octets"
        if "url(" in sheet or "/*" in sheet or "@import" in sheet:
            yield "the style sheet holds an address or a comment"
        if sheet.count("{") != sheet.count("}") or "<" in sheet:
            yield "the style sheet is not closed"


def _colour_schemes(page: etree._Element) -> Iterator[str]:
    """Both said, as meta and as property (HTM-06)."""
    metas = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    for name in ("color-scheme", "supported-color-schemes"):
        if metas.get(name) != "light dark":
            yield f"meta {name} is {metas.get(name)!r}"
    if not any("color-scheme: light dark" in (sheet.text or "") for sheet in page.iter("style")):
        yield "the style sheet does not state color-scheme"


def _pictures(page: etree._Element, attached: Collection[str]) -> Iterator[str]:
    """Attached, of stated size, with words for those who do not see them (HTM-04, HTM-07)."""
    for picture in page.iter("img"):
        source = picture.get("src", "")
        if not source.startswith("cid:") or source[4:] not in attached:
            yield f"a picture is {source!r}, which is not attached"
        if picture.get("alt") is None:
            yield f"the picture {source!r} has no alt"
        sides = [int(picture.get(side, "0")) for side in ("width", "height")]
        if min(sides) < 2 or sides[0] > 600:
            yield f"the picture {source!r} is of {sides[0]} x {sides[1]} pixels"
    for unused in set(attached) - {picture.get("src", "")[4:] for picture in page.iter("img")}:
        yield f"the picture {unused!r} is attached and not shown"


def _texts(page: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each run of words of the body, with the element it stands in."""
    body = page.find("body")
    for element in body.iter() if body is not None else ():
        if element.text and element.text.strip():
            yield element, element.text.strip()
        above = element.getparent()
        if element.tail and element.tail.strip() and above is not None:
            yield above, element.tail.strip()


def _words(element: etree._Element) -> str:
    alternatives = [picture.get("alt", "") for picture in element.iter("img")]
    return " ".join(" ".join([*map(str, element.itertext()), *alternatives]).split())


def _inherited(element: etree._Element, name: str) -> str:
    found = (one.get(name) for one in (element, *element.iterancestors()))
    return next((value for value in found if value), "")


def _size(element: etree._Element) -> float:
    """Of its letters, in px; 16 where nothing says."""
    for one in (element, *element.iterancestors()):
        if found := re.search(r"font-size:\s*([\d.]+)px", one.get("style", "")):
            return float(found[1])
    return 16.0


def _script(words: str) -> str:
    """ "ar", "he" or "ja": what most letters are of; "" for any other, and where there are few."""
    names = [unicodedata.name(sign, "") for sign in words if sign.isalpha()]
    if len(names) < _STORY:
        return ""
    for language, starts in _LETTERS_OF.items():
        if sum(name.startswith(starts) for name in names) * 2 > len(names):
            return language
    return ""
