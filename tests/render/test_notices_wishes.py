"""What somebody is asked to agree to, and is told of it after, says all that will hold and no word of who asked."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from digest.domain import news, people
from digest.domain.people import Cadence, Quiet
from digest.domain.wishes import (
    Change,
    Command,
    Result,
    Verb,
    Weights,
    Words,
)
from digest.render import notices, notices_done, notices_wishes
from tests.render import notes, opened


@pytest.mark.parametrize("language", notes.LANGUAGES)
def test_a_question_carries_no_word_of_who_asked(language: str) -> None:
    """Names, words and outlets of a stranger are counted, not told: no spam goes out in our name (SUB-05)."""
    mime = notes.build(notes.confirm(language=language))
    for body in (*opened.bodies(mime), mime.decode()):
        assert "spam" not in body


def test_a_confirmation_says_what_it_must() -> None:
    """Who asked, when and from where; what was understood; how to say yes, and how not to (SUB-13, SUB-19)."""
    text, markup = opened.bodies(notes.build(notes.NOTICES["confirm"]))
    for said in (
        "on our web page",
        "Tuesday, December 6, 2022 at 7:00 AM, Madrid time",
        "from the network 192.0.2.0/24",
        "Topics: Technology, Politics 50%; never Sport.",
        "When: every day at 7:00 AM, Madrid time.",
        "Or simply answer this mail",
        "do nothing",
        "after Friday, December 9, 2022 the request is forgotten",
    ):
        assert said in opened.flat(text)
        assert said in opened.flat(markup)
    assert markup.count(notes.WEB.confirm) == text.count(notes.WEB.confirm) == 1
    assert "<img" not in markup


def test_when_a_form_waited_its_own_hour_is_told() -> None:
    """Not that of the mail; and without a last day the three days of the rule are named."""
    late = notes.confirm(asked_at=datetime(2022, 12, 5, 22, 30, tzinfo=UTC), expires=None)
    text, _ = opened.bodies(notes.build(late))
    assert "Monday, December 5, 2022 at 11:30 PM, Madrid time" in opened.flat(text)
    assert "after Friday, December 9, 2022" in opened.flat(text)


@pytest.mark.parametrize("language", notes.LANGUAGES)
def test_the_mail_prints_the_words_that_are_agreed_to(language: str) -> None:
    """What goes into the consent record stands in the mail, line by line, in both faces (SUB-50)."""
    words = notices.wording(notes.SUBSCRIBE, service="Morning Digest", language=language, topics=news.TOPICS)
    for body in opened.bodies(notes.build(notes.confirm(language=language))):
        assert opened.flat(words) in opened.flat(body)
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
    told = list(notices_done.sentences(done, opened.TONGUES[language]))
    silent = result is Result.SILENT or (verb in {Verb.PREFERENCES, Verb.HELP} and result is Result.DONE)
    assert len(told) == (not silent)
    assert all(re.fullmatch(r"[A-ZÀ-Ý“„«¡¿].*[.:]|.*Full", said) for said in told)
    assert all("{" not in said.replace("{headline}", "") for said in told)


@pytest.mark.parametrize("language", notes.LANGUAGES)
@pytest.mark.parametrize("verb", [verb for verb in Verb if verb not in {Verb.CONFIRM, Verb.HELP, Verb.SUBSCRIBE}])
def test_every_wish_can_be_asked_about(verb: Verb, language: str) -> None:
    """What a wish would do is a sentence."""
    told = list(notices_done.asked(Command(verb=verb), opened.TONGUES[language], news.TOPICS))
    assert [bool(re.fullmatch(r"[A-ZÀ-Ý].*\.", said)) for said in told] == [True]


ENGLISH = opened.TONGUES["en"]


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
            ["Topics: no longer Sport.", "Language: Spanish."],
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
                "Topics: Technology, Politics 50%; never Sport.",
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


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Science, Health 50%; less of Business 50%; never Politics, Sport"),
        ("de", "Wissenschaft, Gesundheit 50 %; weniger Wirtschaft 50 %; nie Politik, Sport"),
        ("es", "Ciencia, Salud 50 %; menos de Economía 50 %; nunca Política, Deportes"),
        ("fr", "Sciences, Santé 50 % ; moins de Économie 50 % ; jamais Politique, Sport"),
    ],
)
def test_less_of_a_topic_is_told_from_never(language: str, expected: str) -> None:
    """A weight of -1 is what "no sport" and "never" on the page keep: it is told as such."""
    weighed = {"science": 1.0, "health": 0.5, "business": -0.5, "politics": -1.0, "sport": -1.0}
    told = notices_wishes.topics(weighed, opened.TONGUES[language], news.TOPICS)
    assert told.replace("\u00a0", " ").replace("\u202f", " ") == expected


def test_no_sport_is_all_but_sport() -> None:
    """Who only says what they do not want gets the rest."""
    command = Command(verb=Verb.SUBSCRIBE, change=Change(topics=Weights(add={"sport": -1.0})))
    told, _ = notices_done.asked(command, ENGLISH, {"science": "Science", "sport": "Sport"})
    assert told == "Topics: Science; never Sport."


@pytest.mark.parametrize("name", ["confirm", "confirm-wish", "welcome", "done"])
@pytest.mark.parametrize(("language", "said"), [("en", "Part of what you wrote was"), ("de", "Ein Teil dessen, was")])
def test_what_was_not_understood_is_mentioned(name: str, language: str, said: str) -> None:
    """Beside what was understood, and never what it was; no word of it where all was understood."""
    for body in opened.bodies(notes.build(replace(notes.in_language(name, language), unknown=1))):
        assert said in opened.flat(body)
    for body in opened.bodies(notes.build(replace(notes.in_language(name, language), unknown=0))):
        assert said not in opened.flat(body)


def test_a_welcome_lists_words_and_outlets() -> None:
    """Those there are; lists without any are left out."""
    for body in opened.bodies(notes.build(notes.NOTICES["welcome"])):
        assert "climate, Port Hollis" in opened.flat(body)
        assert "The Daily Shout" in opened.flat(body)
        assert "Outlets you prefer" not in opened.flat(body)
