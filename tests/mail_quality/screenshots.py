"""Seven pictures of mail that are kept with each release (HTM-14), made anew by `make screenshots`."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.mail_quality import browser, samples
from tests.mail_quality.browser import Window

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
_FONTS = FOLDER / "fonts.json"
#: CSS pixels of a page that a picture shows, from its top.
_TALLEST = 1500
#: Colours of the palette: mail has few.
_COLOURS = 64
_MAX_OCTETS = 150_000
#: A pixel differs when a channel is this far off; letters drawn a little otherwise are not.
_FAR = 48
#: The share of pixels that may differ.
TOLERANCE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture."""

    #: The name of a sample issue.
    issue: str
    window: Window


SHOTS: Mapping[str, Shot] = {
    "light": Shot(issue="pictures", window=Window()),
    "dark": Shot(issue="pictures", window=Window(scheme="dark")),
    "narrow": Shot(issue="pictures", window=Window(width=320)),
    "arabic": Shot(issue="arabic", window=Window()),
    "japanese": Shot(issue="japanese", window=Window()),
    "zoomed": Shot(issue="pictures", window=Window(width=400, zoom=2)),
    "without-pictures": Shot(issue="pictures", window=Window(pictures=False)),
}


def taken(chromium: Browser, name: str) -> Image.Image:
    """A picture as it comes out now."""
    shot = SHOTS[name]
    with browser.opened(chromium, samples.mime(shot.issue), shot.window) as (page, _):
        png = browser.photograph(page, tallest=_TALLEST // shot.window.zoom)
    return _few_colours(Image.open(io.BytesIO(png)).convert("RGB"))


def kept(name: str) -> Image.Image:
    """A picture as it was kept."""
    return Image.open(FOLDER / f"{name}.png").convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ, 1.0 when the sizes do."""
    if one.size != other.size:
        return 1.0
    apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    far = apart.convert("L", matrix=None).point([int(level >= _FAR) for level in range(256)])
    return sum(far.histogram()[1:]) / (one.width * one.height)


def fonts_kept() -> Mapping[str, str]:
    """The fonts that the kept pictures were made with."""
    found: Mapping[str, str] = json.loads(_FONTS.read_text(encoding="utf-8"))
    return found


def _few_colours(picture: Image.Image) -> Image.Image:
    return picture.quantize(_COLOURS, dither=Image.Dither.NONE)


def _main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with browser.chromium() as chromium:
        for name in SHOTS:
            path = FOLDER / f"{name}.png"
            taken(chromium, name).save(path, optimize=True)
            size = path.stat().st_size
            if size > _MAX_OCTETS:
                raise SystemExit(f"{path} has {size} octets, over {_MAX_OCTETS}")
            print(path, size)  # noqa: T201 - a command
    _FONTS.write_text(json.dumps(dict(browser.fonts()), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main()
