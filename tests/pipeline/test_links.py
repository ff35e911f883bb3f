"""The links of an issue: each to its own place, with a token of its own purpose."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from digest import config, store
from digest.config import Settings
from digest.domain.mail import NUMBER
from digest.pipeline import links
from digest.store import Store
from digest.tokens import Claim, Keys, Purpose

KEYS = Keys(b"r" * 32)
ANN, DAY = "00112233445566ff", date(2022, 12, 6)
CLAIM = Claim(subscriber_id=ANN, day=DAY)


@pytest.fixture
def opened() -> Iterator[Store]:
    """An empty store."""
    with store.memory(datetime(2022, 12, 6, tzinfo=UTC)) as memory:
        yield memory


def _settings(folder: Path, base_url: str = "", *, web: bool = False) -> Settings:
    path = folder / "config.toml"
    path.write_text(f'[service]\nfrom = "post+news@example.org"\nbase_url = "{base_url}"\n', encoding="utf-8")
    found = config.load(path, {})
    # The file cannot turn the pages on yet.
    return replace(found, web=replace(found.web, enabled=web))


@pytest.mark.parametrize(("base_url", "web"), [("", False), ("https://news.example", False), ("", True)])
def test_without_pages_every_link_is_a_mail_to_the_inbox(tmp_path: Path, base_url: str, web: bool) -> None:
    """Its subject says what is wanted, with a token that is good for that alone."""
    made = links.of_issue(KEYS, _settings(tmp_path, base_url, web=web), ANN, DAY)
    for link, verb, purpose in (
        (made.leave, "unsubscribe", Purpose.LEAVE),
        (made.change, "preferences", Purpose.PREFERENCES),
        (made.more.replace(NUMBER, "3"), "more 3", Purpose.FEEDBACK),
        (made.less.replace(NUMBER, "3"), "less 3", Purpose.FEEDBACK),
    ):
        parts = urlsplit(link)
        assert (parts.scheme, parts.path) == ("mailto", "post+news@example.org")
        said, _, token = parse_qs(parts.query)["subject"][0].rpartition(" ")
        assert said == verb
        assert [other for other in Purpose if KEYS.read(other, token)] == [purpose]
        assert KEYS.read(purpose, token) == CLAIM
    assert made.one_click == ""


@pytest.mark.parametrize(
    ("base_url", "shown"),
    [
        pytest.param("https://news.example", "https://news.example", id="a host"),
        pytest.param("https://example.org/digest/", "https://example.org/digest", id="a folder"),
        pytest.param("https://bücher.example/täglich", "https://xn--bcher-kva.example/t%C3%A4glich", id="beyond ASCII"),
        pytest.param("http://localhost:8080", "http://localhost:8080", id="a port, without https"),
    ],
)
def test_with_pages_every_link_is_an_address(tmp_path: Path, base_url: str, shown: str) -> None:
    """Below the service's own, in ASCII; one click is on offer where there is https (RFC 8058)."""
    made = links.of_issue(KEYS, _settings(tmp_path, base_url, web=True), ANN, DAY)
    leave, change, feedback = (
        KEYS.make(purpose, ANN, DAY) for purpose in (Purpose.LEAVE, Purpose.PREFERENCES, Purpose.FEEDBACK)
    )
    assert made.leave == f"{shown}/leave/{leave}"
    assert made.change == f"{shown}/preferences/{change}"
    assert made.more == f"{shown}/feedback/{feedback}/NUMBER/more"
    assert made.less == f"{shown}/feedback/{feedback}/NUMBER/less"
    assert made.one_click == (f"{shown}/unsubscribe/{leave}" if shown.startswith("https:") else "")
    assert made.leave_by_mail == f"mailto:post+news@example.org?subject=unsubscribe%20{leave}"
    assert all(link.isascii() for link in (made.leave, made.change, made.more, made.less))


def test_a_link_holds_nothing_of_the_address_it_goes_to(tmp_path: Path) -> None:
    """It may be forwarded, logged and cached (mail.md SEC-05)."""
    made = links.of_issue(KEYS, _settings(tmp_path, "https://news.example", web=True), ANN, DAY)
    for link in (made.leave, made.change, made.more, made.less, made.one_click):
        assert re.fullmatch(r"https://news\.example/[a-z]+/[a-z2-7]{42}(/NUMBER/(more|less))?", link)


def test_keys_are_made_once_and_outlive_the_process(opened: Store) -> None:
    """From one root in the store; two services never share one."""
    token = links.keys(opened).make(Purpose.LEAVE, ANN, DAY)
    assert links.keys(opened).read(Purpose.LEAVE, token) == CLAIM
    with store.memory(datetime(2022, 12, 6, tzinfo=UTC)) as other:
        assert links.keys(other).read(Purpose.LEAVE, token) is None


def test_old_links_stay_good_when_the_root_is_renewed(opened: Store) -> None:
    """Two roots are valid at once; what is older than both is not (mail.md SEC-02)."""
    first = links.keys(opened).make(Purpose.LEAVE, ANN, DAY)
    links.renew(opened)
    second = links.keys(opened).make(Purpose.LEAVE, ANN, DAY)
    assert second != first
    assert links.keys(opened).read(Purpose.LEAVE, first) == links.keys(opened).read(Purpose.LEAVE, second) == CLAIM
    links.renew(opened)
    assert links.keys(opened).read(Purpose.LEAVE, first) is None
    assert links.keys(opened).read(Purpose.LEAVE, second) == CLAIM


def test_a_bounce_goes_to_the_sender_unless_the_operator_says_otherwise(tmp_path: Path) -> None:
    """Only with verp, a mail server and an inbox has each mail an address of its own (OUT-14)."""
    plain = _settings(tmp_path)
    assert links.return_address(KEYS, plain, ANN, DAY) == "post+news@example.org"
    (tmp_path / "config.toml").write_text(
        '[service]\nfrom = "news@example.org"\n[inbox]\naddress = "inbox@mail.example.org"\n'
        '[delivery]\nkind = "smtp"\nverp = true\n[delivery.smtp]\nhost = "localhost"\n',
        encoding="utf-8",
    )
    chosen = config.load(tmp_path / "config.toml", {})
    local, _, domain = links.return_address(KEYS, chosen, ANN, DAY).rpartition("@")
    assert (len(local) <= 64, domain) == (True, "mail.example.org")
    assert KEYS.read_extension(local.removeprefix("inbox+")) == CLAIM
    (tmp_path / "config.toml").write_text(
        chosen.path.read_text(encoding="utf-8").replace('kind = "smtp"', 'kind = "maildir"'), encoding="utf-8"
    )
    assert links.return_address(KEYS, config.load(chosen.path, {}), ANN, DAY) == "news@example.org"
