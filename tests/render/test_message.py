"""A message is exactly its headers, a text part and an HTML part, and the same bytes every time."""

import dataclasses
import email
import email.policy
import hmac
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import RenderError
from digest.render import letterhead, message, press, templates
from tests.mail_quality import judge
from tests.render import hostile, mails, newsroom, readers
from tests.render.newsroom import article, choice, compose, pick, story, subscriber

NAMES = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "List-Id",
    "List-Unsubscribe",
    "List-Help",
    "List-Post",
    "List-Owner",
    "Feedback-ID",
    "Auto-Submitted",
    "Precedence",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]


def test_headers_are_these_and_no_others() -> None:
    """Each header once, in this order, with the values mail.md asks for."""
    parsed = mails.read(mails.build(mails.titled("Café opens")))
    assert parsed.keys() == NAMES
    assert not parsed.defects
    assert dict(parsed.items()) == {
        "From": "Morning Digest <news@digest.example>",
        "To": "ada@reader.example",
        "Subject": "Café opens · Dec 6",
        "Date": "Tue, 06 Dec 2022 06:00:00 +0000",
        "Message-ID": parsed["Message-ID"],
        "Reply-To": "hello@digest.example",
        "List-Id": "Morning Digest <daily.digest.example>",
        "List-Unsubscribe": "<mailto:hello@digest.example?subject=unsubscribe>",
        "List-Help": "<mailto:hello@digest.example?subject=help>",
        "List-Post": "NO",
        "List-Owner": "<mailto:hello@digest.example>",
        "Feedback-ID": "edition:digest:daily:d832b23858b5",
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
    rendered = mails.build(mails.titled("A"), sender=dataclasses.replace(newsroom.SENDER, name=name))
    assert expected in rendered.mime


def test_the_address_to_leave_is_quoted() -> None:
    """An address with signs of its own still makes one mailto address."""
    sender = dataclasses.replace(newsroom.SENDER, reply_to="a?b&c@digest.example")
    assert mails.read(mails.build(mails.titled("A"), sender=sender))["List-Unsubscribe"] == (
        "<mailto:a%3Fb%26c@digest.example?subject=unsubscribe>"
    )


@pytest.mark.parametrize("title", hostile.TITLES, ids=range(len(hostile.TITLES)))
def test_a_hostile_title_stays_a_title(title: str) -> None:
    """Exactly our headers, two parts, clean bytes, no foreign tag; what it says comes out as typed (FET-32, FET-33)."""
    rendered = mails.build(mails.titled(title, "Another", title))
    parsed = mails.read(rendered)
    assert parsed.keys() == NAMES
    assert [part.get_content_type() for part in parsed.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert rendered.dropped == ()
    assert not [part.defects for part in parsed.walk() if part.defects]
    # The feed says English, whatever script the title is in.
    assert [fault for fault in judge.of(rendered) if "is not marked as" not in fault] == []
    _assert_clean(rendered.mime)


def test_preview_is_what_is_sent() -> None:
    """One mail built alone has the same bytes as in a press that has made others before."""
    machine = press.Press(newsroom.SENDER, mails.TEMPLATES)
    for _ in range(2):
        for reader in readers.READERS:
            edition = readers.edition_of(reader)
            alone = mails.build(edition, links=mails.LINKS, pictures=readers.JPEGS)
            among = machine.build(
                edition,
                mails.LINKS,
                outbox_id="0123456789abcdef.2022-12-06",
                sent_at=newsroom.NOW,
                pictures=readers.JPEGS,
            )
            assert alone == among
            assert mails.parts(among) == (among.text, among.html)
            assert mails.read(among)["Subject"] == among.subject


def test_programs_can_leave_with_one_click() -> None:
    """With pages: https first, mail second, and the header that promises one click (OUT-07, OUT-08)."""
    rendered = mails.build(mails.titled("A"), links=mails.LINKS)
    parsed = mails.read(rendered)
    assert parsed.keys() == [*NAMES[:8], "List-Unsubscribe-Post", *NAMES[8:]]
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parsed["List-Unsubscribe"] == f"<{mails.LINKS.one_click}>, <mailto:hello@digest.example?subject=unsubscribe>"
    own = "mailto:hello@digest.example?subject=unsubscribe%20T0ken"
    for links in (
        dataclasses.replace(mails.LINKS, leave=own),
        dataclasses.replace(mails.LINKS, leave_by_mail=own),
    ):
        leave = mails.read(mails.build(mails.titled("A"), links=links))["List-Unsubscribe"]
        assert leave == f"<{mails.LINKS.one_click}>, <{own}>"


def test_gmail_counts_complaints_by_list_and_sender() -> None:
    """The same for every digest; the sender's part is theirs, or made from the domain (OUT-13)."""
    named = dataclasses.replace(newsroom.SENDER, sender_id="hollis26")
    assert mails.read(mails.build(mails.titled("A"), sender=named))["Feedback-ID"] == "edition:digest:daily:hollis26"
    assert letterhead.feedback_id(
        dataclasses.replace(newsroom.SENDER, address="a@b.example")
    ) != letterhead.feedback_id(newsroom.SENDER)


def test_complaints_are_asked_for_where_the_operator_says_so() -> None:
    """By address and by a secret id, both new to this mail; nowhere else (RFC 9477; OUT-17)."""
    asking = dataclasses.replace(newsroom.SENDER, complaints="abuse@digest.example")
    rendered = mails.build(mails.titled("A"), sender=asking)
    parsed = mails.read(rendered)
    assert parsed["CFBL-Address"] == "abuse@digest.example; report=arf"
    assert f"<{parsed['CFBL-Feedback-ID']}@digest.example>" == rendered.message_id


def test_the_same_inputs_give_the_same_bytes() -> None:
    """A retry sends what was sent before (OUT-05)."""
    reader = readers.READERS[0]
    first, again = (mails.build(compose(reader.choice, reader.subscriber)) for _ in range(2))
    assert first.mime == again.mime


def test_message_id_is_secret_and_each_deliverys_own() -> None:
    """It depends on the delivery and the secret, on nothing else, and stands at our domain (OUT-04)."""
    edition, other = mails.titled("A"), mails.titled("B")
    first = mails.build(edition).message_id
    assert re.fullmatch(r"<[0-9a-f]{32}@digest\.example>", first)
    assert mails.build(other).message_id == first
    assert mails.build(edition, outbox_id="other.2022-12-06").message_id != first
    stranger = dataclasses.replace(newsroom.SENDER, secret=b"another secret of enough bytes")
    assert mails.build(edition, sender=stranger).message_id != first


@pytest.mark.parametrize("outbox_id", ["a.2022-12-06", "é.2022-12-06", ""])
def test_message_ids_are_those_of_a_mac_begun_anew(outbox_id: str) -> None:
    """One is copied for all of a sender: what was signed before is in none, and another sender has another."""
    for sender in (newsroom.SENDER, dataclasses.replace(newsroom.SENDER, secret=b"x" * 100), newsroom.SENDER):
        mac = hmac.digest(sender.secret, outbox_id.encode(), "sha256").hex()[:32]
        assert letterhead.message_id(sender, outbox_id) == f"<{mac}@digest.example>"


def test_boundary_is_the_deliverys_own() -> None:
    """The boundary comes from the delivery's id, and cannot occur in an encoded part."""
    boundaries = {
        mails.read(mails.build(mails.titled("A"), outbox_id=id_)).get_boundary()
        for id_ in ("a.2022-12-06", "b.2022-12-06")
    }
    assert len(boundaries) == 2
    assert all(str(boundary).startswith("=_") for boundary in boundaries)


def test_a_moment_that_is_not_utc_is_refused() -> None:
    """Date is written from an aware UTC moment."""
    naive = newsroom.NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="sent_at"):
        message.build(mails.titled("A"), newsroom.SENDER, outbox_id="a", sent_at=naive, templates=mails.TEMPLATES)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_parts_are_encoded_the_shorter_way(language: str) -> None:
    """Quoted-printable for mostly Latin text, base64 for the rest (OUT-23)."""
    title = {"en": "A plain headline " * 20, "ja": "漢字の見出し" * 200}[language]
    expected = {"en": "quoted-printable", "ja": "base64"}[language]
    text, _ = mails.read(mails.build(mails.titled(title))).iter_parts()
    assert text["Content-Transfer-Encoding"] == expected


def test_a_wrong_template_of_the_operator_is_named(tmp_path: Path) -> None:
    """The error says which template and line, and what to do."""
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "digest-body.html").write_text("<p>\n{{ mail.headlines }}")
    broken = templates.load(tmp_path)
    with pytest.raises(RenderError, match=r"In line 2 of the template .*digest-body\.html: .*headlines.*Mend the file"):
        message.build(mails.titled("A"), newsroom.SENDER, outbox_id="a", sent_at=newsroom.NOW, templates=broken)


def test_a_later_retry_changes_only_what_it_is_told() -> None:
    """Another moment changes Date and nothing else."""
    edition = mails.titled("A")
    later = message.build(
        edition,
        newsroom.SENDER,
        outbox_id="0123456789abcdef.2022-12-06",
        sent_at=newsroom.NOW + timedelta(hours=1),
        templates=mails.TEMPLATES,
    )
    assert later.mime.replace(b"07:00:00 +0000", b"06:00:00 +0000") == mails.build(edition).mime


@settings(max_examples=60, deadline=None)
@given(titles=st.lists(st.text(max_size=60), min_size=1, max_size=3), author=st.text(max_size=20), text=st.text())
def test_any_words_make_a_sound_message(titles: list[str], author: str, text: str) -> None:
    """Whatever a feed says, the bytes are clean and the parts decode to the faces."""
    picks = (
        pick(story(article(title, key=str(n), author=author, summary=text)), "world", 9.0 - n)
        for n, title in enumerate(titles)
    )
    rendered = mails.build(compose(choice(*picks), subscriber()))
    _assert_clean(rendered.mime)
    assert mails.parts(rendered) == (rendered.text, rendered.html)
    assert judge.of(rendered) == []


def _assert_clean(mime: bytes) -> None:
    """CRLF and no other line end, no long line, no NUL, and no control in what the parts decode to (OUT-22)."""
    assert mime.endswith(b"\r\n")
    assert b"\0" not in mime
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", mime)
    assert mime.isascii()
    head, _, body = mime.partition(b"\r\n\r\n")
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))
    assert all(len(line) <= 998 for line in body.split(b"\r\n"))
    for part in email.message_from_bytes(mime, policy=email.policy.default).iter_parts():
        lines = part.as_bytes().split(b"\n")
        assert part["Content-Transfer-Encoding"] == "7bit" or all(len(line) <= 76 for line in lines)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", part.get_content())
