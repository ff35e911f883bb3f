"""Signatures that others verify, and that cover what must not change."""

import base64
import re
from datetime import UTC, datetime

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.render import dkim as ours

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
RSA = ours.Signer(
    domain="digest.example", selector="r1", key=rsa.generate_private_key(public_exponent=65537, key_size=2048)
)
ED = ours.Signer(domain="digest.example", selector="e1", key=ed25519.Ed25519PrivateKey.generate())
HEAD = (
    b"From: Morning Digest <news@digest.example>\r\nTo: ada@reader.example\r\n"
    b"Subject: =?utf-8?q?Sch=C3=B6n?=\r\n =?utf-8?q?_folded?=\r\nDate: Sun, 22 Nov 2026 06:00:00 +0000\r\n"
    b"Message-ID: <a@digest.example>\r\nReply-To: hello@digest.example\r\nList-Id: <digest.digest.example>\r\n"
    b"List-Unsubscribe: <https://digest.example/u/abc>, <mailto:hello@digest.example?subject=unsubscribe>\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nAuto-Submitted: auto-generated\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
)
MAIL = HEAD + b"\r\nGood morning.\r\n\r\n  Two  blanks\tand a tab. \r\n\r\n\r\n"
OVERSIGNED = (
    "From", "To", "Cc", "Sender", "Subject", "Date", "Message-ID", "Reply-To", "MIME-Version", "Content-Type",
    "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Help", "List-Post", "List-Owner", "List-Archive",
    "Feedback-ID", "Auto-Submitted", "In-Reply-To", "References", "CFBL-Address", "CFBL-Feedback-ID", "Form-Sub",
    "Content-Transfer-Encoding",
)  # fmt: skip


def published(name: bytes, timeout: int = 5) -> bytes:
    """The DNS of the tests."""
    signers = {f"{signer.selector}._domainkey.{signer.domain}.": signer for signer in (RSA, ED)}
    return signers[name.decode()].record().encode()


def verified(mime: bytes, *, index: int = 0) -> bool:
    """Whether dkimpy holds the signature at `index` for good."""
    try:
        return bool(dkim.DKIM(mime).verify(idx=index, dnsfunc=published))
    except dkim.ValidationError:  # how dkimpy says that the body was changed
        return False


@pytest.mark.parametrize(
    ("signers", "algorithms"),
    [
        pytest.param([RSA], ["rsa-sha256"], id="RSA alone"),
        pytest.param([RSA, ED], ["rsa-sha256", "ed25519-sha256"], id="RSA and Ed25519"),
    ],
)
def test_sign_makes_signatures_that_dkimpy_verifies(signers: list[ours.Signer], algorithms: list[str]) -> None:
    """One signature for each key, all of them good, the message behind them unchanged."""
    signed = ours.sign(MAIL, signers, at=AT)
    assert signed.endswith(MAIL)
    assert re.findall(rb"a=([a-z0-9-]+);", signed) == [name.encode() for name in algorithms]
    assert all(verified(signed, index=index) for index in range(len(signers)))
    assert max(map(len, signed.split(b"\r\n"))) <= 998
    assert signed == ours.sign(MAIL, signers, at=AT)


@pytest.mark.parametrize("name", OVERSIGNED)
def test_sign_leaves_no_room_for_a_header_added_later(name: str) -> None:
    """A second header of the same name in front breaks the signature (RFC 8058 section 4)."""
    signed = ours.sign(MAIL, [RSA], at=AT)
    assert verified(signed)
    assert not verified(f"{name}: <https://evil.example/>\r\n".encode() + signed)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"Good morning", b"Good evening", id="a word of the body"),
        pytest.param(b"Auto-Submitted: auto-generated", b"Auto-Submitted: no", id="what a program answers by"),
        pytest.param(b"u/abc", b"u/abd", id="a token in the link that leaves"),
    ],
)
def test_sign_covers_what_readers_go_by(before: bytes, after: bytes) -> None:
    """Whatever is changed on the way shows."""
    signed = ours.sign(MAIL, [RSA], at=AT)
    assert not verified(signed.replace(before, after))


def test_sign_sets_no_tag_that_weakens_it() -> None:
    """No l= and no x= (OUT-42)."""
    tags = ours.sign(MAIL, [RSA, ED], at=AT).removesuffix(MAIL)
    assert not re.search(rb"[;\s][lx]=", tags)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["", " ", "\t", "a", "b  c", "d \t", ".", "é"]), max_size=8))
def test_sign_holds_for_any_body(lines: list[str]) -> None:
    """Blanks at ends of lines, runs of them, empty lines at the end, no body at all."""
    body = "\r\n".join(lines).encode()
    assert verified(ours.sign(HEAD + b"\r\n" + body, [RSA], at=AT))


@settings(max_examples=60)
@given(st.lists(st.sampled_from([" ", "\t", "\r\n ", "\r\n\t", "a", "b  c", ":", "\x0b", "\x0c", "d"]), max_size=8))
def test_sign_holds_for_any_header(pieces: list[str]) -> None:
    """Blanks and folds wherever they stand, also beside what only Python takes for white space."""
    field = f"Subject: x{''.join(pieces)}y\r\nSubject: another\r\n".encode()
    assert verified(ours.sign(field + HEAD + b"\r\nGood morning.\r\n", [RSA], at=AT))


def pem(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    """The key as a file holds it."""
    private = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption())


@pytest.mark.parametrize("signer", [pytest.param(RSA, id="RSA"), pytest.param(ED, id="Ed25519")])
def test_load_reads_a_private_key(signer: ours.Signer) -> None:
    """What was written is what signs."""
    read = ours.load(pem(signer.key), domain="digest.example", selector="s")
    assert read.record() == signer.record()
    assert base64.b64decode(read.record().partition("p=")[2])


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        pytest.param(b"no key", "holds no private key in PEM", id="rubbish"),
        pytest.param(pem(ec.generate_private_key(ec.SECP256R1())), "this is neither", id="another kind of key"),
        pytest.param(b"", "holds no private key in PEM", id="an empty file"),
    ],
)
def test_load_says_what_is_wrong_with_a_key(data: bytes, fault: str) -> None:
    """One sentence, fit to follow the name of the file."""
    with pytest.raises(ValueError, match=fault):
        ours.load(data, domain="digest.example", selector="s")
