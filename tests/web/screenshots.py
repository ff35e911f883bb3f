"""Pictures of every page, made anew: python -m tests.web.screenshots.  Look at them before you commit them."""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.mail_quality import browser
from tests.web import house, looks, test_browser

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots" / "web"
#: Width and scheme of what stands side by side in one picture.
LOOKS: tuple[tuple[int, browser.Scheme], ...] = ((320, "light"), (375, "dark"), (1100, "light"))
#: Looks that differ from others in a sentence alone.
_LIKE_OTHERS = {
    "check: link", "less: fewer", "less: rest", "operator-locked: crowded", "operator-closed: proxy",
    "trouble: no form", "trouble: too much", "trouble: ours",
}  # fmt: skip
_TALLEST, _GAP, _COLOURS = 2000, 16, 256
#: Milliseconds after which a picture of the other scheme is there.
_DRAWN = 300


def main() -> None:
    """Write a picture of each page: very narrow, narrow in the dark, wide."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as built:
        # Before Playwright has its event loop in this thread.
        house.built(Path(built))
        with browser.chromium() as chromium:
            kept = [
                _kept(name, _pictured(chromium, Path(built), name))
                for name in (*looks.PAGES, *looks.OFFICE)
                if name not in _LIKE_OTHERS
            ]
    for old in set(FOLDER.glob("*.png")) - set(kept):
        old.unlink()


def _pictured(chromium: Browser, built: Path, name: str) -> Image.Image:
    is_office = name in looks.OFFICE
    key = house.KEY if is_office else ""
    with (
        tempfile.TemporaryDirectory() as folder,
        house.opened(built, Path(folder), key=key, of_operator=is_office) as home,
    ):
        return _taken(chromium, home, (looks.OFFICE if is_office else looks.PAGES)[name](home))


def _taken(chromium: Browser, home: house.House, look: looks.Look) -> Image.Image:
    taken = []
    with test_browser.page_of(chromium, home, look, strict=True) as (page, _):
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 600})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(_DRAWN)
            taken.append(Image.open(io.BytesIO(browser.photograph(page, tallest=_TALLEST))).convert("RGB"))
    whole = Image.new("RGB", (sum(one.width + _GAP for one in taken) - _GAP, max(one.height for one in taken)), "#999")
    left = 0
    for one in taken:
        whole.paste(one, (left, 0))
        left += one.width + _GAP
    return whole


def _kept(name: str, picture: Image.Image) -> Path:
    path = FOLDER / f"{name.replace(': ', '-').replace(' ', '-')}.png"
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path, path.stat().st_size)  # noqa: T201 - a command
    return path


if __name__ == "__main__":
    main()
