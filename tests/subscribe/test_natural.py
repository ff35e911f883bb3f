"""Mail as strangers write it, in whole sentences of four languages, is understood as they mean it."""

from datetime import date, time

import pytest

from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights, Words
from digest.subscribe import praise
from tests.subscribe.reading import added, understood, whole

NO_SPORT = Change(topics=Weights(add={"sport": -1}))


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param(
            "mute Trump and Musk, but not tesla", Change(mute=Words(add=("Trump", "Musk"), drop=("tesla",))), id="en"
        ),
        pytest.param("stumm Trump, außer Tesla", Change(mute=Words(add=("Trump",), drop=("Tesla",))), id="de"),
        pytest.param('follow "AI", but no crypto', Change(follow=added("AI"), mute=added("crypto")), id="no crypto"),
        pytest.param('follow "all but not X"', Change(follow=added("all but not X")), id="quoted words are one"),
        pytest.param("follow AI but not crypto", Change(follow=Words(add=("AI",), drop=("crypto",))), id="not crypto"),
        pytest.param("suivre IA mais pas de crypto", Change(follow=added("IA"), mute=added("crypto")), id="fr"),
        pytest.param("seguir IA pero sin cripto", Change(follow=added("IA"), mute=added("cripto")), id="es"),
        pytest.param("Send it at 8 in the evening", Change(at=time(20)), id="an hour, not an issue now"),
        pytest.param("Bitte um 18 Uhr statt um 7", Change(at=time(18)), id="instead of an hour"),
        pytest.param("mute Trump, not Tesla", Change(mute=Words(add=("Trump",), drop=("Tesla",))), id="not, alone"),
        pytest.param("Can I get it at 6pm instead of 7?", Change(at=time(18)), id="a question for an hour"),
        pytest.param("Könnt ihr es um acht Uhr abends schicken?", Change(at=time(20)), id="the same in German"),
        pytest.param("l'envoyer à sept heures et demie du matin", Change(at=time(7, 30)), id="in French words"),
        pytest.param(
            "Less politics and more science, please, and only on weekends",
            Change(
                topics=Weights(add={"politics": -0.5, "science": 1}),
                cadence=Cadence.DAYS,
                weekdays=frozenset({5, 6}),
            ),
            id="politeness between wishes",
        ),
        pytest.param("at 6pm instead of 7", Change(at=time(18)), id="instead of a number"),
        pytest.param("weekdays rather than daily", Change(cadence=Cadence.WEEKDAYS), id="instead of days"),
        pytest.param("a las 18 en vez de a las 7", Change(at=time(18)), id="instead in Spanish"),
        pytest.param("Bitte keine Politik mehr", Change(topics=Weights(add={"politics": -1})), id="no more politics"),
        pytest.param(
            "Bitte keine Politik mehr, dafür mehr Wissenschaft. Und stumm: Trump, Musk",
            Change(topics=Weights(add={"politics": -1, "science": 1}), mute=added("Trump", "Musk")),
            id="three wishes in two sentences",
        ),
        pytest.param(
            "no sport at 7:00", Change(topics=Weights(add={"sport": -1}), at=time(7)), id="a no and an hour in one"
        ),
        pytest.param(
            "I am interested in science but no sport",
            Change(topics=Weights(add={"science": 1, "sport": -1})),
            id="who likes a topic keeps the others",
        ),
        pytest.param("and then weekdays only at 7:00", Change(cadence=Cadence.WEEKDAYS, at=time(7)), id="and then"),
    ],
)
def test_everyday_wishes_are_done_whole(line: str, change: Change) -> None:
    """Nothing in them is left over, or read as something else."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((Command(verb=Verb.CHANGE, change=change),), 0)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("time 7:30 am and 7:30 pm", Change(at=time(7, 30)), id="two hours"),
        pytest.param("at 7:30 and pictures off and at 19:30", Change(at=time(7, 30), pictures=False), id="in parts"),
        pytest.param("topics science in German, in Spanish", Change(topics=whole(science=1), language="de"), id="two"),
    ],
)
def test_who_says_two_things_at_once_is_told(line: str, change: Change) -> None:
    """The first is done, and the second counts as not understood."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((Command(verb=Verb.CHANGE, change=change),), 1)


@pytest.mark.parametrize(
    ("line", "until", "days"),
    [
        pytest.param("Bitte bis 24. Dezember pausieren", date(2026, 12, 24), None, id="the verb at the end"),
        pytest.param("en pause jusqu'au 3 janvier", date(2027, 1, 3), None, id="in French"),
        pytest.param(
            "I am on holiday from 1 to 14 December, please pause",
            date(2026, 12, 15),
            None,
            id="from one day to another",
        ),
        pytest.param(
            "Ich bin vom 1. bis 14. Dezember im Urlaub, bitte pausieren", date(2026, 12, 15), None, id="vom - bis"
        ),
        pytest.param(
            "Estoy de vacaciones del 1 al 14 de diciembre, por favor", date(2026, 12, 15), None, id="del - al"
        ),
        pytest.param("Je suis en vacances du 1er au 14 décembre, svp", date(2026, 12, 15), None, id="du - au"),
        pytest.param("pause from 20 December to 3 January", date(2027, 1, 4), None, id="over the new year"),
        pytest.param("Y pausa de dos semanas por favor", None, 14, id="two weeks"),
    ],
)
def test_rests_end_when_people_say(line: str, until: date | None, days: int | None) -> None:
    """On the day after the last of a range; what was only named in the subject ends then, too."""
    for subject in ("", "Pause"):
        found = understood(line, subject=subject)
        assert (found.commands, found.unknown) == ((Command(verb=Verb.PAUSE, until=until, days=days),), 0)


@pytest.mark.parametrize(
    "line",
    [
        "Trump is on holiday until Monday",
        "please do not pause until Monday",
        "I am on holiday from 1 to 14 May",
        "my holiday",
        "Ich bin bis 14. Dezember im Urlaub.",
        "I am on vacation until 3 January",
        "I am on holiday from 31 to 14 December",
        "pause from 1 to soon",
    ],
)
def test_what_is_no_rest_of_the_reader_pauses_nothing(line: str) -> None:
    """Nor does what begins more than a month from now: they are told that it was not understood."""
    assert (understood(line).commands, understood(line).unknown) == ((), 1)


def test_a_holiday_below_a_pause_is_its_end() -> None:
    """Nobody has to ask twice."""
    found = understood("Ich bin vom 1. bis 14. Dezember im Urlaub", subject="Pause")
    assert found.commands == (Command(verb=Verb.PAUSE, until=date(2026, 12, 15)),)


def test_a_subject_that_says_stop_is_read_with_its_lines() -> None:
    """ "Unsubscribe" may go on below, or be taken back there; nonsense below changes nothing."""
    found = understood("from sport please", subject="unsubscribe")
    assert (found.commands, found.unknown) == ((Command(verb=Verb.CHANGE, change=NO_SPORT),), 0)
    for line in ("Please do not unsubscribe me!", "I don't want to leave"):
        assert understood(line, subject="Stop").commands == ()
    assert Command(verb=Verb.LEAVE) in understood("Please stop. I hate politics.").commands
    for line in ("I do not want this any longer, unsubscribe", "asdf qwer", "stop", "Thanks"):
        assert understood(line, subject="unsubscribe").commands == (Command(verb=Verb.LEAVE),)


def test_the_end_of_a_rest_is_understood() -> None:
    """As none of the whole subscription."""
    for line in ("Stop the pause", "Bitte die Pause beenden", "fin de la pausa", "fin de la pause"):
        assert understood(line).commands == (Command(verb=Verb.RESUME),)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        pytest.param("Bitte Trump und Musk ausblenden", Change(mute=added("Trump", "Musk")), id="a verb at the end"),
        pytest.param("prefer BBC News", Change(sources=added("BBC News")), id="an outlet"),
        pytest.param(
            "I prefer Tuesdays at 8", Change(cadence=Cadence.WEEKLY, weekdays=frozenset({1}), at=time(8)), id="when"
        ),
        pytest.param("more about ferries and chess", Change(follow=added("ferries", "chess")), id="words to follow"),
        pytest.param("more about science", Change(topics=Weights(add={"science": 1})), id="a topic"),
        pytest.param("remove sport", NO_SPORT, id="removed"),
        pytest.param("remove the pictures", Change(pictures=False), id="pictures removed"),
        pytest.param("stop the images please", Change(pictures=False), id="pictures stopped"),
        pytest.param("Berliner Zeit bitte", Change(timezone="Europe/Berlin"), id="a city as an adjective"),
    ],
)
def test_wishes_are_read_by_what_stands_behind_the_verb(line: str, command: Change) -> None:
    """A day is no outlet, and a word that is no topic is followed."""
    assert understood(line).commands == (Command(verb=Verb.CHANGE, change=command),)


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("unsubcribe", Verb.LEAVE),
        ("unsubscirbe", Verb.LEAVE),
        ("subscibe", Verb.SUBSCRIBE),
        ("abonieren", Verb.SUBSCRIBE),
        ("abbestelen", Verb.LEAVE),
        ("usubscribe", None),
        ("ammelden", None),
        ("subscriber", None),
        ("subsribers", None),
        ("unsubscribed", None),
    ],
)
def test_a_slip_of_the_pen_is_read_where_it_can_be_one_word_only(word: str, verb: Verb | None) -> None:
    """Never where it may be joining as well as leaving, or another form of the word."""
    assert [command.verb for command in understood(word).commands] == ([verb] if verb else [])


@pytest.mark.parametrize(
    "lines",
    [
        ("Thanks, great issue today! I really enjoyed the story about the election.", "Ben"),
        ("Danke für die tolle Ausgabe! Der Artikel über den Mond war wunderbar.",),
        ("¡Gracias! Me encanta la sección sobre ciencia, muy interesante.",),
    ],
)
def test_praise_in_sentences_is_kind(lines: tuple[str, ...]) -> None:
    """It wants nothing, and is no riddle."""
    assert praise.is_all(lines)
    found = understood(*lines, subject="Re: news")
    assert (found.commands, found.unknown, found.is_kind) == ((), 0, True)


def test_thanks_and_names_beside_wishes_are_no_riddles() -> None:
    """Above and below; but what is no name is one."""
    assert understood("Thanks so much, love the digest!", "Ada", "mute Trump").unknown == 0
    assert understood("Thanks", "asdf qwer", "mute Trump").unknown == 1
    assert understood("mute Trump", "What a great way to start the morning with coffee!").unknown == 0


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("what is this thing and how does it work", "en"),
        ("was ist das und wie geht es mit dem", "de"),
        ("¿qué es esto y cómo me va con la?", "es"),
        ("qu'est-ce que vous avez pour mon", "fr"),
        ("asdf", ""),
    ],
)
def test_a_mail_tells_its_language_by_small_words(line: str, language: str) -> None:
    """An answer is in the language of the mail, though nothing of it was understood."""
    assert understood(line).language == language
    assert understood(subject=f"Re: {line}").language == ""


def test_half_of_the_sentences_must_be_understood() -> None:
    """What is mostly prose changes nothing."""
    assert understood("He went home. She stayed here. Mute Trump.").commands == ()
    found = understood("The weather is bad here. Mute Trump.")
    assert (found.commands[0].change, found.unknown) == (Change(mute=added("Trump")), 1)
