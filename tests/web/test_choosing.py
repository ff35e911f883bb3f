"""The page of preferences: everything can be seen and changed, by the link alone."""

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from digest.domain.news import Feed, FeedStatus
from digest.domain.people import Cadence, Door, Profile, Quiet, Schedule, Subscriber, SubscriberStatus
from digest.pipeline import feedback
from digest.store import bounces
from digest.tokens import Purpose
from digest.web import outlets, wanted
from digest.web.asked import form
from tests.web import looks
from tests.web.house import TODAY, House, fields_of


def path(home: House) -> str:
    """Of Ada's page."""
    return f"/preferences/{home.token(Purpose.PREFERENCES)}"


def saved(home: House, **changes: object) -> Subscriber:
    """Ada, after her form was sent with some changes."""
    answer = home.post(path(home), {**home.form(), **changes})
    page = home.follow(answer).text
    assert "Your wishes are saved" in page
    assert ("The next issue comes on" in page) is (home.reader.next_due_at is not None)
    return home.reader


def test_the_address_is_masked(home: House) -> None:
    """Whoever sees the page over a shoulder learns no address (SUB-44)."""
    page = home.ask(path(home)).text
    assert "a••@reader.example" in page
    assert "ada@reader.example" not in page


def test_a_form_sent_as_it_is_changes_nothing(home: House) -> None:
    """Weights between the words that the form has stay as they are."""
    before = home.reader
    answer = home.post(path(home), home.form())
    assert "all is as it was" in home.follow(answer).text
    assert home.reader == before
    assert before.profile.topics["science"] == 0.6


@pytest.mark.parametrize(
    ("changes", "of", "expected"),
    [
        pytest.param({"topic-sport": "much"}, lambda r: r.profile.topics["sport"], 1.0, id="a topic"),
        pytest.param({"topic-technology": "even"}, lambda r: r.profile.topics.get("technology"), None, id="no topic"),
        pytest.param({"topic-sport": "x"}, lambda r: r.profile.topics["sport"], -0.5, id="nonsense for a topic"),
        pytest.param(
            {"follow": "  Mars \r\n\r\nclimate AND court"},
            lambda r: r.profile.follow,
            ("Mars", "climate AND court"),
            id="followed words",
        ),
        pytest.param({"mute": "golf"}, lambda r: r.profile.mute, ("golf",), id="muted words"),
        pytest.param({"sources": "The Wire"}, lambda r: r.profile.sources, ("The Wire",), id="sources"),
        pytest.param({"mute_sources": "x.example"}, lambda r: r.profile.mute_sources, ("x.example",), id="not those"),
        pytest.param({"at": "21:45"}, lambda r: r.schedule.at, time(21, 45), id="the hour"),
        pytest.param({"timezone": "Asia/Tokyo"}, lambda r: r.schedule.timezone, "Asia/Tokyo", id="the zone"),
        pytest.param({"days": list("01234")}, lambda r: r.schedule.cadence, Cadence.WEEKDAYS, id="workdays"),
        pytest.param({"days": ["5"]}, lambda r: r.schedule.weekdays, frozenset({5}), id="once a week"),
        pytest.param({"days": ["5", "6"]}, lambda r: r.schedule.weekdays, frozenset({5, 6}), id="chosen days"),
        pytest.param({"stories": "7"}, lambda r: r.profile.stories, 7, id="how many stories"),
        pytest.param({"language": "fr"}, lambda r: r.language, "fr", id="the language"),
        pytest.param({"quiet": "wider"}, lambda r: r.profile.quiet, Quiet.WIDER, id="quiet days"),
        pytest.param({"outside": []}, lambda r: r.profile.outside, False, id="nothing from outside"),
        pytest.param({"pictures": []}, lambda r: r.profile.pictures, False, id="no pictures"),
    ],
)
def test_everything_can_be_changed(changes: dict[str, object], of: object, expected: object, home: House) -> None:
    """Each field becomes a wish, and nothing else is touched."""
    if changes == {"topic-sport": "x"}:
        home.post(path(home), {**home.form(), **changes})
        assert of(home.reader) == expected  # type: ignore[operator]
        return
    if changes == {"language": "fr"}:
        home.post(path(home), {**home.form(), **changes})
        assert "Vos préférences" in home.ask(path(home)).text
        assert of(home.reader) == expected  # type: ignore[operator]
        return
    before = home.reader
    reader = saved(home, **changes)
    assert of(reader) == expected  # type: ignore[operator]
    assert of(before) != expected  # type: ignore[operator]
    assert reader.chosen_at == home.now


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"at": "noon"}, "Write the hour", id="the hour"),
        pytest.param({"timezone": ""}, "Choose your time zone", id="the zone"),
        pytest.param({"days": []}, "Choose one day", id="no day"),
        pytest.param({"stories": "0"}, "from 1 to 50", id="no story"),
        pytest.param({"stories": "9" * 50}, "from 1 to 50", id="too many stories"),
        pytest.param({"stories": "9" * 5000}, "from 1 to 50", id="more digits than Python reads"),
        pytest.param({"stories": "0" * 3 + "9" * 4997}, "from 1 to 50", id="noughts before as many"),
        pytest.param({"stories": "00501"}, "from 1 to 50", id="a small number's looks"),
        pytest.param({"stories": "²"}, "from 1 to 50", id="a digit that is none"),
        pytest.param({"follow": "x" * 81}, "At most 100 lines", id="a long word"),
        pytest.param({"mute": "\n".join(map(str, range(101)))}, "At most 100 lines", id="many words"),
        pytest.param({"follow": "AND court"}, "both sides of an AND", id="half of an AND"),
        pytest.param({"follow": "!!!"}, "there must be a word", id="signs without a letter"),
    ],
)
def test_what_is_wrong_is_marked(changes: dict[str, object], words: str, home: House) -> None:
    """Nothing is saved, and what was written is still there."""
    before = home.reader
    answer = home.post(path(home), {**home.form(), "sources": "The Wire", **changes})
    assert answer.status == 400
    assert words in answer.text
    assert "The Wire</textarea>" in answer.text
    assert home.reader == before


#: Another choice in every field than Ada has.
OTHERS: dict[str, object] = {
    "topic-science": "little",
    "follow": "Torvik",
    "mute": "golf",
    "sources": "The Wire",
    "mute_sources": "x.example",
    "at": "21:45",
    "timezone": "Asia/Tokyo",
    "days": ["2", "4"],
    "stories": "7",
    "language": "fr",
    "quiet": "wider",
    "outside": [],
    "pictures": [],
}


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"stories": "0"}, id="in a number"),
        pytest.param({"at": "noon"}, id="in the hour"),
        pytest.param({"days": []}, id="in the days"),
        pytest.param({"follow": "AND court"}, id="in a word"),
        pytest.param({"mute": "x" * 81}, id="in another"),
    ],
)
def test_after_a_fault_every_field_is_as_it_was_typed(fault: dict[str, object], home: House) -> None:
    """Whoever mends one field loses no other, ticked or not."""
    sent = {name: value for name, value in ({**home.form(), **OTHERS} | fault).items() if value != []}
    answer = home.post(path(home), sent)
    assert answer.status == 400
    assert {name: listed(value) for name, value in form_of(answer.text).items()} == {
        name: listed(value) for name, value in sent.items()
    }


def listed(value: object) -> list[str]:
    """The values of a field."""
    return list(map(str, value)) if isinstance(value, list) else [str(value)]


def form_of(page: str) -> dict[str, object]:
    """What a browser would send of the form of wishes in a page."""
    start = page.index('id="wishes"')
    return fields_of(page[start : page.index("</form>", start)])


def test_who_wants_nothing_keeps_what_they_typed(home: House) -> None:
    """The topics are marked, as any other field is, and all other choices come back (not a word is lost)."""
    nothing = {name: "even" for name in home.form() if name.startswith("topic-")}
    sent = {**home.form(), **OTHERS, **nothing, "follow": ""}
    answer = home.post(path(home), sent)
    assert answer.status == 400
    assert '<a href="#topics">Topics: Choose one topic at least, or one word to follow.</a>' in answer.text
    assert re.search(r'<fieldset id="topics"[^>]*aria-invalid="true"', answer.text)
    kept = form_of(answer.text)
    assert {name: listed(kept[name]) for name in kept} == {
        name: listed(value) for name, value in sent.items() if value != []
    }


def test_a_rest_and_its_end(home: House) -> None:
    """Seven days by a button, a date by hand, and back."""
    assert "taking a rest" in home.follow(home.post(path(home), {"do": "pause", "days": "14"})).text
    assert (home.reader.status, home.reader.paused_until) == (SubscriberStatus.PAUSED, date(2026, 12, 4))
    assert "Come back now" in home.ask(path(home)).text
    home.post(path(home), {"do": "resume"})
    assert home.reader.status is SubscriberStatus.ACTIVE
    home.post(path(home), {"do": "pause", "until": "2026-12-24"})
    assert home.reader.paused_until == date(2026, 12, 24)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"until": "2020-01-01"}, id="a date long gone"),
        pytest.param({"until": "9999-12-31"}, id="a date far ahead"),
        pytest.param({"until": ""}, id="none"),
        pytest.param({"until": "nonsense", "days": "7"}, id="nonsense"),
        pytest.param({"days": "9999"}, id="too many days"),
        pytest.param({"days": "9" * 5000}, id="more digits than Python reads"),
        pytest.param({}, id="neither a date nor days"),
    ],
)
def test_a_rest_that_cannot_be_had_is_told(fields: dict[str, str], home: House) -> None:
    """Nobody rests for a time they did not ask for; the field is marked, in the reader's language."""
    home.store.people.save([replace(home.reader, language="de")])
    answer = home.post(path(home), {"do": "pause", **fields})
    assert answer.status == 400
    assert "Eine Pause endet frühestens morgen" in answer.text
    assert re.search(r'name="until"[^>]*aria-invalid="true"', answer.text)
    assert home.reader.status is SubscriberStatus.ACTIVE


def test_what_the_desk_refuses_is_said_in_the_reader_s_language(home: House) -> None:
    """No English sentence stands in a German page."""
    home.store.people.save([replace(home.reader, language="de", profile=Profile(topics={"science": 1.0}))])
    answer = home.post(path(home), {**home.form(), "topic-science": "never"})
    assert answer.status == 400
    assert "Wählen Sie mindestens ein Thema" in answer.text
    assert "a digest needs" not in answer.text
    home.post(path(home), {"do": "pause", "days": "7"})
    answer = home.post(path(home), {"do": "send"})
    assert answer.status == 409
    assert "Sie machen gerade Pause" in answer.text


def test_an_issue_now(home: House) -> None:
    """It is asked for, and the page says so; who had today's is told when the next one comes."""
    told = home.follow(home.post(path(home), {"do": "send"})).text
    assert "You had today’s issue; the next comes on Saturday, November 21, 2026." in told
    assert "on its way" not in told
    home.wait(days=1)
    assert home.reader.next_due_at is not None
    assert "An issue is on its way" in home.follow(home.post(path(home), {"do": "send"})).text
    assert home.reader.next_due_at <= home.now


def test_what_was_learned_can_be_taken_back(home: House) -> None:
    """Each word has a button, and after it the word is gone."""
    day = home.store.mail.day(home.reader.id, TODAY)
    assert day is not None
    assert day.edition is not None
    story = day.edition.items[1].story_id
    feedback.apply(home.store, home.reader, [story], more=True, door=Door.WEB, now=home.now)
    word = feedback.words(home.store, home.reader).more[0]
    assert f'value="{word}"' in home.ask(path(home)).text
    assert "taken back" in home.follow(home.post(path(home), {"do": "forget", "subject": word})).text
    assert word not in feedback.words(home.store, home.reader).more
    again = home.post(path(home), {"do": "forget", "subject": word})
    assert "not there any more" in home.follow(again).text


def test_everything_learned_can_be_forgotten_at_once(home: House) -> None:
    """By a button of its own, which says so; what they chose themselves stays."""
    looks.learned(home)
    page = home.ask(path(home)).text
    assert '<button class="quiet" type="submit" name="do" value="forget-all">Forget everything learned</button>' in page
    chosen = home.reader.profile
    told = home.follow(home.post(path(home), {"do": "forget-all"})).text
    assert "All that was learned is forgotten." in told
    assert 'value="forget-all"' not in told
    assert feedback.words(home.store, home.reader).more == ()
    assert home.reader.profile == chosen


@pytest.mark.parametrize("fields", [{}, {"subject": ""}, {"subject": "   "}])
def test_a_subject_that_came_empty_forgets_nothing(fields: dict[str, str], home: House) -> None:
    """A broken form, or a scanner's, is refused: it is no wish to have everything forgotten."""
    looks.learned(home)
    before = feedback.words(home.store, home.reader)
    answer = home.post(path(home), {"do": "forget", **fields})
    assert answer.status == 400
    assert "That could not be done." in answer.text
    assert feedback.words(home.store, home.reader) == before


def test_a_rest_without_an_end(home: House) -> None:
    """By its own button; it is over when they say so."""
    assert '<button class="quiet" type="submit" name="days" value="open">Until I come back</button>' in (
        home.ask(path(home)).text
    )
    told = home.follow(home.post(path(home), {"do": "pause", "days": "open"})).text
    assert "You are taking a rest until you come back." in told
    assert (home.reader.status, home.reader.paused_until) == (SubscriberStatus.PAUSED, None)
    home.post(path(home), {"do": "resume"})
    assert home.reader.status is SubscriberStatus.ACTIVE


def test_the_outlets_there_are_can_be_looked_at(home: House) -> None:
    """By the names that stand in issues, behind one line."""
    page = home.ask(path(home)).text
    shown = page[page.index('<ul class="outlets">') :]
    assert "<li>The Varnholt Gazette</li>" in shown
    assert "outlets to choose from</summary>" in page


def test_a_long_list_of_outlets_is_bounded() -> None:
    """The first in the order of the alphabet, and how many there are beside them."""
    feeds = [Feed(url=f"https://o{number}.example/rss", name=f"Outlet {number:03}") for number in range(260)]
    stopped = Feed(url="https://gone.example/rss", name="Gone", status=FeedStatus.PAUSED)
    found = outlets.of([*reversed(feeds), stopped])
    assert (found.names[0], len(found.names), found.more) == ("Outlet 000", outlets.LISTED, 60)
    assert found.unknown(["outlet 259", "www.o3.example", "https://o3.example/rss", "Gone"]) == ("Gone",)


def test_a_name_that_is_no_outlet_is_told_beside_its_field(home: House) -> None:
    """It is kept all the same, as by mail, for there may be one tomorrow."""
    assert "goes by this name" not in home.ask(path(home)).text
    reader = saved(home, sources="The Varnholt Gazette\nThe Wire\nx.example")
    assert reader.profile.sources == ("The Varnholt Gazette", "The Wire", "x.example")
    page = home.ask(path(home)).text
    assert "No outlet here goes by this name: The Wire and x.example. It stays in your list" in page
    assert 'aria-describedby="sources-hint sources-strange"' in page
    assert 'aria-describedby="mute_sources-hint"' in page


@pytest.mark.parametrize("line", ["http://x y z", "https://", "http://[", "see https://wire.example/rss"])
def test_what_can_be_no_outlet_is_refused(line: str, home: House) -> None:
    """An address with blanks in it is a slip of the pen."""
    before = home.reader
    answer = home.post(path(home), {**home.form(), "mute_sources": line})
    assert answer.status == 400
    assert "An address has no blanks in it" in answer.text
    assert home.reader == before


def test_the_story_from_outside_says_when_it_comes(home: House) -> None:
    """Only in an issue with room for it."""
    assert "marked as such, in issues of 6 stories or more" in home.ask(path(home)).text


def test_who_has_left_comes_to_what_is_held(home: House) -> None:
    """Their page leads there, and so does that of a dead address (GDPR articles 15 to 20)."""
    for status in (SubscriberStatus.UNSUBSCRIBED, SubscriberStatus.SUSPENDED):
        home.store.people.save([replace(home.reader, status=status)])
        (led,) = set(re.findall(r'href="(/data/[^"]+)"', home.ask(path(home)).text))
        assert "Download my data" in home.ask(led).text


def test_who_has_left_has_nothing_to_choose(home: House) -> None:
    """The page says so, and changes nothing."""
    fields = home.form()
    home.store.people.save([replace(home.reader, status=SubscriberStatus.UNSUBSCRIBED)])
    answer = home.post(path(home), {**fields, "stories": "3"})
    assert "You get no mail from us" in answer.text
    assert home.reader.profile.stories == 12


def suspended(home: House) -> None:
    """Nothing; the reader's mail came back, and they were given up and warned."""
    assert home.store.refusals.suspend(home.reader.id, at=home.now)
    home.store.bounces.mark(home.reader.id, bounces.WARNING, at=home.now)


def test_whose_address_works_again_comes_back_by_one_button(home: House) -> None:
    """The warning's link shows the button and changes nothing; the button is all they need, and asks for no yes."""
    suspended(home)
    wishes = home.reader.profile
    shown = home.ask(path(home))
    assert "came back" in shown.text
    assert home.reader.status is SubscriberStatus.SUSPENDED
    assert shown.field("do") == "resume"
    after = home.follow(home.post(path(home), {"do": "resume"}))
    assert "Welcome back" in after.text
    assert "The next issue comes on" in after.text
    assert (home.reader.status, home.reader.profile) == (SubscriberStatus.ACTIVE, wishes)
    assert home.reader.next_due_at is not None
    assert home.store.bounces.to_warn(most=3, every=timedelta(), now=home.now) == ()
    waiting = home.store.mail.claim(limit=99, token="t", now=home.now, lease=timedelta(hours=1))
    assert {message.kind for message in waiting} <= {"edition"}, "no mail asks them to confirm it"
    assert home.post(path(home), {"do": "resume"}).status == 303, "twice is the same as once"


@pytest.mark.parametrize("word", ["", "save", "send", "pause", "forget"])
def test_nothing_but_the_button_counts_of_a_dead_address(word: str, home: House) -> None:
    """A form that stood open from before changes nothing, and shows the button."""
    fields = home.form()
    suspended(home)
    before = home.reader
    answer = home.post(path(home), {**fields, "stories": "3", "days": "7", "do": word})
    assert "My address works again" in answer.text
    assert home.reader == before


def test_who_has_left_is_not_brought_back_by_that_button(home: House) -> None:
    """Their way back is to join, which asks them to confirm."""
    home.store.people.save([replace(home.reader, status=SubscriberStatus.UNSUBSCRIBED)])
    assert "You get no mail from us" in home.post(path(home), {"do": "resume"}).text
    assert home.reader.status is SubscriberStatus.UNSUBSCRIBED


@pytest.mark.parametrize("said", ["saved", "nonsense", "<script>", "paused"])
def test_words_in_the_address_say_nothing_of_their_own(said: str, home: House) -> None:
    """The page shows sentences of ours or none."""
    page = home.ask(f"{path(home)}?said={said.replace('<', '%3C').replace('>', '%3E')}")
    assert page.status == 200
    assert "nonsense" not in page.text
    assert "%3Cscript" not in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize(
    ("weight", "word"),
    [(1.0, "much"), (0.8, "much"), (0.6, "some"), (0.3, "some"), (0.2, "even"), (-0.3, "little"), (-1.0, "never")],
)
def test_weights_have_a_word(weight: float, word: str) -> None:
    """The nearest."""
    assert wanted.level(weight) == word


def test_a_zone_that_is_not_listed_stays(home: House) -> None:
    """Who has an older name of a zone keeps it."""
    reader = home.reader
    home.store.people.save([replace(reader, schedule=replace(reader.schedule, timezone="Asia/Calcutta"))])
    home.post(path(home), home.form())
    assert home.reader.schedule.timezone == "Asia/Calcutta"


def test_a_form_without_its_fields_changes_no_words() -> None:
    """What a form does not have is no wish to have it empty."""
    from digest.domain.moments import require_utc
    from tests.web.house import MORNING

    require_utc(MORNING, "morning")
    reader = Subscriber(
        id="0" * 16, address="a@b.example", created_at=MORNING, profile=Profile(follow=("Mars",)), schedule=Schedule()
    )
    settings = type("Settings", (), {"topics": type("Topics", (), {"names": {"science": "Science"}})})()
    found = wanted.to_change(form([("at", "07:00")]), reader, settings, ("en",))
    assert found.change.follow.of(reader.profile.follow) == ("Mars",)
