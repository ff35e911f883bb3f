"""What mail programs would not like about an HTML mail, as sentences (mail.md HTM-01 to 06, 10, 11; from caniemail).

A small lint: tags, attributes and CSS properties from a list, structure, links, and contrast in light, dark and
inverted colours.
"""

import re
from dataclasses import dataclass, field
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
    "letter-spacing": set(),
    "text-transform": set(),
    "text-decoration": set(),
    "margin": {"body", "h1", "h2", "h3", "p"},
    "padding": {"td"},
    "max-width": {"table"},
    "border-top": {"td"},
}
_CONTRAST = 4.5


@dataclass
class _Element:
    tag: str
    color: str
    background: str
    dark_color: str
    dark_background: str


@dataclass
class _Lint(HTMLParser):
    """Collects faults while the parser walks."""

    dark: dict[str, dict[str, str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Element("", "#000000", "#ffffff", "#000000", "#ffffff")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._check_names(tag, given)
        styles = self._styles(tag, given.get("style", ""))
        if tag == "table" and given.get("role") != "presentation":
            self.faults.append("a table has no role=presentation")
        if tag in {"html", "div"} and not {"lang", "dir"} <= given.keys():
            self.faults.append(f"<{tag}> has no lang and dir")
        if tag == "a" and not re.match(r"(https?://[^/\s]+|mailto:[^/\s]+@)", given.get("href", "")):
            self.faults.append(f"a link leads to {given.get('href')!r}")
        if tag == "img" and not (given.keys() >= {"width", "height", "alt"} and given["src"].startswith("cid:")):
            self.faults.append(f"a picture is not ours, or has no size or words: {given}")
        if re.fullmatch(r"h\d", tag):
            self.headings.append(tag)
        if tag not in _VOID:
            self.open.append(self._element(tag, given.get("class", "").split(), styles))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1].tag}>")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        here = self.open[-1]
        if not data.strip() or here.tag in {"title", "style", "html", "head"}:
            return
        for name, front, back in (
            ("light", here.color, here.background),
            ("dark", here.dark_color, here.dark_background),
            ("inverted", _inverted(here.color), _inverted(here.background)),
        ):
            if contrast(front, back) < _CONTRAST:
                self.faults.append(f"{front} on {back} is too faint in {name} colours: {data.strip()[:30]!r}")

    def _check_names(self, tag: str, given: dict[str, str]) -> None:
        if tag not in _TAGS:
            self.faults.append(f"<{tag}> is not for mail")
        for name in given.keys() - _COMMON - _TAGS.get(tag, set()):
            self.faults.append(f"<{tag}> must not have {name}")

    def _styles(self, tag: str, style: str) -> dict[str, str]:
        if re.search(r"[()/*=%]", style):
            self.faults.append(f"Outlook.com would drop the style {style!r}")
        styles = dict(part.split(":", 1) for part in style.split(";") if part)
        for name in styles:
            if name not in _PROPERTIES or (_PROPERTIES[name] and tag not in _PROPERTIES[name]):
                self.faults.append(f"{name} must not stand on <{tag}>")
        return styles

    def _element(self, tag: str, classes: list[str], styles: dict[str, str]) -> _Element:
        above = self.open[-1]
        dark = {name: value for one in classes for name, value in self.dark.get(one, {}).items()}
        color, background = styles.get("color"), styles.get("background-color")
        return _Element(
            tag,
            color or above.color,
            background or above.background,
            dark.get("color") or color or above.dark_color,
            dark.get("background-color") or background or above.dark_background,
        )


def faults(html: str) -> list[str]:
    """Everything wrong with the mail; empty when nothing is."""
    sheet = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    css = sheet[1] if sheet else ""
    lint = _Lint(dark=_dark_classes(css))
    lint.feed(html)
    found = list(lint.faults)
    if lint.headings.count("h1") != 1 or lint.headings[:2] not in (["h1"], ["h1", "h2"]):
        found.append(f"headings begin {lint.headings[:2]}, not with the one h1 and then h2")
    if len(css.encode()) > 16_000 or "url(" in css or "/*" in css:
        found.append("the style sheet is too long, or holds a url or a comment")
    if len(lint.open) != 1:
        found.append(f"<{lint.open[-1].tag}> is never closed")
    return found


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #rrggbb colours (WCAG 2.2, relative luminance)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _parts(color: str) -> list[float]:
    return [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def _inverted(color: str) -> str:
    return "#" + "".join(f"{255 - round(part * 255):02x}" for part in _parts(color))


def _dark_classes(css: str) -> dict[str, dict[str, str]]:
    """Class -> properties in the dark scheme."""
    dark = re.search(r"prefers-color-scheme: dark\) \{(.*?)\n\}", css, re.DOTALL)
    rules = re.findall(r"\.([\w-]+) \{([^}]*)\}", dark[1] if dark else "")
    return {name: dict(re.findall(r"([\w-]+): (#\w{6}) !important", body)) for name, body in rules}
