"""The log: one line an event, and nobody in it (mail.md SEC-05)."""

import json
import logging
import secrets
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from digest import tokens
from digest.cli import logs

KEYS = tokens.Keys(secrets.token_bytes(32))
READER, DAY = "0123456789abcdef", date(2026, 11, 22)

#: What a feed, a mail server or a reader's mail may try to write into a log.
INJECTED = (
    "a\nlevel=error event=forged",
    "a\r\nlevel=info",
    "a\rover",
    "\x1b[2Jgone",
    "\x1b]0;title\x07",
    "\x9b31m",
    "a\x00b",
    "a\x08\x08b",
    "a\x0bb",
    "a\x0cb",
    "a\x85b",
    "a\u2028b",
    "a\u2029b",
    '" level=error event="forged',
    "\\n",
    "\u202egnirts",
    "\ufeffa",
    "\x7f",
    "a\tb",
    "\ud800",
)


def line(message: str, *arguments: object, as_json: bool = False, **fields: object) -> str:
    record = logging.makeLogRecord({"msg": message, "args": arguments, "levelname": "INFO", "created": 0.0, **fields})
    return logs.Formatter(as_json=as_json).format(record)


def test_an_event_is_one_line_of_words() -> None:
    """Moment, level, event and figures, each under its key."""
    assert line("sent", accepted=5, stopped="no room") == (
        'ts=1970-01-01T00:00:00Z level=info event=sent accepted=5 stopped="no room"'
    )
    told = {"ts": "1970-01-01T00:00:00Z", "level": "info", "event": "sent 5", "accepted": 5}
    assert json.loads(line("sent %d", 5, as_json=True, accepted=5)) == told


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("text", INJECTED)
def test_nobody_writes_lines_of_their_own(text: str, as_json: bool) -> None:
    """Line ends and control characters are written out, and quotes end no value."""
    written = line("feed failed", reason=text, as_json=as_json)
    assert written.isprintable()
    assert len(written.splitlines()) == 1
    if as_json:
        assert json.loads(written)["event"] == "feed failed"
    if not as_json:
        assert written.count('"') <= 4


@given(some.text())
def test_any_text_makes_one_printable_line(text: str) -> None:
    """Whatever is logged."""
    for as_json in (False, True):
        assert line("%s", text, field=text, as_json=as_json).isprintable()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("550 <ann.smith@example.net> unknown", "550 <a…@example.net> unknown", id="in a server's reply"),
        pytest.param("to=ann+news@mx.example.net;", "to=a…@mx.example.net;", id="with an extension"),
        pytest.param("josé@bücher.example", "j…@bücher.example", id="in another script"),
        pytest.param("ann@[192.0.2.1] refused", "a…@[192.0.2.1] refused", id="at an address literal"),
        pytest.param('"ann smith"@example.net', "…@example.net", id="with a quoted name of two words"),
        pytest.param("mailto:ann@example.net?subject=x", "mailto:a…@example.net?subject=x", id="in a link"),
        pytest.param("ann@localhost", "a…@localhost", id="at a host without a dot"),
    ],
)
def test_addresses_are_masked(text: str, left: str) -> None:
    """One letter and the domain are left, by which an operator finds it and nobody else does."""
    assert logs.masked(text) == left


@pytest.mark.parametrize("purpose", list(tokens.Purpose))
def test_tokens_are_not_logged(purpose: tokens.Purpose) -> None:
    """Not one of any purpose, whole or in a link or an address."""
    token, extension = KEYS.make(purpose, READER, DAY), KEYS.make_extension(READER, DAY)
    for text in (token, f"more 3 {token}", f"https://digest.example/{token}/x", f"https://digest.example/?t={token}"):
        assert token not in logs.masked(text)
    for text in (extension, f"news+{extension}", f"<news+{extension}@digest.example>"):
        assert extension not in logs.masked(text)


def test_the_colours_of_a_server_s_words_are_left_out() -> None:
    """uvicorn sends its message along once more, for terminals (color_message); the line has it once, and plain."""
    written = line("Started server process [%d]", 7, color_message="Started server process [\x1b[36m%d\x1b[0m]")
    assert written.endswith('level=info event="Started server process [7]"')


def test_words_of_a_sentence_stay() -> None:
    """Long words, file names and addresses of feeds can be read."""
    for text in (
        "https://a-very-long-host-name.example/feeds/2026/11/a-rather-long-name-of-a-feed.xml",
        "/var/lib/digest/data/digest.sqlite3 cannot be written",
        "Donaudampfschifffahrtsgesellschaft",
    ):
        assert logs.masked(text) == text


@pytest.fixture
def _logging() -> Iterator[None]:
    """The logging of the test run, put back."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = before, level


@pytest.mark.usefixtures("_logging")
def test_what_fails_unforeseen_is_one_line_too(capfd: pytest.CaptureFixture[str]) -> None:
    """A traceback is a field, masked like everything."""
    logs.begin(as_json=True)
    fault = ValueError("ann@example.net\n")
    logging.getLogger("digest").error("a tick failed", exc_info=fault)
    (written,) = capfd.readouterr().err.splitlines()
    told = json.loads(written)
    assert (told["event"], "ValueError: a…@example.net" in told["trace"]) == ("a tick failed", True)
