"""SpamAssassin and rspamd give every sample issue 0.0 points at most, signed or not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from digest.render import dkim
from tests.mail_quality import filters, issue, samples
from tests.render import newsroom

pytestmark = pytest.mark.filters
NAMES = sorted(samples.issues())
_DOMAIN = "digest.example"
_NOW = datetime.now(UTC).replace(microsecond=0)
#: A point for an odd number of web links in both parts together: every second mail has one.
_ODD = "URI_COUNT_ODD"


@cache
def signer() -> dkim.Signer:
    """A key made for this run."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    return dkim.load(pem, domain=_DOMAIN, selector="s1")


@pytest.fixture(scope="session")
def spamassassin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[filters.SpamAssassin]:
    """One daemon for all tests."""
    with filters.spamassassin(tmp_path_factory.mktemp("spamd")) as daemon:
        yield daemon


@pytest.fixture(scope="session")
def rspamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[filters.Rspamd]:
    """One daemon for all tests: its first start takes half a minute.  The sender's domain has all its records."""
    records = {
        _DOMAIN: filters.SPF,
        f"_dmarc.{_DOMAIN}": filters.DMARC,
        f"s1._domainkey.{_DOMAIN}": signer().record(),
    }
    with filters.rspamd(tmp_path_factory.mktemp("rspamd"), _DOMAIN, records) as daemon:
        yield daemon


@cache
def mail(name: str) -> bytes:
    """The issue as sent today: filters go by the real clock, and hold an old Date against a mail."""
    return issue.build(samples.issues()[name], sent_at=_NOW).mime


def signed(name: str) -> bytes:
    """The issue with our DKIM signature."""
    return dkim.sign(mail(name), [signer()], at=_NOW)


@pytest.mark.parametrize("name", NAMES)
def test_spamassassin_has_nothing_against_it(name: str, spamassassin: filters.SpamAssassin) -> None:
    """0.0 points at most, without any network."""
    for mime in (mail(name), signed(name)):
        verdict = spamassassin.judge(mime)
        assert verdict.score <= 0.0, str(verdict)


@pytest.mark.parametrize("name", NAMES)
def test_rspamd_has_nothing_against_it(name: str, rspamd: filters.Rspamd) -> None:
    """0.0 points at most, from an address that the domain allows; see docs/mail-quality.md for the odd count."""
    sample = samples.issues()[name]
    verdict = rspamd.judge(signed(name), sender=sample.sender.address, to=sample.edition.address)
    assert verdict.score <= 0.0, str(verdict)
    verdict = rspamd.judge(mail(name), sender=sample.sender.address, to=sample.edition.address)
    assert verdict.score - verdict.rules.get(_ODD, 0.0) <= 0.0, str(verdict)


def test_rspamd_verifies_our_signature(rspamd: filters.Rspamd) -> None:
    """DKIM, SPF and DMARC pass: the mail was really judged with its records."""
    verdict = rspamd.judge(signed("ada"), sender=newsroom.SENDER.address, to="ada@reader.example")
    assert {"R_DKIM_ALLOW", "R_SPF_ALLOW", "DMARC_POLICY_ALLOW"} <= verdict.rules.keys()


def test_filters_do_see_spam(spamassassin: filters.SpamAssassin, rspamd: filters.Rspamd) -> None:
    """GTUBE, which every filter takes for spam, is taken for spam: the daemons have their rules."""
    gtube = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
    mime = b"From: <a@digest.example>\r\nTo: <b@reader.example>\r\nSubject: x\r\n\r\n%b\r\n" % gtube
    assert spamassassin.judge(mime).score > 5
    # rspamd rejects it at once, with no other rule.
    assert "GTUBE" in rspamd.judge(mime, sender="a@digest.example", to="b@reader.example").rules
