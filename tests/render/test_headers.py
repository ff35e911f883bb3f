"""Header lines that every reader decodes to the words we meant, and nobody can break out of."""

import email
import email.header
import email.policy
import email.utils
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.render import headers

#: Letters of many scripts, joined emoji, and the signs that header syntax lives on.
_SIGNS = st.sampled_from(
    "abc XYZ  0189=?_.,:;@<>()\"\\'éßøłΩяжשלוםمرحباनमस्ते漢字かな한글👩\u200d👧🇪🇸e\u0301\u00a0\u2009…·"
)
_TEXTS = st.text(alphabet=st.one_of(_SIGNS, st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"))), max_size=120)


def decoded(line: bytes) -> tuple[str, str]:
    """The value of one header, as the old and the new parser of the standard library read it."""
    old = email.message_from_bytes(line + b"\r\n")
    name, value = old.items()[0]
    plain = str(email.header.make_header(email.header.decode_header(re.sub(r"\r?\n(?=[ \t])", "", value))))
    new = email.message_from_bytes(line + b"\r\n", policy=email.policy.default)
    return plain, str(new[name])


@settings(max_examples=3000, deadline=None)
@given(subject=_TEXTS)
@example("=?utf-8?q?a=0D=0ABcc:_e@evil.example?=")
@example(" leading and trailing ")
@example("two  spaces")
@example("x" * 200)
@example("")
def test_a_subject_survives_every_reader(subject: str) -> None:
    """What goes in comes out of two decoders, in words and lines no longer than RFC 2047 allows."""
    line = headers.text("Subject", subject)
    assert decoded(line) == (subject, subject)
    assert all(len(part) <= 76 for part in line.split(b"\r\n"))
    assert all(len(word) <= 75 for word in re.findall(rb"=\?utf-8\?\S*", line))
    for word in re.findall(rb"=\?utf-8\?[qb]\?[^?]*\?=", line):
        email.header.decode_header(word.decode())[0][0].decode()


def test_plain_words_stay_readable() -> None:
    """A subject in plain ASCII stands as it is, folded at spaces."""
    assert headers.text("Subject", "Ferries return") == b"Subject: Ferries return\r\n"
    folded = headers.text("Subject", "word " * 20 + "end")
    assert folded.count(b"\r\n ") == 1
    assert b"=?" not in folded


@pytest.mark.parametrize("sign", ["\r", "\n", "\r\nBcc: e@evil.example", "\0", "\x7f", "\x85", "\x1b"])
def test_nothing_that_could_begin_a_header_is_taken(sign: str) -> None:
    """Line breaks and controls are refused in every kind of header, with its name."""
    with pytest.raises(ValueError, match="Subject"):
        headers.text("Subject", f"a{sign}b")
    with pytest.raises(ValueError, match="From"):
        headers.mailbox("From", f"a{sign}b", "a@b.example")
    with pytest.raises(ValueError, match="To"):
        headers.mailbox("To", "", f"a{sign}@b.example")
    with pytest.raises(ValueError, match="List-Id"):
        headers.verbatim("List-Id", f"a{sign}b")


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        pytest.param("", b"From: <a@b.example>\r\n", id="no name"),
        pytest.param("Morning Digest", b"From: Morning Digest <a@b.example>\r\n", id="plain words"),
        pytest.param("Digest, Inc.", b'From: "Digest, Inc." <a@b.example>\r\n', id="signs are quoted"),
        pytest.param('The "Post" \\', b'From: "The \\"Post\\" \\\\" <a@b.example>\r\n', id="quotes are escaped"),
        pytest.param("Öl", b"From: =?utf-8?b?w5Zs?= <a@b.example>\r\n", id="other letters are encoded"),
        pytest.param("=?utf-8?q?x?=", b"From: =?utf-8?b?PT91dGYtOD9xP3g/PQ==?= <a@b.example>\r\n", id="no decoys"),
    ],
)
def test_mailbox(display: str, expected: bytes) -> None:
    """A display name is written in the plainest way that is safe."""
    assert headers.mailbox("From", display, "a@b.example") == expected


@settings(deadline=None)
@given(display=_TEXTS)
def test_a_display_name_survives_the_reader(display: str) -> None:
    """The reader finds our name and our address, whatever signs the name has."""
    line = headers.mailbox("From", display, "a@b.example").decode().replace("\r\n", "")
    phrase, address = email.utils.parseaddr(line.removeprefix("From: "))
    assert (str(email.header.make_header(email.header.decode_header(phrase))), address) == (display, "a@b.example")


@pytest.mark.parametrize(
    "address",
    ["", "a", "@b.example", "a@", "a b@c.example", "a@b.example, c@d.example", "<a@b.example>", "ö@b.example"],
)
def test_mailbox_takes_one_ascii_address(address: str) -> None:
    """What is not one plain address never reaches a header."""
    with pytest.raises(ValueError, match="To cannot hold"):
        headers.mailbox("To", "", address)


def test_verbatim_is_never_touched() -> None:
    """A long address stays whole on its line (mail.md F6)."""
    value = "<mailto:" + "x" * 300 + "@b.example?subject=unsubscribe>"
    assert headers.verbatim("List-Unsubscribe", value) == f"List-Unsubscribe: {value}\r\n".encode()


@pytest.mark.parametrize("value", ["ö", "x" * 990])
def test_verbatim_refuses_what_it_would_have_to_change(value: str) -> None:
    """Other letters, and lines RFC 5322 does not allow, are refused."""
    with pytest.raises(ValueError, match="List-Unsubscribe"):
        headers.verbatim("List-Unsubscribe", value)
