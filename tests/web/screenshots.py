"""Pictures of every page, made anew: python -m tests.web.screenshots.  Look at them before you commit them."""

import io
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from digest.domain.people import Door, SubscriberStatus
from digest.pipeline import feedback
from tests.mail_quality import browser
from tests.web import house, test_browser

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots" / "web"
#: Width and scheme of what stands side by side in one picture.
LOOKS: tuple[tuple[int, browser.Scheme], ...] = ((375, "light"), (375, "dark"), (1100, "light"))
_TALLEST, _GAP, _COLOURS = 1800, 16, 64


def main() -> None:
    """Write a picture of each page: narrow, narrow in the dark, wide."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as built:
        # Before Playwright has its event loop in this thread.
        house.built(Path(built))
        with browser.chromium() as chromium:
            _readers(chromium, Path(built))
            _operators(chromium, Path(built))


def _readers(chromium: Browser, built: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, house.opened(built, Path(folder)) as home:
        _learn(home)
        for name in test_browser.PAGES:
            _keep(name, _taken(chromium, home, test_browser.path_of(home, name)))


def _operators(chromium: Browser, built: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        house.opened(built, Path(folder), key=house.KEY, of_operator=True) as office,
    ):
        _people(office)
        _keep("operator-key", _taken(chromium, office, "/key"))
        office.headers["Cookie"] = office.post("/key", {"key": house.KEY}).headers["set-cookie"].partition(";")[0]
        _keep("operator", _taken(chromium, office, "/"))
        _keep("operator-reader", _taken(chromium, office, f"/reader?address={house.ADDRESS}"))


def _learn(home: house.House) -> None:
    day = home.store.mail.day(home.reader.id, house.TODAY)
    assert day is not None
    assert day.edition is not None
    for number, more in ((1, True), (2, True), (5, False)):
        story = day.edition.items[number].story_id
        feedback.apply(home.store, home.reader, [story], more=more, door=Door.WEB, now=home.now)


def _people(office: house.House) -> None:
    """A month in which people came and went."""
    away = replace(office.reader, next_due_at=None, next_issue_date=None)
    many = [
        replace(
            away,
            id=f"{number:016x}",
            address=f"reader{number}@reader.example",
            created_at=office.now - timedelta(days=number * 7 % 29),
            status=SubscriberStatus.UNSUBSCRIBED if number % 6 == 0 else SubscriberStatus.ACTIVE,
            left_at=office.now - timedelta(days=number * 11 % 23) if number % 6 == 0 else None,
        )
        for number in range(1, 90)
    ]
    office.store.people.save(many)


def _taken(chromium: Browser, home: house.House, path: str) -> Image.Image:
    looks = []
    for width, scheme in LOOKS:
        context = chromium.new_context(
            viewport={"width": width, "height": _TALLEST}, color_scheme=scheme, timezone_id="Europe/Madrid"
        )
        context.set_extra_http_headers(home.headers)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{home.port}{path}")
        looks.append(Image.open(io.BytesIO(browser.photograph(page, tallest=_TALLEST))).convert("RGB"))
        context.close()
    whole = Image.new("RGB", (sum(one.width + _GAP for one in looks) - _GAP, max(one.height for one in looks)), "#999")
    left = 0
    for one in looks:
        whole.paste(one, (left, 0))
        left += one.width + _GAP
    return whole


def _keep(name: str, picture: Image.Image) -> None:
    path = FOLDER / f"{name}.png"
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path, path.stat().st_size)  # noqa: T201 - a command


if __name__ == "__main__":
    main()
