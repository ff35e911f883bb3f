"""Notices say what they are for, in four languages and two faces, and never a word of what was written to us.

The golden notices are `tests/golden/notices/*.html` and `*.txt`; `UPDATE_GOLDEN=1` before pytest writes them anew: look
at the difference before you commit it.
"""

import email
import email.policy
import html
import json
import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from pathlib import Path

import pytest

from digest.domain import news, people
from digest.domain.people import Cadence, Door, Quiet
from digest.domain.wishes import (
    Asker,
    Change,
    Command,
    Done,
    Notice,
    NoticeKind,
    Proof,
    Result,
    Verb,
    Ways,
    Weights,
    Words,
)
from digest.render import notices, notices_done, notices_examples, notices_wishes, tongues
from digest.subscribe import commands
from tests.mail_quality import judge
from tests.render import newsroom, notes

GOLDEN = Path(__file__).parents[1] / "golden" / "notices"
TONGUES = {language: tongues.shipped().of(language) for language in notes.LANGUAGES}


def read(mime: bytes) -> EmailMessage:
    """The message as the standard library reads it."""
    parsed = email.message_from_bytes(mime, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    assert not [part.defects for part in parsed.walk() if part.defects]
    return parsed


def bodies(mime: bytes) -> tuple[str, str]:
    """Its text and its HTML."""
    found = [read(mime).get_body((kind,)) for kind in ("plain", "html")]
    text, markup = (str(part.get_content()).replace("\r\n", "\n") for part in found if part is not None)
    return text, markup


def flat(text: str) -> str:
    """Words without line breaks or marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


@pytest.mark.parametrize("name", notes.NOTICES)
def test_golden_notices(name: str) -> None:
    """Every kind looks as it did when somebody last looked at it; letters stand for references to them."""
    text, markup = bodies(notes.build(notes.NOTICES[name]))
    for path, face in ((GOLDEN / f"{name}.html", markup), (GOLDEN / f"{name}.txt", text)):
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(face, encoding="utf-8")
        assert face == path.read_text(encoding="utf-8"), f"{path} differs; UPDATE_GOLDEN=1 writes it anew"


@pytest.mark.parametrize("language", notes.LANGUAGES)
@pytest.mark.parametrize("name", notes.NOTICES)
def test_notices_pass_the_lint(name: str, language: str) -> None:
    """No tag, attribute, property, link or colour that mail programs would not like; every place is filled in."""
    mime = notes.build(notes.in_language(name, language))
    text, markup = bodies(mime)
    assert judge.faults(mime) == []
    assert f'<html lang="{language}" dir="ltr">' in markup
    assert "{" not in text


def test_every_kind_has_a_sample() -> None:
    """So that no kind goes unseen."""
    assert {notice.kind for notice in notes.NOTICES.values()} == set(NoticeKind)


def test_the_same_notice_is_the_same_to_the_byte() -> None:
    """Tried again, it can be told from no other copy (OUT-05)."""
    assert notes.build(notes.NOTICES["done"]) == notes.build(notes.NOTICES["done"])


HEADS = [
    pytest.param("confirm", {"Reply-To": f"hello+confirm-{notes.TOKEN}@digest.example"}, id="an answer says yes"),
    pytest.param(
        "confirm-by-mail",
        {"Reply-To": "hello@digest.example", "Subject": f"confirm {notes.TOKEN}", "In-Reply-To": "<1@reader.example>"},
        id="without extensions the subject says yes",
    ),
    pytest.param("confirm", {"List-Unsubscribe": None, "List-Id": None}, id="a stranger is on no list"),
    pytest.param("goodbye", {"List-Unsubscribe": None, "Reply-To": "hello@digest.example"}, id="nor is who left"),
    pytest.param("help", {"List-Unsubscribe": None, "Auto-Submitted": "auto-generated"}, id="nor is who asks for help"),
    pytest.param(
        "welcome",
        {
            "List-Unsubscribe": f"<https://digest.example/unsubscribe/{notes.TOKEN}>, "
            f"<mailto:hello@digest.example?subject=unsubscribe%20{notes.TOKEN}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": None,
        },
        id="a reader leaves by one click",
    ),
    pytest.param(
        "done",
        {
            "Auto-Submitted": "auto-replied",
            "References": "<1@reader.example>",
            "List-Unsubscribe": f"<mailto:hello@digest.example?subject=unsubscribe%20{notes.TOKEN}>",
            "Feedback-ID": "notice:done:daily:d832b23858b5",
        },
        id="an answer says that it is one, and to what",
    ),
    pytest.param("confirm", {"Form-Sub": None}, id="where a form was sent from is not told unless asked for"),
]


@pytest.mark.parametrize(("name", "expected"), HEADS)
def test_headers(name: str, expected: dict[str, str | None]) -> None:
    """Each says what mail.md asks for, or is not there."""
    parsed = read(notes.build(notes.NOTICES[name]))
    assert {header: parsed[header] for header in expected} == expected


def test_where_a_form_was_sent_from_can_be_told() -> None:
    """In a header for mailbox providers, if the operator wants it (SUB-19)."""
    assert read(notes.build(notes.NOTICES["confirm"], say_where=True))["Form-Sub"] == "v=1; ip=192.0.2.0/24"
    assert read(notes.build(notes.NOTICES["probe"], say_where=True))["Form-Sub"] is None


@pytest.mark.parametrize("language", notes.LANGUAGES)
def test_a_question_carries_no_word_of_who_asked(language: str) -> None:
    """Names, words and outlets of a stranger are counted, not told: no spam goes out in our name (SUB-05)."""
    mime = notes.build(notes.confirm(language=language))
    for body in (*bodies(mime), mime.decode()):
        assert "spam" not in body


def test_a_confirmation_says_what_it_must() -> None:
    """Who asked, when and from where; what was understood; how to say yes, and how not to (SUB-13, SUB-19)."""
    text, markup = bodies(notes.build(notes.NOTICES["confirm"]))
    for said in (
        "on our web page",
        "Tuesday, December 6, 2022 at 7:00 AM, Madrid time",
        "from the network 192.0.2.0/24",
        "Topics: Technology, Politics 50%; less of Sport.",
        "When: every day at 7:00 AM, Madrid time.",
        "Or simply answer this mail",
        "do nothing",
        "after Friday, December 9, 2022 the request is forgotten",
    ):
        assert said in flat(text)
        assert said in flat(markup)
    assert markup.count(notes.WEB.confirm) == text.count(notes.WEB.confirm) == 1
    assert "<img" not in markup


def test_when_a_form_waited_its_own_hour_is_told() -> None:
    """Not that of the mail; and without a last day the three days of the rule are named."""
    late = notes.confirm(asked_at=datetime(2022, 12, 5, 22, 30, tzinfo=UTC), expires=None)
    text, _ = bodies(notes.build(late))
    assert "Monday, December 5, 2022 at 11:30 PM, Madrid time" in flat(text)
    assert "after Friday, December 9, 2022" in flat(text)


@pytest.mark.parametrize("language", notes.LANGUAGES)
def test_the_mail_prints_the_words_that_are_agreed_to(language: str) -> None:
    """What goes into the consent record stands in the mail, line by line, in both faces (SUB-50)."""
    words = notices.wording(notes.SUBSCRIBE, service="Morning Digest", language=language, topics=news.TOPICS)
    for body in bodies(notes.build(notes.confirm(language=language))):
        assert flat(words) in flat(body)
    assert len(words.splitlines()) >= 4


def test_a_wish_is_agreed_to_in_its_own_words() -> None:
    """Only a subscription tells how it ends."""
    pause = Command(verb=Verb.PAUSE, days=10)
    assert notices.wording(pause, service="A", language="en", topics={}) == "No issues for 10 days."


@pytest.mark.parametrize("language", notes.LANGUAGES)
@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("result", Result)
def test_every_result_of_every_wish_is_worded(verb: Verb, result: Result, language: str) -> None:
    """In a sentence with nothing left to fill in; silence where the answer is the mail itself, or there is none."""
    done = notes.done(verb, result, about="A {headline}", why="Full")
    told = list(notices_done.sentences(done, TONGUES[language]))
    silent = result is Result.SILENT or (verb in {Verb.PREFERENCES, Verb.HELP} and result is Result.DONE)
    assert len(told) == (not silent)
    assert all(re.fullmatch(r"[A-ZÀ-Ý“„«¡¿].*[.:]|.*Full", said) for said in told)
    assert all("{" not in said.replace("{headline}", "") for said in told)


@pytest.mark.parametrize("language", notes.LANGUAGES)
@pytest.mark.parametrize("verb", [verb for verb in Verb if verb not in {Verb.CONFIRM, Verb.HELP, Verb.SUBSCRIBE}])
def test_every_wish_can_be_asked_about(verb: Verb, language: str) -> None:
    """What a wish would do is a sentence."""
    told = list(notices_done.asked(Command(verb=verb), TONGUES[language], news.TOPICS))
    assert [bool(re.fullmatch(r"[A-ZÀ-Ý].*\.", said)) for said in told] == [True]


ENGLISH = TONGUES["en"]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param(
            Command(verb=Verb.PAUSE, until=date(2022, 12, 24)),
            ["No issues until Saturday, December 24, 2022."],
            id="a rest with a last day",
        ),
        pytest.param(Command(verb=Verb.PAUSE, days=1), ["No issues for one day."], id="a rest of one day"),
        pytest.param(
            Command(verb=Verb.CHANGE, change=Change(topics=Weights(drop=("sport",)), language="es")),
            ["Topics: no longer Sport.", "Language: español."],
            id="a topic less and another language",
        ),
        pytest.param(
            Command(verb=Verb.CHANGE, change=Change(cadence=Cadence.WEEKLY, weekdays=frozenset({4}))),
            ["When: every Friday."],
            id="days alone",
        ),
        pytest.param(
            Command(verb=Verb.CHANGE, change=Change(timezone="Etc/UTC", outside=False, pictures=False)),
            ["When: UTC.", "One story from outside your topics: no.", "Pictures: no."],
            id="a zone without a city, and what is not wanted",
        ),
        pytest.param(
            Command(
                verb=Verb.CHANGE,
                change=Change(quiet=Quiet.LINE, stories=1, mute=Words(whole=("a", "b"), drop=("c",))),
            ),
            ["Stories in an issue: 1 at most.", "On a quiet day: a mail of one line.", "Words and outlets named: 3."],
            id="words are counted",
        ),
    ],
)
def test_what_is_asked_for_is_said_in_our_words(command: Command, expected: list[str]) -> None:
    """Exactly what would change, and nothing else."""
    assert list(notices_done.asked(command, ENGLISH, news.TOPICS)) == expected


_EVERY_DAY = "When: every day at 7:00 AM, UTC."


@pytest.mark.parametrize(
    ("change", "reader", "expected"),
    [
        pytest.param(Change(), None, ["Topics: all topics.", _EVERY_DAY], id="nothing said"),
        pytest.param(
            Change(topics=Weights(whole={"science": 1.0}), cadence=Cadence.WEEKLY, weekdays=frozenset({0, 4})),
            None,
            ["Topics: Science.", "When: Monday and Friday at 7:00 AM, UTC."],
            id="a topic and days",
        ),
        pytest.param(
            Change(weekdays=frozenset({4}), at=time(18, 30), timezone="Europe/Berlin", topics=Weights(whole={})),
            None,
            ["Topics: all topics.", "When: every Friday at 6:30 PM, Berlin time."],
            id="no topics are all, and a day needs no cadence",
        ),
        pytest.param(
            Change(follow=Words(add=("spam.example",)), stories=8),
            None,
            ["Topics: none.", _EVERY_DAY, "Stories in an issue: 8 at most.", "Words and outlets named: 1."],
            id="words alone, which are counted",
        ),
        pytest.param(
            Change(),
            replace(notes.READER, status=people.SubscriberStatus.UNSUBSCRIBED),
            [
                "Topics: Technology, Politics 50%; less of Sport.",
                "When: every day at 7:30 AM, Madrid time.",
                "Words and outlets named: 4.",
            ],
            id="somebody who comes back to what they had",
        ),
        pytest.param(Change(stories=8), notes.READER, ["Stories in an issue: 8 at most."], id="a reader already"),
    ],
)
def test_who_joins_agrees_to_all_that_will_hold(
    change: Change, reader: people.Subscriber | None, expected: list[str]
) -> None:
    """Topics, hour and zone too where they said nothing; of words only the number (SUB-05, SUB-13)."""
    command = Command(verb=Verb.SUBSCRIBE, change=change)
    plain = [said.replace("\u00a0", " ") for said in notices_done.asked(command, ENGLISH, news.TOPICS, reader=reader)]
    assert plain == expected
    words = notices.wording(command, service="A", language="en", topics=news.TOPICS, reader=reader)
    assert words.splitlines()[1:-1] == expected


def test_no_sport_is_all_but_sport() -> None:
    """Who only says what they do not want gets the rest."""
    command = Command(verb=Verb.SUBSCRIBE, change=Change(topics=Weights(add={"sport": -1.0})))
    told, _ = notices_done.asked(command, ENGLISH, {"science": "Science", "sport": "Sport"})
    assert told == "Topics: Science; less of Sport."


@pytest.mark.parametrize("name", ["confirm", "confirm-wish", "welcome", "done"])
@pytest.mark.parametrize(("language", "said"), [("en", "Part of what you wrote was"), ("de", "Ein Teil dessen, was")])
def test_what_was_not_understood_is_mentioned(name: str, language: str, said: str) -> None:
    """Beside what was understood, and never what it was; no word of it where all was understood."""
    for body in bodies(notes.build(replace(notes.in_language(name, language), unknown=1))):
        assert said in flat(body)
    for body in bodies(notes.build(replace(notes.in_language(name, language), unknown=0))):
        assert said not in flat(body)


def test_a_welcome_lists_words_and_outlets() -> None:
    """Those there are; lists without any are left out."""
    for body in bodies(notes.build(notes.NOTICES["welcome"])):
        assert "climate, Port Hollis" in flat(body)
        assert "The Daily Shout" in flat(body)
        assert "Outlets you prefer" not in flat(body)


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
    wishes = dict(notices_wishes.of(replace(notes.READER, schedule=hours), TONGUES[language], news.TOPICS))
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
            english, theirs = (_understood(said) for said in (line, TONGUES[language].say(line)))
            assert (len(theirs.commands), theirs.unknown) == (1, 0), theirs
            verbs = {understood.commands[0].verb for understood in (english, theirs)}
            changed = {notices_wishes.changed(understood.commands[0].change) for understood in (english, theirs)}
            assert (len(verbs), len(changed)) == (1, 1), theirs


def _understood(line: str) -> commands.Understood:
    return commands.understand("", [line], topics=news.TOPICS, languages=notes.LANGUAGES, today=newsroom.TODAY)


def test_an_example_is_a_mail_ready_to_be_sent() -> None:
    """One tap writes it (RFC 6068)."""
    (example,) = notices_examples.of("topics", "hello@digest.example", ENGLISH)
    assert example.url == "mailto:hello@digest.example?subject=topics%20%2Bscience%20-sport"


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
    _, markup = bodies(notes.build(notes.notice(NoticeKind.WELCOME, reader=reader)))
    assert expected in flat(markup)


def test_the_next_issue_is_told_once_and_last() -> None:
    """After all that was done, where a wish was about hours."""
    later = _reader(datetime(2022, 12, 7, 6, 30, tzinfo=UTC))
    wishes = tuple(notes.done(verb, reader=later) for verb in (Verb.RESUME, Verb.FORGET))
    moved = notes.done(Verb.CHANGE, reader=later, change=Change(at=time(7, 30)))
    text, _ = bodies(notes.build(notes.notice(NoticeKind.DONE, reader=later, done=(*wishes, moved))))
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
    text, _ = bodies(notes.build(notes.notice(NoticeKind.PREFERENCES, reader=reader)))
    assert expected in flat(text)


def _farewell(ways: Ways, *done: Done) -> str:
    return flat(bodies(notes.build(notes.notice(NoticeKind.GOODBYE, ways=ways, done=done)))[0])


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
    text, _ = bodies(notes.build(replace(notes.NOTICES[name], ways=_UNREAD)))
    assert "unsubscribe\n" not in text
    assert "answer" not in flat(text)
    assert "Write any of these" not in flat(text)


def test_no_mail_is_asked_for_where_even_farewells_lead_nowhere() -> None:
    """Without pages, and with nobody who reads, the farewell is all there is."""
    assert "come back" not in _farewell(Ways())


def test_the_page_stands_above_the_wishes() -> None:
    """Who lost the link finds it at the top, with http as with https; the commands come last."""
    for base in ("https://digest.example", "http://digest.local"):
        ways = replace(notes.WEB, preferences=f"{base}/preferences/{notes.TOKEN}")
        text, markup = bodies(notes.build(replace(notes.NOTICES["preferences"], ways=ways)))
        assert text.index(ways.preferences) < text.index("Science" if "Science" in text else "Technology")
        assert text.index("Technology") < text.index("topics +science")
        assert markup.index(ways.preferences) < markup.index("Technology")


def test_help_to_a_stranger_and_wishes_of_nobody() -> None:
    """Who does not subscribe is told how to, whatever they asked for."""
    for kind in (NoticeKind.HELP, NoticeKind.PREFERENCES):
        stranger = Done(command=Command(verb=Verb.PAUSE), result=Result.STRANGER)
        text, _ = bodies(notes.build(notes.notice(kind, done=(stranger,), unknown=3)))
        assert "This address is not subscribed" in text
        assert "3 lines were not understood." in text
        assert "subscribe tech, politics at 7:00 Madrid" in text
        assert "Leave this list" not in text


def test_an_export_goes_along() -> None:
    """As JSON, to the byte, behind the words that explain it; its name is in the header."""
    parsed = read(notes.build(notes.NOTICES["export"]))
    assert parsed.get_content_type() == "multipart/mixed"
    (attached,) = parsed.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("morning-digest.json", "application/json")
    assert json.loads(attached.get_content())["name"] == "Adá"


def test_without_a_mail_to_answer_only_the_button_says_yes() -> None:
    """Nobody is told to answer where an answer would not be understood."""
    text, _ = bodies(notes.build(notes.confirm(ways=Ways(confirm=notes.WEB.confirm))))
    assert notes.WEB.confirm in text
    assert "answer this mail" not in text


def test_who_asked_need_not_be_known() -> None:
    """Then nothing is said of it."""
    text, _ = bodies(notes.build(notes.confirm(asker=None)))
    assert "Somebody" not in text


@pytest.mark.parametrize("door", Door)
def test_every_door_is_told(door: Door) -> None:
    """By which way a request came."""
    asked = notes.confirm(asker=Asker(door=door, proof=Proof.NOTHING))
    text, _ = bodies(notes.build(asked))
    assert {Door.WEB: "web page", Door.MAIL: "by a mail", Door.COMMAND: "The operator of"}[door] in flat(text)


def _titled(notice: Notice) -> str:
    return str(read(notes.build(notice, sender=replace(newsroom.SENDER, name="A {b} <c>\u202e")))["Subject"])


def test_signs_of_the_operator_come_out_as_typed() -> None:
    """A name with braces is no place to be filled in, and none with marks is markup."""
    assert _titled(notes.NOTICES["welcome"]) == "Welcome to A {b} <c>"
    sender = replace(newsroom.SENDER, name="A {b} <c>")
    assert "A {b} &lt;c&gt;" in bodies(notes.build(notes.NOTICES["welcome"], sender=sender))[1]


def test_a_language_without_a_catalogue_is_english() -> None:
    """And says that it is."""
    _, markup = bodies(notes.build(replace(notes.NOTICES["welcome"], language="ar")))
    assert '<html lang="en" dir="ltr">' in markup


def test_long_letters_go_in_base64() -> None:
    """What quoted-printable would make longer (OUT-23)."""
    shouted = replace(newsroom.SENDER, name="漢" * 20, postal="漢字 " * 900)
    mime = notes.build(notes.NOTICES["probe"], sender=shouted)
    assert b"Content-Transfer-Encoding: base64" in mime
    assert "漢字 漢字" in bodies(mime)[0]
