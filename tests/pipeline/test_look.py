"""What mail looks like as the operator set it, and that it is what was previewed."""

import re
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from digest import desk
from digest.classify import topics
from digest.config import Settings
from digest.domain.mail import Picture
from digest.domain.news import Image
from digest.errors import ConfigError
from digest.pipeline import editions, pictures
from digest.sample import scenes
from digest.store import Store
from tests.pipeline.house import MORNING, House


@pytest.mark.parametrize(
    ("images", "number"),
    [
        pytest.param("none", 0, id="none"),
        pytest.param("lead", 1, id="the lead's"),
        pytest.param("all", 4, id="every story's that has one"),
    ],
)
def test_mail_holds_the_pictures_that_the_operator_wants(house: House, images: str, number: int) -> None:
    """Inside the message, each named once in its HTML; nothing is loaded from the web."""
    html, inside = faces(house, images=images)
    assert len(inside) == number
    assert sorted(re.findall(r'src="([^"]*)"', html)) == sorted(f"cid:{name}" for name in inside)


@pytest.mark.parametrize("images", ["none", "lead", "all"])
def test_who_wants_no_pictures_gets_none(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, images: str
) -> None:
    """Neither attached nor shown, not even the logo, which is the service's name then; and none is fetched."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(scenes.png("harbour"))
    asked = list[Image]()

    def ready(_store: Store, _settings: Settings, images: list[Image], *, now: datetime) -> dict[str, Picture]:
        asked.extend(images)
        return {}

    monkeypatch.setattr(pictures, "ready", ready)
    layla = desk.find(house.store, "layla@reader.example")
    house.store.people.save([replace(layla, profile=replace(layla.profile, pictures=False))])
    html, inside = faces(house, images=images, logo=logo)
    assert (inside, asked) == ([], [])
    assert "<img" not in html
    assert f"{house.settings.service.name}</h1>" in html


def faces(house: House, **look: object) -> tuple[str, list[str]]:
    """Layla's mail with this look: its HTML, and the Content-IDs of the pictures inside."""
    settings = replace(house.settings, mail=replace(house.settings.mail, **look))  # type: ignore[arg-type]
    layla = desk.find(house.store, "layla@reader.example")
    made = editions.draft(house.store, settings, topics.load(), layla, issue_date=date(2026, 11, 20), now=MORNING)
    assert made.message is not None
    whole = message_from_bytes(made.message.mime, policy=policy.default)
    inside = [str(part["Content-ID"]).strip("<>") for part in whole.walk() if part.get_content_maintype() == "image"]
    body = whole.get_body(("html",))
    assert body is not None
    return body.get_content(), inside


def test_mail_looks_as_the_operator_set_it(house: House, tmp_path: Path) -> None:
    """Their colours on both sheets, and their logo inside the mail, also where no story has a picture."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(scenes.png("harbour"))
    html, inside = faces(house, images="none", accent="#8a1c1c", accent_dark="#ffb3a7", logo=logo)
    assert "#8a1c1c" in html
    assert "#ffb3a7" in html
    assert "#17594a" not in html
    assert len(inside) == 1
    assert f'src="cid:{inside[0]}"' in html


def test_a_logo_that_cannot_be_drawn_is_a_fault_of_the_configuration(house: House, tmp_path: Path) -> None:
    """A file that begins like a picture and is none gets a sentence before any mail is made."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ConfigError, match=r"logo\.png"):
        faces(house, logo=logo)


@pytest.mark.parametrize("batch", [2, 3, 8])
def test_a_picture_is_asked_for_once_a_run(house: House, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    """However many readers of a batch want it, in however many batches, and whether or not it can be had."""
    monkeypatch.setattr(editions, "BATCH", batch)
    ready, asked = pictures.ready, list[str]()

    def counted(opened: Store, settings: Settings, images: list[Image], *, now: datetime) -> dict[str, Picture]:
        asked.extend(image.url for image in images)
        return {} if len(asked) > 3 else ready(opened, settings, images, now=now)

    monkeypatch.setattr(pictures, "ready", counted)
    assert house.plan(MORNING).made == 8
    assert len(asked) == len(set(asked)) >= 4


def test_what_is_drafted_is_what_is_sent_to_the_byte(house: House) -> None:
    """At one moment, a preview and the mail are the same message: pictures, links, Message-ID, Date and all."""
    readers = house.store.people.subscribers()
    drafts = [
        editions.draft(house.store, house.settings, topics.load(), reader, issue_date=date(2026, 11, 20), now=MORNING)
        for reader in readers
    ]
    house.plan(MORNING)
    sent = [house.store.mail.message(draft.id) for draft in drafts]
    assert [draft.message for draft in drafts] == sent
