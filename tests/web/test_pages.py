"""The other pages: a word on a story, an issue to read, the sample, what we hold."""

import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest

from digest.desk import traces
from digest.domain.mail import Edition
from digest.domain.people import Door, SubscriberStatus
from digest.pipeline import printing
from digest.tokens import Purpose
from digest.web import specimen
from tests.web.house import ADDRESS, TODAY, House

#: A day without an issue.
NEVER = date(2026, 1, 1)
_NOTE = re.compile(r'<p class="note".*?</p>', re.DOTALL)


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
    page = home.post(path, {"do": word}).text
    assert "Thank you" in page
    assert "The next issue comes on Saturday, November 21, 2026" in page
    (said,) = home.store.feedback.of(home.reader.id)
    assert (said.story_id, said.more, said.door) == (story.story_id, word == "more", Door.WEB)


@pytest.mark.parametrize("fields", [{}, {"do": ""}, {"do": "much"}])
@pytest.mark.parametrize("word", ["more", "less"])
def test_a_post_without_the_button_says_nothing_of_a_story(word: str, fields: dict[str, str], home: House) -> None:
    """A scanner's empty POST sees the button, and teaches nothing (SUB-42)."""
    answer = home.post(f"/feedback/{home.token(Purpose.FEEDBACK)}/2/{word}", fields)
    assert answer.status == 200
    assert f'<button type="submit" name="do" value="{word}">' in answer.text
    assert home.store.feedback.of(home.reader.id) == ()


@pytest.mark.parametrize("path", ["", "/2/more", "/2/less"])
def test_who_has_left_is_told_so_by_the_stories(path: str, home: House) -> None:
    """No button that does nothing: that they have left, the way back, and the way to what is held."""
    home.store.people.save([replace(home.reader, status=SubscriberStatus.UNSUBSCRIBED)])
    address = f"/feedback/{home.token(Purpose.FEEDBACK)}{path}"
    answers = [home.ask(address), *([home.post(address, {"do": path.rpartition("/")[2]})] if path else [])]
    assert [answer.status for answer in answers] == [200, 409][: len(answers)]
    for answer in answers:
        assert "You have left" in answer.text
        assert 'href="/#join"' in answer.text
        assert 'href="/lost"' in answer.text
    assert home.store.feedback.of(home.reader.id) == ()


def test_thanks_lead_on(home: House) -> None:
    """To the other stories of the issue, to the other button, and to a new link: by the same token or none."""
    token = home.token(Purpose.FEEDBACK)
    page = home.post(f"/feedback/{token}/2/more", {"do": "more"}).text
    led = re.findall(r'href="([^"]+)"', page[page.index("<main") : page.index("</main>")])
    assert led == [f"/feedback/{token}", f"/feedback/{token}/2/less", "/lost"]
    assert "Less like this?" in home.ask(led[1]).text


def test_the_stories_of_an_issue_to_say_something_of(home: House) -> None:
    """Each with its number, and the two ways that it has in the mail."""
    token = home.token(Purpose.FEEDBACK)
    page = home.ask(f"/feedback/{token}").text
    for number, item in enumerate(issue(home).items, 1):
        assert item.title.replace("'", "&#39;") in page
        for word in ("more", "less"):
            way = f"/feedback/{token}/{number}/{word}"
            assert f'href="{way}"' in page
            assert item.title.replace("'", "&#39;") in home.ask(way).text
    assert home.ask(f"/feedback/{home.site.keys.make(Purpose.FEEDBACK, home.reader.id, NEVER)}").status == 404


@pytest.mark.parametrize("path", ["/0/more", "/99/more", "/2/much", f"/{'9' * 4400}/more", "/²/more"])
def test_a_story_that_is_not_there(path: str, home: House) -> None:
    """Numbers beyond the issue, and words that are none."""
    address = f"/feedback/{home.token(Purpose.FEEDBACK)}{quote(path)}"
    assert home.ask(address).status == 404
    assert home.post(address, {"do": "more"}).status == 404


def test_an_issue_is_that_of_the_mail(home: House) -> None:
    """Every story of the stored issue, in its order, with its words and reasons."""
    page = home.ask(f"/issue/{home.token(Purpose.READ)}").text
    places = [page.index(item.title.replace("'", "&#39;")) for item in issue(home).items]
    assert places == sorted(places)
    for item in issue(home).items:
        assert f'href="{item.url}"' in page
    assert ADDRESS not in page
    for way in ("/leave/", "/preferences/", "/feedback/"):
        assert way not in page


def test_no_line_of_a_story_begins_with_a_point(home: House) -> None:
    """The points between outlet, hour and reasons stay with what is before them."""
    page = home.ask(f"/issue/{home.token(Purpose.READ)}").text
    notes = [note for story in re.findall(r"<article.*?</article>", page, re.DOTALL) for note in _NOTE.findall(story)]
    assert sum("\u00a0· " in note or "&nbsp;· " in note for note in notes) > len(issue(home).items)
    assert not [note for note in notes if " · " in note]


def test_an_issue_says_where_its_links_are(home: House) -> None:
    """Its page may be passed on, so more, less, change and leave stay in the mail; a new link can be had."""
    page = home.ask(f"/issue/{home.token(Purpose.READ)}").text
    assert "are in the mail that it came with" in page
    assert 'href="/lost"' in page
    assert 'href="/#join"' in page


def test_their_own_page_of_an_issue_has_all_links(home: House) -> None:
    """From the page of wishes: under each story more and less, at its end change and leave; each of them is good."""
    wishes = f"/preferences/{home.token(Purpose.PREFERENCES)}"
    assert f'href="{wishes}/issue"' in home.ask(wishes).text
    page = home.ask(f"{wishes}/issue").text
    ways = set(re.findall(r'href="(/(?:feedback|preferences|leave|issue)/[^"]+)"', page))
    numbers = {int(way.split("/")[3]) for way in ways if way.startswith("/feedback/")}
    assert numbers == set(range(1, len(issue(home).items) + 1))
    assert len(ways) == 2 * len(numbers) + 3
    assert all(home.ask(way).status == 200 for way in ways)
    for number, item in enumerate(issue(home).items, 1):
        (more,) = {way for way in ways if way.endswith(f"/{number}/more")}
        assert item.title.replace("'", "&#39;") in home.ask(more).text
    found = re.search(r'<img src="([^"]+)"', page)
    assert found is not None
    assert home.ask(found[1]).status == 200


def test_a_reader_without_an_issue_is_told(home: House) -> None:
    """Their page of wishes does not offer it, and its address says why."""
    home.store.people.save([replace(home.reader, id="1" * 16, address="new@reader.example")])
    wishes = f"/preferences/{home.token(Purpose.PREFERENCES, id_='1' * 16)}"
    assert f"{wishes}/issue" not in home.ask(wishes).text
    answer = home.ask(f"{wishes}/issue")
    assert answer.status == 404
    assert "no issue of yours" in answer.text


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
    erased = home.post(path, {"do": "erase", "sure": "yes"}).text
    assert "It is erased" in erased
    assert "One sign, computed from your address with a secret key" in erased
    assert home.store.erasure.keys() == {traces.of(home.store, ADDRESS)}
    assert home.store.people.subscriber(ADDRESS) is None
    assert home.ask(path).status == 404


def test_who_has_left_takes_it_along_and_has_it_erased(home: House) -> None:
    """It is theirs by law, whether they get mail or not (GDPR articles 15 to 20)."""
    home.store.people.save([replace(home.reader, status=SubscriberStatus.UNSUBSCRIBED, left_at=home.now)])
    path = f"/data/{home.token(Purpose.PREFERENCES)}"
    assert json.loads(home.post(path, {"do": "export"}).text)["reader"]["address"] == ADDRESS
    assert "It is erased" in home.post(path, {"do": "erase", "sure": "yes"}).text
    assert home.store.people.subscriber(ADDRESS) is None


def test_a_visit_to_the_data_only_shows_it(home: House) -> None:
    """Nothing is downloaded or erased by looking."""
    page = home.ask(f"/data/{home.token(Purpose.PREFERENCES)}?do=erase&sure=yes")
    assert "Download my data" in page.text
    assert home.store.people.subscriber(ADDRESS) is not None


def test_the_sender_needs_no_secret_that_is_not_there(home: House) -> None:
    """Secrets are made when the pages start: no GET has to write one."""
    assert printing.sender(home.store, home.settings).secret
