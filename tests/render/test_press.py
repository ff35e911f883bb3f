"""A press remembers what it rendered, and that changes no mail."""

import itertools
from pathlib import Path

import pytest

from digest.render import press, sheet, templates
from tests.render import mails, newsroom, readers
from tests.render.newsroom import article, choice, compose, pick, story


def pressed(machine: press.Press) -> list[bytes]:
    """The mails of all readers with news, twice, with their pictures and without."""
    return [
        machine.build(
            readers.edition_of(reader), mails.LINKS, outbox_id=reader.name, sent_at=newsroom.NOW, pictures=pictures
        ).mime
        for pictures in (readers.JPEGS, {}) * 2
        for reader in readers.READERS
    ]


@pytest.mark.parametrize("kept", ["_KEPT", "_LINES"])
def test_a_press_that_forgets_makes_the_same_mails(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has room for a share of the stories only: what was forgotten is rendered anew, to the same bytes."""
    expected = pressed(press.Press(newsroom.SENDER, mails.TEMPLATES))
    monkeypatch.setattr(sheet, kept, {"_KEPT": 9_000, "_LINES": 3}[kept])
    assert pressed(press.Press(newsroom.SENDER, mails.TEMPLATES)) == expected


def test_a_mail_is_the_same_after_others_as_alone() -> None:
    """Whatever was kept from other readers, of other reasons, and whether or not a picture was ready then."""
    machine = press.Press(newsroom.SENDER, mails.TEMPLATES)
    for reader, pictures in itertools.product(readers.READERS, (readers.JPEGS, {}, readers.JPEGS)):
        after, alone = (
            made.build(
                readers.edition_of(reader), mails.LINKS, outbox_id=reader.name, sent_at=newsroom.NOW, pictures=pictures
            )
            for made in (machine, press.Press(newsroom.SENDER, mails.TEMPLATES))
        )
        assert after == alone


@pytest.mark.parametrize("length", range(300, 500, 25))
def test_no_line_is_too_long_whatever_a_template_puts_into_it(length: int, tmp_path: Path) -> None:
    """The operator's own may say all in one line, and some of it twice (RFC 5322: 998 octets)."""
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "digest-card.html").write_text(
        "<tr><td>{{ card.number }}{{ card.title }} {{ card.byline }}{{ card.why }}{{ card.byline }}"
        "{% if card.more_url %}{{ card.more_url }}{{ card.less_url }}{% endif %}</td></tr>"
    )
    told = story(article("Quay", author="x" * length))
    edition = compose(choice(pick(told, "world", 1.0, "under the quay")))
    machine = press.Press(newsroom.SENDER, templates.load(tmp_path))
    mime = machine.build(edition, mails.LINKS, outbox_id="a", sent_at=newsroom.NOW).mime
    assert max(map(len, mime.split(b"\r\n"))) <= 998
