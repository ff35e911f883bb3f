"""Machines are not answered, forged senders neither; people are (SUB-30, SUB-34)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.subscribe import letters, manners, verdicts

OWN = ("inbox@news.example", "daily@news.example")
US = "mx.news.example"


def letter(*headers: str, sender: str = "Ada <ada@example.org>") -> letters.Letter:
    """A letter with these headers."""
    return letters.read("".join(f"{header}\r\n" for header in (f"From: {sender}", *headers, "", "help")).encode())


def silence(*headers: str, sender: str = "Ada <ada@example.org>", envelope: str = "ada@example.org") -> str:
    """Why a letter with these headers is not answered."""
    return manners.silent_because(letter(*headers, sender=sender), envelope_sender=envelope, own=OWN, authserv_id=US)


SILENT = [
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated",
    "Auto-Submitted: auto-notified; owner-email=x@example.org",
    "Auto-Submitted: Auto-Replied (vacation)",
    "Auto-Submitted: (comment) auto-replied",
    "List-Id: <users.example.org>",
    "List-Unsubscribe: <mailto:x@example.org>",
    "List-Post: NO",
    "List-Help: <mailto:x@example.org>",
    "List-Anything: x",
    "Precedence: bulk",
    "Precedence: list",
    "Precedence: junk",
    "Precedence: auto_reply",
    "Precedence: Bulk (sent by x)",
    "X-Auto-Response-Suppress: All",
    "X-Auto-Response-Suppress: AutoReply",
    "X-Auto-Response-Suppress: DR, RN, OOF, AutoReply",
    "X-Autoreply: yes",
    "X-Autoreply: true",
    "X-Autorespond: Out of office",
    "X-Autoresponder: x",
    "X-Auto-Reply: x",
    "X-Mail-Autoreply: x",
    "X-Autoreply-From: ada@example.org",
    "X-Loop: inbox@news.example",
    "X-Loop: <Daily+more@NEWS.example>",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    'Content-Type: Multipart/Report; boundary="b"',
    f"Authentication-Results: {US}; dmarc=fail header.from=example.org",
    f"Authentication-Results: {US}; spf=fail smtp.mailfrom=example.org",
]


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title, str.swapcase, str])
@pytest.mark.parametrize("header", SILENT)
def test_automatic_mail_is_not_answered(header: str, case: type[str]) -> None:
    """However the header's name is written (Mailman misses "Precedence" for its case)."""
    name, _, value = header.partition(":")
    assert silence(f"{case(name)}:{value}")


@pytest.mark.parametrize(
    ("sender", "envelope"),
    [
        pytest.param("ada@example.org", "", id="no envelope sender"),
        pytest.param("ada@example.org", "<>", id="the null sender"),
        pytest.param("ada@example.org", "MAILER-DAEMON@example.org", id="a daemon on the envelope"),
        pytest.param("ada@example.org", "users-bounces@example.org", id="a list on the envelope"),
        pytest.param("ada@example.org", "owner-users@example.org", id="an old list on the envelope"),
        pytest.param("MAILER-DAEMON@example.org", "ada@example.org", id="a daemon"),
        pytest.param("postmaster@example.org", "ada@example.org", id="a postmaster"),
        pytest.param("No-Reply@example.org", "ada@example.org", id="nobody reads it"),
        pytest.param("Inbox@News.example", "ada@example.org", id="ourselves"),
        pytest.param("inbox+help@news.example", "ada@example.org", id="an extension of ours"),
        pytest.param("nobody at all", "ada@example.org", id="no address"),
        pytest.param("ada@example.org, eve@example.org", "ada@example.org", id="two addresses"),
    ],
)
def test_senders_that_are_no_person_are_not_answered(sender: str, envelope: str) -> None:
    """On the envelope or in From (RFC 3834 section 2)."""
    assert silence(sender=sender, envelope=envelope)


@pytest.mark.parametrize(
    "address",
    [
        "news@example.org",
        "webmaster@example.org",
        "root@example.org",
        "security@example.org",
        "www@example.org",
        "jane-admin@example.org",
        "self-help@example.org",
        "info@example.org",
        "bouncer@example.org",
        "replyno@example.org",
    ],
)
def test_a_role_may_be_a_person(address: str) -> None:
    """Whoever writes from such an address, or has it on the envelope, is answered like anybody."""
    assert silence(sender=address, envelope=address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "mailer-daemon@example.org",
        "postmaster@example.org",
        "noreply@example.org",
        "news-noreply@example.org",
        "no_reply.shop@example.org",
        "do-not-reply@example.org",
        "users-request@example.org",
        "users-bounces+ada=example.org@example.org",
        "owner-users@example.org",
        "users-confirm+abc@example.org",
        "majordomo@example.org",
        "bounce-123@example.org",
    ],
)
def test_a_machine_by_its_name_is_not_answered(address: str) -> None:
    """On the envelope or in From."""
    assert silence(envelope=address)
    assert silence(sender=address)


@pytest.mark.parametrize(
    "header",
    [
        "Subject: help",
        "Auto-Submitted: no",
        "Auto-Submitted: No (really)",
        "Auto-Submitted:",
        "Precedence: first-class",
        "Precedence: normal",
        "X-Auto-Response-Suppress: None",
        "X-Auto-Response-Suppress: OOF",
        "X-Autoreply: no",
        "X-Loop: users@example.org",
        "X-Loop: 1",
        "Listen-To: music",
        "Content-Type: text/plain; name=multipart/report",
        "Content-Type: multipart/mixed; boundary=b",
        f"Authentication-Results: {US}; dmarc=pass header.from=example.org; spf=fail smtp.mailfrom=list.example",
        f"Authentication-Results: {US}; spf=fail smtp.mailfrom=list.example; dkim=pass header.d=example.org",
        f"Authentication-Results: {US}; spf=softfail smtp.mailfrom=example.org; dmarc=none",
        f"Authentication-Results: {US}; none",
        "Authentication-Results: mx.evil.example; dmarc=fail header.from=example.org",
        "Authentication-Results:",
    ],
)
def test_people_are_answered(header: str) -> None:
    """What looks a little like a machine's mail is none."""
    assert silence(header) == ""


def test_a_server_without_a_name_checks_nothing() -> None:
    """Then a header is anybody's."""
    asked = letter("Authentication-Results: ; dmarc=fail")
    assert manners.silent_because(asked, envelope_sender="ada@example.org", own=OWN, authserv_id="") == ""
    assert not manners.is_proven(letter("Authentication-Results: ; dmarc=pass"), authserv_id="")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(f"{US}; dmarc=pass (p=none) header.from=example.org", id="DMARC"),
        pytest.param(f"{US}; dmarc=pass", id="DMARC, without saying of what"),
        pytest.param(f"{US} 1; dmarc/1 = pass header.from = example.org", id="with versions and spaces"),
        pytest.param(f"{US.upper()}; DMARC=Pass header.from=EXAMPLE.org", id="in capitals"),
        pytest.param(
            f"{US};\r\n\tspf=fail smtp.mailfrom=x.example;\r\n\tdmarc=pass header.from=example.org", id="folded"
        ),
        pytest.param(f"{US}; spf=pass smtp.mailfrom=ada@example.org", id="SPF of the same domain"),
        pytest.param(f"{US}; spf=pass smtp.mailfrom=example.org", id="SPF, only the domain"),
        pytest.param(
            f"{US}; dkim=fail header.d=example.org; dkim=pass header.d=example.org", id="one of two signatures"
        ),
        pytest.param(f"{US}; dkim=pass header.i=@example.org header.b=abc", id="DKIM by its identity"),
    ],
)
def test_a_sender_is_proven_by_our_own_server(value: str) -> None:
    """DMARC, or SPF or DKIM of the From domain (RFC 8601)."""
    assert manners.is_proven(letter(f"Authentication-Results: {value}"), authserv_id=US)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("mx.evil.example; dmarc=pass header.from=example.org", id="another server's word"),
        pytest.param(f"{US}.evil.example; dmarc=pass", id="a name that only begins like ours"),
        pytest.param(f"{US}; dmarc=pass header.from=evil.example", id="DMARC of another domain"),
        pytest.param(f"{US}; dmarc=fail header.from=example.org; dkim=pass header.d=example.org", id="DMARC failed"),
        pytest.param(f"{US}; spf=pass smtp.mailfrom=evil.example", id="SPF of another domain"),
        pytest.param(f"{US}; spf=pass smtp.helo=example.org", id="SPF of a greeting"),
        pytest.param(f"{US}; spf=pass", id="SPF of nothing"),
        pytest.param(f"{US}; dkim=pass header.d=mail.example.org", id="a signature from below"),
        pytest.param(f"{US}; dkim=pass header.d=org", id="a signature of a whole country"),
        pytest.param(f"{US}; dkim=pass header.d=notexample.org", id="a domain that ends alike"),
        pytest.param(f"{US}; dkim=neutral header.d=example.org", id="a signature that is not good"),
        pytest.param(f"{US}; iprev=pass policy.iprev=192.0.2.1", id="a method that proves nothing"),
        pytest.param(f"{US}; (dmarc=pass; dmarc=pass) spf=none", id="in a comment"),
        pytest.param(f"{US}; (a (nested) \\) comment; dmarc=pass", id="in a comment that does not end"),
        pytest.param(f'{US}; spf=pass smtp.mailfrom="x; dmarc=pass"@evil.example', id="in a quoted local part"),
        pytest.param(f'{US}; spf=pass smtp.mailfrom="x\\"; dmarc=pass "@evil.example', id="behind an escaped quote"),
        pytest.param(f"{US}; ; =; dmarc; pass", id="no sentence at all"),
        pytest.param(f"{US}; none", id="nothing was checked"),
        pytest.param("", id="an empty header"),
    ],
)
def test_what_anybody_can_write_proves_nothing(value: str) -> None:
    """Other servers' words, other domains, comments and quoted strings."""
    assert not manners.is_proven(letter(f"Authentication-Results: {value}"), authserv_id=US)


def test_a_header_further_down_came_with_the_mail() -> None:
    """Only the topmost of our name counts; those of others above it do no harm."""
    ours, forged = f"Authentication-Results: {US}; dmarc=fail", f"Authentication-Results: {US}; dmarc=pass"
    other = "Authentication-Results: mx.relay.example; dmarc=pass"
    assert not manners.is_proven(letter(other, ours, forged), authserv_id=US)
    assert manners.is_proven(letter(other, forged, ours), authserv_id=US)
    assert silence(other, ours, forged)


def test_a_signature_from_above_is_good() -> None:
    """A domain may sign for those below it."""
    asked = letter(f"Authentication-Results: {US}; dkim=pass header.d=example.org", sender="ada@news.example.org")
    assert manners.is_proven(asked, authserv_id=US)


def test_nobody_is_proven_without_a_sender() -> None:
    """Two From addresses, and one of them checked, prove nothing."""
    asked = letter(f"Authentication-Results: {US}; dmarc=pass", sender="ada@example.org, eve@evil.example")
    assert not manners.is_proven(asked, authserv_id=US)


@given(st.text())
def test_reading_verdicts_never_fails(value: str) -> None:
    """Whatever stands in the header."""
    found = verdicts.of([f"{US}; {value}"], US)
    assert all(verdict.method and verdict.result for verdict in found)
