"""Our signatures, judged by four verifiers of others: good as sent, bad with any header added (mail.md OUT-40)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.render import dkim
from tests.mail_quality import filters
from tests.peers import verifiers
from tests.render import mails, readers

pytestmark = pytest.mark.filters

DOMAIN = "digest.example"
AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
RSA = dkim.load(dkim.generate(), domain=DOMAIN, selector="r1")
ED25519 = dkim.load(dkim.generate(newer=True), domain=DOMAIN, selector="e1")
SIGNERS = {"RSA": [RSA], "RSA and Ed25519": [RSA, ED25519]}
DNS = verifiers.Dns(
    domain=DOMAIN,
    records={f"{one.selector}._domainkey.{DOMAIN}": one.record() for one in (RSA, ED25519)}
    | {DOMAIN: filters.SPF, f"_dmarc.{DOMAIN}": filters.DMARC},
)
OVERSIGNED = (
    "From", "To", "Cc", "Sender", "Subject", "Date", "Message-ID", "Reply-To", "MIME-Version", "Content-Type",
    "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Help", "List-Post", "List-Owner", "List-Archive",
    "Feedback-ID", "Auto-Submitted", "In-Reply-To", "References", "CFBL-Address", "CFBL-Feedback-ID", "Form-Sub",
    "Content-Transfer-Encoding",
)  # fmt: skip
MAILS = {
    "a plain headline": mails.build(mails.titled("A"), links=mails.LINKS).mime,
    "an encoded and folded subject": mails.build(mails.titled("Grüße aus Łódź, 世界 " * 6), links=mails.LINKS).mime,
    "no pages": mails.build(mails.titled("A")).mime,
    "a whole issue": mails.build(readers.edition_of(readers.READERS[0]), pictures=readers.JPEGS).mime,
}


@pytest.fixture(scope="session", params=list(verifiers.ALL))
def verify(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[verifiers.Verify]:
    """One verifier after another, each started once."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    with verifiers.ALL[request.param](folder, DNS) as started:
        yield started


@pytest.mark.parametrize("signers", SIGNERS.values(), ids=SIGNERS)
@pytest.mark.parametrize("mime", MAILS.values(), ids=MAILS)
def test_every_verifier_finds_the_mail_as_we_sent_it(
    mime: bytes, signers: list[dkim.Signer], verify: verifiers.Verify
) -> None:
    """With one signature or with two."""
    assert verify(dkim.sign(mime, signers, at=AT))


@pytest.mark.parametrize("name", OVERSIGNED)
def test_every_verifier_sees_a_header_that_was_added(name: str, verify: verifiers.Verify) -> None:
    """In front, where mail programs would read it first (RFC 8058 section 4, RFC 6376 section 8.15; OUT-41)."""
    signed = dkim.sign(MAILS["a plain headline"], [RSA], at=AT)
    assert verify(signed)
    assert not verify(f"{name}: <https://evil.example/>\r\n".encode() + signed)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"Precedence", b"Feedback-ID: a:b:c:evil\r\nPrecedence", id="a second Feedback-ID"),
        pytest.param(b"T0ken-click", b"T0ken-clack", id="the link that leaves"),
        pytest.param(b"List-Post: NO", b"List-Post: YES", id="a header of the list"),
        pytest.param(b"</html>", b"<p>x</p></html>", id="the page"),
    ],
)
def test_every_verifier_sees_a_change(before: bytes, after: bytes, verify: verifiers.Verify) -> None:
    """In what readers, or their programs, go by."""
    signed = dkim.sign(MAILS["a plain headline"], [RSA], at=AT)
    assert before in signed
    assert not verify(signed.replace(before, after))
