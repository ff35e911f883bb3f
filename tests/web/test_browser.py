"""Every page in Chromium: axe finds nothing, nothing hangs over or comes from elsewhere; and a life without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from digest.desk import forms
from digest.domain.people import SubscriberStatus
from digest.pipeline import links
from digest.tokens import Purpose
from tests.mail_quality import browser, peers
from tests.web.house import ADDRESS, KEY, House, opened

pytestmark = pytest.mark.browser
PAGES = {
    "front": "/",
    "check": "/check",
    "lost": "/lost",
    "sample": "/sample",
    "nothing": "/nothing",
    "gone": "/leave/abc",
    "preferences": "/preferences/{preferences}?said=saved",
    "data": "/data/{preferences}",
    "leave": "/leave/{leave}",
    "feedback": "/feedback/{feedback}/1/more",
    "issue": "/issue/{read}",
}
OFFICE = {"overview": "/", "reader": f"/reader?address={ADDRESS}", "key": "/key"}


# Of one module: Playwright keeps an event loop running in this thread, in which other tests could not start theirs.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    if not browser.AXE.is_file():
        peers.absent(f"needs axe-core in {browser.AXE}, which is not there: make peers")
    with browser.chromium() as started:
        yield started


@pytest.fixture(scope="module")
def shown(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that is only looked at."""
    with opened(built, tmp_path_factory.mktemp("shown")) as home:
        yield home


@pytest.fixture(scope="module")
def shown_office(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The operator's page, opened with its key."""
    with opened(built, tmp_path_factory.mktemp("office"), key=KEY, of_operator=True) as office:
        office.headers["Cookie"] = office.post("/key", {"key": KEY}).headers["set-cookie"].partition(";")[0]
        yield office


def path_of(home: House, name: str) -> str:
    """The path of a page with Ada's tokens in it."""
    return PAGES[name].format(**{purpose.value: home.token(purpose) for purpose in Purpose})


def looked(
    chromium: Browser, home: House, path: str, *, width: int, scheme: browser.Scheme
) -> tuple[list[str], int, list[str]]:
    """What axe finds, what hangs over, and what went wrong or was asked of others."""
    odd: list[str] = []
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    checked = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    try:
        for place in (context, checked):
            place.set_extra_http_headers(home.headers)
        page = context.new_page()
        page.on(
            "console", lambda told: odd.append(told.text) if told.type == "error" and "404" not in told.text else None
        )
        page.on("request", lambda asked: odd.append(asked.url) if f"127.0.0.1:{home.port}/" not in asked.url else None)
        page.goto(f"http://127.0.0.1:{home.port}{path}")
        over = browser.overflow(page)
        # axe is a script, which our pages do not let in.
        other = checked.new_page()
        other.goto(f"http://127.0.0.1:{home.port}{path}")
        return _violations(other), over, odd
    finally:
        context.close()
        checked.close()


def _violations(page: Page) -> list[str]:
    page.add_script_tag(path=browser.AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1100])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault(name: str, width: int, scheme: browser.Scheme, shown: House, chromium: Browser) -> None:
    """Not one that axe-core knows, by no rule left out; at 320 px nothing has to be moved sideways."""
    assert looked(chromium, shown, path_of(shown, name), width=width, scheme=scheme) == ([], 0, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1100])
@pytest.mark.parametrize("name", OFFICE)
def test_the_operator_s_page_has_no_fault(
    name: str, width: int, scheme: browser.Scheme, shown_office: House, chromium: Browser
) -> None:
    """The same for the operator."""
    assert looked(chromium, shown_office, OFFICE[name], width=width, scheme=scheme) == ([], 0, [])


def test_the_zone_is_filled_in(shown: House, chromium: Browser) -> None:
    """With script by the browser; without it, it is chosen by hand."""
    for script, expected in ((True, "Asia/Tokyo"), (False, "")):
        context = chromium.new_context(timezone_id="Asia/Tokyo", java_script_enabled=script)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{shown.port}/")
        assert page.input_value("#timezone") == expected
        context.close()


def test_a_whole_life_without_script(home: House, chromium: Browser) -> None:
    """Join, confirm, choose, rest, come back, leave: by what stands on the pages, with script off."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{home.port}/")
    page.fill("#address", "new@reader.example")
    page.check("input[name=topics][value=science]")
    page.select_option("#timezone", "Europe/Madrid")
    home.wait(seconds=20)
    page.click("text=Send me the digest")
    assert page.inner_text("h1") == "Check your mail"
    forms.work_off(home.store, home.settings, now=home.now)
    reader = home.store.people.subscriber("new@reader.example")
    assert reader is not None
    (request,) = home.store.requests.of(reader.id)
    token = links.keys(home.store).make(Purpose.CONFIRM, request.id, request.expires_at.date())
    page.goto(f"http://127.0.0.1:{home.port}/confirm/{token}")
    page.click("text=Yes, send me the digest")
    assert page.inner_text("h1") == "Welcome"
    page.click("text=See and change your wishes")
    page.fill("#follow", "Torvik")
    page.select_option("#topic-sport", "never")
    page.click("#wishes button[type=submit]")
    assert "saved" in page.inner_text("[role=status]")
    page.click("button[name=days][value='7']")
    assert "rest" in page.inner_text("[role=status]")
    page.click("text=Come back now")
    page.click("text=Leave this list")
    page.click("form button:has-text('Leave')")
    assert page.inner_text("h1") == "You have left"
    left = home.store.people.with_id(reader.id)
    assert left is not None
    assert (left.status, left.profile.follow) == (SubscriberStatus.UNSUBSCRIBED, ("Torvik",))
    assert left.profile.topics["sport"] == -1.0
    context.close()
