"""The few questions that are put to an element of a feed's tree, and the limits every reader keeps."""

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urljoin

from lxml import etree

from digest.gather import decode, names

#: mail.md FET-14.
MAX_ITEMS = 500
MAX_ITEM_LENGTH = 200_000
MAX_URL = 2_000
MAX_CATEGORIES = 20

Element = etree._Element  # noqa: SLF001 - lxml's name for the type of every element
#: The children of one element by short name, each in document order.
Children = Mapping[str, Sequence[Element]]

#: "jane@example.org (Jane Doe)" (RSS 2.0) and "Jane Doe <jane@example.org>".
_ADDRESS_FIRST = re.compile(r"[^\s@()<>]+@[^\s@()<>]+\s*\(([^()]+)\)")
_NAME_FIRST = re.compile(r"([^<>@]+?)\s*[<(][^\s@()<>]+@[^\s@()<>]+[>)]")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def children(element: Element) -> Children:
    """The children of `element`, without comments and processing instructions."""
    found: dict[str, list[Element]] = {}
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(names.short(child.tag), []).append(child)
    return found


def words(element: Element) -> str:
    """All the text in `element`, without blanks at its ends."""
    said = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    return decode.undoubled(said.strip())


def first(places: Iterable[Children], wanted: Iterable[str]) -> str:
    """The first text that is not empty: by name first, then by place."""
    places = list(places)
    for name in wanted:
        for place in places:
            for element in place.get(name, ()):
                if said := words(element):
                    return said
    return ""


def based(base: str, *elements: Element) -> str:
    """`base` as the elements' xml:base change it (XML Base section 4)."""
    for element in elements:
        if stated := element.get(_BASE):
            base = joined(base, stated)
    return base


def joined(base: str, address: str) -> str:
    """`address` made absolute; as it is when it is beyond reading, or longer than any address we keep."""
    address = address.strip()
    if not address or not base or len(address) > MAX_URL or address.startswith(("http://", "https://")):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def person(words: str) -> str:
    """The name in a byline that may hold a mail address; the whole byline when it holds no name."""
    words = " ".join(words.split())
    named = _ADDRESS_FIRST.fullmatch(words) or _NAME_FIRST.fullmatch(words)
    return named.group(1).strip() if named else words
