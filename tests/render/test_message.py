"""A message is exactly its headers, a text part and an HTML part, and the same bytes every time.

The golden mails are `tests/golden/*.html` and `*.txt`; `UPDATE_GOLDEN=1 make test` (or the same before pytest) writes
them anew: look at the difference before you commit it.
"""

import dataclasses
import email
import email.message
import email.policy
import html
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.domain import mail
from digest.errors import RenderError
from digest.render import message, templates
from tests.render import hostile, lint, newsroom
from tests.render.newsroom import article, choice, compose, pick, story, subscriber

GOLDEN = Path(__file__).parents[1] / "golden"
TEMPLATES = templates.load()
NAMES = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "List-Id",
    "List-Unsubscribe",
    "List-Post",
    "List-Owner",
    "Auto-Submitted",
    "Precedence",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]


def build(
    edition: mail.Edition, *, sender: mail.Sender = newsroom.SENDER, outbox_id: str = "0123456789abcdef.2022-12-06"
) -> message.Rendered:
    """The message of an edition, sent now."""
    return message.build(edition, sender, outbox_id=outbox_id, sent_at=newsroom.NOW, templates=TEMPLATES)


def titled(*titles: str) -> mail.Edition:
    """An edition of stories with these titles, one section, the first leading."""
    picks = (pick(story(article(title, key=str(key))), "technology", 9.0 - key) for key, title in enumerate(titles))
    return compose(choice(*picks))


def read(rendered: message.Rendered) -> email.message.EmailMessage:
    """The message as the standard library reads it."""
    parsed = email.message_from_bytes(rendered.mime, policy=email.policy.default)
    assert isinstance(parsed, email.message.EmailMessage)
    return parsed


def parts(rendered: message.Rendered) -> tuple[str, str]:
    """The text and the HTML part, decoded, with plain line ends."""
    text, markup = read(rendered).iter_parts()
    return text.get_content().replace("\r\n", "\n"), markup.get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("reader", newsroom.READERS, ids=lambda reader: reader.name)
def test_golden_mails(reader: newsroom.Reader) -> None:
    """Three readers' mails look as they did when somebody last looked at them."""
    rendered = build(compose(reader.choice, reader.subscriber))
    for path, face in ((GOLDEN / f"{reader.name}.html", rendered.html), (GOLDEN / f"{reader.name}.txt", rendered.text)):
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(face, encoding="utf-8")
        assert face == path.read_text(encoding="utf-8"), f"{path} differs; UPDATE_GOLDEN=1 writes it anew"


@pytest.mark.parametrize("reader", newsroom.READERS, ids=lambda reader: reader.name)
def test_mails_pass_the_lint(reader: newsroom.Reader) -> None:
    """No tag, attribute, property, link or colour that mail programs would not like."""
    assert lint.faults(build(compose(reader.choice, reader.subscriber)).html) == []


def test_headers_are_these_and_no_others() -> None:
    """Each header once, in this order, with the values mail.md asks for."""
    parsed = read(build(titled("Café opens")))
    assert parsed.keys() == NAMES
    assert not parsed.defects
    assert dict(parsed.items()) == {
        "From": "Morning Digest <news@digest.example>",
        "To": "ada@reader.example",
        "Subject": "Café opens · 6 Dec",
        "Date": "Tue, 06 Dec 2022 06:00:00 +0000",
        "Message-ID": parsed["Message-ID"],
        "Reply-To": "hello@digest.example",
        "List-Id": "Morning Digest <daily.digest.example>",
        "List-Unsubscribe": "<mailto:hello@digest.example?subject=unsubscribe>",
        "List-Post": "NO",
        "List-Owner": "<mailto:hello@digest.example>",
        "Auto-Submitted": "auto-generated",
        "Precedence": "list",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "MIME-Version": "1.0",
        "Content-Type": parsed["Content-Type"],
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Digest, Inc.", b'List-Id: "Digest, Inc." <daily.digest.example>\r\n', id="signs are quoted"),
        pytest.param("Öffentlich", b"List-Id: <daily.digest.example>\r\n", id="a name to be encoded is left out"),
        pytest.param("N" * 250, b"List-Id: <daily.digest.example>\r\n", id="a name too long is left out"),
    ],
)
def test_the_list_is_named_where_that_needs_no_encoding(name: str, expected: bytes) -> None:
    """List-Id is never encoded and has at most 255 octets (OUT-06, OUT-09)."""
    rendered = build(titled("A"), sender=dataclasses.replace(newsroom.SENDER, name=name))
    assert expected in rendered.mime


def test_the_address_to_leave_is_quoted() -> None:
    """An address with signs of its own still makes one mailto address."""
    sender = dataclasses.replace(newsroom.SENDER, reply_to="a?b&c@digest.example")
    assert read(build(titled("A"), sender=sender))["List-Unsubscribe"] == (
        "<mailto:a%3Fb%26c@digest.example?subject=unsubscribe>"
    )


@pytest.mark.parametrize("title", hostile.TITLES, ids=range(len(hostile.TITLES)))
def test_a_hostile_title_stays_a_title(title: str) -> None:
    """Exactly our headers, two parts, clean bytes, no foreign tag; what it says comes out as typed (FET-32, FET-33)."""
    rendered = build(titled(title, "Another", title))
    parsed = read(rendered)
    assert parsed.keys() == NAMES
    assert [part.get_content_type() for part in parsed.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not [part.defects for part in parsed.walk() if part.defects]
    assert lint.faults(rendered.html) == []
    _assert_clean(rendered.mime)


@pytest.mark.parametrize("title", ["{{7*7}}", "{% raw %}", "<script>alert(1)</script>", "a & b", "&amp;", "=?x?="])
def test_signs_come_out_as_typed(title: str) -> None:
    """Feed text is never a template and never markup: the reader sees what the publisher typed."""
    rendered = build(titled(title))
    text, markup = parts(rendered)
    assert read(rendered)["Subject"] == f"{title} · 6 Dec"
    assert title in text
    assert html.escape(title, quote=False) in markup


def test_what_turns_the_text_round_is_gone() -> None:
    """A direction override does not reach the reader."""
    text, markup = parts(build(titled("invoice\u202efdp.exe")))
    assert "\u202e" not in text + markup


def test_only_absolute_web_addresses_become_links() -> None:
    """Anything else leaves the title without a link."""
    for url in ("", "javascript:alert(1)", "//evil.example", "/relative", "http://a b.example", 'https://a.example/"x'):
        edition = compose(choice(pick(story(article("A", url=url)), "technology", 1.0)))
        rendered = build(edition)
        assert set(re.findall(r'href="([^"]*)"', rendered.html)) == {"mailto:hello@digest.example?subject=unsubscribe"}
        assert "https://" not in rendered.text
        assert "Read this" not in rendered.html


def test_preview_is_what_is_sent() -> None:
    """The faces handed out beside the bytes are the decoded parts."""
    for reader in newsroom.READERS:
        rendered = build(compose(reader.choice, reader.subscriber))
        assert parts(rendered) == (rendered.text, rendered.html)
        assert read(rendered)["Subject"] == rendered.subject
        assert read(rendered)["Message-ID"] == rendered.message_id


def test_the_same_inputs_give_the_same_bytes() -> None:
    """A retry sends what was sent before (OUT-05)."""
    reader = newsroom.READERS[0]
    first, again = (build(compose(reader.choice, reader.subscriber)) for _ in range(2))
    assert first.mime == again.mime


def test_message_id_is_secret_and_each_deliverys_own() -> None:
    """It depends on the delivery and the secret, on nothing else, and stands at our domain (OUT-04)."""
    edition, other = titled("A"), titled("B")
    first = build(edition).message_id
    assert re.fullmatch(r"<[0-9a-f]{32}@digest\.example>", first)
    assert build(other).message_id == first
    assert build(edition, outbox_id="other.2022-12-06").message_id != first
    stranger = dataclasses.replace(newsroom.SENDER, secret=b"another secret of enough bytes")
    assert build(edition, sender=stranger).message_id != first


def test_boundary_is_the_deliverys_own() -> None:
    """The boundary comes from the delivery's id, and cannot occur in an encoded part."""
    boundaries = {read(build(titled("A"), outbox_id=id_)).get_boundary() for id_ in ("a.2022-12-06", "b.2022-12-06")}
    assert len(boundaries) == 2
    assert all(str(boundary).startswith("=_") for boundary in boundaries)


def test_a_moment_that_is_not_utc_is_refused() -> None:
    """Date is written from an aware UTC moment."""
    naive = newsroom.NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="sent_at"):
        message.build(titled("A"), newsroom.SENDER, outbox_id="a", sent_at=naive, templates=TEMPLATES)


def test_text_holds_every_story_in_order() -> None:
    """Title, outlet and address of each story, in the order of the HTML (OUT-21)."""
    for reader in newsroom.READERS:
        edition = compose(reader.choice, reader.subscriber)
        text, markup = parts(build(edition))
        flat = " ".join(text.split())
        for body in (flat, html.unescape(markup)):
            places = [body.index(item.title) for item in edition.items]
            assert places == sorted(places)
            assert all(item.url in body and item.outlet in body for item in edition.items)
        assert all(item.url in text.split() for item in edition.items), "an address has a line of its own"


def test_text_keeps_to_76_columns_without_entities() -> None:
    """Only addresses may be longer (HTM-13)."""
    text, _ = parts(build(titled("A & B " * 30, "C < D " * 30)))
    assert "&amp;" not in text
    assert all(len(line) <= 76 for line in text.splitlines() if "https://" not in line)


def test_both_ends_show_the_way_out() -> None:
    """A clipped mail still shows how to leave (OUT-28)."""
    _, markup = parts(build(titled("A")))
    assert markup.count("mailto:hello@digest.example?subject=unsubscribe") == 2
    assert markup.index("mailto:") < markup.index("<h2")


def test_the_foot_says_who_sends_and_why() -> None:
    """Sender, reason, postal line and what was left out stand in both parts (OUT-58)."""
    reader = newsroom.READERS[0]
    for body in parts(build(compose(reader.choice, reader.subscriber))):
        flat = " ".join(re.sub(r"<[^>]*>", " ", html.unescape(body)).split())
        assert "12 Quay Street, Port Hollis" in flat
        assert "because ada@reader.example is subscribed to Morning Digest" in flat
        assert "312 gathered, 12 matched, 7 shown, 26 repeats, 3 muted" in flat
        assert "26 sent to you before" in flat


def test_a_sender_without_postal_address_and_a_day_without_rest() -> None:
    """What there is nothing to say about takes no line."""
    rendered = build(titled("A"), sender=dataclasses.replace(newsroom.SENDER, postal=""))
    assert rendered.text.endswith("which is sent from news@digest.example.\n")
    assert "Nothing was left out." in rendered.text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_parts_are_encoded_the_shorter_way(language: str) -> None:
    """Quoted-printable for mostly Latin text, base64 for the rest (OUT-23)."""
    title = {"en": "A plain headline " * 20, "ja": "漢字の見出し" * 200}[language]
    expected = {"en": "quoted-printable", "ja": "base64"}[language]
    text, _ = read(build(titled(title))).iter_parts()
    assert text["Content-Transfer-Encoding"] == expected


@pytest.mark.parametrize(
    ("stories", "length", "whole"),
    [
        pytest.param(12, 270, 12, id="an ordinary edition is whole"),
        pytest.param(60, 270, None, id="a large one ends in titles"),
        pytest.param(500, 270, 1, id="a huge one ends in a number"),
    ],
)
def test_html_stays_below_the_size_that_is_clipped(stories: int, length: int, whole: int | None) -> None:
    """Stories become titles from the end, then a count; the text has them all (OUT-27)."""
    summary = "word " * (length // 5)
    picks = (
        pick(story(article(f"Headline number {n} of the day", key=str(n), summary=summary)), "world", 1000.0 - n)
        for n in range(stories)
    )
    edition = compose(choice(*picks))
    rendered = build(edition)
    _, markup = read(rendered).iter_parts()
    assert len(markup.as_bytes()) <= 95_000
    assert len(rendered.html.encode()) <= 80_000
    assert lint.faults(rendered.html) == []
    shown = rendered.html.count("<h3") + 1
    in_full = rendered.html.count("Read this on")
    dropped = re.search(r"(\d+) more stories are in this issue", rendered.html)
    assert shown + (int(dropped[1]) if dropped else 0) == stories
    if whole is None:
        assert 1 < in_full < shown == stories
    else:
        assert in_full == whole
    assert all(f"Headline number {n} of" in rendered.text for n in range(stories))


def test_a_single_story_too_large_is_sent_all_the_same() -> None:
    """Nothing can be dropped from one story: better a clipped mail than none."""
    edition = titled("word " * 20_000, "Another")
    rendered = build(edition)
    assert "1 more story is in this issue" in rendered.html
    assert "Another" in rendered.text


def test_a_wrong_template_of_the_operator_is_named(tmp_path: Path) -> None:
    """The error says which template and line, and what to do."""
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "digest-body.html").write_text("<p>\n{{ mail.headlines }}")
    broken = templates.load(tmp_path)
    with pytest.raises(RenderError, match=r"In line 2 of the template .*digest-body\.html: .*headlines.*Mend the file"):
        message.build(titled("A"), newsroom.SENDER, outbox_id="a", sent_at=newsroom.NOW, templates=broken)


def test_a_later_retry_changes_only_what_it_is_told() -> None:
    """Another moment changes Date and nothing else."""
    edition = titled("A")
    later = message.build(
        edition,
        newsroom.SENDER,
        outbox_id="0123456789abcdef.2022-12-06",
        sent_at=newsroom.NOW + timedelta(hours=1),
        templates=TEMPLATES,
    )
    assert later.mime.replace(b"07:00:00 +0000", b"06:00:00 +0000") == build(edition).mime


@settings(max_examples=60, deadline=None)
@given(titles=st.lists(st.text(max_size=60), min_size=1, max_size=3), author=st.text(max_size=20), text=st.text())
def test_any_words_make_a_sound_message(titles: list[str], author: str, text: str) -> None:
    """Whatever a feed says, the bytes are clean and the parts decode to the faces."""
    picks = (
        pick(story(article(title, key=str(n), author=author, summary=text)), "world", 9.0 - n)
        for n, title in enumerate(titles)
    )
    rendered = build(compose(choice(*picks), subscriber()))
    _assert_clean(rendered.mime)
    assert parts(rendered) == (rendered.text, rendered.html)
    assert lint.faults(rendered.html) == []


def _assert_clean(mime: bytes) -> None:
    """CRLF and no other line end, no long line, no NUL, and no control in what the parts decode to (OUT-22)."""
    assert mime.endswith(b"\r\n")
    assert b"\0" not in mime
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", mime)
    assert mime.isascii()
    head, _, body = mime.partition(b"\r\n\r\n")
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))
    assert all(len(line) <= 76 for line in body.split(b"\r\n"))
    for part in email.message_from_bytes(mime, policy=email.policy.default).iter_parts():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", part.get_content())
