"""Notices are what they are for, in four languages and two faces: looks, headers, doors.

The golden notices are `tests/golden/notices/*.html` and `*.txt`; `UPDATE_GOLDEN=1` before pytest writes them anew: look
at the difference before you commit it.
"""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from digest.domain.people import Door
from digest.domain.wishes import (
    Asker,
    Notice,
    NoticeKind,
    Proof,
    Ways,
)
from tests.mail_quality import judge
from tests.render import newsroom, notes, opened

GOLDEN = Path(__file__).parents[1] / "golden" / "notices"


@pytest.mark.parametrize("name", notes.NOTICES)
def test_golden_notices(name: str) -> None:
    """Every kind looks as it did when somebody last looked at it; letters stand for references to them."""
    text, markup = opened.bodies(notes.build(notes.NOTICES[name]))
    for path, face in ((GOLDEN / f"{name}.html", markup), (GOLDEN / f"{name}.txt", text)):
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(face, encoding="utf-8")
        assert face == path.read_text(encoding="utf-8"), f"{path} differs; UPDATE_GOLDEN=1 writes it anew"


@pytest.mark.parametrize("language", notes.LANGUAGES)
@pytest.mark.parametrize("name", notes.NOTICES)
def test_notices_pass_the_lint(name: str, language: str) -> None:
    """No tag, attribute, property, link or colour that mail programs would not like; every place is filled in."""
    mime = notes.build(notes.in_language(name, language))
    text, markup = opened.bodies(mime)
    assert judge.faults(mime) == []
    assert f'<html lang="{language}" dir="ltr">' in markup
    assert "{" not in text


def test_every_kind_has_a_sample() -> None:
    """So that no kind goes unseen."""
    assert {notice.kind for notice in notes.NOTICES.values()} == set(NoticeKind)


def test_the_same_notice_is_the_same_to_the_byte() -> None:
    """Tried again, it can be told from no other copy (OUT-05)."""
    assert notes.build(notes.NOTICES["done"]) == notes.build(notes.NOTICES["done"])


HEADS = [
    pytest.param("confirm", {"Reply-To": f"hello+confirm-{notes.TOKEN}@digest.example"}, id="an answer says yes"),
    pytest.param(
        "confirm-by-mail",
        {"Reply-To": "hello@digest.example", "Subject": f"confirm {notes.TOKEN}", "In-Reply-To": "<1@reader.example>"},
        id="without extensions the subject says yes",
    ),
    pytest.param("confirm", {"List-Unsubscribe": None, "List-Id": None}, id="a stranger is on no list"),
    pytest.param("goodbye", {"List-Unsubscribe": None, "Reply-To": "hello@digest.example"}, id="nor is who left"),
    pytest.param("help", {"List-Unsubscribe": None, "Auto-Submitted": "auto-generated"}, id="nor is who asks for help"),
    pytest.param(
        "welcome",
        {
            "List-Unsubscribe": f"<https://digest.example/unsubscribe/{notes.TOKEN}>, "
            f"<mailto:hello@digest.example?subject=unsubscribe%20{notes.TOKEN}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": None,
        },
        id="a reader leaves by one click",
    ),
    pytest.param(
        "done",
        {
            "Auto-Submitted": "auto-replied",
            "References": "<1@reader.example>",
            "List-Unsubscribe": f"<mailto:hello@digest.example?subject=unsubscribe%20{notes.TOKEN}>",
            "Feedback-ID": "notice:done:daily:d832b23858b5",
        },
        id="an answer says that it is one, and to what",
    ),
    pytest.param("confirm", {"Form-Sub": None}, id="where a form was sent from is not told unless asked for"),
]


@pytest.mark.parametrize(("name", "expected"), HEADS)
def test_headers(name: str, expected: dict[str, str | None]) -> None:
    """Each says what mail.md asks for, or is not there."""
    parsed = opened.read(notes.build(notes.NOTICES[name]))
    assert {header: parsed[header] for header in expected} == expected


def test_where_a_form_was_sent_from_can_be_told() -> None:
    """In a header for mailbox providers, if the operator wants it (SUB-19)."""
    assert opened.read(notes.build(notes.NOTICES["confirm"], say_where=True))["Form-Sub"] == "v=1; ip=192.0.2.0/24"
    assert opened.read(notes.build(notes.NOTICES["probe"], say_where=True))["Form-Sub"] is None


def test_an_export_goes_along() -> None:
    """As JSON, to the byte, behind the words that explain it; its name is in the header."""
    parsed = opened.read(notes.build(notes.NOTICES["export"]))
    assert parsed.get_content_type() == "multipart/mixed"
    (attached,) = parsed.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("morning-digest.json", "application/json")
    assert json.loads(attached.get_content())["name"] == "Adá"


def test_without_a_mail_to_answer_only_the_button_says_yes() -> None:
    """Nobody is told to answer where an answer would not be understood."""
    text, _ = opened.bodies(notes.build(notes.confirm(ways=Ways(confirm=notes.WEB.confirm))))
    assert notes.WEB.confirm in text
    assert "answer this mail" not in text


def test_who_asked_need_not_be_known() -> None:
    """Then nothing is said of it."""
    text, _ = opened.bodies(notes.build(notes.confirm(asker=None)))
    assert "Somebody" not in text


@pytest.mark.parametrize("door", Door)
def test_every_door_is_told(door: Door) -> None:
    """By which way a request came."""
    asked = notes.confirm(asker=Asker(door=door, proof=Proof.NOTHING))
    text, _ = opened.bodies(notes.build(asked))
    assert {Door.WEB: "web page", Door.MAIL: "by a mail", Door.COMMAND: "The operator of"}[door] in opened.flat(text)


def _titled(notice: Notice) -> str:
    return str(opened.read(notes.build(notice, sender=replace(newsroom.SENDER, name="A {b} <c>\u202e")))["Subject"])


def test_signs_of_the_operator_come_out_as_typed() -> None:
    """A name with braces is no place to be filled in, and none with marks is markup."""
    assert _titled(notes.NOTICES["welcome"]) == "Welcome to A {b} <c>"
    sender = replace(newsroom.SENDER, name="A {b} <c>")
    assert "A {b} &lt;c&gt;" in opened.bodies(notes.build(notes.NOTICES["welcome"], sender=sender))[1]


def test_a_language_without_a_catalogue_is_english() -> None:
    """And says that it is."""
    _, markup = opened.bodies(notes.build(replace(notes.NOTICES["welcome"], language="ar")))
    assert '<html lang="en" dir="ltr">' in markup


def test_long_letters_go_in_base64() -> None:
    """What quoted-printable would make longer (OUT-23)."""
    shouted = replace(newsroom.SENDER, name="漢" * 20, postal="漢字 " * 900)
    mime = notes.build(notes.NOTICES["probe"], sender=shouted)
    assert b"Content-Transfer-Encoding: base64" in mime
    assert "漢字 漢字" in opened.bodies(mime)[0]
