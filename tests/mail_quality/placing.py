"""What may stand where in an HTML mail: tags, attributes and CSS properties from a list, each element closed.

`caniemail` says what programs know, `structure` what its readers can follow; here is what we have tried and use.
"""

import re
from html.parser import HTMLParser

_COMMON = {"class", "style", "lang", "dir"}
#: Tag -> attributes besides the common ones.
_TAGS = {
    "html": set[str](),
    "head": set[str](),
    "meta": {"charset", "name", "content"},
    "title": set[str](),
    "style": set[str](),
    "body": set[str](),
    "div": set[str](),
    "table": {"role", "width", "cellpadding", "cellspacing", "border"},
    "tr": set[str](),
    "td": {"align"},
    "h1": set[str](),
    "h2": set[str](),
    "h3": set[str](),
    "p": set[str](),
    "a": {"href"},
    "br": set[str](),
    "img": {"src", "width", "height", "alt", "border"},
}
_VOID = {"meta", "br", "img"}
#: Property -> the tags it may stand on; empty: any.  Padding and max-width fail elsewhere in Outlook for Windows;
#: letter-spacing, text-transform and border only look plainer where they are not known.
_PROPERTIES: dict[str, set[str]] = {
    "color": set(),
    "background-color": set(),
    "font-family": set(),
    "font-size": set(),
    "font-weight": set(),
    "line-height": set(),
    "word-break": set(),
    "display": {"img"},
    "letter-spacing": set(),
    "text-transform": set(),
    "text-decoration": set(),
    "margin": {"body", "h1", "h2", "h3", "p"},
    "padding": {"td"},
    "max-width": {"table"},
    "border-top": {"td"},
}


class _Walk(HTMLParser):
    """Collects faults while the parser walks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _TAGS:
            self.faults.append(f"<{tag}> is not for mail")
        for name in given.keys() - _COMMON - _TAGS.get(tag, set()):
            self.faults.append(f"<{tag}> must not have {name}")
        if tag == "div" and not {"lang", "dir"} <= given.keys():
            self.faults.append(f"<{tag}> has no lang and dir")
        for name in re.findall(r"(?:^|;)\s*([\w-]+)\s*:", given.get("style", "")):
            if name not in _PROPERTIES or (_PROPERTIES[name] and tag not in _PROPERTIES[name]):
                self.faults.append(f"{name} must not stand on <{tag}>")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] != [tag]:
            self.faults.append(f"</{tag}> closes <{''.join(self.open[-1:])}>")
        else:
            self.open.pop()


def faults(html: str) -> list[str]:
    """Everything that stands where it may not; empty when nothing does."""
    walk = _Walk()
    walk.feed(html)
    walk.close()
    return [*walk.faults, *(f"<{tag}> is never closed" for tag in walk.open)]
