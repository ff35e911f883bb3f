"""Leaving on the web: safe from scanners, one click for machines, and less as a way out (RFC 8058; SUB-41 to 43)."""

import re
from datetime import date

import pytest

from digest.domain.people import Cadence, SubscriberStatus
from digest.tokens import Purpose
from tests.web.house import Answer, House

BOUNDARY = "----ein-rand"
ONE_CLICK = b"List-Unsubscribe=One-Click"
MULTIPART = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--{BOUNDARY}--\r\n'
).encode()
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


def words_of(answer: Answer) -> str:
    """The words of a page, spaces that do not break as others."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).replace("\u00a0", " ").split())


def path(home: House, page: str = "leave") -> str:
    """Of a page of Ada's."""
    return f"/{page}/{home.token(Purpose.LEAVE)}"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(ONE_CLICK, "application/x-www-form-urlencoded", id="urlencoded"),
        pytest.param(MULTIPART, f"multipart/form-data; boundary={BOUNDARY}", id="form-data"),
        pytest.param(b"list-unsubscribe=x&List-Unsubscribe=one-click", "application/x-www-form-urlencoded", id="case"),
    ],
)
def test_one_click_leaves(body: bytes, kind: str, home: House) -> None:
    """No cookie, no Referer, no redirect; and again, and again (RFC 8058 section 3.2)."""
    for _ in range(2):
        answer = home.ask(path(home, "unsubscribe"), method="POST", body=body, headers={"Content-Type": kind})
        assert answer.status == 200
        assert "set-cookie" not in answer.headers
    assert home.reader.status is SubscriberStatus.UNSUBSCRIBED
    assert home.reader.left_at == home.now


def test_one_click_with_any_token_says_the_same(home: House) -> None:
    """Nobody can try out which tokens are good (SUB-41)."""
    good = home.ask(path(home, "unsubscribe"), method="POST", body=ONE_CLICK, headers=URLENCODED)
    bad = home.ask("/unsubscribe/" + "a" * 42, method="POST", body=ONE_CLICK, headers=URLENCODED)
    assert (bad.status, bad.raw) == (good.status, good.raw)


@pytest.mark.parametrize("body", [b"", b"x=y", b"List-Unsubscribe=", b"List-Unsubscribe=Two-Clicks"])
def test_an_empty_post_of_a_scanner_shows_the_button(body: bytes, home: House) -> None:
    """And changes nothing (SUB-42)."""
    answer = home.ask(path(home, "unsubscribe"), method="POST", body=body, headers=URLENCODED)
    assert answer.status == 200
    assert "Leave this list?" in answer.text
    assert home.reader.status is SubscriberStatus.ACTIVE


def test_a_visit_shows_the_button_and_less_below_it(home: House) -> None:
    """First the way out, then what else there is."""
    page = home.ask(path(home)).text
    assert page.index('value="leave"') < page.index('value="weekly"') < page.index('value="pause"')
    assert "a••@reader.example" in page


def test_the_button_leaves_and_a_goodbye_waits(home: House) -> None:
    """From that moment on nothing comes but the goodbye, whatever was waiting (SUB-47)."""
    before = {posted.id for posted in home.store.course.outbox(home.reader.id, limit=10)}
    page = home.post(path(home), {"do": "leave"})
    assert (page.status, "You have left" in page.text) == (200, True)
    assert '/#join">Join anew</a>' in page.text, "the way back is the form, not a search for it"
    assert home.reader.status is SubscriberStatus.UNSUBSCRIBED
    posted = {one.id: one for one in home.store.course.outbox(home.reader.id, limit=10)}
    assert {posted[id_].status for id_ in before} == {"suppressed"}
    assert [one.status for id_, one in posted.items() if id_ not in before] == ["rendered"]
    assert "You have left" in home.ask(path(home)).text
    assert home.post(path(home), {"do": "pause"}).status == 200
    assert home.reader.status is SubscriberStatus.UNSUBSCRIBED


def test_who_has_left_is_led_to_what_is_held(home: House) -> None:
    """By a link to their own mailbox: the token to leave opens nothing else."""
    page = home.post(path(home), {"do": "leave"}).text
    main = page[page.index("<main") : page.index("</main>")]
    assert "What is held of you can be taken along, or erased" in main
    assert set(re.findall(r'href="([^"]+)"', main)) == {"/#join", "/lost"}


def test_weekly_instead(home: House) -> None:
    """One day a week, which is said before and after; and it is not offered again."""
    assert "the best of the week, every Monday" in home.ask(path(home)).text
    page = words_of(home.post(path(home), {"do": "weekly"}))
    assert "an issue comes every Monday at 12:00 AM, Madrid time." in page
    assert "The next issue comes on Monday, November 23, 2026 at 12:00 AM, Madrid time." in page
    assert home.reader.schedule.cadence is Cadence.WEEKLY
    assert 'value="weekly"' not in home.ask(path(home)).text


def test_fewer_instead(home: House) -> None:
    """Five stories, from an issue whose day is said."""
    page = words_of(home.post(path(home), {"do": "fewer"}))
    assert "at most 5 stories" in page
    assert "The next issue comes on Saturday, November 21, 2026" in page
    assert home.reader.profile.stories == 5
    assert 'value="fewer"' not in home.ask(path(home)).text


def test_a_rest_instead(home: House) -> None:
    """Thirty days, whose end is said before and after."""
    assert "Nothing until Sunday, December 20, 2026" in home.ask(path(home)).text
    page = words_of(home.post(path(home), {"do": "pause"}))
    assert "No issue comes until Sunday, December 20, 2026; from then on they come again by themselves." in page
    assert (home.reader.status, home.reader.paused_until) == (SubscriberStatus.PAUSED, date(2026, 12, 20))


def test_whose_mail_came_back_can_leave_and_is_offered_nothing_less(home: House) -> None:
    """They get nothing, so there is no less of it; their farewell ends it for good."""
    home.store.refusals.suspend(home.reader.id, at=home.now)
    address = f"/leave/{home.token(Purpose.LEAVE)}"
    assert "Or would less be enough?" not in home.ask(address).text
    before = home.reader
    home.post(address, {"do": "fewer"})
    assert home.reader == before
    home.post(address, {"do": "leave"})
    assert home.reader.status is SubscriberStatus.UNSUBSCRIBED


@pytest.mark.parametrize("word", ["weekly", "fewer", "pause"])
def test_less_is_no_dead_end(word: str, home: House) -> None:
    """It leads on, and only to where the token to leave leads, or what is everybody's."""
    page = home.post(path(home), {"do": word}).text
    main = page[page.index("<main") : page.index("</main>")]
    led = set(re.findall(r'href="([^"]+)"', main))
    assert led == {"/lost", path(home)}
    assert all(home.ask(each).status == 200 for each in led)


@pytest.mark.parametrize("word", ["", "save", "erase", "export", "forget"])
def test_the_token_to_leave_does_nothing_else(word: str, home: House) -> None:
    """Whoever was forwarded it sees the button, and no more."""
    before = home.reader
    answer = home.post(path(home), {"do": word, "stories": "1", "sure": "yes"})
    assert "Leave this list?" in answer.text
    assert home.reader == before


def test_a_bad_token_has_no_button(home: House) -> None:
    """A link that was cut short is said to be."""
    for answer in (home.ask("/leave/abc"), home.post("/leave/abc", {"do": "leave"})):
        assert answer.status == 404
        assert "not good" in answer.text


@pytest.mark.parametrize("damage", [str.upper, lambda token: token[:20] + "=%0A" + token[20:], "({})".format])
def test_a_link_that_suffered_still_leaves(damage: object, home: House) -> None:
    """Case, a line break and brackets do no harm (SUB-12)."""
    token = home.token(Purpose.LEAVE)
    home.post(f"/leave/{damage(token)}", {"do": "leave"})  # type: ignore[operator]
    assert home.reader.status is SubscriberStatus.UNSUBSCRIBED


def test_a_broken_template_keeps_nobody(home: House, caplog: pytest.LogCaptureFixture) -> None:
    """Where the goodbye cannot be written the reader has left all the same, and the operator reads why not."""
    from digest.desk import answers
    from digest.errors import RenderError

    def broken(*_: object, **__: object) -> bool:
        raise RenderError("the template is broken", template="email/notice-body.html")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(answers, "post", broken)
        assert "You have left" in home.post(path(home), {"do": "leave"}).text
    assert home.reader.status is SubscriberStatus.UNSUBSCRIBED
    assert "the template is broken" in caplog.text
