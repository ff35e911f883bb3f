"""How well the words of a mail can be read in the colours that mail programs make of it (HTM-05; WCAG 2.2, 1.4.3).

Five ways to show it: as written; by its own dark scheme; with every colour turned to its negative; with the lightness
of every colour turned round, as Gmail for iOS does; and with only light grounds darkened and only dark words lightened,
as Outlook.com does.
"""

import colorsys
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from digest.domain import colours
from tests.mail_quality.seen import tree

#: For words of 24 px, or of 18.66 px and bold (WCAG 2.2, "large scale").
_LARGE = 3.0
_RULE = re.compile(r"\.([\w-]+) \{([^}]*)\}")
_COLOUR = re.compile(r"(?:^|[;\s])(color|background-color):\s*(#[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are printed at one place."""

    words: str = "#000000"
    ground: str = "#ffffff"
    pixels: float = 16.0
    bold: bool = False

    def needs(self) -> float:
        """The contrast that letters of this size need."""
        large = self.pixels >= 24 or (self.bold and self.pixels >= 18.66)
        return _LARGE if large else colours.READABLE


Way = Callable[[str], str]


def faults(html: str) -> list[str]:
    """A sentence for each run of words that cannot be read well in one of the five ways."""
    page = tree(html)
    dark = _dark_scheme("".join(sheet.text or "" for sheet in page.iter("style")))
    found = dict.fromkeys(
        fault for scheme, rules in (("light", {}), ("dark", dark)) for fault in _faults(page, scheme, rules)
    )
    return list(found)


def negative(colour: str) -> str:
    """The colour with every channel turned round."""
    return _hex(tuple(1 - part for part in _parts(colour)))


def turned(colour: str) -> str:
    """The colour with its lightness turned round and its hue kept."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    return _hex(colorsys.hls_to_rgb(hue, 1 - lightness, saturation))


def darkened(colour: str) -> str:
    """A ground as Outlook.com has it in the dark: dark ones stay."""
    return turned(colour) if _lightness(colour) > 0.5 else colour


def lightened(colour: str) -> str:
    """Words as Outlook.com has them in the dark: light ones stay."""
    return turned(colour) if _lightness(colour) < 0.5 else colour


def _faults(page: etree._Element, scheme: str, rules: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    ways: dict[str, tuple[Way, Way]] = {scheme: (str, str)}
    if scheme == "light":
        ways |= {
            "negative": (negative, negative),
            "turned": (turned, turned),
            "half turned": (lightened, darkened),
        }
    for words, ink in _inks(page, Ink(), rules):
        for name, (of_words, of_ground) in ways.items():
            front, ground = of_words(ink.words), of_ground(ink.ground)
            if colours.contrast(front, ground) < ink.needs():
                yield f"{front} on {ground} is too faint in {name} colours: {words[:30]!r}"


def _inks(element: etree._Element, above: Ink, rules: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Ink]]:
    """Each run of words, and how it is printed."""
    if element.tag in {"head", etree.Comment}:
        return
    ink = _ink(element, above, rules)
    if element.text and element.text.strip():
        yield element.text.strip(), ink
    if element.tag == "img" and element.get("alt"):
        yield str(element.get("alt")), ink
    for child in element:
        yield from _inks(child, ink, rules)
        if child.tail and child.tail.strip():
            yield child.tail.strip(), ink


def _ink(element: etree._Element, above: Ink, rules: Mapping[str, Mapping[str, str]]) -> Ink:
    style = element.get("style", "")
    said = dict(_COLOUR.findall(style))
    for name in element.get("class", "").split():
        said |= rules.get(name, {})
    size = re.search(r"font-size:\s*([\d.]+)px", style)
    return replace(
        above,
        words=said.get("color", above.words),
        ground=said.get("background-color", above.ground),
        pixels=float(size[1]) if size else above.pixels,
        bold="font-weight:bold" in style or (above.bold and "font-weight" not in style),
    )


def _dark_scheme(sheet: str) -> dict[str, dict[str, str]]:
    """Class -> its colours in the dark scheme of the style sheet."""
    found = re.search(r"prefers-color-scheme: dark\) \{(.*?)\n\}", sheet, re.DOTALL)
    return {name: dict(_COLOUR.findall(body)) for name, body in _RULE.findall(found[1] if found else "")}


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(parts: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _lightness(colour: str) -> float:
    return colorsys.rgb_to_hls(*_parts(colour))[1]
