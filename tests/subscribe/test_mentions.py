"""An address is found in a mail however mail may write it, so that an erasure leaves none (SUB-52)."""

import base64
import quopri
from email.header import Header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.subscribe import mentions

ADDRESS = "ann.lee@reader.example"


def base64ed(octets: bytes) -> bytes:
    """As the body of a mail."""
    return b"Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(octets)


def with_attachment(octets: bytes) -> bytes:
    """A mail that brings a mail that brings this."""
    inner, outer = EmailMessage(), EmailMessage()
    inner.set_content("see there")
    inner.add_attachment(octets, maintype="application", subtype="octet-stream")
    outer.set_content("see here")
    outer.add_attachment(inner.as_bytes(), maintype="application", subtype="octet-stream")
    return outer.as_bytes()


SAID = f"Dear all, write to {ADDRESS.title()} please."
LONG = "Grüße " * 40


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(SAID.encode(), id="as it is"),
        pytest.param(base64ed(SAID.encode()), id="base64"),
        pytest.param(base64ed((LONG + SAID + LONG).encode()), id="base64 of many lines"),
        pytest.param(base64ed(SAID.encode("utf-16")), id="base64 of UTF-16"),
        pytest.param(SAID.encode("utf-16-be"), id="UTF-16"),
        pytest.param(quopri.encodestring((LONG + SAID).encode()), id="quoted-printable, with soft line ends"),
        pytest.param(SAID.replace("@", "=40").encode(), id="the at sign quoted"),
        pytest.param(f"Subject: {Header('Grüße von ' + ADDRESS, 'utf-8').encode()}".encode(), id="a header's word"),
        pytest.param(
            f"Subject: {Header(LONG + ADDRESS, 'utf-8', maxlinelen=60).encode()}".encode(), id="over words of a header"
        ),
        pytest.param(b"<a href=mailto:ann.lee&#64;reader.example>", id="a sign of HTML"),
        pytest.param(b"https://x.example/?to=ann.lee%40reader.example", id="a link"),
        pytest.param(with_attachment(SAID.encode()), id="a mail in a mail"),
        pytest.param(b"\xff\x00broken" + base64.b64encode(b"xx " + ADDRESS.encode())[:-2], id="cut short"),
    ],
)
def test_an_address_is_found(raw: bytes) -> None:
    """In any case and encoding."""
    assert mentions.stands_in(raw, ADDRESS)
    assert not mentions.stands_in(raw, "bob@reader.example")


def test_a_domain_is_found_in_either_spelling() -> None:
    """As it is kept, and as people write it."""
    assert mentions.stands_in("Ann@Bücher.example".encode(), "ann@xn--bcher-kva.example")
    assert mentions.stands_in(b"ann@xn--bcher-kva.example", "ann@xn--bcher-kva.example")
    assert mentions.stands_in("ann@bücher.example".encode(), "ann@bücher.example")


@given(st.binary(max_size=300), st.binary(max_size=300), st.integers(0, 2))
def test_whatever_is_around_it(before: bytes, after: bytes, deep: int) -> None:
    """Base64 up to twice over, among any bytes; and never an error."""
    octets = b"\n" + before + b" " + ADDRESS.encode() + b" " + after
    for _ in range(deep):
        octets = base64.encodebytes(octets)
    assert mentions.stands_in(octets, ADDRESS)
    mentions.stands_in(before + after, ADDRESS)
