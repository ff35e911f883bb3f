"""The other pages: a word on a story, an issue to read, the sample, what we hold."""

import json
import re
from urllib.parse import quote

import pytest

from digest.domain.mail import Edition
from digest.domain.people import Door
from digest.pipeline import printing
from digest.tokens import Purpose
from digest.web import specimen
from tests.web.house import ADDRESS, TODAY, House


def issue(home: House) -> Edition:
    """Ada's of today."""
    day = home.store.mail.day(home.reader.id, TODAY)
    assert day is not None
    assert day.edition is not None
    return day.edition


@pytest.mark.parametrize("word", ["more", "less"])
def test_a_button_for_more_and_less(word: str, home: House) -> None:
    """The page shows the story; only its button counts."""
    path = f"/feedback/{home.token(Purpose.FEEDBACK)}/2/{word}"
    story = issue(home).items[1]
    assert story.title.replace("'", "&#39;") in home.ask(path).text
    assert home.store.feedback.of(home.reader.id) == ()
    assert "Thank you" in home.post(path, {}).text
    (said,) = home.store.feedback.of(home.reader.id)
    assert (said.story_id, said.more, said.door) == (story.story_id, word == "more", Door.WEB)


@pytest.mark.parametrize("path", ["/0/more", "/99/more", "/2/much", f"/{'9' * 4400}/more", "/²/more"])
def test_a_story_that_is_not_there(path: str, home: House) -> None:
    """Numbers beyond the issue, and words that are none."""
    address = f"/feedback/{home.token(Purpose.FEEDBACK)}{quote(path)}"
    assert home.ask(address).status == 404
    assert home.post(address, {}).status == 404


def test_an_issue_is_that_of_the_mail(home: House) -> None:
    """Every story of the stored issue, in its order, with its words and reasons."""
    page = home.ask(f"/issue/{home.token(Purpose.READ)}").text
    places = [page.index(item.title.replace("'", "&#39;")) for item in issue(home).items]
    assert places == sorted(places)
    for item in issue(home).items:
        assert f'href="{item.url}"' in page
    assert ADDRESS not in page
    assert "/leave/" not in page
    assert "/preferences/" not in page


def test_pictures_of_an_issue_are_its_own(home: House) -> None:
    """They come from us, and only with the issue's own token."""
    page = home.ask(f"/issue/{home.token(Purpose.READ)}").text
    found = re.search(r'<img src="([^"]+)"', page)
    assert found is not None
    picture = home.ask(found[1])
    assert (picture.status, picture.headers["content-type"], picture.raw[:2]) == (200, "image/jpeg", b"\xff\xd8")
    name = found[1].rpartition("/")[2]
    assert home.ask(f"/issue/{home.token(Purpose.LEAVE)}/{name}").status == 404
    assert home.ask(f"/issue/{home.token(Purpose.READ)}/{'0' * 32}.jpg").status == 404


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ja", "../en"])
def test_the_sample_is_an_issue(language: str, home: House) -> None:
    """In every language of mail, English at last; with its picture, and no way out of it."""
    page = home.ask("/sample", headers={"Accept-Language": language})
    assert page.status == 200
    assert "Corvane" in page.text
    assert ".example/" not in page.text
    found = re.search(r'<img src="([^"]+)"', page.text)
    assert found is not None
    assert home.ask(found[1]).status == 200


def test_the_sample_has_no_other_picture(home: House) -> None:
    """No name leads out of its folder."""
    assert home.ask("/sample/..%2F..%2Fapp.jpg").status == 404
    assert home.ask("/sample/nothing.jpg").status == 404
    assert specimen.picture("../specimen/en") is None


def test_all_that_is_held_comes_as_a_file(home: House) -> None:
    """JSON, to be saved (SUB-51)."""
    answer = home.post(f"/data/{home.token(Purpose.PREFERENCES)}", {"do": "export"})
    assert "attachment" in answer.headers["content-disposition"]
    assert json.loads(answer.text)["reader"]["address"] == ADDRESS


def test_erasing_takes_two_buttons(home: House) -> None:
    """The first asks, the second does it, and then the link is nobody's (SUB-52)."""
    path = f"/data/{home.token(Purpose.PREFERENCES)}"
    assert "cannot be undone" in home.post(path, {"do": "erase"}).text
    assert home.store.people.subscriber(ADDRESS) is not None
    assert "It is erased" in home.post(path, {"do": "erase", "sure": "yes"}).text
    assert home.store.people.subscriber(ADDRESS) is None
    assert home.ask(path).status == 404


def test_a_visit_to_the_data_only_shows_it(home: House) -> None:
    """Nothing is downloaded or erased by looking."""
    page = home.ask(f"/data/{home.token(Purpose.PREFERENCES)}?do=erase&sure=yes")
    assert "Download my data" in page.text
    assert home.store.people.subscriber(ADDRESS) is not None


def test_the_sender_needs_no_secret_that_is_not_there(home: House) -> None:
    """Secrets are made when the pages start: no GET has to write one."""
    assert printing.sender(home.store, home.settings).secret
