"""What notices tell a reader: hours, what is to come, ways back and out, and how to write to us."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from digest.domain import news, people
from digest.domain.people import Cadence
from digest.domain.wishes import (
    Change,
    Command,
    Done,
    NoticeKind,
    Result,
    Verb,
    Ways,
)
from digest.render import notices_examples, notices_wishes
from digest.subscribe import commands
from tests.render import newsroom, notes, opened

ENGLISH = opened.TONGUES["en"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("en", "Monday, Wednesday, and Friday at 7:00 AM, New York time", id="English"),
        pytest.param("de", "Montag, Mittwoch und Freitag um 07:00 Uhr, Ortszeit New York", id="German"),
        pytest.param("es", "Lunes, miércoles y viernes a las 7:00, hora de Nueva York", id="Spanish"),
        pytest.param("fr", "Lundi, mercredi et vendredi à 07:00, heure de New York", id="French"),
    ],
)
def test_hours_are_told_as_the_language_tells_them(language: str, expected: str) -> None:
    """Days, clock and city by CLDR."""
    on = frozenset({0, 2, 4})
    hours = people.Schedule(cadence=Cadence.DAYS, days=on, at=time(7), timezone="America/New_York")
    wishes = dict(notices_wishes.of(replace(notes.READER, schedule=hours), opened.TONGUES[language], news.TOPICS))
    assert wishes["hours"].replace("\u00a0", " ") == expected


def test_wishes_of_somebody_with_few() -> None:
    """What nobody chose is none; an operator's own topic has the operator's name, a language without a name its tag."""
    profile = people.Profile(topics={"harbour": 1.0, "world": -0.5})
    plain = replace(notes.READER, profile=profile, language="xx-ZZ", schedule=people.Schedule(cadence=Cadence.WEEKDAYS))
    told = dict(notices_wishes.of(plain, ENGLISH, {"harbour": "The Harbour", "world": "World"}))
    assert (told["topics"], told["follow"], told["language"]) == ("The Harbour; less of World 50%", "None", "xx-ZZ")
    assert told["hours"].replace("\u00a0", " ") == "Monday to Friday at 7:00 AM, UTC"
    assert dict(notices_wishes.of(replace(plain, profile=people.Profile()), ENGLISH, {}))["topics"] == "None"


@pytest.mark.parametrize("language", notes.LANGUAGES)
def test_the_parser_understands_every_example(language: str) -> None:
    """What a notice says can be written is understood, and asks for the same in each language."""
    for lines in notices_examples.EXAMPLES.values():
        for line in lines:
            english, theirs = (_understood(said) for said in (line, opened.TONGUES[language].say(line)))
            assert (len(theirs.commands), theirs.unknown) == (1, 0), theirs
            verbs = {understood.commands[0].verb for understood in (english, theirs)}
            changed = {notices_wishes.changed(understood.commands[0].change) for understood in (english, theirs)}
            assert (len(verbs), len(changed)) == (1, 1), theirs


def _understood(line: str) -> commands.Understood:
    return commands.understand("", [line], topics=news.TOPICS, languages=notes.LANGUAGES, today=newsroom.TODAY)


def test_an_example_is_a_mail_ready_to_be_sent() -> None:
    """One tap writes it (RFC 6068)."""
    (example,) = notices_examples.of("stories", "hello@digest.example", ENGLISH)
    assert example.url == "mailto:hello@digest.example?subject=stories%208"


def _reader(due: datetime | None) -> people.Subscriber:
    return replace(notes.READER, next_due_at=due, next_issue_date=due.date() if due else None, is_first=False)


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        pytest.param(notes.READER, "in a few minutes, the next on Wednesday, December 7, 2022 at 7:30 AM", id="now"),
        pytest.param(
            _reader(datetime(2022, 12, 7, 6, 30, tzinfo=UTC)), "issue comes on Wednesday, December 7, 2022", id="later"
        ),
        pytest.param(_reader(None), "Welcome Your wishes", id="not known when"),
        pytest.param(None, "Welcome To change, pause or leave", id="nobody known"),
    ],
)
def test_a_welcome_says_when_issues_come(reader: people.Subscriber | None, expected: str) -> None:
    """The first, and the next."""
    _, markup = opened.bodies(notes.build(notes.notice(NoticeKind.WELCOME, reader=reader)))
    assert expected in opened.flat(markup)


def test_the_next_issue_is_told_once_and_last() -> None:
    """After all that was done, where a wish was about hours."""
    later = _reader(datetime(2022, 12, 7, 6, 30, tzinfo=UTC))
    wishes = tuple(notes.done(verb, reader=later) for verb in (Verb.RESUME, Verb.FORGET))
    moved = notes.done(Verb.CHANGE, reader=later, change=Change(at=time(7, 30)))
    text, _ = opened.bodies(notes.build(notes.notice(NoticeKind.DONE, reader=later, done=(*wishes, moved))))
    assert text.count("The next issue comes on Wednesday") == 1
    assert text.index("everything") < text.index("The next issue") < text.index("Change or pause")


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        pytest.param(_reader(datetime(2022, 12, 7, 6, 30, tzinfo=UTC)), "next issue comes on Wednesday", id="to come"),
        pytest.param(
            replace(notes.READER, status=people.SubscriberStatus.PAUSED, paused_until=date(2022, 12, 24)),
            "No issue comes until Saturday, December 24, 2022; from then on",
            id="resting until a day",
        ),
        pytest.param(
            replace(notes.READER, status=people.SubscriberStatus.PAUSED),
            "No issue comes until you say that it should.",
            id="resting without an end",
        ),
    ],
)
def test_wishes_say_what_is_to_come(reader: people.Subscriber, expected: str) -> None:
    """The next issue, or how long there is none."""
    text, _ = opened.bodies(notes.build(notes.notice(NoticeKind.PREFERENCES, reader=reader)))
    assert expected in opened.flat(text)


def _farewell(ways: Ways, *done: Done) -> str:
    return opened.flat(opened.bodies(notes.build(notes.notice(NoticeKind.GOODBYE, ways=ways, done=done)))[0])


def test_a_goodbye_offers_one_way_back() -> None:
    """A link where there is one, an answer where answers are read; who was erased is told so."""
    erased = notes.done(Verb.ERASE, reader=None)
    assert notes.WEB.confirm in _farewell(notes.WEB)
    assert "mailto:hello@digest.example?subject=confirm" in _farewell(notes.BY_MAIL)
    bare = _farewell(Ways(help=notes.WEB.help), erased)
    assert "mailto:" not in bare
    assert "All that was held of you is erased." in bare
    assert "answer with the word “subscribe”" in bare
    assert "front page https://digest.example/" in _farewell(_UNREAD)


#: As where nobody's mail is read.
_UNREAD = replace(notes.WEB, help="", confirm="", confirm_by_mail="")


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if kind is not NoticeKind.CONFIRM])
def test_where_no_mail_is_read_no_mail_is_asked_for(kind: NoticeKind) -> None:
    """No command and no answer is on offer, and the page is."""
    name = next(name for name, one in notes.NOTICES.items() if one.kind is kind)
    text, _ = opened.bodies(notes.build(replace(notes.NOTICES[name], ways=_UNREAD)))
    assert "unsubscribe\n" not in text
    assert "answer" not in opened.flat(text)
    assert "Write any of these" not in opened.flat(text)


def test_no_mail_is_asked_for_where_even_farewells_lead_nowhere() -> None:
    """Without pages, and with nobody who reads, the farewell is all there is."""
    assert "come back" not in _farewell(Ways())


def test_the_page_stands_above_the_wishes() -> None:
    """Who lost the link finds it at the top, with http as with https; the commands come last."""
    for base in ("https://digest.example", "http://digest.local"):
        ways = replace(notes.WEB, preferences=f"{base}/preferences/{notes.TOKEN}")
        text, markup = opened.bodies(notes.build(replace(notes.NOTICES["preferences"], ways=ways)))
        assert text.index(ways.preferences) < text.index("Science" if "Science" in text else "Technology")
        assert text.index("Technology") < text.index("topics +science")
        assert markup.index(ways.preferences) < markup.index("Technology")


def test_help_to_a_stranger_and_wishes_of_nobody() -> None:
    """Who does not subscribe is told how to, whatever they asked for."""
    for kind in (NoticeKind.HELP, NoticeKind.PREFERENCES):
        stranger = Done(command=Command(verb=Verb.PAUSE), result=Result.STRANGER)
        text, _ = opened.bodies(notes.build(notes.notice(kind, done=(stranger,), unknown=3)))
        assert "This address is not subscribed" in text
        assert "3 lines were not understood." in text
        assert "subscribe tech, politics at 7:00 Madrid" in text
        assert "Leave this list" not in text
