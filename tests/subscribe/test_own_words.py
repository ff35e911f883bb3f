"""Of a mail the writer's own words are read: no quotes, no signature, no markup."""

import pytest

from tests.subscribe.writing import html, lines


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
