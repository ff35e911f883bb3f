"""Every page in Chromium: axe finds nothing, nothing hangs over or comes from elsewhere; and a life without script."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from digest.desk import forms
from digest.domain.mail import Delivery, Outcome
from digest.domain.people import SubscriberStatus
from digest.pipeline import links
from digest.tokens import Purpose
from tests.mail_quality import browser, peers
from tests.web import looks
from tests.web.house import House, opened

pytestmark = pytest.mark.browser
WIDTHS = (320, 1100)
#: Pages with choices to read, and those in other languages that are longest.
CHOICES = {"front": "/", "preferences": "/preferences/{}"}


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


@contextmanager
def page_of(chromium: Browser, home: House, look: looks.Look, *, strict: bool) -> Iterator[tuple[Page, list[str]]]:
    """The page as it came, opened in the browser, and what went wrong or was asked of others.

    `strict` keeps our policy, which lets no script of a test in either.
    """
    odd: list[str] = []
    here = f"http://127.0.0.1:{home.port}"
    whole = f"{here}{look.path}"
    headers = {name: value for name, value in look.answer.headers.items() if name != "content-length"}

    def told(message: ConsoleMessage) -> None:
        # A page about a fault comes with the status of it.
        if message.type == "error" and message.location["url"] != whole:
            odd.append(message.text)

    def given(route: Route) -> None:
        route.fulfill(status=look.answer.status, headers=headers, body=look.answer.raw)

    context = chromium.new_context(viewport={"width": WIDTHS[0], "height": 800}, bypass_csp=not strict)
    context.set_extra_http_headers(home.headers)
    try:
        page = context.new_page()
        page.on("console", told)
        page.on("request", lambda asked: None if asked.url.startswith(f"{here}/") else odd.append(asked.url))
        page.route(lambda url: url == whole, given)
        page.goto(whole)
        yield page, odd
    finally:
        context.close()


def faults(chromium: Browser, home: House, look: looks.Look) -> list[str]:
    """All that is wrong with a page, in any width and scheme."""
    with page_of(chromium, home, look, strict=True) as (_, odd):
        found = list(odd)
    with page_of(chromium, home, look, strict=False) as (page, _):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if over := browser.overflow(page):
                found.append(f"{over} px hang over at {width} px")
            for scheme in get_args(browser.Scheme):
                page.emulate_media(color_scheme=scheme)
                found += [f"{width} px, {scheme}: {fault}" for fault in _violations(page)]
    return found


def _violations(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=browser.AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize("name", looks.PAGES)
def test_a_page_has_no_fault(name: str, home: House, chromium: Browser) -> None:
    """Not one that axe-core knows, by no rule left out; at 320 px nothing has to be moved sideways."""
    assert faults(chromium, home, looks.PAGES[name](home)) == []


@pytest.mark.parametrize("name", looks.OFFICE)
def test_the_operator_s_page_has_no_fault(name: str, office: House, chromium: Browser) -> None:
    """The same for the operator."""
    assert faults(chromium, office, looks.OFFICE[name](office)) == []


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
@pytest.mark.parametrize("width", [320, 375, 1100])
def test_every_choice_can_be_read_whole(width: int, language: str, shown: House, chromium: Browser) -> None:
    """No field is narrower than the longest of its choices, in any language, and no word of a label hangs over."""
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    shown.store.people.save([replace(shown.reader, language=language)])
    page.set_extra_http_headers({"Accept-Language": language})
    for path in CHOICES.values():
        page.goto(f"http://127.0.0.1:{shown.port}{path.format(shown.token(Purpose.PREFERENCES))}")
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate(_NARROW) == []
        assert browser.overflow(page) == 0
    context.close()


#: Ids of fields that are narrower than they would be by themselves.  Zones have names as long as you like.
_NARROW = """() => [...document.querySelectorAll("select:not([name=timezone])")].filter(field => {
    const had = field.getBoundingClientRect().width;
    field.style.width = "max-content";
    const wanted = field.getBoundingClientRect().width;
    field.style.width = "";
    return wanted > had + 0.5;
}).map(field => field.id)"""


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
@pytest.mark.parametrize("width", [320, 800, 1280])
def test_the_ways_to_less_have_buttons_of_one_width(width: int, language: str, home: House, chromium: Browser) -> None:
    """And of one line, whatever they say."""
    home.store.people.save([replace(home.reader, language=language)])
    look = looks.PAGES["leave"](home)
    with page_of(chromium, home, look, strict=False) as (page, _):
        page.set_viewport_size({"width": width, "height": 800})
        sizes = page.evaluate(
            "[...document.querySelectorAll('.offers button')].map(b => [b.offsetWidth, b.offsetHeight])"
        )
        assert len(sizes) == 3
        assert len({tuple(size) for size in sizes}) == 1
        assert sizes[0][1] < 50
        assert browser.overflow(page) == 0


@pytest.mark.parametrize("width", [320, 375, 600, 701, 800])
@pytest.mark.parametrize("name", ["operator", "operator-reader"])
def test_no_table_of_the_operator_is_cut(name: str, width: int, office: House, chromium: Browser) -> None:
    """Nothing of it lies beside the page, however long an address, or what the server said."""
    told(office, reply=f"kept as {'1795000000.M123456P99Q1.' * 4}host.example,S=20000")
    looks.OFFICE[name](office)
    long = replace(office.reader, address=f"{'a-long-name.' * 5}ada@reader.example")
    office.store.people.save([long])
    path = "/" if name == "operator" else f"/reader?address={long.address}"
    look = looks.Look(path=path, answer=office.ask(path))
    with page_of(chromium, office, look, strict=False) as (page, _):
        page.set_viewport_size({"width": width, "height": 800})
        over = page.evaluate("[...document.querySelectorAll('.scroll')].map(e => e.scrollWidth - e.clientWidth)")
        assert over
        assert set(over) == {0}


def told(office: House, *, reply: str) -> None:
    """Nothing; the mail server took every issue, and said so in these words."""
    for one in office.store.mail.claim(limit=99, token="test", now=office.now, lease=timedelta(hours=1)):
        delivery = Delivery(
            message_id=one.message_id,
            outbox_id=one.id,
            outcome=Outcome.ACCEPTED,
            reply_code=None,
            enhanced_code="",
            reply=reply,
            at=office.now,
        )
        assert office.store.mail.settle(delivery, token="test", next_attempt_at=None)


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
