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
from digest.domain.people import Subscriber
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


# Notices

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
READER = Subscriber(id=ANN, address="ann@reader.example", created_at=NOW)
REQUEST = "fedcba9876543210"


def _served(
    folder: Path, *, inbox: str = "news@example.org", kind: str = "pipe", more: str = "", web: bool = True
) -> Settings:
    path = folder / "config.toml"
    pages = 'base_url = "https://news.example/list/"\n' if web else ""
    path.write_text(
        f'[service]\nfrom = "news@example.org"\n{pages}\n[inbox]\naddress = "{inbox}"\nkind = "{kind}"\n{more}\n'
        f"[web]\nenabled = {str(web).lower()}\n",
        encoding="utf-8",
    )
    return config.load(path, {})


def test_a_notice_leads_to_pages(tmp_path: Path) -> None:
    """Each with a token of its own purpose; the confirmation's names the request, and its last day."""
    ways = links.ways(KEYS, _served(tmp_path), READER, REQUEST, NOW)
    base = "https://news.example/list"
    for way, page, purpose in (
        (ways.confirm, "confirm", Purpose.CONFIRM),
        (ways.preferences, "preferences", Purpose.PREFERENCES),
        (ways.leave, "leave", Purpose.LEAVE),
        (ways.one_click, "unsubscribe", Purpose.LEAVE),
    ):
        head, _, token = way.rpartition("/")
        assert head == f"{base}/{page}"
        claim = KEYS.read(purpose, token)
        assert claim
        named = (REQUEST, date(2026, 11, 23)) if page == "confirm" else (ANN, date(2026, 11, 20))
        assert (claim.subscriber_id, claim.day) == named
    assert (ways.home, ways.help) == (base, "mailto:news@example.org?subject=help")


@pytest.mark.parametrize(
    ("settings", "address", "subject"),
    [
        pytest.param({}, "news+confirm-TOKEN@example.org", None, id="an address of its own"),
        pytest.param(
            {"inbox": "thirteen-char@example.org"}, "thirteen-char+confirm-TOKEN@example.org", None, id="just"
        ),
        pytest.param(
            {"more": "extensions = false"}, "news@example.org", "confirm TOKEN", id="a mailbox without extensions"
        ),
    ],
)
def test_a_notice_is_confirmed_by_mail(
    tmp_path: Path, settings: dict[str, str], address: str, subject: str | None
) -> None:
    """Any mail to an address that carries the token; else one with the token in its subject (SUB-12)."""
    way = urlsplit(links.ways(KEYS, _served(tmp_path, **settings), READER, REQUEST, NOW).confirm_by_mail)  # type: ignore[arg-type]
    token = KEYS.make(Purpose.CONFIRM, REQUEST, date(2026, 11, 23))
    assert way.scheme == "mailto"
    assert way.path == address.replace("TOKEN", token)
    assert len(way.path.rpartition("@")[0]) <= 64
    assert parse_qs(way.query).get("subject", [None])[0] == (subject and subject.replace("TOKEN", token))


def test_without_pages_a_notice_leads_to_mails(tmp_path: Path) -> None:
    """And there is no front page."""
    ways = links.ways(KEYS, _served(tmp_path, web=False), READER, REQUEST, NOW)
    assert (ways.confirm, ways.one_click, ways.leave_by_mail, ways.home) == ("", "", "", "")
    assert ways.leave.startswith("mailto:news@example.org?subject=unsubscribe%20")
    assert ways.preferences.startswith("mailto:news@example.org?subject=preferences%20")
    assert ways.confirm_by_mail


def test_what_nobody_reads_confirms_nothing(tmp_path: Path) -> None:
    """An answer to a person is no confirmation, and no command is offered beside a page."""
    ways = links.ways(KEYS, _served(tmp_path, kind="none"), READER, REQUEST, NOW)
    assert (ways.confirm_by_mail, ways.help) == ("", "")
    assert links.ways(KEYS, _served(tmp_path, kind="none", web=False), READER, REQUEST, NOW).help


def test_a_stranger_has_nothing_to_leave_or_change(tmp_path: Path) -> None:
    """Only help, and the front page."""
    ways = links.ways(KEYS, _served(tmp_path), None, None, NOW)
    assert (ways.confirm, ways.confirm_by_mail, ways.preferences, ways.leave, ways.one_click) == ("",) * 5
    assert ways.help


def test_an_issue_can_be_read_on_the_web(tmp_path: Path) -> None:
    """By a token that does nothing else, where there are pages."""
    token = links.of_issue(KEYS, _settings(tmp_path, "https://news.example", web=True), ANN, DAY).read
    assert token.startswith("https://news.example/issue/")
    assert KEYS.read(Purpose.READ, token.rpartition("/")[2]) == CLAIM
    assert links.of_issue(KEYS, _settings(tmp_path), ANN, DAY).read == ""


def test_hashes_outlive_the_keys_of_links(opened: Store) -> None:
    """Who was erased stays known when the root of tokens is renewed."""
    before = links.traces(opened).of(Purpose.TRACE)
    links.renew(opened)
    assert links.traces(opened).of(Purpose.TRACE) == before
