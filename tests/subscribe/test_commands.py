"""What people write is understood as they mean it, and what is none of our commands is not."""

import calendar
import zoneinfo
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.news import TOPICS
from digest.domain.people import Cadence, Quiet
from digest.domain.wishes import Change, Command, Verb, Weights, Words
from digest.subscribe import commands, spelling
from tests.subscribe.reading import TODAY, TOKEN, added, changed, dropped, understood, whole

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
    "line",
    [
        pytest.param("who", id="there is no list of members (SUB-06)"),
        pytest.param("subscribe bob@example.org", id="nobody subscribes anybody else (SUB-07)"),
        pytest.param("subscribe address=bob@example.org", id="nor as Mailman lets them"),
        pytest.param("subscribe address=bob", id="nor half an address"),
        pytest.param("subscribe to our great offers of cheap watches", id="advertising"),
        pytest.param("stop the war in Gaza now", id="a sentence that begins with a verb"),
        pytest.param("I will leave for a holiday in May", id="leaving something else"),
        pytest.param("Join us tonight!", id="joining something else"),
        pytest.param("How do I unsubscribe?", id="a question"),
        pytest.param("Unsubscribe: https://news.example/leave", id="a footer that somebody quotes"),
        pytest.param("Please do not unsubscribe me", id="the opposite of leaving"),
        pytest.param("no unsubscribe please", id="the same in broken English"),
        pytest.param("no quiero desuscribirme", id="the same in Spanish"),
        pytest.param("bitte nicht abmelden", id="the same in German"),
        pytest.param("ne me désabonnez pas", id="the same in French"),
        pytest.param("don't stop sending me emails", id="the same by two denials"),
        pytest.param("no, I want more emails", id="a no to something else"),
        pytest.param("more mails, no", id="a no behind it"),
        pytest.param("I don't get your mails any more", id="somebody who misses their mail"),
        pytest.param("Ich bekomme keine Mails mehr", id="somebody who misses it in German"),
        pytest.param("no more emails about sport", id="no more of something"),
        pytest.param("Politics", id="a topic alone asks nothing"),
        pytest.param("time 25:00", id="no hour"),
        pytest.param("time soon", id="no time"),
        pytest.param("time 18:30 Mardid", id="a zone nobody knows"),
        pytest.param("zone Brazil", id="a country of several zones"),
        pytest.param("zone UTC+5:30", id="half an hour of offset"),
        pytest.param("topics", id="topics without any"),
        pytest.param("topics gardening", id="a topic that is not offered"),
        pytest.param("topics science 7", id="a weight out of bounds"),
        pytest.param("stories 51", id="more stories than there may be"),
        pytest.param("stories", id="stories without a number"),
        pytest.param("0 stories", id="none"),
        pytest.param("12 angry men", id="a number before something else"),
        pytest.param("he has 8 stories and 9", id="two numbers"),
        pytest.param("language Klingon", id="a language that is not offered"),
        pytest.param("follow", id="follow whom"),
        pytest.param("follow ...", id="follow dots"),
        pytest.param("unfollow", id="unfollow whom"),
        pytest.param("sources", id="which sources"),
        pytest.param("forget", id="forget what"),
        pytest.param("forget !", id="forget nothing"),
        pytest.param("name", id="no name"),
        pytest.param("name <b>", id="a name with markup"),
        pytest.param("pictures", id="pictures on or off"),
        pytest.param("pictures of cats", id="pictures of something"),
        pytest.param("no pictures of cats", id="no pictures of something"),
        pytest.param("quiet", id="quiet how"),
        pytest.param("quiet please everybody", id="quiet everybody"),
        pytest.param("no later than 7:00", id="a sentence that begins with no"),
        pytest.param("no sport at 7:00", id="two wishes in one that only knows topics"),
        pytest.param("more 0", id="story 0"),
        pytest.param("more 3 of these things", id="more of something"),
        pytest.param("less NUMBER", id="a placeholder left as it is"),
        pytest.param("pause until 5/6", id="a date that may be two"),
        pytest.param("pause until 31 February", id="a date that is none"),
        pytest.param("confirm abc", id="something short that is no token"),
        pytest.param("?!", id="only signs"),
        pytest.param("1234567890" * 150, id="a line without end"),
    ],
)
def test_what_is_no_command_is_one_unknown_line(line: str) -> None:
    """It does nothing, and counts once (SUB-04)."""
    assert understood(line) == commands.Understood(commands=(), unknown=1)


def test_what_is_half_understood_is_done_and_counts_as_unknown() -> None:
    """Whoever subscribes is asked to confirm anyway, and is shown what was understood."""
    found = understood("subscribe tech at 7:00 Mardid")
    wanted = Change(topics=whole(technology=1), at=SEVEN)
    assert found == commands.Understood(
        commands=(Command(verb=Verb.SUBSCRIBE, change=wanted),), unknown=1, language="en"
    )


@pytest.mark.parametrize(
    ("subject", "lines", "change", "unknown"),
    [
        pytest.param(
            "",
            ["Subscribe tech, gardening at 7:00 Atlantis"],
            Change(topics=whole(technology=1), at=SEVEN),
            1,
            id="a topic and a city nobody knows, in one line",
        ),
        pytest.param(
            "Subscribe",
            ["tech at 25:00 Madrid"],
            Change(topics=whole(technology=1), timezone=MADRID),
            1,
            id="an hour that is none, below the verb",
        ),
        pytest.param(
            "",
            ["anmelden", "Bitte technik und wissenschaft um 7:30 Berlin"],
            Change(topics=whole(technology=1, science=1), at=time(7, 30), timezone="Europe/Berlin"),
            0,
            id="German, in two lines",
        ),
        pytest.param(
            "je voudrais m'abonner",
            ["Bonjour,", "politique à 8h Paris s'il vous plaît"],
            Change(topics=whole(politics=1), at=time(8), timezone="Europe/Paris"),
            0,
            id="French, the verb in the subject",
        ),
        pytest.param(
            "",
            ["Subscribe please, tech por favor s'il vous plaît merci"],
            Change(topics=whole(technology=1)),
            0,
            id="nothing but politeness beside it",
        ),
        pytest.param(
            "",
            ["subscribe tech", "Ada Lovelace", "Head of Science"],
            Change(topics=whole(technology=1)),
            2,
            id="a signature, after the topics were said",
        ),
        pytest.param("", ["subscribe", "I read of you in a science magazine"], Change(), 1, id="a line of prose"),
    ],
)
def test_who_subscribes_may_say_the_topics_below(subject: str, lines: list[str], change: Change, unknown: int) -> None:
    """A line without a verb counts then; and each line with words left over is one that was not understood (SUB-04)."""
    found = understood(*lines, subject=subject)
    assert found.commands == (Command(verb=Verb.SUBSCRIBE, change=change),)
    assert found.unknown == unknown


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        pytest.param(["abonnieren"], "de", id="a German verb"),
        pytest.param(["baja"], "es", id="a Spanish verb"),
        pytest.param(["pause"], "", id="a verb of three languages"),
        pytest.param(["pause", "hilfe"], "de", id="two verbs that only one language has"),
        pytest.param(["help", "hilfe"], "", id="two languages"),
        pytest.param(["at 7:00"], "", id="no verb"),
    ],
)
def test_the_language_of_the_verbs_is_known(lines: list[str], language: str) -> None:
    """So that a stranger is answered in it."""
    assert understood(*lines).language == language


def test_several_commands_are_done_in_order_and_wishes_are_one() -> None:
    """Changes become part of the wish to subscribe; what is said twice is done once; free lines are no riddles."""
    found = understood(
        "Dear digest,",
        "",
        "subscribe tech",
        "topics +science",
        "help",
        "at 7:00",
        "in Madrid",
        "help",
        "Thanks,",
        "Ada",
    )
    wanted = Change(topics=Weights(whole={"technology": 1}, add={"science": 1}), at=SEVEN, timezone=MADRID)
    assert found.commands == (Command(verb=Verb.SUBSCRIBE, change=wanted), Command(verb=Verb.HELP))
    assert found.unknown == 0


def test_changes_without_a_subscription_are_one_change() -> None:
    """One answer shows them all."""
    assert changed("mute Trump", "stories 8", "stories 9") == Change(mute=added("Trump"), stories=9)


def test_thanks_before_any_command_ends_nothing() -> None:
    """ "Thanks for this." may come first."""
    assert understood("Thank you very much", "help").commands == (Command(verb=Verb.HELP),)


@pytest.mark.parametrize("end", ["end", "--", "Ende", "fin", "—", "-- ", "=====", "__"])
def test_an_end_is_the_end(end: str) -> None:
    """What follows is not read (SUB-01)."""
    assert understood("help", end, "leave", "what is this") == understood("help")


def test_at_most_ten_commands_are_read() -> None:
    """The eleventh is left (SUB-04)."""
    found = understood(*(f"more {number}" for number in range(1, 30)))
    assert [command.number for command in found.commands] == list(range(1, 11))


def test_many_numbers_in_one_line_are_ten_commands_too() -> None:
    """A line is no way around the limit."""
    numbers = ", ".join(map(str, range(1, 30)))
    assert len(understood(f"more {numbers}").commands) == commands.MAX_COMMANDS


def test_at_most_fifty_lines_are_read() -> None:
    """Greetings are lines as well (SUB-04)."""
    assert understood(*["hello"] * 49, "help").commands
    assert not understood(*["hello"] * 50, "help").commands


def test_reading_ends_after_more_than_three_riddles() -> None:
    """It is a letter to somebody else then, and nothing in it is done any more (SUB-04)."""
    found = understood("one", "two", "three", "help", "four", "leave")
    assert found == commands.Understood(commands=(Command(verb=Verb.HELP),), unknown=4, language="en")


@pytest.mark.parametrize(
    ("subject", "command"),
    [
        pytest.param("Join", Command(verb=Verb.SUBSCRIBE), id="test_join_in_subject_case_insensitive"),
        pytest.param("Re: confirm TOKEN", Command(verb=Verb.CONFIRM, token=TOKEN), id="test_confirm_with_re_prefix"),
        pytest.param(
            "\x99AW: confirm TOKEN", Command(verb=Verb.CONFIRM, token=TOKEN), id="test_confirm_with_random_ascii_prefix"
        ),
        pytest.param("回复：confirm TOKEN", Command(verb=Verb.CONFIRM, token=TOKEN), id="…_non_ascii_prefix"),
        pytest.param("Sv: Re[2]: AW: leave TOKEN", Command(verb=Verb.LEAVE, token=TOKEN), id="prefixes in a row"),
        pytest.param("Antw.: preferences TOKEN", Command(verb=Verb.PREFERENCES, token=TOKEN), id="a Dutch prefix"),
        pytest.param("[list] Re: more 3 TOKEN", Command(verb=Verb.MORE, number=3, token=TOKEN), id="a list's name"),
        pytest.param(f"unsubscribe {TOKEN[:20]} {TOKEN[20:]}", Command(verb=Verb.LEAVE, token=TOKEN), id="folded"),
        pytest.param("Re: unsubscribe", Command(verb=Verb.LEAVE), id="an answer that says nothing else"),
        pytest.param(
            "follow Nvidia", Command(verb=Verb.CHANGE, change=Change(follow=added("Nvidia"))), id="free words"
        ),
        pytest.param(
            "time: 18:30", Command(verb=Verb.CHANGE, change=Change(at=time(18, 30))), id="a verb with a colon"
        ),
    ],
)
def test_a_subject_is_read_first(subject: str, command: Command) -> None:
    """Whatever a mail program puts before it, folds into it or makes of its case (SUB-03)."""
    found = understood(subject=subject.replace("TOKEN", TOKEN))
    assert (found.commands, found.unknown) == ((command,), 0)
    assert understood(subject=subject.replace("TOKEN", TOKEN.upper())).commands == (command,)


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("", id="no subject"),
        pytest.param("Re:", id="nothing but a prefix"),
        pytest.param("A question", id="no command"),
        pytest.param("Re: Follow the money · Sunday 22 November", id="a headline of ours that begins with a verb"),
        pytest.param("Re: Join us at the table · 22 November", id="another"),
        pytest.param("Re: Please confirm your subscription", id="our own question"),
        pytest.param("Re: no sport", id="an answer with free words"),
        pytest.param("Re: Millions unsubscribe · 22 November", id="a headline about leaving"),
    ],
)
def test_a_subject_that_is_no_command_is_no_riddle(subject: str) -> None:
    """An answer's subject is what we wrote ourselves; only the lines below count."""
    assert understood(subject=subject) == commands.Understood(commands=(), unknown=0)


def test_the_subject_of_an_answer_gives_way_to_its_lines() -> None:
    """ "Re: preferences", with wishes below, is no question for the preferences."""
    assert understood("stories 8", subject="Re: preferences").commands == understood("stories 8").commands
    assert understood("stories 8", subject="preferences").commands[0].verb is Verb.PREFERENCES


def test_a_subject_half_understood_counts_as_unknown() -> None:
    """As a line does, unless it is an answer's."""
    assert understood(subject="subscribe tech and stuff").unknown == 1
    assert understood(subject="Re: subscribe tech and stuff").commands == ()


def test_a_subject_and_a_line_that_say_the_same_are_one_command() -> None:
    """People write it twice, to be sure."""
    assert understood("unsubscribe", subject="unsubscribe").commands == (Command(verb=Verb.LEAVE),)
    assert understood("subscribe tech", subject="subscribe").commands == understood("subscribe tech").commands


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([f"confirm {TOKEN[:30]}", TOKEN[30:]], id="broken in the middle"),
        pytest.param([f"confirm {TOKEN[:30]}=", TOKEN[30:].upper()], id="broken softly, and louder"),
        pytest.param(["confirm", TOKEN], id="on a line of its own"),
        pytest.param(["confirm:", "", f"<{TOKEN}>"], id="on a line of its own, in brackets"),
    ],
)
def test_a_token_may_go_on_in_the_next_line(lines: list[str]) -> None:
    """Mail wraps long words (SUB-12)."""
    assert understood(*lines) == understood(f"confirm {TOKEN}")


def test_confirm_subcommand_with_more_commands() -> None:
    """What follows a confirmation is done as well."""
    found = understood(f"confirm {TOKEN}", "stories 8")
    assert [command.verb for command in found.commands] == [Verb.CONFIRM, Verb.CHANGE]


def test_dates_without_a_year_need_a_today() -> None:
    """The pure room reads no clock; dates that are whole need none."""
    assert understood("pause until 24 December", today=None).unknown == 1
    assert understood("pause until monday", today=None).unknown == 1
    assert understood("pause until 2026-12-24", today=None).commands[0].until == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("extension", "command"),
    [
        pytest.param("subscribe", Command(verb=Verb.SUBSCRIBE), id="subscribe"),
        pytest.param("JOIN", Command(verb=Verb.SUBSCRIBE), id="join in capitals"),
        pytest.param("unsubscribe", Command(verb=Verb.LEAVE), id="unsubscribe"),
        pytest.param("leave", Command(verb=Verb.LEAVE), id="leave"),
        pytest.param(f"leave-{TOKEN}", Command(verb=Verb.LEAVE, token=TOKEN), id="leave with a token"),
        pytest.param(f"Unsubscribe-{TOKEN.upper()}", Command(verb=Verb.LEAVE, token=TOKEN), id="in capitals"),
        pytest.param(f"confirm-{TOKEN}", Command(verb=Verb.CONFIRM, token=TOKEN), id="confirm"),
        pytest.param(f"preferences-{TOKEN}", Command(verb=Verb.PREFERENCES, token=TOKEN), id="preferences"),
        pytest.param(f"more-3-{TOKEN}", Command(verb=Verb.MORE, number=3, token=TOKEN), id="more"),
        pytest.param("help", Command(verb=Verb.HELP), id="help"),
        pytest.param("pause", Command(verb=Verb.PAUSE), id="pause"),
        pytest.param("owner", None, id="the operator's own"),
        pytest.param("b-aaisem2ekvtp6s4e-lpdfu2qlec5a3j37uzqzzv4sc4", None, id="a bounce"),
        pytest.param("", None, id="no extension"),
        pytest.param("confirm", None, id="confirm without a token"),
        pytest.param("confirm-", None, id="confirm with an empty one"),
        pytest.param("confirm-abc!", None, id="no letters of a token"),
        pytest.param(f"help-{TOKEN}", None, id="help needs no token"),
        pytest.param("more", None, id="more without a story"),
        pytest.param(f"more-0-{TOKEN}", None, id="story 0"),
        pytest.param(f"more-{TOKEN}", None, id="more without a number"),
        pytest.param("who", None, id="who"),
        pytest.param("subscribe-bob=example.org", None, id="nobody else can be subscribed"),
    ],
)
def test_addresses_are_commands(extension: str, command: Command | None) -> None:
    """Any body and subject will do with them (SUB-02)."""
    assert commands.by_address(extension) == command


@given(st.text(), st.lists(st.text(), max_size=60))
def test_understanding_never_fails(subject: str, lines: list[str]) -> None:
    """Whatever is written; and never more than is read (SUB-04, SEC-11)."""
    found = understood(*lines, subject=subject)
    assert len(found.commands) <= commands.MAX_COMMANDS
    assert 0 <= found.unknown <= commands.MAX_UNKNOWN + 2


WORDS = st.sampled_from(
    sorted(
        spelling.among(
            "subscribe topics time at 7 7:00 pm Madrid in German , + - 0.5 tech science no more less 3 pause until 24 "
            "December monday every and except follow mute source all confirm a2b3c4d5e6f7 unsubscribe me weekly days "
            "new york \" : = stories um jeden las a la hasta jusqu'au un"
        )
    )
)


@given(st.lists(WORDS, max_size=14))
def test_words_of_ours_in_any_order_never_fail(words: list[str]) -> None:
    """Weights stay in their bounds, dates are dates; the same words mean the same in capitals."""
    found = understood(" ".join(words))
    for command in found.commands:
        weights = command.change.topics
        assert all(-1 <= weight <= 1 for weight in {**(weights.whole or {}), **weights.add}.values())
        assert command.until is None or command.until > TODAY
    loud = understood(" ".join(words).upper())
    assert [command.verb for command in loud.commands] == [command.verb for command in found.commands]


WEIGHTS = st.dictionaries(
    st.sampled_from(sorted(TOPICS)), st.integers(-10, 10).map(lambda tenths: tenths / 10), min_size=1
)
ZONES = st.sampled_from(
    sorted(zone for zone in zoneinfo.available_timezones() if zone.startswith(("Europe/", "Asia/")))
)


@given(WEIGHTS, st.times(), ZONES, st.sets(st.integers(0, 6), min_size=2, max_size=4))
def test_wishes_written_out_are_read_back(weights: dict[str, float], at: time, zone: str, on: set[int]) -> None:
    """In any of the ways we would write them ourselves."""
    named = ", ".join(f"{TOPICS[slug]} {weight}" for slug, weight in weights.items())
    days_ = " and ".join(calendar.day_name[day] for day in sorted(on))
    wanted = Change(
        topics=whole(**weights),
        at=at.replace(second=0, microsecond=0),
        timezone=zone,
        cadence=Cadence.DAYS,
        weekdays=frozenset(on),
    )
    for written in (f"{at:%H:%M}", f"{at:%I:%M %p}"):
        found = understood(f"subscribe to {named} every {days_} at {written} {zone}")
        assert (found.commands, found.unknown) == ((Command(verb=Verb.SUBSCRIBE, change=wanted),), 0)


@given(st.text())
def test_addresses_never_fail(extension: str) -> None:
    """Whatever stands behind the plus sign."""
    found = commands.by_address(extension)
    assert found is None or found.verb in Verb
