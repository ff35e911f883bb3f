"""Pictures stand with the HTML, as wide as their column, and a logo in place of the name."""

import re
from dataclasses import replace

from digest.domain import mail, news, people
from tests.mail_quality import judge
from tests.render import mails, newsroom, readers
from tests.render.newsroom import article, choice, compose, pick, story, subscriber


def test_pictures_come_with_the_html() -> None:
    """Related to it, shown inline, one part for each picture used, whatever how often (OUT-20); the text has none."""
    reader = next(reader for reader in readers.READERS if reader.name == "pia")
    rendered = mails.build(readers.edition_of(reader), pictures=readers.JPEGS)
    parsed = mails.read(rendered)
    assert [part.get_content_type() for part in parsed.walk()] == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/jpeg",
        "image/jpeg",
    ]
    for part in list(parsed.walk())[4:]:
        assert part["Content-Disposition"] == "inline"
        assert f'src="cid:{part["Content-ID"][1:-1]}"' in rendered.html
        assert part.get_content() in readers.JPEGS.values()
    assert "<img" not in mails.build(readers.edition_of(reader)).html


def test_a_picture_takes_the_width_its_column_has() -> None:
    """552 px, and 504 in the box with the story from outside, for Outlook; less where the window leaves less."""
    made = _with_pictures_of(600, 338)
    assert re.findall(r'<img [^>]*(width="\d+" height="\d+")', made) == [
        *('width="552" height="311"',) * 2,
        'width="504" height="284"',
    ]
    assert made.count('<img class="picture"') == 3
    assert ".picture, .logo { max-width: 100%; height: auto; }" in made
    assert re.findall(r'<img [^>]*(width="\d+" height="\d+")', _with_pictures_of(9000, 1)) == [
        *('width="552" height="1"',) * 2,
        'width="504" height="1"',
    ]


def _with_pictures_of(width: int, height: int) -> str:
    """The HTML of an issue of a lead, a story and one from outside, each with a picture of this size."""
    images = [news.Image(url=f"https://post.example/{place}.jpg") for place in range(3)]
    lead, second, away = (
        pick(story(article(f"Harbour {place}", key=str(place), image=image)), "world", 3.0 - place)
        for place, image in enumerate(images)
    )
    away = replace(away, outside=True, reasons=(people.Reason(kind=people.Cause.OUTSIDE, subject="world"),))
    found = {
        image.url: mail.Picture(id=f"{place:032}", width=width, height=height) for place, image in enumerate(images)
    }
    edition = compose(choice(lead, second, away), subscriber(world=1.0), pictures=found, images="all")
    return mails.build(edition, pictures={picture.id: b"jpeg" for picture in found.values()}).html


def test_a_logo_stands_for_the_name() -> None:
    """Where its bytes are there; the name is what those read who see no pictures."""
    logo = mail.Picture(id="f" * 32, width=400, height=100, alt="The Morning Digest")
    sender = replace(newsroom.SENDER, brand=mail.Brand(accent="#123456", logo=logo))
    shown = mails.build(mails.titled("A"), sender=sender, pictures={logo.id: b"a picture"})
    assert 'width="192" height="48" alt="The Morning Digest"' in shown.html
    assert '<img class="logo"' in shown.html
    assert "color:#123456" in shown.html
    assert judge.of(shown) == []
    assert "<img" not in mails.build(mails.titled("A"), sender=sender).html
