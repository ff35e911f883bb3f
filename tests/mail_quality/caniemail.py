"""What each of twelve mail programs makes of the HTML and CSS in a mail, by the data of caniemail (HTM-01).

`caniemail.json` beside this file is cut from the project caniemail.com of Rémi Parmentier, MIT licence: one letter on
each feature for each program, by its newest version.  Made anew from the whole data with

    python -m tests.mail_quality.caniemail ../shared/data/caniemail-features.json.gz
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

_TABLE = Path(__file__).with_name("caniemail.json")
#: Program -> (family, platform) in the data.
CLIENTS = {
    "Gmail": ("gmail", "desktop-webmail"),
    "Gmail iOS": ("gmail", "ios"),
    "Gmail Android": ("gmail", "android"),
    "Outlook Windows": ("outlook", "windows"),
    "Outlook.com": ("outlook", "outlook-com"),
    "Apple Mail": ("apple-mail", "macos"),
    "Apple Mail iOS": ("apple-mail", "ios"),
    "Yahoo": ("yahoo", "desktop-webmail"),
    "Thunderbird": ("thunderbird", "macos"),
    "Samsung": ("samsung-email", "android"),
    "Proton": ("protonmail", "desktop-webmail"),
    "Fastmail": ("fastmail", "desktop-webmail"),
}
#: Feature -> why we use it although not every program knows all of it.  Nothing else may be less than "yes" anywhere.
REASONS = {
    "html-style": "only extras stand in it: dark colours and narrow screens",
    "html-body": "what it carries stands again on the wrapper below it",
    "html-doctype": "an old or no doctype changes nothing in tables of known width",
    "html-meta-color-scheme": "an extra for programs that know dark colours",
    "html-lang": "Yahoo drops it from cells; it stands on the wrapper too",
    "html-dir": "Outlook is odd with it on links, where we do not set it",
    "html-role": "Yahoo knows it on tables, the only place we set it",
    "html-align": "Proton drops it from pictures, where we do not set it",
    "html-width": "Outlook goes by the picture's own width, which is the one we state",
    "html-height": "as width",
    "html-cellpadding": "0 is what programs without it make of cells",
    "html-cellspacing": "0 is what programs without it make of cells",
    "html-img": "not tried in Thunderbird by caniemail; it shows pictures",
    "css-color-scheme": "an extra for programs that know dark colours",
    "css-at-media": "only extras stand in it",
    "css-at-media-prefers-color-scheme": "an extra; colours keep their contrast when a program turns them round itself",
    "css-important": "stands in the style element only, in small letters with a space before it",
    "css-selector-class": "stands in the style element only",
    "css-selector-type": "stands in the style element only",
    "css-selector-grouping": "stands in the style element only",
    "css-padding": "Outlook knows it on cells, the only place we set it",
    "css-margin": "never negative, never auto, never on a span",
    "css-max-width": "Outlook knows it on tables; a picture has its width as an attribute",
    "css-width": "a picture's width is an attribute too; elsewhere only tables have one",
    "css-height": "auto, on pictures; without it they keep the height of their attribute",
    "css-border": "thin, on cells only",
    "css-font-size": "in px",
    "css-font-weight": "normal and bold, no numbers",
    "css-line-height": "in px; Outlook may set lines a little wider",
    "css-letter-spacing": "small and in px",
    "css-text-transform": "only uppercase",
    "css-text-decoration": "a single word: underline or none",
    "css-text-align": "left, right and center only",
    "css-display": "block, on pictures, against a gap below them",
    "css-word-break": "only words longer than the column are broken by it; without it the column grows with them",
    "css-sytem-ui": "by its older names; without it the next font of the list stands in",
}
_YES = "y"


def cut(source: Path) -> dict[str, str]:
    """Feature -> for each program of `CLIENTS` "y", "a" (partly), "n" or "u" (unknown), from the whole data."""
    with gzip.open(source) as packed:
        features = json.load(packed)
    return {
        name: "".join(
            _newest(feature["stats"].get(family, {}).get(platform, {})) for family, platform in CLIENTS.values()
        )
        for name, feature in sorted(features.items())
        if not name.startswith("_") and feature["category"] in {"html", "css", "image"}
    }


def _newest(versions: Mapping[str, str]) -> str:
    return list(versions.values())[-1][0] if versions else "u"


def faults(html: str) -> list[str]:
    """Each feature of the mail that some program does not know and that has no reason, as a sentence."""
    table: dict[str, str] = json.loads(_TABLE.read_text(encoding="utf-8"))
    found = []
    for feature, where in sorted(features(html).items()):
        verdicts = table.get(feature)
        if verdicts is None:
            found.append(f"caniemail knows nothing of {feature} ({where})")
        elif feature not in REASONS:
            poor = [client for client, verdict in zip(CLIENTS, verdicts, strict=True) if verdict != _YES]
            found += [f"{feature} ({where}) is not known to {', '.join(poor)}"] if poor else []
    return found


def features(html: str) -> dict[str, str]:
    """The features a mail uses, by their names in the data, each with a place where it stands."""
    walk = _Walk()
    walk.feed(html)
    for sheet in walk.sheets:
        walk.note_all(_in_sheet(sheet), "<style>")
    return walk.found


#: Tag -> feature; "" for what every program must know.
_TAGS = {
    "html": "", "head": "", "meta": "", "title": "", "style": "html-style", "body": "html-body", "div": "html-div",
    "table": "html-table", "tr": "html-table", "td": "html-table", "h1": "html-h1-h6", "h2": "html-h1-h6",
    "h3": "html-h1-h6", "p": "html-p", "a": "", "br": "", "img": "html-img", "span": "html-span", "b": "html-strong",
    "strong": "html-strong",
}  # fmt: skip
_ATTRIBUTES = {
    "role": "html-role", "lang": "html-lang", "dir": "html-dir", "align": "html-align", "valign": "html-valign",
    "width": "html-width", "height": "html-height", "cellpadding": "html-cellpadding",
    "cellspacing": "html-cellspacing", "style": "", "class": "", "href": "", "alt": "", "src": "", "border": "",
    "charset": "", "name": "", "content": "",
}  # fmt: skip
#: Property -> feature; those that are older than mail programs have none in the data.
_PROPERTIES = {
    "color": "", "background-color": "css-background-color", "font-family": "css-font", "font-size": "css-font-size",
    "font-weight": "css-font-weight", "line-height": "css-line-height", "letter-spacing": "css-letter-spacing",
    "text-transform": "css-text-transform", "text-decoration": "css-text-decoration", "text-align": "css-text-align",
    "margin": "css-margin", "padding": "css-padding", "padding-left": "css-padding", "padding-right": "css-padding",
    "max-width": "css-max-width", "width": "css-width", "height": "css-height", "display": "css-display",
    "border": "css-border", "border-top": "css-border", "border-color": "css-border",
    "color-scheme": "css-color-scheme", "vertical-align": "css-vertical-align", "border-radius": "css-border-radius",
}  # fmt: skip
_UNITS = {"px": "css-unit-px", "%": "css-unit-percent", "em": "css-unit-em", "rem": "css-unit-rem", "vw": "css-unit-vw"}


class _Walk(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.sheets: list[str] = []
        self._in_style = False

    def note(self, feature: str, where: str) -> None:
        if feature:
            self.found.setdefault(feature, where)

    def note_all(self, found: Iterator[str], where: str) -> None:
        for feature in found:
            self.note(feature, where)

    def handle_decl(self, decl: str) -> None:
        self.note("html-doctype", decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        where = f"<{tag}>"
        self.note(_TAGS.get(tag, f"html-{tag}"), where)
        self._in_style = tag == "style"
        for name, value in attrs:
            self.note(_ATTRIBUTES.get(name, f"html-{name}"), where)
            if name == "style":
                self.note_all(_in_style(value or ""), where)
            if name == "href" and (value or "").startswith("mailto:"):
                self.note("html-mailto-links", where)
            if tag == "meta" and value == "color-scheme":
                self.note("html-meta-color-scheme", where)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_comment(self, data: str) -> None:
        self.note("html-comments", f"<!--{data[:20]}")

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.sheets.append(data)


def _in_style(style: str) -> Iterator[str]:
    for name, value in re.findall(r"([a-z-]+)\s*:\s*([^;]+)", style):
        yield _PROPERTIES.get(name, f"css-{name}")
        yield from (
            _UNITS.get(unit, f"css-unit-{unit}") for unit in re.findall(r"\d(px|%|r?em|v[wh]|pt|ch|ex|cm)", value)
        )
        yield from (f"css-function-{function}" for function in re.findall(r"\b([a-z-]+)\(", value))
        if "-apple-system" in value or "system-ui" in value:
            yield "css-sytem-ui"
        if "!important" in value:
            yield "css-important"


def _in_sheet(sheet: str) -> Iterator[str]:
    if "/*" in sheet:
        yield "css-comments"
    for rule in re.findall(r"@([a-z-]+)", sheet):
        yield f"css-at-{rule}"
    for condition in re.findall(r"@media[^{]*\((prefers-[a-z-]+)", sheet):
        yield f"css-at-media-{condition}"
    plain = re.sub(r"@media[^{]*\{", "", sheet)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        yield from _in_style(body)
        if "," in selector:
            yield "css-selector-grouping"
        if "." in selector:
            yield "css-selector-class"
        if re.search(r"(^|[\s,])[a-z]", selector.strip()):
            yield "css-selector-type"
        if re.search(r"[\w)]\s+[\w.#]|[>+~*\[]", selector.strip()):
            yield "css-selector-descendant"


if __name__ == "__main__":
    _TABLE.write_text(json.dumps(cut(Path(sys.argv[1])), indent=0, sort_keys=True) + "\n", encoding="utf-8")
