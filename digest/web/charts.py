"""Charts for the operator, as pictures: SVG without a script, without anything from elsewhere (pygal)."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pygal  # type: ignore[import-untyped]
from lxml import etree
from pygal.style import Style  # type: ignore[import-untyped]

# pygal finds plug-ins of its own by an importer in the fashion of Python 3.3, of which every later import would warn.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "PluginImportFixer"]

_SVG = "http://www.w3.org/2000/svg"
#: Ink of words and rules, on the light sheet and on the dark one.
_INK = {"light": ("#5c5850", "#d9d4c8"), "dark": ("#a9a59c", "#353835")}
#: The colour of the second row, on both sheets; the first has the accent of the pages (templates/web/site.css).
SECOND = "#b5752f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a chart is drawn, in pixels."""

    width: int
    height: int
    #: Of letters.
    font: int
    #: Days from one date below it to the next.
    dated: int


#: For a desk, and for a phone, where all of it is seen at once.
WIDE, NARROW = Size(width=960, height=240, font=14, dated=5), Size(width=336, height=210, font=12, dated=10)


def bars(
    title: str, series: Mapping[str, Mapping[date, int]], *, scheme: str, colours: tuple[str, ...], size: Size
) -> bytes:
    """Bars by the day, one row of them for each name, as SVG; the page itself says which colour is which row."""
    ink, rule = _INK[scheme]
    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground=ink,
        foreground_strong=ink,
        foreground_subtle=rule,
        opacity="1",
        opacity_hover="1",
        colors=colours,
        font_family="-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
        label_font_size=size.font,
        major_label_font_size=size.font,
        guide_stroke_color=rule,
        guide_stroke_dasharray="0",
        major_guide_stroke_color=rule,
        major_guide_stroke_dasharray="0",
    )
    days = list(next(iter(series.values())))
    highest = max((number for row in series.values() for number in row.values()), default=0)
    chart = pygal.Bar(
        style=style,
        js=(),
        width=size.width,
        height=size.height,
        margin=4,
        # The last date stands in the middle below its bar.
        margin_right=2 * size.font,
        show_legend=False,
        include_x_axis=True,
        show_y_guides=True,
        x_labels=[f"{day:%-d %b}" for day in days],
        x_labels_major=[f"{day:%-d %b}" for day in days[:: -size.dated]],
        show_minor_x_labels=False,
        truncate_label=-1,
        y_labels=_steps(highest),
        formatter=lambda value: f"{value:,.0f}",
        print_values=False,
        pretty_print=False,
        spacing=size.font // 2,
        title=None,
    )
    for name, row in series.items():
        chart.add(name, [row[day] for day in days])
    return _named(chart.render(), title)


def _steps(highest: int) -> list[int]:
    """Round numbers from nought to the highest or just above it."""
    size = next(
        step for power in range(12) for step in (10**power, 2 * 10**power, 5 * 10**power) if step * 4 >= highest
    )
    return [size * place for place in range(-(-max(highest, 1) // size) + 1)]


def _named(drawn: bytes, title: str) -> bytes:
    """The picture without the settings that pygal leaves in it for its script, and with a name."""
    tree = etree.fromstring(drawn)
    for script in list(tree.iter(f"{{{_SVG}}}script")):
        parent = script.getparent()
        if parent is not None:
            parent.remove(script)
    name = etree.Element(f"{{{_SVG}}}title")
    name.text = title
    tree.insert(0, name)
    return etree.tostring(tree)
