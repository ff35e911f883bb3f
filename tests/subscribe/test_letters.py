"""A mail is read for what its writer wrote, whatever program sent it."""

import base64
import quopri
from email.header import Header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ParseError
from digest.subscribe import letters, limits
from tests.subscribe.reading import TOKEN, understood

HEAD = b"From: Ada <ada@example.org>\r\nSubject: hello\r\nMessage-ID: <1@example.org>\r\n"


def mail(body: bytes, *headers: str) -> letters.Letter:
    """A mail with that body, and these headers beside the usual ones."""
    more = "".join(f"{header}\r\n" for header in headers).encode("utf-8", "surrogateescape")
    return letters.read(HEAD + more + b"\r\n" + body)


def lines(body: str, *headers: str) -> tuple[str, ...]:
    """The own lines of a mail in UTF-8."""
    return mail(body.encode(), *headers).lines


def html(body: str) -> tuple[str, ...]:
    """The own lines of a mail that is only HTML."""
    return lines(body, 'Content-Type: text/html; charset="utf-8"')


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


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "help\r\n\r\nOn Sun, 22 Nov 2026 at 7:00, Daily <d@news.example> wrote:\r\n> leave\r\n", id="Gmail"
        ),
        pytest.param(
            "help\n\nOn Sun, 22 Nov 2026 at 7:00,\nDaily\n<d@news.example>\nwrote:\n\n> leave\n> a\n", id="wrapped"
        ),
        pytest.param("On 22 Nov 2026, Daily wrote:\n> leave\n>> erase me\n\nhelp\n", id="an answer below the quote"),
        pytest.param("> stop\nhelp\n> leave\n", id="an answer between quotes"),
        pytest.param("help\n\nAm 22.11.2026 um 07:00 schrieb Daily:\n> leave\n", id="in German"),
        pytest.param(
            "help\n\nEl dom, 22 nov 2026 a las 7:00, Daily (<d@news.example>) escribió:\n> leave\n", id="in Spanish"
        ),
        pytest.param(
            "help\n\nLe dim. 22 nov. 2026 à 07:00, Daily <d@news.example> a écrit :\n> leave\n", id="in French"
        ),
        pytest.param("help\n\nDaily <d@news.example> schrieb am So., 22. Nov. 2026, 07:00:\n\nleave\n", id="without >"),
        pytest.param("help\n\n2026-11-22 7:00 GMT+01:00 Daily <d@news.example>:\n> leave\n", id="without a verb"),
        pytest.param("help\n\n在 2026年11月22日，Daily <d@news.example> 写道：\n> leave\n", id="in Chinese"),
        pytest.param("help\n\n-----Original Message-----\nFrom: Daily\nleave\n", id="Outlook of old"),
        pytest.param("help\n\n-----Ursprüngliche Nachricht-----\nleave\n", id="Outlook of old in German"),
        pytest.param(
            "help\n\n________________________________\nFrom: Daily\nSent: Sunday\nTo: Ada\nSubject: x\n\nleave\n",
            id="Outlook",
        ),
        pytest.param("help\n\nVon: Daily\nGesendet: Sonntag\nAn: Ada\nBetreff: x\n\nleave\n", id="Outlook in German"),
        pytest.param(
            "help\n\n*De :* Daily\n*Envoyé :* dim.\n*À :* Ada\n*Objet :* x\n\nleave\n", id="Outlook in French"
        ),
        pytest.param("help\n\nBegin forwarded message:\n\nFrom: Daily\nleave\n", id="forwarded by Apple"),
        pytest.param("help\n\n---------- Forwarded message ---------\nleave\n", id="forwarded by Gmail"),
        pytest.param("help\n-- \nAda\nleave\n", id="a signature"),
        pytest.param("help\n--\nleave\n", id="a signature without its space"),
        pytest.param("help\n\nSent from my iPhone\n", id="a telephone"),
        pytest.param("help\n\nVon meinem iPhone gesendet\n", id="a telephone in German"),
        pytest.param("help\n\nEnviado desde mi iPhone\n", id="a telephone in Spanish"),
        pytest.param("help\n\nEnvoyé de mon iPhone\n", id="a telephone in French"),
        pytest.param("help\n\nGet Outlook for iOS<https://aka.ms/x>\n", id="Outlook's advertising"),
        pytest.param("\xa0help\xa0\n", id="hard spaces"),
        pytest.param("help\r\n| leave\r\n", id="quoted with bars"),
    ],
)
def test_quotes_and_signatures_are_left_out(body: str) -> None:
    """As the big mail programs write them, above, below and between one's own words."""
    assert lines(body) == ("help",)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("From: somebody\nhelp\n", id="a line like a header"),
        pytest.param("From: a\nSent: b\nhelp\n", id="two of them"),
        pytest.param("I wrote this:\nhelp\n", id="a verb of writing alone"),
        pytest.param("my topics 1:\nhelp\n", id="a number and a colon"),
        pytest.param("____________________\nhelp\n", id="a rule"),
        pytest.param("On the one hand\nat 7\n\nhelp:\n", id="a line that ends with a colon"),
        pytest.param("one\ntwo\nthree\nfour\nfive\n", id="many lines"),
        pytest.param("x " * 300 + "wrote 1:\n", id="too long a line for it"),
    ],
)
def test_own_words_are_kept(body: str) -> None:
    """What only looks a little like a quote is none."""
    assert lines(body) == tuple(line for line in body.splitlines() if line)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param("> leave\n> help\n", id="only quotes"),
        pytest.param("\nOn 22 Nov 2026, Daily wrote:\n> leave\n", id="only a quote, as it is made"),
        pytest.param("Sent from my iPhone\n\nOn 22 Nov 2026, Daily wrote:\n> leave\n", id="a telephone and a quote"),
        pytest.param("-- \nAda\n", id="only a signature"),
    ],
)
def test_an_answer_of_quotes_alone_has_no_lines(body: str) -> None:
    """Confirming by simply replying goes by the address then, not by words."""
    assert lines(body) == ()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>subscribe <b>tech</b></p><p>at&nbsp;7:00</p>", id="paragraphs"),
        pytest.param("subscribe tech<br>at 7:00", id="line breaks"),
        pytest.param("<div>subscribe\r\ntech</div><div>at 7:00</div>", id="line breaks that are spaces"),
        pytest.param("<ul><li>subscribe tech<li>at 7:00</ul>", id="a list"),
        pytest.param("<table><tr><td>subscribe<td>tech<tr><td>at 7:00</table>", id="a table"),
        pytest.param(
            "<style>leave</style><title>stop</title><script>leave</script>subscribe tech<p>at 7:00", id="silent"
        ),
        pytest.param("<!-- leave -->subscribe tech<p style='display: none'>leave</p><p>at 7:00", id="hidden"),
        pytest.param(
            "<div>subscribe tech</div><div>at 7:00</div><div class='gmail_quote'>On x wrote: leave</div>", id="Gmail"
        ),
        pytest.param(
            "subscribe tech<p>at 7:00<div class=moz-cite-prefix>Am 1. schrieb x:</div><blockquote>leave</blockquote>",
            id="Thunderbird",
        ),
        pytest.param(
            "<div class=moz-cite-prefix>Am 1. schrieb x:</div><blockquote>leave</blockquote>subscribe tech<p>at 7:00",
            id="Thunderbird, with the answer below",
        ),
        pytest.param(
            "subscribe tech<p>at 7:00<div id=appendonsend></div><hr><div>leave</div>", id="Outlook on the web"
        ),
        pytest.param("subscribe tech<p>at 7:00<div class=yahoo_quoted>leave</div>", id="Yahoo"),
        pytest.param(
            "subscribe tech<p>at 7:00<p><b>From:</b> x<br><b>Sent:</b> y<br><b>To:</b> z<br><b>Subject:</b> l<p>leave",
            id="Outlook on the desk",
        ),
        pytest.param("subscribe tech<p>at 7:00<p>Sent from my iPhone<blockquote>leave</blockquote>", id="Apple"),
        pytest.param("subscribe tech<p>at 7:00<div class=gmail_signature>leave</div>", id="a signature"),
        pytest.param("<p>subscribe tech</p><p>at 7:00</p><p>-- </p><p>leave</p>", id="a signature in words"),
        pytest.param("<p>subscribe tech<p>at 7:00<svg><text>leave</text></svg><?php leave ?>", id="other languages"),
    ],
)
def test_html_is_read_as_text(body: str) -> None:
    """Lines as they are seen, without what is hidden, quoted or signed (SUB-03)."""
    assert html(body) == ("subscribe tech", "at 7:00")
    assert html(body.replace("leave", "").upper() if "<?" not in body else body)


def test_html_of_nothing_has_no_lines() -> None:
    """Nor has what is no HTML at all."""
    assert html("") == ()
    assert html("\0\x01<!-- -->") == ()


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
