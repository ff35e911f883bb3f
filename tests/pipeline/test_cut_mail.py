"""What a mail lost on its way to bytes is on record: `digest why` and the log say it."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from digest.classify import topics
from digest.cli import account, why
from digest.domain.account import Planned
from digest.pipeline import editions, logbook
from tests.pipeline.house import MORNING, House


def planned_with(house: House, folder: Path, name: str, template: str) -> Planned:
    """The planning of everyone with one template of the operator's own."""
    (folder / "email").mkdir()
    (folder / "email" / name).write_text(template, encoding="utf-8")
    broken = replace(house.settings, service=replace(house.settings.service, templates=folder))
    return editions.plan(house.store, broken, topics.load(), now=MORNING)


def test_a_mail_that_was_cut_says_so_wherever_one_asks(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the account of the planning, its log, and the answer to why, with the numbers of the stories."""
    filler = "{% if card.summary %}{% if card.kind != 'brief' %}" + "<p>filler</p>" * 3000 + "{% endif %}{% endif %}"
    card = f"<tr><td><h3>{{{{ card.title }}}}</h3>{{{{ card.byline }}}}{filler}</td></tr>"
    planned = planned_with(house, tmp_path, "digest-card.html", card)
    assert planned.cut
    one = next(cut for cut in planned.cut if cut.address == house.reader().address)
    assert one.reason.startswith("its HTML would have been too large: from number ")
    caplog.set_level(logging.INFO)
    logbook.planned(planned)
    assert one.reason in {record.reason for record in caplog.records if record.message == "a mail was cut"}  # type: ignore[attr-defined]
    account.planned(planned)
    assert f"  cut     {one.address} on {one.issue_date}: {one.reason}\n" in capsys.readouterr().out
    (day,) = house.store.mail.days(subscriber_id=house.reader().id, limit=1)
    assert f"  {one.reason}" in why.answer(house.reader(), day, None, MORNING)


def test_a_story_that_could_not_be_shown_is_named_and_counted(house: House, tmp_path: Path) -> None:
    """Why says which story is missing and the reason, and its numbers are those of the mail."""
    plain = editions.draft(
        house.store, house.settings, topics.load(), house.reader(), issue_date=MORNING.date(), now=MORNING
    )
    assert plain.day.edition is not None
    title = plain.day.edition.items[0].title
    template = f"{{{{ 1 // (card.title != {title!r}) }}}} {{{{ card.title }}}}\n"
    (reason,) = planned_with(house, tmp_path, "digest-card.txt", template).dropped
    (day,) = house.store.mail.days(subscriber_id=house.reader().id, limit=1)
    assert (day.counts.broken, day.counts.shown) == (1, plain.day.counts.shown - 1)
    said = why.answer(house.reader(), day, None, MORNING)
    assert f"  without {reason}" in said
    assert "1 that could not be shown" in said[1]
