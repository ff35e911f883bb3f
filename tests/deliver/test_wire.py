"""Reading replies and writing messages as RFC 5321 has them."""

import re
import socket
import ssl
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver import switchboard, wire
from digest.domain.mail import is_plain

SOON = timedelta(seconds=0.2)


@pytest.mark.parametrize(
    ("lines", "code", "enhanced", "words"),
    [
        pytest.param([b"250 2.1.5 fine"], 250, "2.1.5", "2.1.5 fine", id="one line"),
        pytest.param([b"250"], 250, "", "250", id="a bare code"),
        pytest.param([b"250 "], 250, "", "250", id="a code and a space"),
        pytest.param(
            [b"550-5.1.1 no", b"550 5.1.1 such user"], 550, "5.1.1", "5.1.1 no 5.1.1 such user", id="two lines"
        ),
        pytest.param([b"550 #5.1.10 gone"], 550, "5.1.10", "#5.1.10 gone", id="a number sign, as Cisco writes"),
        pytest.param([b"550 5.1.1: gone"], 550, "5.1.1", "5.1.1: gone", id="a colon after it"),
        pytest.param([b"550 4.2.2 full"], 550, "", "4.2.2 full", id="a class at odds with the code is not believed"),
        pytest.param([b"550 see 5.1.1"], 550, "", "see 5.1.1", id="a number inside the words is none"),
        pytest.param([b"550 5.1.1.9 x"], 550, "", "5.1.1.9 x", id="four numbers are none"),
        pytest.param([b"571 blocked"], 571, "", "blocked", id="an unusual code"),
        pytest.param(
            [b"550 caf\xc3\xa9 \x1b[31m\r\x00red"], 550, "", "café [31m red", id="control characters are taken out"
        ),
        pytest.param([b"250-a", b"550 b"], None, "", "no SMTP reply to MAIL: 250-a 550 b", id="two codes"),
        pytest.param([b"150 wait"], None, "", "no SMTP reply to MAIL: 150 wait", id="a class SMTP has not"),
        pytest.param([b"25"], None, "", "no SMTP reply to MAIL: 25", id="two digits"),
        pytest.param([b"250_ok"], None, "", "no SMTP reply to MAIL: 250_ok", id="no space after the code"),
        pytest.param([b""], None, "", "no SMTP reply to MAIL: ", id="an empty line"),
    ],
)
def test_replies(lines: list[bytes], code: int | None, enhanced: str, words: str) -> None:
    """Code, enhanced code and words are read, or it is said that this is no reply."""
    assert wire.read("MAIL", lines) == wire.Reply(asked="MAIL", code=code, enhanced=enhanced, words=words)


def test_words_have_an_end() -> None:
    """A server that talks without end fills no log."""
    assert len(wire.read("MAIL", [b"550 " + b"x" * 4000]).words) == 500


@pytest.mark.parametrize(
    ("mime", "sent"),
    [
        pytest.param(b"a\r\nb\r\n", b"a\r\nb\r\n.\r\n", id="nothing to do"),
        pytest.param(b"a", b"a\r\n.\r\n", id="a last line without an end"),
        pytest.param(b"", b"\r\n.\r\n", id="nothing at all"),
        pytest.param(b".a\r\n", b"..a\r\n.\r\n", id="a dot at the very start"),
        pytest.param(b"a\r\n.\r\nb\r\n", b"a\r\n..\r\nb\r\n.\r\n", id="a lone dot"),
        pytest.param(b"a\r\n.\r\n.\r\n", b"a\r\n..\r\n..\r\n.\r\n", id="two lone dots"),
        pytest.param(b"a\n.\nb\n", b"a\r\n..\r\nb\r\n.\r\n", id="smuggling with bare LF"),
        pytest.param(b"a\r.\rb\r", b"a\r\n..\r\nb\r\n.\r\n", id="smuggling with bare CR"),
        pytest.param(b"a\r\n.\rb\r\n", b"a\r\n..\r\nb\r\n.\r\n", id="smuggling with CRLF dot CR"),
        pytest.param(b"a\n.\r\nb\r\n", b"a\r\n..\r\nb\r\n.\r\n", id="smuggling with LF dot CRLF"),
        pytest.param(b"a\r\r\n.\r\n", b"a\r\n\r\n..\r\n.\r\n", id="a doubled CR"),
    ],
)
def test_stuffing(mime: bytes, sent: bytes) -> None:
    """Dots are doubled and line ends made whole, so that only our own dot ends the message (OUT-69)."""
    assert wire.stuffed(mime) == sent


@given(st.lists(st.sampled_from([b"\r", b"\n", b".", b"a", b"\r\n", b"\x00"])).map(b"".join))
def test_nothing_inside_ends_the_message(mime: bytes) -> None:
    """Whatever is inside: the only line that is a single dot is the last, no CR or LF stands alone, and taking the
    dots out again gives the message back."""
    sent = wire.stuffed(mime)
    assert sent.count(b"\r\n") == sent.count(b"\r") == sent.count(b"\n")
    lines = sent.split(b"\r\n")
    assert lines.pop() == b""
    assert lines.pop() == b"."
    assert b"." not in lines
    unstuffed = [line[1:] if line.startswith(b".") else line for line in lines]
    assert b"\n".join(unstuffed) == mime.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n")


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, wire.Wire]]:
    """The server's end of a real connection, and ours."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as ours,
        listener.accept()[0] as theirs,
    ):
        yield theirs, wire.Wire(ours)


@pytest.fixture
def tls_ends(ends: tuple[socket.socket, wire.Wire]) -> Iterator[tuple[ssl.SSLSocket, wire.Wire]]:
    """The same, encrypted."""
    authority, theirs = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    ends[1]._sock.setblocking(True)
    with ThreadPoolExecutor(1) as other:
        served = other.submit(theirs.wrap_socket, ends[0], server_side=True)
        with ours.wrap_socket(ends[1]._sock, server_hostname="127.0.0.1") as sock, served.result() as server:
            yield server, wire.Wire(sock)


@pytest.fixture(params=["in clear", "encrypted"])
def any_ends(request: pytest.FixtureRequest) -> tuple[socket.socket, wire.Wire]:
    """Both kinds."""
    found: tuple[socket.socket, wire.Wire] = request.getfixturevalue(
        "tls_ends" if request.param == "encrypted" else "ends"
    )
    return found


#: More than the kernel takes at once.
MUCH = b"0123456789abcdef" * 500_000


def test_more_than_the_kernel_takes(any_ends: tuple[socket.socket, wire.Wire]) -> None:
    """A message is handed over as the server reads it, to the byte, and the answer to it heard."""
    server, ours = any_ends

    def take() -> bytes:
        taken = bytearray()
        while len(taken) < len(MUCH):
            taken += server.recv(100_000)
        server.sendall(b"250-2.0.0 yes\r\n250 2.0.0 all of it\r\n")
        return bytes(taken)

    with ThreadPoolExecutor(1) as other:
        taken = other.submit(take)
        assert switchboard.outcome(ours.say(MUCH, within=timedelta(seconds=30)))
        assert taken.result() == MUCH
    assert switchboard.outcome(ours.reply("dot", within=timedelta(seconds=30))).code == 250


def test_a_server_that_reads_no_more(any_ends: tuple[socket.socket, wire.Wire]) -> None:
    """Whoever waits for room waits no longer than the limit, and knows how much went out."""
    handed = switchboard.outcome(any_ends[1].hand_over(MUCH, within=SOON))
    assert 0 < handed < len(MUCH)


def test_silence_is_no_word(any_ends: tuple[socket.socket, wire.Wire]) -> None:
    """Nobody has spoken, and no answer comes in time."""
    assert not any_ends[1].has_spoken()
    assert switchboard.outcome(any_ends[1].reply("dot", within=SOON)).words == "no answer to dot within 0.2 s"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"250-x\r\n" * 100_000, id="a reply of lines without end"),
        pytest.param(b"250 " + b"x" * 100_000, id="a line without end"),
    ],
)
def test_floods(ends: tuple[socket.socket, wire.Wire], said: bytes) -> None:
    """A server that floods is cut off: no reply, no memory filled."""
    server, ours = ends
    server.setblocking(False)
    server.send(said)
    reply = switchboard.outcome(ours.reply("MAIL", within=SOON))
    assert reply.code is None
    assert "without end" in reply.words


def test_a_trickle_does_not_outlast_the_limit(ends: tuple[socket.socket, wire.Wire]) -> None:
    """The limit counts for the whole reply, not anew for each packet."""
    server, ours = ends
    server.sendall(b"250-a\r\n250-")
    reply = switchboard.outcome(ours.reply("MAIL", within=SOON))
    assert (reply.code, reply.words) == (None, "no answer to MAIL within 0.2 s")


def test_no_time_left(ends: tuple[socket.socket, wire.Wire]) -> None:
    """A reply that is asked for too late is not waited for."""
    assert switchboard.outcome(ends[1].reply("MAIL", within=timedelta(0))).words == "no answer to MAIL within 0 s"


def test_replies_in_one_packet(ends: tuple[socket.socket, wire.Wire]) -> None:
    """Two replies that come together are two replies, with bare LF as well."""
    server, ours = ends
    server.sendall(b"250 one\r\n250-two\n250 three\n")
    assert [
        switchboard.outcome(ours.reply("RSET", within=SOON)).words,
        switchboard.outcome(ours.reply("MAIL", within=SOON)).words,
    ] == ["one", "two three"]


def test_unasked_words_are_noticed_and_kept(ends: tuple[socket.socket, wire.Wire]) -> None:
    """A goodbye said while nobody asked is seen without waiting, and can still be read."""
    server, ours = ends
    assert not ours.has_spoken()
    server.sendall(b"421 4.4.2 idle too long\r\n")
    server.close()
    while not ours.has_spoken():
        pass
    assert ours.has_spoken()
    assert switchboard.outcome(ours.reply("DATA", within=SOON)).code == 421


def test_words_to_nobody(ends: tuple[socket.socket, wire.Wire]) -> None:
    """Saying something to a server that is gone says so; it does not raise."""
    server, ours = ends
    server.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    server.close()
    assert ours.has_spoken()
    assert not all(switchboard.outcome(ours.say(b"x" * 1_000_000, within=SOON)) for _ in range(3))
    assert "the connection broke after MAIL" in switchboard.outcome(ours.reply("MAIL", within=SOON)).words


@given(st.lists(st.sampled_from([b"a", b".", b"\r", b"\n", b"\r\n", b"word", b"\xff"]), max_size=12).map(b"".join))
def test_plain_mail_needs_no_stuffing(mime: bytes) -> None:
    """What is called plain goes out as it is, and only what does is called so: the slow way gives the same bytes."""
    slowly = re.sub(rb"\r\n|\r|\n", b"\r\n", mime)
    slowly += b"" if slowly.endswith(b"\r\n") else b"\r\n"
    slowly = re.sub(rb"(?m)^\.", b"..", slowly)
    assert wire.stuffed(mime) == slowly + b".\r\n"
    assert is_plain(mime) == (mime != b"" and slowly == mime)
