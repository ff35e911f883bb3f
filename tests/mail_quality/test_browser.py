"""Every sample mail in Chromium: nothing is fetched, nothing hangs over, axe finds nothing; and seven pictures."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.mail_quality import browser, peers, samples, screenshots
from tests.mail_quality.browser import Window

pytestmark = pytest.mark.browser
NAMES = samples.names()
#: Without notices in other languages, which differ in their words only: light or dark, those are the same mail.
OF_EACH_KIND = [name for name in NAMES if name in samples.issues() or name.endswith(", en")]


# Of one module: Playwright keeps an event loop running in this thread, in which other tests could not start theirs.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with browser.chromium() as started:
        yield started


@pytest.fixture
def axe() -> None:
    """axe-core is there."""
    if not browser.AXE.is_file():
        peers.absent(f"needs axe-core in {browser.AXE}, which is not there: make peers")


@pytest.mark.parametrize(
    ("name", "scheme"), [*((name, "light") for name in NAMES), *((name, "dark") for name in OF_EACH_KIND)]
)
def test_axe_finds_nothing(name: str, scheme: browser.Scheme, chromium: Browser, axe: None) -> None:
    """No violation of any rule that a mail can keep."""
    with browser.opened(chromium, samples.mime(name), Window(scheme=scheme)) as (page, _):
        assert browser.violations(page) == []


def test_axe_does_find_faults(chromium: Browser, axe: None) -> None:
    """A mail whose pictures say nothing is not let through."""
    spoilt = samples.mime("pictures").replace(b" alt=", b" data-alt=")
    with browser.opened(chromium, spoilt, Window()) as (page, _):
        assert any("image-alt" in fault for fault in browser.violations(page))


@pytest.mark.parametrize(
    ("name", "window"),
    [
        *(pytest.param(name, Window(width=320), id=f"{name}, in 320 px") for name in NAMES),
        *(pytest.param(name, Window(width=400, zoom=2), id=f"{name}, in 800 px at 200 %") for name in OF_EACH_KIND),
        *(pytest.param(name, Window(width=800), id=f"{name}, in 800 px") for name in OF_EACH_KIND),
    ],
)
def test_nothing_hangs_over(name: str, window: Window, chromium: Browser) -> None:
    """No mail has to be moved sideways to be read (HTM-02), and none asks the network for anything (HTM-08)."""
    with browser.opened(chromium, samples.mime(name), window) as (page, asked):
        assert browser.overflow(page) <= 0
        assert asked == []


@pytest.mark.parametrize("name", ["pictures", "arabic", "long-words"])
def test_nothing_hangs_over_while_the_window_is_drawn(name: str, chromium: Browser) -> None:
    """No width between leaves less room than a picture or a word takes, also where the rules for narrow screens end."""
    with browser.opened(chromium, samples.mime(name), Window()) as (page, _):
        assert browser.overflows(page, _WIDTHS) == {}


@pytest.mark.parametrize("name", screenshots.SHOTS)
def test_picture_is_as_it_was_kept(name: str, chromium: Browser) -> None:
    """Of `docs/screenshots`, but for a share of the pixels; after a change that is meant: make screenshots."""
    here, there = dict(browser.fonts()), dict(screenshots.fonts_kept())
    if here != there:
        fault = sorted(set(there.items()) ^ set(here.items()))
        peers.absent(f"pictures were made with other fonts than are here (apt-get install {_FONTS}): {fault}")
    found = screenshots.difference(screenshots.taken(chromium, name), screenshots.kept(name))
    assert found <= screenshots.TOLERANCE, (
        f"{found:.1%} of docs/screenshots/{name}.png is otherwise in Chromium {chromium.version}: "
        "look at it, and if it is meant, make screenshots"
    )


_WIDTHS = (320, 375, 480, 600, 641, 650, 660, 680, 688, 700, 800)
_FONTS = "fonts-liberation fonts-noto-core fonts-noto-cjk"


def test_difference_is_a_share_of_pixels() -> None:
    """A tenth changed is a tenth; another size is everything; a shade is nothing."""
    white = Image.new("RGB", (10, 10), "#ffffff")
    changed = white.copy()
    changed.paste("#000000", (0, 0, 10, 1))
    assert screenshots.difference(white, changed) == 0.1
    assert screenshots.difference(white, Image.new("RGB", (10, 11), "#ffffff")) == 1.0
    assert screenshots.difference(white, Image.new("RGB", (10, 10), "#eeeeee")) == 0.0
