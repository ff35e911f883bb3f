"""What people say is understood as they mean it: to subscribe, to have it otherwise, to have something done."""

from datetime import date, time

import pytest

from digest.domain.news import TOPICS
from digest.domain.people import Cadence, Quiet
from digest.domain.wishes import Change, Command, Verb, Weights, Words
from digest.subscribe import commands
from digest.subscribe import topics as topics_
from tests.subscribe.reading import TOKEN, added, changed, dropped, understood, whole

SEVEN, MADRID = time(7, 0), "Europe/Madrid"


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("subscribe", Change(), id="one word"),
        pytest.param("join", Change(), id="another word for it"),
        pytest.param("SUBSCRIBE.", Change(), id="loudly and with a full stop"),
        pytest.param("Please sign me up, thanks", Change(), id="with all politeness"),
        pytest.param(
            "subscribe tech, politics at 7:00 Madrid",
            Change(topics=whole(technology=1, politics=1), at=SEVEN, timezone=MADRID),
            id="the example of the docs",
        ),
        pytest.param(
            "I would like to subscribe to tech and world news at 6.30pm New York, USA",
            Change(topics=whole(technology=1, world=1), at=time(18, 30), timezone="America/New_York"),
            id="a whole sentence",
        ),
        pytest.param(
            "subscribe science 0.5, sport -1 weekdays in German",
            Change(topics=whole(science=0.5, sport=-1), cadence=Cadence.WEEKDAYS, language="de"),
            id="weights, days and a language",
        ),
        pytest.param(
            "Bitte abonnieren: Wirtschaft, Sport 0,5 werktags um 7 Uhr Berlin",
            Change(topics=whole(business=1, sport=0.5), at=SEVEN, cadence=Cadence.WEEKDAYS, timezone="Europe/Berlin"),
            id="in German",
        ),
        pytest.param(
            "suscribirme: tecnología, política a las 7 Madrid",
            Change(topics=whole(technology=1, politics=1), at=SEVEN, timezone=MADRID),
            id="in Spanish",
        ),
        pytest.param(
            "s’abonner sciences, santé à 7h30 Paris",
            Change(topics=whole(science=1, health=1), at=time(7, 30), timezone="Europe/Paris"),
            id="in French, with a typographic apostrophe",
        ),
        pytest.param("subscribe 7:00 UTC+2", Change(at=SEVEN, timezone="Etc/GMT-2"), id="an offset, taken at its word"),
    ],
)
def test_people_subscribe_in_their_own_words(line: str, change: Change) -> None:
    """With topics, hour, zone, days and language in any order, in four languages (SUB-01)."""
    assert understood(line) == commands.Understood(
        commands=(Command(verb=Verb.SUBSCRIBE, change=change),), unknown=0, language=understood(line).language
    )


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("topics +science -sport", Change(topics=Weights(add={"science": 1}, drop=("sport",))), id="signs"),
        pytest.param(
            "topics + science - sport", Change(topics=Weights(add={"science": 1}, drop=("sport",))), id="signs apart"
        ),
        pytest.param("+science", Change(topics=Weights(add={"science": 1})), id="a sign needs no verb"),
        pytest.param("topics -sport 0.4", Change(topics=Weights(add={"sport": -0.4})), id="a weight that is taken off"),
        pytest.param("topics: tech 0.5, world", Change(topics=whole(technology=0.5, world=1)), id="a whole list"),
        pytest.param("topics:tech=0,5;world: 50%", Change(topics=whole(technology=0.5, world=0.5)), id="odd signs"),
        pytest.param("topics none", Change(topics=Weights(whole={})), id="no topic at all"),
        pytest.param("Temas +ciencia -deportes", Change(topics=Weights(add={"science": 1}, drop=("sport",))), id="es"),
        pytest.param("Sujets: économie, santé", Change(topics=whole(business=1, health=1)), id="fr"),
        pytest.param("Themen: Wissenschaft und Kultur", Change(topics=whole(science=1, entertainment=1)), id="de"),
        pytest.param("no sport", Change(topics=Weights(add={"sport": -1})), id="never a topic"),
        pytest.param("more science", Change(topics=Weights(add={"science": 1})), id="more of a topic"),
        pytest.param("less sport", Change(topics=Weights(add={"sport": -0.5})), id="less of a topic"),
        pytest.param("at 6.30pm", Change(at=time(18, 30)), id="an hour alone"),
        pytest.param("time 18:30 Berlin", Change(at=time(18, 30), timezone="Europe/Berlin"), id="hour and city"),
        pytest.param("time 7", Change(at=SEVEN), id="a bare number behind time"),
        pytest.param("change time to 8:00", Change(at=time(8)), id="change time to"),
        pytest.param("time weekdays at 9", Change(at=time(9), cadence=Cadence.WEEKDAYS), id="days behind time"),
        pytest.param("timezone Europe/Madrid", Change(timezone=MADRID), id="an IANA zone"),
        pytest.param("time zone: Munich, Germany", Change(timezone="Europe/Berlin"), id="a city and its country"),
        pytest.param("weekdays", Change(cadence=Cadence.WEEKDAYS), id="weekdays alone"),
        pytest.param(
            "every Monday and Thursday", Change(cadence=Cadence.DAYS, weekdays=frozenset({0, 3})), id="two days"
        ),
        pytest.param("weekly on friday", Change(cadence=Cadence.WEEKLY, weekdays=frozenset({4})), id="once a week"),
        pytest.param("weekly", Change(cadence=Cadence.WEEKLY), id="weekly, whatever the day"),
        pytest.param(
            "follow Nvidia, climate AND court", Change(follow=added("Nvidia", "climate AND court")), id="follow"
        ),
        pytest.param(
            'follow "Marks and Spencer"', Change(follow=added("Marks and Spencer")), id="follow a quoted name"
        ),
        pytest.param(
            "follow +Nvidia -Intel", Change(follow=Words(add=("Nvidia",), drop=("Intel",))), id="both at once"
        ),
        pytest.param("follow nothing", Change(follow=Words(whole=())), id="follow nothing"),
        pytest.param(
            "followed words: Nvidia, Intel", Change(follow=Words(whole=("Nvidia", "Intel"))), id="the whole list"
        ),
        pytest.param("unfollow Nvidia", Change(follow=dropped("Nvidia")), id="unfollow"),
        pytest.param("unfollow everything", Change(follow=Words(whole=())), id="unfollow everything"),
        pytest.param("mute Trump", Change(mute=added("Trump")), id="mute"),
        pytest.param("unmute Trump", Change(mute=dropped("Trump")), id="unmute a word"),
        pytest.param("unmute", Change(mute=Words(whole=())), id="unmute all"),
        pytest.param("muted words: none", Change(mute=Words(whole=())), id="no muted words"),
        pytest.param("mute source Fox News", Change(mute_sources=added("Fox News")), id="mute an outlet"),
        pytest.param("unmute source Fox News", Change(mute_sources=dropped("Fox News")), id="unmute an outlet"),
        pytest.param("prefer source BBC", Change(sources=added("BBC")), id="prefer an outlet"),
        pytest.param("sources +BBC -Fox News", Change(sources=Words(add=("BBC",), drop=("Fox News",))), id="outlets"),
        pytest.param("sources BBC, Le Monde", Change(sources=Words(whole=("BBC", "Le Monde"))), id="all outlets"),
        pytest.param("stories 8", Change(stories=8), id="stories"),
        pytest.param("at most 8 stories", Change(stories=8), id="the number first"),
        pytest.param("8 Meldungen", Change(stories=8), id="the number first in German"),
        pytest.param("language de", Change(language="de"), id="a language tag"),
        pytest.param("Sprache Deutsch", Change(language="de"), id="a language in itself"),
        pytest.param("idioma alemán", Change(language="de"), id="a language in another"),
        pytest.param("in German", Change(language="de"), id="in German"),
        pytest.param("en español", Change(language="es"), id="en español"),
        pytest.param("no pictures", Change(pictures=False), id="no pictures"),
        pytest.param("pictures on", Change(pictures=True), id="pictures on"),
        pytest.param("Bilder: aus", Change(pictures=False), id="pictures off in German"),
        pytest.param("quiet days: nothing", Change(quiet=Quiet.NOTHING), id="nothing on quiet days"),
        pytest.param("quiet days: one line", Change(quiet=Quiet.LINE), id="a line on quiet days"),
        pytest.param("días tranquilos: más amplio", Change(quiet=Quiet.WIDER), id="more on quiet days, in Spanish"),
        pytest.param("outside off", Change(outside=False), id="nothing from outside"),
        pytest.param("no outside stories", Change(outside=False), id="the same in words"),
        pytest.param("My name is Ada Lovelace.", Change(name="Ada Lovelace"), id="a name"),
    ],
)
def test_people_change_their_wishes(line: str, change: Change) -> None:
    """Each wish of a profile and a schedule has its words (SUB-01)."""
    assert changed(line) == change


def test_all_topics_are_the_operators() -> None:
    """ "topics all" means each topic that is offered, by its slug."""
    found = commands.understand("", ["topics all"], topics={"local": "Local news", "sport": "Sport"}, languages=())
    assert found.commands[0].change.topics == whole(local=1, sport=1)


def test_topics_of_the_operator_go_by_their_names() -> None:
    """A topic of the operator's own is known by slug and by name, and comes before what a word usually means."""
    offered = {"local-news": "Around Málaga", "own-tech": "Tech", "technology": "Technology"}
    found = commands.understand("", ["topics +around malaga +tech +local news"], topics=offered, languages=())
    assert found.commands[0].change.topics == Weights(add={"local-news": 1, "own-tech": 1})


@pytest.mark.parametrize(
    ("line", "command"),
    [
        pytest.param("pause", Command(verb=Verb.PAUSE), id="a rest without end"),
        pytest.param("pause 10 days", Command(verb=Verb.PAUSE, days=10), id="ten days"),
        pytest.param("Urlaub für zwei Wochen", Command(verb=Verb.PAUSE, days=14), id="two weeks in German"),
        pytest.param("pause until 24 December", Command(verb=Verb.PAUSE, until=date(2026, 12, 24)), id="until a date"),
        pytest.param("pausa hasta el 24 de diciembre", Command(verb=Verb.PAUSE, until=date(2026, 12, 24)), id="es"),
        pytest.param("resume", Command(verb=Verb.RESUME), id="resume"),
        pytest.param("reprendre", Command(verb=Verb.RESUME), id="resume in French"),
        pytest.param("send now", Command(verb=Verb.SEND), id="an issue now"),
        pytest.param("more 3", Command(verb=Verb.MORE, number=3), id="more like a story"),
        pytest.param("more like story #3.", Command(verb=Verb.MORE, number=3), id="more, in more words"),
        pytest.param("less 2 TOKEN", Command(verb=Verb.LESS, number=2, token=TOKEN), id="less, with a token"),
        pytest.param("weniger 12", Command(verb=Verb.LESS, number=12), id="less in German"),
        pytest.param("forget nvidia", Command(verb=Verb.FORGET, subject="nvidia"), id="forget a word"),
        pytest.param("forget everything", Command(verb=Verb.FORGET), id="forget everything learned"),
        pytest.param("forget me", Command(verb=Verb.ERASE), id="forget me is to erase"),
        pytest.param("export my data", Command(verb=Verb.EXPORT), id="export"),
        pytest.param("My data, please!", Command(verb=Verb.EXPORT), id="my data"),
        pytest.param("lösche meine Daten", Command(verb=Verb.ERASE), id="erase in German"),
        pytest.param("loesche meine daten", Command(verb=Verb.ERASE), id="and without umlauts"),
        pytest.param("preferences", Command(verb=Verb.PREFERENCES), id="preferences"),
        pytest.param("settings TOKEN", Command(verb=Verb.PREFERENCES, token=TOKEN), id="settings with a token"),
        pytest.param("unsubscribe", Command(verb=Verb.LEAVE), id="unsubscribe"),
        pytest.param("Unsubscribe me from this list please.", Command(verb=Verb.LEAVE), id="unsubscribe, at length"),
        pytest.param("unsubscribe ada@example.org", Command(verb=Verb.LEAVE), id="who leaves names an address"),
        pytest.param("No thanks, unsubscribe me!", Command(verb=Verb.LEAVE), id="leave, though it begins otherwise"),
        pytest.param("Newsletter bitte abbestellen", Command(verb=Verb.LEAVE), id="leave in German, at the end"),
        pytest.param("stop sending me these mails", Command(verb=Verb.LEAVE), id="stop"),
        pytest.param("Ich möchte mich abmelden.", Command(verb=Verb.LEAVE), id="leave in German"),
        pytest.param("darme de baja por favor", Command(verb=Verb.LEAVE), id="leave in Spanish"),
        pytest.param("Je voudrais me désabonner", Command(verb=Verb.LEAVE), id="leave in French"),
        pytest.param("leave TOKEN", Command(verb=Verb.LEAVE, token=TOKEN), id="leave with a token"),
        pytest.param("confirm <TOKEN>.", Command(verb=Verb.CONFIRM, token=TOKEN), id="confirm, in brackets"),
        pytest.param("confirm 3DTOKEN", Command(verb=Verb.CONFIRM, token="3d" + TOKEN), id="a token mail has damaged"),
        pytest.param("confirm =3DTOKEN", Command(verb=Verb.CONFIRM, token=TOKEN), id="damage that can be mended"),
        pytest.param(
            "confirm a2b3c4d5e6f7a2b3c4d5", Command(verb=Verb.CONFIRM, token="a2b3c4d5e6f7a2b3c4d5"), id="cut"
        ),
        pytest.param("Oui, je confirme", Command(verb=Verb.CONFIRM), id="a yes without a token"),
        pytest.param("help", Command(verb=Verb.HELP), id="help"),
        pytest.param("- help", Command(verb=Verb.HELP), id="help as an item of a list"),
        pytest.param("Hilfe!", Command(verb=Verb.HELP), id="help in German"),
    ],
)
def test_people_say_what_they_want_done(line: str, command: Command) -> None:
    """Each verb has its words in four languages, with a token or without (SUB-01, SUB-12)."""
    found = understood(line.replace("TOKEN", TOKEN))
    assert (found.commands, found.unknown) == ((command,), 0)
    assert understood(line.replace("TOKEN", TOKEN.upper())).commands == (command,)


@pytest.mark.parametrize(
    "line",
    [
        "Bitte melden Sie mich ab",
        "melde mich bitte ab",
        "Bitte keine weiteren Mails mehr",
        "Ich möchte keine E-Mails mehr erhalten.",
        "Nehmen Sie mich von der Liste",
        "Date de baja",
        "quiero dar de baja mi suscripción",
        "no quiero más correos",
        "Por favor no me envíen más mensajes",
        "quítenme de la lista, gracias",
        "Je me désabonne",
        "je ne veux plus recevoir vos mails",
        "N'envoyez plus de courriels",
        "arrêtez de m'envoyer des mails",
        "No more emails please",
        "I don't want these emails anymore",
        "please don't send me any more mail",
        "No thanks, unsubscribe me!",
    ],
)
def test_leaving_is_understood_as_people_say_it(line: str) -> None:
    """In a line, or as the subject of a mail without any; nobody has to know our word for it (GDPR article 7(3))."""
    left = (Command(verb=Verb.LEAVE),)
    assert (understood(line).commands, understood(line).unknown) == (left, 0)
    if "thanks," not in line:
        assert understood(subject=line).commands == left


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("topics tech, sience", {"technology", "science"}),
        ("subscribe sprots and helth", {"sport", "health"}),
        ("subscribe buisness, poltics", {"business", "politics"}),
    ],
)
def test_a_topic_with_a_slip_of_the_pen_is_known(line: str, topics: set[str]) -> None:
    """The answer says which topics were understood, in our words (SUB-05)."""
    found = understood(line)
    (command,) = found.commands
    assert (set(command.change.topics.whole or ()), found.unknown) == (topics, 0)


@pytest.mark.parametrize("word", ["commuter", "wealth", "short", "spot", "reifen", "hunting", "mode"])
def test_a_word_of_its_own_is_no_mistyped_topic(word: str) -> None:
    """However near it is."""
    assert topics_.near(word, topics_.table(TOPICS)) is None


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("I prefer the Guardian", Change(sources=added("the Guardian")), id="a name behind an article"),
        pytest.param("prefer bbc.com", Change(sources=added("bbc.com")), id="a domain"),
        pytest.param("Je préfère Le Monde", Change(sources=added("Le Monde")), id="an article that is part of it"),
        pytest.param("prefer Times of Malta", Change(sources=added("Times of Malta")), id="a small word within"),
        pytest.param("prefer source bbc", Change(sources=added("bbc")), id="any words behind the word source"),
        pytest.param("bevorzuge Quelle taz", Change(sources=added("taz")), id="the same in German"),
        pytest.param("prefer none", Change(sources=Words(whole=())), id="none at all"),
        pytest.param("prefer science", Change(topics=Weights(add={"science": 1})), id="a topic is wished for more"),
        pytest.param("Ich bevorzuge Wissenschaft", Change(topics=Weights(add={"science": 1})), id="with a capital too"),
        pytest.param("I prefer to read it in English", Change(language="en"), id="a language"),
    ],
)
def test_who_prefers_something_says_an_outlet_a_topic_or_how(line: str, change: Change) -> None:
    """An outlet has a name's look, or the word "source" before it."""
    assert changed(line) == change


@pytest.mark.parametrize(
    "line",
    [
        "I prefer mornings",
        "I would prefer science over politics",
        "Je préfère le matin",
        "Prefiero menos noticias",
        "prefer",
        "I prefer the",
        "I prefer It When You Write To Me Seldom",
    ],
)
def test_what_looks_like_no_outlet_is_none(line: str) -> None:
    """They get help."""
    assert understood(line).commands == ()
