"""A subscriber's whole life on the pages alone, in Chromium without scripts; a real Postfix brings the mail."""

import html
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.acceptance.life import Life, lived, text
from tests.mail_quality import browser, peers


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    """A service at work, with pages and with an inbox that nobody writes to."""
    port = peers.free_port()
    inbox = f'kind = "lmtp"\nlisten = "127.0.0.1:{port}"'
    with lived(tmp_path, inbox=inbox, transport=f"lmtp:inet:127.0.0.1:{port}", web=True) as found:
        yield found


@pytest.fixture
def page() -> Iterator[Page]:
    """A browser that runs no script, as wide as a telephone."""
    with browser.chromium() as opened:
        context = opened.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
        yield context.new_page()
        context.close()


def test_a_whole_life_on_the_web(life: Life, page: Page) -> None:
    """From the front page to being forgotten; each step by a button, none by opening a link alone."""
    _joins(life, page)
    issue = life.issue()
    _reads(issue, page)
    _says_more(issue, life, page)
    _chooses(issue, life, page)
    _lost_the_link(life, page)
    _has_less_instead(issue, life, page)
    _leaves_and_comes_back(issue, life, page)
    _is_forgotten(issue, life, page)


def _joins(life: Life, page: Page) -> None:
    page.goto(life.base_url)
    page.get_by_label("Your mail address").fill(life.reader)
    page.get_by_label("Technology").check()
    page.get_by_label("Hour").fill("06:45")
    page.get_by_label("Time zone").select_option(value="Europe/Madrid")
    page.wait_for_timeout(5_500)  # a form that is sent within five seconds was filled in by a machine (SUB-17)
    _press(page, name="Send me the digest")
    assert "Check your mail" in page.inner_text("h1")
    question = life.next("confirm", "6:45")
    page.goto(_link(question, "/confirm/"))
    assert "pending" in life.command("subscribers", "show", life.reader), "opening the page confirms nothing"
    _press(page, name="Yes, send me the digest")
    assert "Welcome" in page.inner_text("h1")
    life.next("6:45")
    assert "06:45 Europe/Madrid" in life.command("subscribers", "show", life.reader)


def _reads(issue: EmailMessage, page: Page) -> None:
    """The page is a face of the same issue."""
    page.goto(_link(issue, "/issue/"))
    assert issue["Subject"].split(":")[0].split("·")[0].strip()[:20] in page.inner_text("body")


def _says_more(issue: EmailMessage, life: Life, page: Page) -> None:
    page.goto(_link(issue, "/feedback/", end="/more"))
    _press(page, name="More like this")
    assert "Thank you" in page.inner_text("h1")
    assert "more" in life.command("learned", life.reader)


def _chooses(issue: EmailMessage, life: Life, page: Page) -> None:
    page.goto(_link(issue, "/preferences/"))
    assert life.reader not in page.inner_text("body"), "the address is masked"
    page.get_by_label("Stories, at most").fill("5")
    _press(page, name="Save")
    assert "at most 5" in life.command("subscribers", "show", life.reader)


def _lost_the_link(life: Life, page: Page) -> None:
    """The same answer for whoever asks; the link goes to the mailbox alone."""
    answers = []
    for address in (life.reader, "zoe@reader.example"):
        page.goto(f"{life.base_url}/lost")
        page.get_by_label("Your mail address").fill(address)
        page.wait_for_timeout(5_500)
        _press(page, name="Send me the link")
        answers.append(re.sub(r"\d", "", page.content()))
    assert answers[0] == answers[1]
    assert "/preferences/" in text(life.next())


def _has_less_instead(issue: EmailMessage, life: Life, page: Page) -> None:
    page.goto(_link(issue, "/leave/"))
    _press(page, name=re.compile("weekly", re.IGNORECASE))
    assert "weekly" in life.command("subscribers", "show", life.reader)


def _leaves_and_comes_back(issue: EmailMessage, life: Life, page: Page) -> None:
    page.goto(_link(issue, "/leave/"))
    assert "active" in life.command("subscribers", "show", life.reader), "a scanner that opens links ends nothing"
    _press(page, name="Leave", exact=True)
    assert "You have left" in page.inner_text("h1")
    assert "unsubscribed" in life.command("subscribers", "show", life.reader)
    farewell = life.wait(lambda mail: "left" in mail["Subject"])
    page.goto(_link(farewell, "/confirm/"))
    _press(page, name=re.compile("Yes"))
    assert "active" in life.command("subscribers", "show", life.reader)


def _is_forgotten(issue: EmailMessage, life: Life, page: Page) -> None:
    page.goto(_link(issue, "/preferences/").replace("/preferences/", "/data/"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my data").click()
    assert life.reader in Path(download.value.path()).read_text()
    _press(page, name=re.compile("Erase everything"))
    _press(page, name=re.compile("Erase"))
    assert "erased" in page.inner_text("h1")
    assert life.reader not in life.command("subscribers")


def _press(page: Page, name: str | re.Pattern[str], *, exact: bool = False) -> None:
    """Nothing; a button was pressed, and the page that answers is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=exact).click()


def _link(mail: EmailMessage, part: str, end: str = "") -> str:
    """The first address that the mail's HTML leads to with this in its path."""
    body = mail.get_body(preferencelist=("html",))
    assert body is not None
    for address in re.findall(r'href="([^"]+)"', body.get_content()):
        if part in address and address.endswith(end):
            return html.unescape(address)
    raise AssertionError(f"no address with {part} in:\n{body.get_content()}")
