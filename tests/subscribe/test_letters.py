"""A mail is read for what its writer wrote, whatever program sent it."""

import base64
import quopri
from email.header import Header
from email.message import EmailMessage

import pytest

from digest.subscribe import letters
from tests.subscribe.reading import TOKEN, understood
from tests.subscribe.writing import lines, mail


def test_a_plain_mail_is_read() -> None:
    """All that there is of it."""
    letter = mail(
        b"subscribe tech\r\n\r\n  at 7:00  \r\n",
        "In-Reply-To: <9@news.example>",
        "References: <7@news.example>\r\n\t<8@news.example> <9@news.example>",
        "Content-Language: de-AT, en",
        "X-Odd: one",
        "x-odd: two",
    )
    assert letter == letters.Letter(
        sender="ada@example.org",
        subject="hello",
        lines=("subscribe tech", "at 7:00"),
        message_id="<1@example.org>",
        answers=("<9@news.example>", "<8@news.example>", "<7@news.example>"),
        language="de-AT",
        headers={
            "from": ("Ada <ada@example.org>",),
            "subject": ("hello",),
            "message-id": ("<1@example.org>",),
            "in-reply-to": ("<9@news.example>",),
            "references": ("<7@news.example>\t<8@news.example> <9@news.example>",),
            "content-language": ("de-AT, en",),
            "x-odd": ("one", "two"),
        },
    )


def test_an_empty_mail_is_a_letter_that_says_nothing() -> None:
    """No header is needed to read it."""
    letter = letters.read(b"")
    assert (letter.sender, letter.subject, letter.lines, letter.message_id, letter.answers) == ("", "", (), "", ())
    assert letter.language == ""


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("ada@example.org", "ada@example.org"),
        ("<ada@example.org>", "ada@example.org"),
        ('"Lovelace, Ada (the first) <x@y.example>" <Ada@EXAMPLE.org>', "Ada@example.org"),
        ("ada@example.org (Ada)", "ada@example.org"),
        ("=?utf-8?q?=22Ada=22_=3Ceve=40evil.example=3E?= <ada@example.org>", "ada@example.org"),
        ("ada@example.org <ada@example.org>", "ada@example.org"),
        ("Lovelace, Ada <ada@example.org>", "ada@example.org"),
        ("Ada <ada@bücher.example>", "ada@xn--bcher-kva.example"),
        ("Ada <ada@example.org>, Eve <eve@example.org>", ""),
        ("ada@example.org, Eve <eve@example.org>", ""),
        ("ada@example.org, eve@example.org", ""),
        ("undisclosed:;", ""),
        ("Ada", ""),
        ("ada@", ""),
        ("", ""),
        ("a" * 2001, ""),
    ],
)
def test_the_sender_is_the_one_address_in_from(value: str, sender: str) -> None:
    """Encoded words and quoted names hide no address in it."""
    assert letters.read(f"From: {value}\r\n\r\n".encode()).sender == sender


def test_two_from_headers_are_no_sender() -> None:
    """What was checked may be the one, and what would be answered the other."""
    assert letters.read(b"From: ada@example.org\r\nFrom: eve@example.org\r\n\r\n").sender == ""


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        pytest.param(Header("Größe: 回复", "utf-8").encode(), "Größe: 回复", id="an encoded word"),
        pytest.param("=?iso-8859-1?Q?caf=E9?= =?utf-8?B?w6k=?=", "caféé", id="two of two charsets"),
        pytest.param("caf\u00e9 in UTF-8", "café in UTF-8", id="UTF-8 as it is"),
        pytest.param("Re: =?utf-8?q?=C3=A9?= and 回", "Re: é and 回", id="both at once"),
        pytest.param("=?nonsense?q?=C3=A9?=", "é", id="an unknown charset"),
        pytest.param("=?punycode?q?abc-?=", "abc-", id="a codec that is no charset of mail"),
        pytest.param("=?utf-8?b?a?=", "=?utf-8?b?a?=", id="broken base64"),
        pytest.param("=?utf-8?q?a=0D=0ABcc:_eve=40evil.example?=", "a Bcc: eve@evil.example", id="an injected header"),
        pytest.param(
            f"unsubscribe\r\n {TOKEN[:20]}\r\n\t{TOKEN[20:]}", f"unsubscribe {TOKEN[:20]} {TOKEN[20:]}", id="fold"
        ),
    ],
)
def test_the_subject_is_decoded_on_one_line(value: str, subject: str) -> None:
    """Encoded words in any charset (RFC 2047), folded or not."""
    assert letters.read(f"Subject: {value}\r\n\r\n".encode()).subject == subject


@pytest.mark.parametrize(
    ("charset", "encoded"),
    [
        pytest.param("utf-8", "…_utf8_body: é ü 回".encode(), id="utf-8"),
        pytest.param("iso-8859-1", "…_utf8_body: é ü".replace("…", "").encode("iso-8859-1"), id="latin-1"),
        pytest.param("x-unknown", "é in UTF-8".encode(), id="an unknown charset, UTF-8 in fact"),
        pytest.param("x-unknown", b"caf\xe9", id="an unknown charset, latin in fact"),
        pytest.param("us-ascii", b"caf\xe9", id="a wrong charset"),
        pytest.param("idna", b"caf\xe9", id="a codec that is none"),
        pytest.param("hex", b"caf\xe9", id="a codec for octets"),
        pytest.param("a\0b", b"caf\xe9", id="a charset with a NUL"),
        pytest.param("gb18030", "回复".encode("gb18030"), id="Chinese"),
        pytest.param("utf-16", "help".encode("utf-16"), id="utf-16"),
    ],
)
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable", "X-Nonsense"])
def test_charsets_and_encodings_are_undone(charset: str, encoded: bytes, encoding: str) -> None:
    """Where the charset is a lie, the likeliest is taken (SUB-03)."""
    octets = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(encoded)
    try:
        wanted = encoded.decode(charset if charset not in {"x-unknown", "idna", "hex", "a\0b"} else "utf-8")
    except UnicodeError:
        wanted = encoded.decode("cp1252")
    headers = f'Content-Type: text/plain; charset="{charset}"', f"Content-Transfer-Encoding: {encoding}"
    assert mail(octets, *headers).lines == (wanted,)


def test_broken_base64_is_read_as_it_is() -> None:
    """It says nothing then, and nothing breaks."""
    assert lines("help!", "Content-Transfer-Encoding: base64")


def test_the_first_plain_part_is_read() -> None:
    """Not the HTML beside it, nor what is attached."""
    message = EmailMessage()
    message.set_content("help\n")
    message.add_alternative("<p>leave</p>", subtype="html")
    message.add_attachment("erase me\n", filename="a.txt")
    assert letters.read(bytes(message)).lines == ("help",)


def test_html_is_read_where_the_plain_part_is_empty() -> None:
    """Some programs send one for form's sake."""
    message = EmailMessage()
    message.set_content(" \n\n")
    message.add_alternative("<p>help</p>", subtype="html")
    assert letters.read(bytes(message)).lines == ("help",)


def test_an_attached_text_alone_says_nothing() -> None:
    """Nor does a mail that came along: somebody else wrote it."""
    inner = EmailMessage()
    inner.set_content("leave\n")
    message = EmailMessage()
    message.add_attachment("erase me\n", filename="a.txt")
    message.add_attachment(inner)
    assert letters.read(bytes(message)).lines == ()


def test_a_picture_alone_says_nothing() -> None:
    """There is no text in it."""
    assert mail(b"\x89PNG", "Content-Type: image/png").lines == ()


def test_flowed_lines_are_joined() -> None:
    """Paragraphs are whole again, quotes stay apart, and "-- " ends in a space of its own (RFC 3676)."""
    body = "subscribe tech, \nat 7:00 \nMadrid\n help\n> quoted \nleave\n-- \nAda \n"
    assert lines(body, "Content-Type: text/plain; format=flowed") == ("subscribe tech, at 7:00 Madrid", "help", "leave")


def test_flowed_lines_may_be_joined_without_a_space() -> None:
    """DelSp says so: a long token is one word again."""
    body = f"confirm {TOKEN[:20]} \n{TOKEN[20:]}\n"
    assert lines(body, "Content-Type: text/plain; format=flowed; delsp=yes") == (f"confirm {TOKEN}",)
    assert lines("help \n> quoted\n", "Content-Type: text/plain; format=flowed") == ("help",)


def test_a_mail_is_read_as_test_confirm_has_it() -> None:
    """…_base64_encoded_body, …_encoded_command and …_folded_to_header of Mailman's suite in one."""
    letter = mail(
        base64.encodebytes(f"confirm {TOKEN}\n".encode()),
        "To: inbox@\r\n news.example",
        "Content-Transfer-Encoding: base64",
        'Content-Type: text/plain; charset="utf-8"',
    )
    assert letter.headers["to"] == ("inbox@ news.example",)
    assert understood(*letter.lines) == understood(f"confirm {TOKEN}")
