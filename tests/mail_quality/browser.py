"""Mails in Debian's Chromium: opened without any network, measured, photographed, and asked about by axe-core."""

import base64
import ctypes.util
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.mail_quality import peers, seen

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts.conf"
AXE = _HERE / "axe" / "node_modules" / "axe-core" / "axe.min.js"
#: Rules of whole pages that a mail, shown inside a page of somebody else's, cannot keep: it is no landmark of its own.
NOT_OURS = ("region", "landmark-one-main")
Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How a mail is looked at."""

    width: int = 720
    height: int = 900
    scheme: Scheme = "light"
    #: Screen pixels to a CSS pixel: 2 with half the width is what a page zoom of 200 % makes.
    zoom: int = 1
    #: Whether the mail program shows pictures.
    pictures: bool = True


@contextmanager
def chromium() -> Iterator[Browser]:
    """The installed Chromium, with the fonts of `fonts.conf` and no others."""
    path = peers.program("chromium", "chromium")
    if ctypes.util.find_library("atomic") is None:
        peers.absent("needs libatomic, which Playwright runs on, and which is not here: apt-get install libatomic1")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=path,
            args=["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--disable-gpu"],
            # The sandbox needs rights that a container does not give; nothing here comes from outside.
            chromium_sandbox=False,
            env={**os.environ, "FONTCONFIG_FILE": str(_FONTS)},
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, mime: bytes, window: Window) -> Iterator[tuple[Page, list[str]]]:
    """The HTML of a message in a window, and the addresses it asked for: nothing is ever loaded."""
    mail, asked = seen.seen(mime), list[str]()
    context = browser.new_context(
        viewport={"width": window.width, "height": window.height},
        device_scale_factor=window.zoom,
        color_scheme=window.scheme,
    )
    try:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(_with_pictures(mail) if window.pictures else mail.html, wait_until="load")
        yield page, [address for address in asked if not address.startswith(("data:", "cid:"))]
    finally:
        context.close()


def overflow(page: Page) -> int:
    """How many pixels of the page stand beyond the right or left edge of its window."""
    found = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(found)


def overflows(page: Page, widths: Iterable[int]) -> dict[int, int]:
    """The same at each of these widths of the window, where it is anything."""
    found: dict[int, int] = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if over := overflow(page):
            found[width] = over
    return found


def violations(page: Page) -> list[str]:
    """Each rule of axe-core that the page breaks, with the places, as sentences."""
    page.add_script_tag(path=AXE)
    rules = {rule: {"enabled": False} for rule in NOT_OURS}
    found = page.evaluate("rules => axe.run(document, {rules: rules, resultTypes: ['violations']})", rules)
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: {node['html'][:120]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def photograph(page: Page, *, tallest: int) -> bytes:
    """The page from its top, as PNG, at most `tallest` CSS pixels of it."""
    size = page.viewport_size or {"width": 720, "height": 900}
    height = min(tallest, int(page.evaluate("document.documentElement.scrollHeight")))
    page.set_viewport_size({"width": size["width"], "height": height})
    return page.screenshot(animations="disabled", caret="hide")


@cache
def fonts() -> Mapping[str, str]:
    """The fonts that pictures are made with here: file name -> version."""
    lister = peers.program("fc-list", "fontconfig")
    told = subprocess.run(
        [lister, "--format", "%{file}\t%{fontversion}\n"],
        env={**os.environ, "FONTCONFIG_FILE": str(_FONTS)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return dict(
        sorted((Path(file).name, version) for file, _, version in (line.partition("\t") for line in told.splitlines()))
    )


def _with_pictures(mail: seen.Seen) -> str:
    """The HTML with its attached pictures in place."""

    def source(found: re.Match[str]) -> str:
        content = mail.pictures.get(found[1], b"")
        return f'src="data:image/x;base64,{base64.b64encode(content).decode()}"'

    return re.sub(r'src="cid:([^"]+)"', source, mail.html)
