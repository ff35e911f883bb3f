"""What the two faces of a mail show, and how they look.

The golden mails are `tests/golden/*.html` and `*.txt`; `UPDATE_GOLDEN=1 make test` (or the same before pytest) writes
them anew: look at the difference before you commit it.
"""

import dataclasses
import html
import os
import re
from pathlib import Path

import pytest

from digest.domain import mail
from digest.render import letterhead
from tests.mail_quality import judge
from tests.render import mails, newsroom, plain, readers
from tests.render.newsroom import article, choice, compose, pick, story

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("reader", readers.READERS, ids=lambda reader: reader.name)
def test_golden_mails(reader: readers.Reader) -> None:
    """Eight readers' mails look as they did when somebody last looked at them; letters stand for references to them."""
    rendered = mails.build(readers.edition_of(reader), links=mails.LINKS, pictures=readers.JPEGS)
    readable = re.sub(r"&#(\d{3,});", lambda found: chr(int(found[1])), rendered.html)
    for path, face in ((GOLDEN / f"{reader.name}.html", readable), (GOLDEN / f"{reader.name}.txt", rendered.text)):
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(face, encoding="utf-8")
        assert face == path.read_text(encoding="utf-8"), f"{path} differs; UPDATE_GOLDEN=1 writes it anew"


@pytest.mark.parametrize("reader", readers.READERS, ids=lambda reader: reader.name)
def test_the_press_says_what_the_plain_way_says(reader: readers.Reader) -> None:
    """Joined from plates, a mail decodes to what rendering every template for this reader gives."""
    edition = dataclasses.replace(readers.edition_of(reader), address=f"{reader.name}@reader.example")
    for links in (mails.LINKS, letterhead.by_mail(newsroom.SENDER)):
        rendered = mails.build(edition, links=links)
        way = (edition, newsroom.SENDER, links, mails.TEMPLATES)
        assert rendered.text == plain.text(*way)
        assert plain.said(rendered.html) == plain.said(plain.html(*way))


@pytest.mark.parametrize("reader", readers.READERS, ids=lambda reader: reader.name)
def test_mails_pass_the_lint(reader: readers.Reader) -> None:
    """No tag, attribute, property, link or colour that mail programs would not like."""
    assert judge.of(mails.build(readers.edition_of(reader))) == []


@pytest.mark.parametrize("title", ["{{7*7}}", "{% raw %}", "<script>alert(1)</script>", "a & b", "&amp;", "=?x?="])
def test_signs_come_out_as_typed(title: str) -> None:
    """Feed text is never a template and never markup: the reader sees what the publisher typed."""
    rendered = mails.build(mails.titled(title))
    text, markup = mails.parts(rendered)
    assert mails.read(rendered)["Subject"] == f"{title} · Dec 6"
    assert title in text
    assert title in html.unescape(markup)
    assert f"<{title[1:]}" not in markup


def test_what_turns_the_text_round_is_gone() -> None:
    """A direction override does not reach the reader."""
    text, markup = mails.parts(mails.build(mails.titled("invoice\u202efdp.exe")))
    assert "\u202e" not in text + markup


@pytest.mark.parametrize(
    ("title", "author", "outlet", "expected"),
    [
        pytest.param("A", "Ana", "The Wire", "Ana, The Wire · [TIME]", id="Latin alone is left as it is"),
        pytest.param("A", "", "صوت", "\u2068صوت\u2069 · \u2068[TIME]\u2069", id="an Arabic outlet, an English date"),
        pytest.param(
            "ميناء",
            "Ana",
            "The Wire",
            "\u2068Ana\u2069, \u2068The Wire\u2069 · \u2068[TIME]\u2069",
            id="Latin words under an Arabic title",
        ),
    ],
)
def test_pieces_of_another_direction_stand_apart(title: str, author: str, outlet: str, expected: str) -> None:
    """In a byline each piece keeps its own direction and its place, in both parts (UAX 9)."""
    rendered = mails.build(compose(choice(pick(story(article(title, outlet, author=author)), "technology", 1.0))))
    line = expected.replace("[TIME]", "Tue,\u00a0Dec\u00a06,\u00a03:00\u00a0AM")
    assert line in html.unescape(rendered.html)
    assert f"    {line}\n".replace("\u00a0", " ") in rendered.text


def test_outlets_and_reasons_stand_apart() -> None:
    """Names in other letters change the order neither of the outlets beside a story, nor of its reasons."""
    told = story(article("A", "The Wire"), "صوت", "نداء", "Ledger")
    rendered = mails.build(compose(choice(pick(told, "technology", 1.0, "you follow نفط", "you follow oil"))))
    apart = rendered.text.replace("\u2068", "[").replace("\u2069", "]")
    assert "Also: [صوت], [نداء], and [Ledger]" in apart
    assert "Why — [you follow نفط] · [you follow oil]" in apart


def test_only_absolute_web_addresses_become_links() -> None:
    """Anything else leaves the title without a link."""
    for url in ("", "javascript:alert(1)", "//evil.example", "/relative", "http://a b.example", 'https://a.example/"x'):
        edition = compose(choice(pick(story(article("A", url=url)), "technology", 1.0)))
        rendered = mails.build(edition)
        assert set(re.findall(r'href="([^"]*)"', rendered.html)) == {
            "mailto:hello@digest.example?subject=unsubscribe",
            "mailto:hello@digest.example?subject=change",
        }
        assert "https://" not in rendered.text
        assert "Read this" not in rendered.html


def test_text_holds_every_story_in_order() -> None:
    """Title, outlet and address of each story, in the order of the HTML (OUT-21)."""
    for reader in readers.READERS:
        edition = readers.edition_of(reader)
        text, markup = mails.parts(mails.build(edition))
        flat = " ".join(text.split())
        for body in (flat, html.unescape(markup)):
            places = [body.index(item.title) for item in edition.items]
            assert places == sorted(places)
            assert all(item.url in body and item.outlet in body for item in edition.items)
        assert all(item.url in text.split() for item in edition.items), "an address has a line of its own"


def test_text_keeps_to_76_columns_without_entities() -> None:
    """Only addresses may be longer (HTM-13)."""
    text, _ = mails.parts(mails.build(mails.titled("A & B " * 30, "C < D " * 30)))
    assert "&amp;" not in text
    assert all(len(line) <= 76 for line in text.splitlines() if "https://" not in line)


def test_both_ends_show_the_way_out() -> None:
    """A clipped mail still shows how to leave (OUT-28)."""
    _, markup = mails.parts(mails.build(mails.titled("A")))
    assert markup.count("mailto:hello@digest.example?subject=unsubscribe") == 2
    assert markup.index("mailto:") < markup.index("<h2")


def test_the_foot_says_who_sends_and_why() -> None:
    """Sender, reason, postal line and what was left out stand in both parts (OUT-58)."""
    reader = readers.READERS[0]
    for body in mails.parts(mails.build(readers.edition_of(reader))):
        flat = " ".join(re.sub(r"<[^>]*>", " ", html.unescape(body)).split())
        assert "12 Quay Street, Port Hollis" in flat
        assert "because ada@reader.example is subscribed to Morning Digest" in flat
        assert "312 gathered, 12 matched, 7 shown, 26 repeats, 3 muted" in flat
        assert "26 sent to you before" in flat


def test_a_sender_without_postal_address_and_a_day_without_rest() -> None:
    """What there is nothing to say about takes no line."""
    rendered = mails.build(mails.titled("A"), sender=dataclasses.replace(newsroom.SENDER, postal=""))
    assert rendered.text.endswith("which is sent from news@digest.example.\n")
    assert "Nothing was left out." in rendered.text


def in_full(edition: mail.Edition) -> mail.Edition:
    """The edition with every story told in full."""
    (section,) = edition.sections
    return dataclasses.replace(
        edition, sections=(dataclasses.replace(section, items=(*section.items, *edition.brief)),), brief=()
    )


@pytest.mark.parametrize(
    ("stories", "length", "whole", "cut"),
    [
        pytest.param(12, 270, 12, r"", id="an ordinary edition is whole"),
        pytest.param(
            56, 270, None, r"its HTML would have been too large: from number (\d+) on it has titles only",
            id="a large one ends in titles",
        ),
        pytest.param(
            500, 270, 1, r".* too large: from number 2 on it has titles only, and \d+ stories from number (\d+) on "
            r"are only in its text",
            id="a huge one ends in a number",
        ),
    ],
)  # fmt: skip
def test_html_stays_below_the_size_that_is_clipped(stories: int, length: int, whole: int | None, cut: str) -> None:
    """Stories become titles from the end, then a count; what became of each is told, and the text has all (OUT-27)."""
    summary = "word " * (length // 5)
    picks = (
        pick(story(article(f"Headline number {n} of the day", key=str(n), summary=summary)), "world", 1000.0 - n)
        for n in range(stories)
    )
    edition = in_full(compose(choice(*picks)))
    rendered = mails.build(edition, links=mails.LINKS)
    _, markup = mails.read(rendered).iter_parts()
    assert len(markup.as_bytes()) <= 95_000
    assert len(rendered.html.encode()) <= 80_000
    assert judge.of(rendered) == []
    shown = rendered.html.count("<h3") + 1
    told = rendered.html.count("Read this on")
    titles = re.search(r"(\d+) stories are here by their titles alone", rendered.html)
    more = re.search(r"(\d+) more stories are in this issue", rendered.html)
    assert (int(titles[1]) if titles else 0) == shown - told
    assert (int(more[1]) if more else 0) == stories - shown
    said = re.fullmatch(cut, rendered.cut)
    assert said is not None
    if whole is None:
        assert 1 < told < shown == stories
        assert int(said[1]) == told + 1
    else:
        assert told == whole
        assert not cut or int(said[1]) == shown + 1
    assert all(f"Headline number {n} of" in rendered.text for n in range(stories))
    assert "titles alone" not in rendered.text


def test_what_is_a_title_anyway_is_not_told_as_cut() -> None:
    """Of a large edition whose end is in brief, only those that lost their summary are counted."""
    picks = (
        pick(story(article(f"Headline {n}", key=str(n), summary="word " * 54)), "world", 999.0 - n) for n in range(90)
    )
    edition = in_full(compose(choice(*picks)))
    (section,) = edition.sections
    edition = dataclasses.replace(
        edition, sections=(dataclasses.replace(section, items=section.items[:59]),), brief=section.items[59:]
    )
    html = mails.build(edition, links=mails.LINKS).html
    titles = re.search(r"(\d+) stor(?:y is|ies are) here by", html)
    assert titles is not None
    assert html.count("Read this on") + int(titles[1]) == 60


def test_a_single_story_too_large_is_sent_all_the_same() -> None:
    """Nothing can be dropped from one story: better a clipped mail than none."""
    edition = mails.titled("word " * 20_000, "Another")
    rendered = mails.build(edition)
    assert "1 more story is in this issue" in rendered.html
    assert "Another" in rendered.text
