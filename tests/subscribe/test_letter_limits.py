"""A mail over a limit is refused with a sentence, and no bytes make reading fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ParseError
from digest.subscribe import letters, limits
from tests.subscribe.writing import HEAD, mail


def nested(depth: int) -> bytes:
    """A mail with so many multiparts in each other."""
    opened = (f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n' for level in range(depth))
    return "".join(opened).encode() + b"\nhelp\n"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        pytest.param(HEAD + b"\n" + b"x" * limits.MAX_OCTETS, "octets", id="too big"),
        pytest.param(b"X: y\n" * (limits.MAX_HEADERS + 1) + b"\nx", "headers", id="too many headers"),
        pytest.param(b"X: " + b"y" * (limits.MAX_HEADER + 1) + b"\n\nx", "header of", id="too long a header"),
        pytest.param(b"X: y\n" + b" y\n" * limits.MAX_HEADER + b"\nx", "header of", id="too long a header, folded"),
        pytest.param(b"X" * (limits.MAX_HEADER + 1) + b": y\n\nx", "header of", id="too long a header's name"),
        pytest.param(nested(limits.MAX_DEPTH + 1), "deep", id="too deep"),
        pytest.param(nested(limits.MAX_PARTS + 1), "parts", id="far too deep"),
        pytest.param(
            b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * limits.MAX_PARTS,
            "parts",
            id="too many parts",
        ),
    ],
)
def test_a_mail_over_a_limit_is_refused_with_a_sentence(raw: bytes, what: str) -> None:
    """Before it costs anything (REC-05)."""
    with pytest.raises(ParseError, match=what) as caught:
        letters.read(raw)
    assert str(caught.value).endswith(".")


def test_a_mail_at_the_limits_is_read() -> None:
    """They are what is still allowed."""
    assert letters.read(b"X: y\n" * limits.MAX_HEADERS + b"\nhelp").lines == ("help",)
    assert letters.read(nested(limits.MAX_DEPTH)).lines == ("help",)
    parts = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nhelp\n" * (limits.MAX_PARTS - 1)
    assert letters.read(parts).lines == ("help",)


def test_what_pythons_parser_cannot_read_is_damaged() -> None:
    """A charset with a NUL in it, by RFC 2231, is a ValueError deep inside."""
    with pytest.raises(ParseError, match="damaged"):
        mail(b"help", "Content-Type: text/plain; charset*=a\0b''utf-8")


@given(st.binary())
def test_reading_never_fails_on_any_octets(raw: bytes) -> None:
    """Nothing but ParseError comes (SEC-11)."""
    try:
        letter = letters.read(raw)
    except ParseError:
        return
    assert all(line.strip() for line in letter.lines)
    assert "\n" not in letter.subject


PIECES = st.sampled_from(
    [
        *(
            b"Content-Type: ",
            b"text/plain",
            b"text/html",
            b"multipart/mixed; ",
            b"message/rfc822",
            b"boundary=b",
            b"--b",
        ),
        *(
            b"\n",
            b"\n\n",
            b"\r\n",
            b"\r",
            b"; charset=",
            b"; charset*0*=x''%80",
            b"utf-8",
            b"\x80",
            b'"',
            b"=?utf-8?q?",
        ),
        *(b"?=", b"Content-Transfer-Encoding: ", b"base64", b"x-uuencode", b"quoted-printable", b"begin 644 x", b"=3D"),
        *(b"From: ", b"<a@b.example>", b"Subject: ", b"References: ", b"> ", b"wrote:", b"-- ", b"<div>", b"</", b"\0"),
        *(b"multipart/digest; ", b"message/delivery-status", b"format=flowed", b" ", b":", b"From ", b"text", b"/"),
    ]
)


@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_reading_never_fails_on_pieces_of_mails(raw: bytes) -> None:
    """Put together as no program would."""
    test_reading_never_fails_on_any_octets.hypothesis.inner_test(raw)  # type: ignore[attr-defined]
