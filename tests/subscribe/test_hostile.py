"""Mails made to be slow, and strings made to break things, cost little and break nothing (REC-05, SEC-11)."""

import gzip
import json
import time
from pathlib import Path

import pytest

from digest.errors import ParseError
from digest.subscribe import letters, manners
from tests.subscribe.reading import understood

HEAD = b"From: ada@example.org\nSubject: x\n"
HTML = HEAD + b"Content-Type: text/html\n\n"
SIZE = 990_000
#: Of CPU time, for one mail (REC-05).
SECONDS = 2.0


def filled(head: bytes, piece: bytes, room: int = SIZE) -> bytes:
    """A mail of one piece over and over."""
    return head + piece * (room // len(piece))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(filled(HEAD + b"\n", b"\n"), id="a million line breaks"),
        pytest.param(filled(HEAD + b"\n", b">\n"), id="a million quotes"),
        pytest.param(filled(HEAD + b"\n", b"a"), id="a line without end"),
        pytest.param(filled(HEAD + b"\n", b"On a:\n"), id="what may be an attribution, always"),
        pytest.param(filled(HEAD + b"\n", b"From: a\n"), id="what may be a block of headers, always"),
        pytest.param(filled(HEAD, b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"), id="parts in parts in parts"),
        pytest.param(filled(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n", b"--bx\n"), id="near boundaries"),
        pytest.param(filled(HEAD, b"X: y\n"), id="headers and nothing else"),
        pytest.param(filled(b"Subject: ", b"=?a?q?", 60_000) + b"\n\n", id="encoded words that never end"),
        pytest.param(filled(b"Content-Type: text/plain", b"; a=b", 60_000) + b"\n\nx", id="parameters without end"),
        pytest.param(filled(b"Content-Type: text/plain; charset=", b'"', 60_000) + b"\n\nx", id="quotes without end"),
        pytest.param(filled(b"From: ", b'("\\', 60_000) + b"\n\nx", id="a sender of comments and quotes"),
        pytest.param(filled(b"From: ", b"<", 1_900) + b"\n\nx", id="a sender of brackets"),
        pytest.param(filled(b"References: ", b"<", 60_000) + b"\n\nx", id="references of brackets"),
        pytest.param(filled(HEAD + b"X-Loop: ", b"a@", 60_000) + b"\n\nx", id="a loop of halves of addresses"),
        pytest.param(
            filled(HEAD + b"Authentication-Results: mx; ", b"(", 60_000) + b"\n\nx", id="comments in comments"
        ),
        pytest.param(filled(HEAD + b"Content-Type: text/plain; charset=punycode\n\n", b"a\xe9-"), id="punycode"),
        pytest.param(filled(HEAD + b"Content-Type: text/plain; charset=idna\n\n", b"xn--\xe9."), id="idna"),
        pytest.param(filled(HEAD + b"Content-Type: text/plain; charset=utf-7\n\n", b"+AAA-"), id="utf-7"),
        pytest.param(filled(HEAD + b"Content-Transfer-Encoding: base64\n\n", b"A=A!"), id="broken base64"),
        pytest.param(filled(HEAD + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n", b"M!\n"), id="uuencode"),
        pytest.param(filled(HEAD + b"Content-Type: text/plain; format=flowed\n\n", b"a \n"), id="one flowed paragraph"),
        pytest.param(filled(HTML, b"<div>"), id="a tower of blocks"),
        pytest.param(filled(HTML, b"<p><b><i>"), id="a tower of unclosed tags"),
        pytest.param(filled(HTML, b"<table><tr><td>"), id="a tower of tables"),
        pytest.param(filled(HTML + b"<a", b" a=1"), id="attributes without end"),
        pytest.param(filled(HTML, b"<"), id="brackets"),
        pytest.param(filled(HTML, b"<!--"), id="comments without end"),
        pytest.param(filled(HTML, b"&amp;"), id="references"),
        *(
            pytest.param(HEAD + b"\n" + (piece * (990 // len(piece)) + "\n").encode() * 50, id=f"lines of {piece!r}")
            for piece in (
                *(
                    'follow "',
                    "topics 0,",
                    "time 1 ",
                    "pause until ",
                    "more 3,",
                    "more like ",
                    "every ",
                    "at ",
                    "a las ",
                ),
                *(
                    "please ",
                    "x:",
                    "stories to ",
                    "in ",
                    "no ",
                    "mon-",
                    "monday ",
                    "zone a/",
                    "confirm =",
                    "- ",
                    "\xad",
                ),
                *("subscribe on ", "language a ", "unsubscribe a@", "subscribe new york ", "24 ", "\ufdfa", "a2b3c4 "),
            )
        ),
    ],
)
def test_no_mail_takes_long(raw: bytes) -> None:
    """Two seconds of CPU, with all that is done to it; most take a tenth of one."""
    begun = time.process_time()
    try:
        letter = letters.read(raw)
        understood(*letter.lines, subject=letter.subject)
        manners.silent_because(letter, envelope_sender="a@example.org", own=(), authserv_id="mx")
    except ParseError:
        pass
    assert time.process_time() - begun < SECONDS


@pytest.mark.shared
@pytest.mark.parametrize("name", ["big-list-of-naughty-strings", "owasp-xss-filter-evasion", "dompurify-expect"])
def test_hostile_strings_break_nothing(shared_data: Path, name: str) -> None:
    """As subject, as line, as HTML and as words to follow."""
    with gzip.open(shared_data / "hostile" / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        strings = [text for text in json.load(file) if isinstance(text, str)]
    assert strings
    for text in strings:
        octets = text.encode("utf-8", "replace")
        letter = letters.read(HTML + octets)
        plain = letters.read(b"From: ada@example.org\n\n" + octets)
        found = understood(*letter.lines, *plain.lines, subject=text)
        assert all(line.isprintable() for line in (*letter.lines, *plain.lines))
        for command in (*found.commands, *understood(f"follow {text}").commands):
            assert all(word.isprintable() for word in (*command.change.follow.add, command.subject))
