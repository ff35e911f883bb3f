"""Joining on the web: the form, what is wrong with it, the confirmation, the limits."""

import html
import logging
import re
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from digest import desk
from digest.desk import commands, forms
from digest.domain.consents import Act
from digest.domain.people import Cadence, Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, Done, Proof, Result, Verb, Weights
from digest.pipeline import links
from digest.store import Store
from digest.tokens import Purpose
from digest.web import confirming, joining, limits
from digest.web.asked import Asked, form
from tests.web.house import ADDRESS, House


def waiting(store: Store) -> int:
    """How many forms wait."""
    return sum(len(store.requests.forms(joining=joining, limit=1000)) for joining in (True, False))


def confirmation(home: House, address: str) -> str:
    """The path in the confirmation mail to an address."""
    forms.work_off(home.store, home.settings, now=home.now)
    reader = home.store.people.subscriber(address)
    assert reader is not None
    (request,) = home.store.requests.of(reader.id)
    token = links.keys(home.store).make(Purpose.CONFIRM, request.id, request.expires_at.date())
    return f"/confirm/{token}"


def test_front_page_says_what_it_is(home: House) -> None:
    """What, how often, a look at an issue, and the form."""
    page = home.ask("/").text
    for words in ("One mail a day", "/sample", 'name="address"', 'value="science"', 'name="timezone"', 'name="days"'):
        assert words in page


def test_a_whole_joining(home: House) -> None:
    """Form, check your mail, button, welcome: and a reader with the wishes of the form, whose first issue is due."""
    answer = home.post("/", home.join(topics=["science", "health"], days=["0", "3"]))
    assert answer.status == 303
    assert "confirm" in home.follow(answer).text
    assert home.store.people.subscriber("new@reader.example") is None
    path = confirmation(home, "new@reader.example")
    page = home.ask(path).text.replace("\u00a0", " ")
    # What they say yes to stands above the button, in the words of the mail.
    for words in ("Topics: Science, Health.", "Monday and Thursday at 6:30 AM, Madrid time."):
        assert page.index(words) < page.index("<button")
    reader = home.store.people.subscriber("new@reader.example")
    assert reader is not None
    assert reader.status is SubscriberStatus.PENDING
    page = home.post(path, {"do": "confirm"}).text.replace("\u00a0", " ")
    assert "Welcome" in page
    assert "in a few minutes, the next on Monday, November 23, 2026 at 6:30 AM, Madrid time." in page
    assert "Europe/" not in page
    reader = home.store.people.subscriber("new@reader.example")
    assert reader is not None
    assert reader.status is SubscriberStatus.ACTIVE
    assert dict(reader.profile.topics) == {"science": 1.0, "health": 1.0}
    assert (reader.schedule.cadence, reader.schedule.days) == (Cadence.DAYS, frozenset({0, 3}))
    assert (str(reader.schedule.at), reader.schedule.timezone) == ("06:30:00", "Europe/Madrid")
    assert reader.next_due_at == home.now


def test_confirming_twice_shows_success_twice(home: House) -> None:
    """A second click, or a page loaded anew, is no fault (SUB-14)."""
    home.post("/", home.join())
    path = confirmation(home, "new@reader.example")
    first, second = home.post(path, {"do": "confirm"}), home.post(path, {"do": "confirm"})
    assert (first.status, second.status) == (200, 200)
    assert "Welcome" in first.text
    assert "Welcome" in second.text


def test_confirming_again_after_the_first_issue_says_when_the_next_comes(home: House) -> None:
    """Not that the first one comes now."""
    home.post("/", home.join())
    path = confirmation(home, "new@reader.example")
    home.post(path, {"do": "confirm"})
    reader = home.store.people.subscriber("new@reader.example")
    assert reader is not None
    then = replace(reader, next_issue_date=date(2026, 11, 21), next_due_at=home.now + timedelta(hours=22))
    home.store.people.save([then])
    page = home.post(path, {"do": "confirm"}).text
    assert "You are in. The next issue comes on Saturday, November 21, 2026" in page
    assert "few minutes" not in page


def asked_again(home: House, change: Change, *, who: str = ADDRESS, language: str = "en") -> str:
    """The path of a question whether somebody wants to join, that a form asks."""
    asker = Asker(door=Door.WEB, proof=Proof.NOTHING, address=who, language=language)
    command = Command(verb=Verb.SUBSCRIBE, change=change)
    with home.store.transaction():
        done = commands.carry_out(home.store, home.settings, command, asker, now=home.now)
    assert done.request_id
    token = home.site.keys.make(Purpose.CONFIRM, done.request_id, (home.now + links.CONFIRMABLE).date())
    return f"/confirm/{token}"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"do": ""}, id="an empty field"),
        pytest.param({"do": "yes", "List-Unsubscribe": "One-Click"}, id="words of another form"),
    ],
)
def test_a_post_without_the_button_confirms_nothing(fields: dict[str, str], home: House) -> None:
    """A scanner's empty POST is no yes: it sees the button, and who presses that is in (SUB-42)."""
    home.post("/", home.join())
    path = confirmation(home, "new@reader.example")
    answer = home.post(path, fields)
    assert answer.status == 200
    assert '<button type="submit" name="do" value="confirm">' in answer.text
    assert desk.find(home.store, "new@reader.example").status is SubscriberStatus.PENDING
    home.post(path, {"do": "confirm"})
    assert desk.find(home.store, "new@reader.example").status is SubscriberStatus.ACTIVE


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_the_page_shows_the_very_words_that_go_on_record(language: str, home: House) -> None:
    """Every sentence of the agreement stands above the button, and what the form said is on record too (SUB-50)."""
    home.post("/", home.join(), **{"Accept-Language": language})
    front = shown(home.ask("/", headers={"Accept-Language": language}).text)
    path = confirmation(home, "new@reader.example")
    page = home.ask(path).text
    home.post(path, {"do": "confirm"})
    first, last = home.store.consents.of(desk.find(home.store, "new@reader.example").id)
    assert (first.act, last.act) == (Act.ASKED, Act.CONFIRMED)
    agreed = [shown(line) for line in re.findall("<li>(.*?)</li>", page[: page.index('value="confirm"')])]
    assert agreed == last.wording.splitlines()
    assert len(agreed) >= 4
    button, promise = first.wording.splitlines()
    assert f"{button} {promise}" in front


def shown(page: str) -> str:
    """The words of a page, spaces that do not break as others."""
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def test_a_used_link_says_that_it_is_done(home: House) -> None:
    """By a visit: no second question, and no way to the wishes for whoever only opened it."""
    home.post("/", home.join())
    path = confirmation(home, "new@reader.example")
    home.post(path, {"do": "confirm"})
    page = home.ask(path).text
    assert "This is done already" in page
    assert "You are in." in page
    assert 'value="confirm"' not in page
    assert "/preferences/" not in page


def test_a_used_link_of_a_wish_says_that_it_is_done(home: House) -> None:
    """The same of what a letter asked for."""
    path = wish(home, Verb.PAUSE)
    home.post(path, {"do": "confirm"})
    page = home.ask(path).text
    assert "This is done already" in page
    assert 'value="confirm"' not in page


@pytest.mark.parametrize(
    ("status", "words", "untrue"),
    [
        pytest.param(SubscriberStatus.UNSUBSCRIBED, "No mail comes to a••@reader.example just now.", "", id="left"),
        pytest.param(SubscriberStatus.PAUSED, "No mail comes to a••@reader.example just now.", "", id="at rest"),
        pytest.param(
            SubscriberStatus.SUSPENDED, "No mail comes to a••@reader.example just now.", "", id="dead address"
        ),
        pytest.param(
            SubscriberStatus.ACTIVE, "The digest comes to a••@reader.example already.", "I want", id="has it already"
        ),
    ],
)
def test_the_question_says_how_somebody_stands(status: SubscriberStatus, words: str, untrue: str, home: House) -> None:
    """Nobody we know is told that somebody asked for them, that their address is forgotten, or of a first issue."""
    reader = home.reader
    home.store.people.save([replace(reader, status=SubscriberStatus.UNSUBSCRIBED)])
    path = asked_again(home, Change(stories=4))
    home.store.people.save([replace(reader, status=status)])
    page = shown(home.ask(path).text)
    assert words in page
    assert not untrue or untrue not in page
    for said in ("Somebody, we hope you", "is forgotten", "first issue"):
        assert said not in page
    assert "The next issue comes on Saturday, November 21, 2026" in page
    assert "all stays as it is" in page


def test_somebody_new_is_told_that_the_first_issue_comes_at_once(home: House) -> None:
    """And that their address is forgotten, if it was not they who asked."""
    page = home.ask(asked_again(home, Change(), who="new@reader.example")).text
    for said in ("Somebody, we hope you", "The first issue comes at once.", "the address is forgotten"):
        assert said in page


def test_a_day_after_leaving_the_next_issue_comes_at_once(home: House) -> None:
    """Who had no issue today has not long to wait."""
    home.store.people.save([replace(home.reader, status=SubscriberStatus.UNSUBSCRIBED)])
    home.wait(days=1)
    page = home.ask(asked_again(home, Change())).text
    assert "The next issue comes at once." in page


def test_who_is_in_meanwhile_is_not_asked(home: House) -> None:
    """Two forms, two mails: the second link says that it is done."""
    reader = home.reader
    home.store.people.save([replace(reader, status=SubscriberStatus.UNSUBSCRIBED)])
    path = asked_again(home, Change())
    home.store.people.save([reader])
    assert "This is done already" in home.ask(path).text


def test_a_topic_that_is_gone_is_told_before_the_button(home: House) -> None:
    """The operator took it out since: the page says so, and is no error of ours."""
    path = asked_again(home, Change(topics=Weights(whole={"science": 1.0})), who="new@reader.example")
    names = {slug: name for slug, name in home.settings.topics.names.items() if slug != "science"}
    settings = replace(home.settings, topics=replace(home.settings.topics, names=names))
    site = replace(home.site, settings=lambda: settings)
    asked = Asked(
        method="GET",
        parts={"token": path.rpartition("/")[2]},
        query=form([]),
        form=form([]),
        caller="127.0.0.1",
        language="en",
    )
    assert confirming.confirm(site, asked).status_code == 409


def test_a_form_that_comes_back_keeps_its_clock(home: House) -> None:
    """Whoever mends a field at once is no machine: the first time that the form was shown counts (SUB-17)."""
    fields = home.join(address="nobody")
    answer = home.post("/", fields)
    assert answer.field("stamp") == fields["stamp"]
    home.wait(seconds=1)
    mended = {**fields, "address": "new@reader.example", "stamp": answer.field("stamp")}
    assert home.post("/", mended).status == 303


@pytest.mark.parametrize("path", ["/", "/lost"])
def test_who_was_too_quick_waits_for_the_rest_of_the_time_alone(path: str, home: House) -> None:
    """And a form that was open for too long begins anew."""
    stamp = home.ask(path).field("stamp")
    fields = {**home.join(), "stamp": stamp}
    home.wait(seconds=-27)
    quick = home.post(path, fields)
    assert (quick.status, quick.field("stamp")) == (400, stamp)
    home.wait(hours=2)
    stale = home.post(path, fields)
    assert stale.status == 400
    assert stale.field("stamp") != stamp


def test_the_front_page_says_how_to_join_by_mail(home: House) -> None:
    """Where mail to us is read: the address, and a mail that is written already; in the visitor's language."""
    assert "mailto:" not in home.ask("/").text, "nobody reads mail to this house"
    read = replace(home.settings, inbox=replace(home.settings.inbox, kind="pipe"))
    site = replace(home.site, settings=lambda: read)
    for language, words in (("en", "You can join by mail, too."), ("de", "Sie können sich auch per Mail anmelden.")):
        asked = Asked(method="GET", parts={}, query=form([]), form=form([]), caller="127.0.0.1", language=language)
        page = bytes(joining.front(site, asked).body).decode()
        assert words in page
        assert "inbox@newsroom.example" in shown(page)
        assert 'href="mailto:inbox@newsroom.example?subject=' in page


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_the_sample_story_says_its_language(language: str, home: House) -> None:
    """A headline in English in a page of another language is read as English (WCAG 3.1.2)."""
    page = home.ask("/", headers={"Accept-Language": language}).text
    assert re.findall(r'<p class="peek-(title|summary)" lang="en" dir="ltr">', page) == ["title", "summary"]


def test_how_long_to_wait_is_one_number(home: House) -> None:
    """The page and its header say the same (RFC 6585 section 4)."""
    fields = home.join()
    answer = [home.post("/", fields) for _ in range(11)][-1]
    assert answer.status == 429
    minutes = re.search(r"try again in (\d+) minutes", answer.text)
    assert minutes is not None
    assert int(answer.headers["retry-after"]) == 60 * int(minutes[1])


def test_confirmation_expires(home: House) -> None:
    """After three days the link is not good any more, and does nothing (SUB-13)."""
    home.post("/", home.join())
    path = confirmation(home, "new@reader.example")
    home.wait(days=3, minutes=1)
    assert home.ask(path).status == 404
    assert home.post(path, {"do": "confirm"}).status == 404
    assert home.store.people.subscriber("new@reader.example").status is SubscriberStatus.PENDING  # type: ignore[union-attr]


def test_welcome_leads_to_the_preferences(home: House) -> None:
    """The page after the confirmation has a way to everything else."""
    home.post("/", home.join())
    page = home.post(confirmation(home, "new@reader.example"), {"do": "confirm"}).text
    start = page.index("/preferences/")
    assert home.ask(page[start : page.index('"', start)]).status == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"address": "nobody"}, "no address that mail can be sent to", id="no address"),
        pytest.param({"address": ""}, "no address that mail can be sent to", id="an empty address"),
        pytest.param({"address": "postmaster@reader.example"}, "no address of one person", id="a role"),
        pytest.param({"address": "inbox@newsroom.example"}, "no address of one person", id="our own inbox"),
        pytest.param({"topics": []}, "Choose one topic at least", id="no topic"),
        pytest.param({"topics": ["gossip"]}, "Choose one topic at least", id="a topic that is not ours"),
        pytest.param({"at": "25:00"}, "Write the hour as 07:00", id="no hour"),
        pytest.param({"timezone": "Mars/Olympus"}, "Choose your time zone", id="no zone"),
        pytest.param({"days": []}, "Choose one day at least", id="no day"),
        pytest.param({"stamp": "x"}, "open for long", id="no stamp"),
    ],
)
def test_what_is_wrong_is_marked(changes: dict[str, object], words: str, home: House) -> None:
    """The form comes back with what was written, and nothing waits."""
    answer = home.post("/", home.join() | changes)
    assert answer.status == 400
    assert words in answer.text
    assert waiting(home.store) == 0
    if "address" not in changes:
        assert 'value="new@reader.example"' in answer.text


def test_a_machine_is_too_quick(home: House) -> None:
    """A form that comes back at once is shown again, with all that was written."""
    fields = home.join()
    home.wait(seconds=-28)
    answer = home.post("/", fields)
    assert (answer.status, waiting(home.store)) == (400, 0)
    assert "very quick" in answer.text


def test_the_trap_is_a_trap(home: House) -> None:
    """Whoever fills in what nobody sees is told what everybody is told, and nothing comes of it (SUB-17)."""
    answer = home.post("/", home.join(homepage="https://spam.example"))
    assert answer.headers["location"] == "/check"
    assert waiting(home.store) == 0


def test_markup_is_shown_and_not_believed(home: House) -> None:
    """What was written comes back as words."""
    page = home.post("/", home.join(address='"><script>alert(1)</script>')).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("path", ["/", "/lost"])
def test_known_and_unknown_get_the_same(path: str, home: House) -> None:
    """Status, headers and length, 50 of each in turn; `python -m tests.web.timing` measures the time (SUB-43)."""
    seen = set()
    for number in range(50):
        for address in (ADDRESS, f"nobody{number}@reader.example"):
            fields = home.join(address) if path == "/" else {"address": address, "stamp": home.join()["stamp"]}
            answer = home.post(path, fields)
            said = tuple(sorted((name, value) for name, value in answer.headers.items() if name != "date"))
            seen.add((answer.status, said, answer.raw))
            home.wait(minutes=5)
    assert len(seen) == 1


def test_lost_link_reaches_a_reader_and_nobody_else(home: House) -> None:
    """Whose address it is gets a mail; a stranger gets none."""
    for address in (ADDRESS, "stranger@reader.example"):
        stamp = home.ask("/lost").field("stamp")
        home.wait(seconds=30)
        assert home.follow(home.post("/lost", {"address": address, "stamp": stamp})).status == 200
    before = len(home.store.course.outbox(home.reader.id, limit=10))
    forms.work_off(home.store, home.settings, now=home.now)
    assert len(home.store.course.outbox(home.reader.id, limit=10)) == before + 1
    assert home.store.people.subscriber("stranger@reader.example") is None
    assert home.store.course.outbox("stranger", limit=10) == ()


@pytest.mark.parametrize(
    ("addresses", "most"),
    [
        pytest.param([f"198.51.100.7, 192.0.2.{n}" for n in [1] * 60], 10, id="one address"),
        pytest.param([f"198.51.100.{n}" for n in range(60)], 40, id="one /24"),
        pytest.param([f"2001:db8:0:7::{n:x}" for n in range(1, 61)], 10, id="one /64"),
        pytest.param([f"2001:db8:0:{n:x}::1" for n in range(60)], 40, id="one /48"),
        pytest.param([f"198.51.{n}.1" for n in range(60)], 60, id="many places"),
    ],
)
def test_forms_are_limited_by_place(addresses: list[str], most: int, home: House) -> None:
    """So many from one place in ten minutes; the rest are told to come back, with a plain page (SUB-16)."""
    fields = home.join()
    statuses = [
        home.post("/", {**fields, "address": f"r{n}@reader.example"}, **{"X-Forwarded-For": address}).status
        for n, address in enumerate(addresses)
    ]
    assert statuses == [303] * most + [429] * (len(addresses) - most)


def test_limits_survive_a_restart(home: House) -> None:
    """What was counted is in the store: pages that start anew know it."""
    fields = home.join()
    for number in range(10):
        assert home.post("/", {**fields, "address": f"r{number}@reader.example"}).status == 303
    assert not limits.allows(home.store, "form", "127.0.0.1", limits.FORMS, now=home.now)
    assert limits.allows(home.store, "form", "127.0.0.1", limits.FORMS, now=home.now + timedelta(minutes=11))


def test_the_flood_of_all_is_limited(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many places it comes from."""
    monkeypatch.setitem(limits.FORMS, "all", (3, timedelta(hours=1)))
    fields = home.join()
    statuses = [home.post("/", fields, **{"X-Forwarded-For": f"198.51.{n}.1"}).status for n in range(5)]
    assert statuses == [303, 303, 303, 429, 429]


def test_nothing_of_the_place_is_kept(home: House) -> None:
    """Of where a form came from there is a keyed hash, and the network that the confirmation names (SUB-19, 50)."""
    home.post("/", home.join(), **{"X-Forwarded-For": "198.51.100.77"})
    (form,) = home.store.requests.forms(joining=True, limit=5)
    assert form.asker.source == "198.51.100.0/24"
    assert b"198.51.100.77" not in home.bytes_of()


def test_the_wish_is_that_of_the_form(home: House) -> None:
    """What waits is the same command that a mail or the operator would give."""
    home.post("/", home.join())
    (form,) = home.store.requests.forms(joining=True, limit=5)
    assert form.command.verb is Verb.SUBSCRIBE
    assert form.asker.address == "new@reader.example"


def test_forms_are_carried_out_soon(home: House, caplog: pytest.LogCaptureFixture) -> None:
    """A thread beside the pages comes to them, and a store that is busy is tried again."""
    from digest.errors import StoreError
    from digest.web import serving

    faults = [StoreError("busy", path=None)]
    real = forms.work_off

    def work_off(*args: object, **more: object) -> int:
        if faults:
            raise faults.pop()
        return real(*args, **more)  # type: ignore[arg-type]

    home.post("/", home.join())
    with pytest.MonkeyPatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr(serving, "ROUND", 0.05)
        patched.setattr(forms, "work_off", work_off)
        with serving.worked(home.site):
            deadline = time.monotonic() + 20
            while waiting(home.store) and time.monotonic() < deadline:
                time.sleep(0.05)
    assert waiting(home.store) == 0
    assert "forms wait: busy" in caplog.text


def wish(home: House, verb: Verb) -> str:
    """The path that confirms a wish which somebody wrote in Ada's name."""
    asker = Asker(door=Door.MAIL, proof=Proof.NOTHING, address=ADDRESS)
    with home.store.transaction():
        commands.carry_out(home.store, home.settings, Command(verb=verb, days=7), asker, now=home.now)
    (request,) = home.store.requests.of(home.reader.id)
    token = links.keys(home.store).make(Purpose.CONFIRM, request.id, request.expires_at.date())
    return f"/confirm/{token}"


def test_a_wish_by_mail_is_confirmed_here(home: House) -> None:
    """A rest that anybody may have asked for begins with the button of its reader."""
    path = wish(home, Verb.PAUSE)
    page = home.ask(path).text
    assert "Was this you?" in page
    assert page.index("No issues for 7 days.") < page.index("<button")
    before = home.reader.status
    assert "what was asked for in your name is done" in home.post(path, {"do": "confirm"}).text
    assert (before, home.reader.status) == (SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED)


def test_an_erasure_by_mail_is_confirmed_here(home: House) -> None:
    """After it there is nobody to be led to their preferences."""
    assert "It is erased" in home.post(wish(home, Verb.ERASE), {"do": "confirm"}).text
    assert home.store.people.subscriber(ADDRESS) is None


def test_a_wish_that_cannot_be_had_any_more_is_told(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the mail and the button things may have changed."""
    path = wish(home, Verb.PAUSE)
    refused = Done(command=Command(verb=Verb.PAUSE), result=Result.REFUSED, reader=home.reader)
    monkeypatch.setattr(commands, "carry_out", lambda *_, **__: refused)
    answer = home.post(path, {"do": "confirm"})
    assert (answer.status, "could not be done" in answer.text) == (409, True)
    assert '/lost">' in answer.text.split("</main>")[0]
    answer = home.post(f"/leave/{home.token(Purpose.LEAVE)}", {"do": "weekly"})
    assert (answer.status, "could not be done" in answer.text) == (409, True)


def test_a_story_that_was_forgotten_is_told(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issues are kept for longer than what stories are learned from."""
    missing = Done(command=Command(verb=Verb.MORE), result=Result.MISSING, reader=home.reader)
    monkeypatch.setattr(commands, "carry_out", lambda *_, **__: missing)
    answer = home.post(f"/feedback/{home.token(Purpose.FEEDBACK)}/1/more", {"do": "more"})
    assert (answer.status, "no longer there" in answer.text) == (404, True)


def test_a_domain_of_this_machine_alone_is_no_address_of_a_stranger(home: House) -> None:
    """Who fills in the form cannot have us write to accounts of our own host."""
    answer = home.post("/", home.join("root-of-it@localhost"))
    assert answer.status == 400
    assert "no address that mail can be sent to" in answer.text
