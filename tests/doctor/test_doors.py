"""Pages and inbox, as the doctor sees them."""

from dataclasses import replace
from pathlib import Path

import pytest

from digest.config import Settings
from digest.config.settings import ImapSetting, InboxSetting, WebSetting
from digest.doctor import doors
from digest.doctor.finding import Finding, Level
from digest.doctor.keeping import Remembered
from tests.doctor.household import READER, settings
from tests.inbox.test_lmtp import Kept, _listening
from tests.mail_quality import peers


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """A house without doors."""
    return settings(tmp_path, READER)


def _said(findings: list[Finding]) -> str:
    return " ".join(f"{finding.level}: {finding.sentence} {finding.advice}" for finding in findings)


@pytest.mark.parametrize(
    ("base", "level", "words"),
    [
        pytest.param("https://news.example.org", Level.GOOD, "a proxy with TLS", id="pages behind TLS"),
        pytest.param("http://news.example.org", Level.WARNING, "one click", id="pages that anybody can listen to"),
    ],
)
def test_pages(base: str, level: Level, words: str, home: Settings) -> None:
    """Without TLS mail programs have no one click."""
    chosen = replace(home, service=replace(home.service, base_url=base), web=WebSetting(enabled=True))
    (finding,) = doors.pages(chosen)
    assert finding.level is level
    assert words in f"{finding.sentence} {finding.advice}"
    assert list(doors.pages(home)) == []


def test_an_address_of_pages_that_are_off(home: Settings) -> None:
    """It looks as if mail had its one click, and it has none."""
    chosen = replace(home, service=replace(home.service, base_url="https://news.example.org"))
    (finding,) = doors.pages(chosen)
    assert finding.level is Level.WARNING
    assert "no unsubscribing with one click" in finding.sentence
    assert "[web]" in finding.advice


def test_an_inbox_that_a_person_reads(home: Settings) -> None:
    """Nothing is wrong with that."""
    assert _said(list(doors.inbox(home, Remembered(), reach=True))).startswith("good: Mail to")


def test_an_inbox_by_lmtp(home: Settings) -> None:
    """Whether the service listens now; that it does not is no fault, for the mail server tries again."""
    with _listening(Kept()) as port:
        chosen = replace(home, inbox=InboxSetting(kind="lmtp", listen=("127.0.0.1", port)))
        assert "where digest run listens" in _said(list(doors.inbox(chosen, Remembered(), reach=True)))
    assert "does not listen now" in _said(list(doors.inbox(chosen, Remembered(), reach=True)))
    assert "comes by lmtp" in _said(list(doors.inbox(chosen, Remembered(), reach=False)))


def test_a_mailbox_that_cannot_be_reached(home: Settings) -> None:
    """The sentence names the settings to mend."""
    gone = ImapSetting(host="127.0.0.1", port=peers.free_port(), tls="none", username="news", password="x")
    chosen = replace(home, inbox=InboxSetting(kind="imap", imap=gone, authserv_id="mx.example"))
    (finding,) = doors.inbox(chosen, Remembered(), reach=True)
    assert (finding.level, "[inbox.imap]" in finding.advice) == (Level.WRONG, True)


def test_what_waits_for_the_operator(home: Settings) -> None:
    """A login that was refused, and letters that were set aside."""
    chosen = replace(home, inbox=InboxSetting(kind="pipe"))
    said = _said(list(doors.inbox(chosen, Remembered(inbox="mail.example refuses the login", aside=2), reach=False)))
    assert "wrong: The mailbox is not read any more" in said
    assert "warning: 2 letters could not be dealt with. See them with: digest letters" in said
