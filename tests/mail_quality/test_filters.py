"""SpamAssassin and rspamd give every sample mail 0.0 points at most, signed or not."""

from collections.abc import Iterator

import pytest

from tests.mail_quality import filters, letters, samples
from tests.render import newsroom

pytestmark = pytest.mark.filters
NAMES = samples.names()


@pytest.fixture(scope="session")
def spamassassin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[filters.SpamAssassin]:
    """One daemon for all tests."""
    with filters.spamassassin(tmp_path_factory.mktemp("spamd")) as daemon:
        yield daemon


@pytest.fixture(scope="session")
def rspamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[filters.Rspamd]:
    """One daemon for all tests: its first start takes half a minute."""
    with letters.rspamd(tmp_path_factory.mktemp("rspamd")) as daemon:
        yield daemon


@pytest.mark.parametrize("name", NAMES)
def test_spamassassin_has_nothing_against_it(name: str, spamassassin: filters.SpamAssassin) -> None:
    """0.0 points at most, without any network."""
    for mime in (letters.mail(name), letters.signed(name)):
        verdict = spamassassin.judge(mime)
        assert verdict.score <= 0.0, str(verdict)


@pytest.mark.parametrize("name", NAMES)
def test_rspamd_has_nothing_against_it(name: str, rspamd: filters.Rspamd) -> None:
    """0.0 points at most, from an address that the domain allows."""
    for mime in (letters.mail(name), letters.signed(name)):
        verdict = rspamd.judge(mime, **samples.people(name))
        assert verdict.score <= 0.0, str(verdict)


def test_rspamd_verifies_our_signature(rspamd: filters.Rspamd) -> None:
    """DKIM, SPF and DMARC pass: the mail was really judged with its records."""
    verdict = rspamd.judge(letters.signed("ada"), sender=newsroom.SENDER.address, to="ada@reader.example")
    assert {"R_DKIM_ALLOW", "R_SPF_ALLOW", "DMARC_POLICY_ALLOW"} <= verdict.rules.keys()


def test_filters_do_see_spam(spamassassin: filters.SpamAssassin, rspamd: filters.Rspamd) -> None:
    """GTUBE, which every filter takes for spam, is taken for spam: the daemons have their rules."""
    gtube = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
    mime = b"From: <a@digest.example>\r\nTo: <b@reader.example>\r\nSubject: x\r\n\r\n%b\r\n" % gtube
    assert spamassassin.judge(mime).score > 5
    # rspamd rejects it at once, with no other rule.
    assert "GTUBE" in rspamd.judge(mime, sender="a@digest.example", to="b@reader.example").rules
