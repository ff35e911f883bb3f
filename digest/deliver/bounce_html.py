"""The words of a report that comes as HTML alone."""

from lxml import etree, html

_LINES = frozenset({"br", "p", "div", "tr", "td", "li", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})


def text(page: str) -> str:
    """The words, a line for each block; for reading, never for showing."""
    try:
        root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(root, "style", "script", "head", etree.Comment, etree.PI, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        edge = "\n" if element.tag in _LINES else ""
        pieces += (edge, (element.text if event == "start" else element.tail) or "")
    return "".join(pieces)
