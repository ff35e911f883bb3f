"""HTML mail to lines of plain text: what its writer wrote, without what they answered and signed with."""

from collections.abc import Iterator

import lxml.html
from lxml.etree import LxmlError

from digest.subscribe import spelling

MAX_LENGTH = 400_000
#: Elements that hold no words of the mail's.
_SILENT = spelling.among("head style script title template noscript object svg math select textarea blockquote")
_BLOCKS = spelling.among(
    "address article aside br dd div dl dt footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tr ul"
)
#: What mail programs mark quotes and signatures with.
_QUOTES = spelling.among(
    "gmail_quote gmail_quote_container gmail_attr gmail_signature gmail_signature_prefix yahoo_quoted moz-cite-prefix "
    "moz-signature moz-forward-container protonmail_quote protonmail_signature_block tutanota_quote zmail_extra "
    "outlookmessageheader ms-outlook-mobile-signature ms-outlook-mobile-reference-message applemailsignature "
    "mail-editor-reference-message-container isforwardcontent"
)
#: From here on Outlook only quotes.
_REST = frozenset({"divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "x_appendonsend", "olk_src_body_section"})


def lines(html: str) -> list[str]:
    """The lines that a reader sees, in order, with "" between blocks; none when it is no HTML."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(html[:MAX_LENGTH].encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):
        return []
    return [" ".join(line.split()) for line in "".join(_pieces(root)).split("\n")]


def _pieces(root: lxml.html.HtmlElement) -> Iterator[str]:
    """The texts of a document in order, with line breaks where blocks begin and end; never recursive."""
    waiting: list[lxml.html.HtmlElement | str] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        if _begins_rest(one):
            return
        waiting.append(_flat(one.tail))
        if not _is_silent(one):
            edge = "\n" if one.tag in _BLOCKS else " " if one.tag in {"td", "th"} else ""
            waiting.append(edge)
            waiting += reversed(one)
            waiting.append(edge + _flat(one.text))


def _flat(text: str | None) -> str:
    """A text as HTML means it: line breaks in it are spaces."""
    return (text or "").replace("\n", " ").replace("\r", " ")


def _is_silent(element: lxml.html.HtmlElement) -> bool:
    if element.tag in _SILENT or "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return True
    return not _QUOTES.isdisjoint(_names(element))


def _begins_rest(element: lxml.html.HtmlElement) -> bool:
    return not _REST.isdisjoint(_names(element))


def _names(element: lxml.html.HtmlElement) -> list[str]:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
