"""Mail as strangers write it, in whole sentences of four languages, is understood as they mean it."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.news import TOPICS
from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights, Words
from digest.subscribe import joining, praise
from tests.subscribe.reading import added, understood, whole

NO_SPORT = Change(topics=Weights(add={"sport": -1}))


@pytest.mark.parametrize(
    "line",
    [
        "unsubscribe from sport",
        "Please stop sending me sport",
        "I want to stop sport",
        "no more sport please",
        "I no longer want to receive sport",
        "Bitte keinen Sport mehr",
        "Sport bitte abbestellen",
        "¿Podéis dejar de enviarme deportes?",
        "no quiero más deportes",
        "quiero darme de baja de deportes",
        "I am not interested in sport",
        "Ich interessiere mich nicht für Sport",
        "me désabonner du sport",
        "Je ne veux plus de sport",
    ],
)
def test_who_wants_no_more_of_a_topic_does_not_leave(line: str) -> None:
    """The topic is never wanted from then on, and mail goes on; also below a subject that says stop."""
    for subject in ("", "stop"):
        found = understood(line, subject=subject)
        assert (found.commands, found.unknown) == ((Command(verb=Verb.CHANGE, change=NO_SPORT),), 0)


NEGATIONS = st.sampled_from(
    [
        "do not",
        "don't",
        "never",
        "please do not",
        "I do not want to",
        "nicht",
        "bitte nicht",
        "no",
        "no quiero",
        "ne pas",
    ]
)
LEAVING = st.sampled_from(
    ["unsubscribe", "unsubscribe me", "stop", "cancel", "abmelden", "abbestellen", "darme de baja", "me désabonner"]
)
WHAT = st.sampled_from(["", "sport", "from sport", "science and politics", "von Politik", "de deportes", "du sport"])


@given(NEGATIONS, LEAVING, WHAT)
def test_who_says_no_to_leaving_never_leaves(negation: str, leave: str, what: str) -> None:
    """Whatever language the words are of."""
    found = understood(f"{negation} {leave} {what}".strip())
    assert Verb.LEAVE not in [command.verb for command in found.commands]


@given(LEAVING, st.sampled_from(["sport", "science and politics", "Politik", "deportes"]))
def test_who_leaves_a_topic_never_leaves_all(leave: str, topic: str) -> None:
    """ "stop sport" """
    assert Verb.LEAVE not in [command.verb for command in understood(f"{leave} {topic}").commands]


@pytest.mark.parametrize(
    "line",
    [
        "I no longer want to receive these emails. Please remove me from your list.",
        "I never signed up for this. Unsubscribe me or I will report you!!!",
        "Can you unsubscribe me please? Thank you",
        "Ich möchte die Mails nicht mehr bekommen.",
        "Hiermit kündige ich das Abo.",
        "Bitte mein Abo kündigen",
        "Bitte streichen Sie mich aus dem Verteiler.",
        "No deseo seguir recibiendo sus correos",
        "Veuillez me retirer de votre liste de diffusion.",
        "Stop emailing me",
        "Unsubscribe from World News Digest",
        "World News Digest unsubscribe",
        "Por la presente cancelo mi suscripción",
        "Ya no quiero recibir estos correos. Denme de baja por favor.",
        "Je souhaite résilier mon abonnement.",
        "Je ne souhaite plus recevoir vos messages.",
    ],
)
def test_whoever_wants_no_more_mail_leaves(line: str) -> None:
    """In plain sentences, and in more than one (SUB-53)."""
    assert understood(line).commands == (Command(verb=Verb.LEAVE),)


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
    ("lines", "change", "language"),
    [
        pytest.param(
            (
                "Dear Sir or Madam,",
                "I would like to receive your newsletter. I am interested in business and world news but no sport.",
                "8am London time would be great.",
                "Kind regards,",
                "Dr. Emily Stone",
                "Senior Lecturer, University of X",
                "Tel +44 20 7946 0000",
            ),
            Change(topics=Weights(add={"business": 1, "world": 1, "sport": -1}), at=time(8), timezone="Europe/London"),
            "en",
            id="a letter, with a signature below",
        ),
        pytest.param(
            (
                "Please sign me up for science news and health",
                "weekdays at half past six in the evening, I live in Lisbon",
            ),
            Change(
                topics=whole(science=1, health=1),
                at=time(18, 30),
                cadence=Cadence.WEEKDAYS,
                timezone="Europe/Lisbon",
            ),
            "en",
            id="an hour in words",
        ),
        pytest.param(
            ("Ich will euren Newsletter abonnieren: Technik, aber keine Politik, morgens um halb acht, Zürich",),
            Change(topics=whole(technology=1, politics=-1), at=time(7, 30), timezone="Europe/Zurich"),
            "de",
            id="the verb at the end, and a no",
        ),
        pytest.param(
            ("Bitte nehmen Sie mich in den Verteiler auf. Themen: Wirtschaft, Politik. Uhrzeit: 20 Uhr. Wien.",),
            Change(topics=whole(business=1, politics=1), at=time(20), timezone="Europe/Vienna"),
            "de",
            id="four sentences in German",
        ),
        pytest.param(
            (
                "Buenas tardes:",
                "Me gustaría recibir los lunes, miércoles y viernes a las siete y media de la tarde (hora peninsular).",
                "Temas: deportes, salud y política internacional.",
                "Un saludo,",
                "Pepe",
            ),
            Change(
                topics=whole(sport=1, health=1, politics=1, world=1),
                at=time(19, 30),
                timezone="Europe/Madrid",
                cadence=Cadence.DAYS,
                weekdays=frozenset({0, 2, 4}),
            ),
            "es",
            id="days with commas in Spanish",
        ),
        pytest.param(
            ("Salut, inscris-moi stp, sciences et santé, le lundi et le jeudi à 7h du matin heure de Montréal, merci",),
            Change(
                topics=whole(science=1, health=1),
                at=time(7),
                timezone="America/Toronto",
                cadence=Cadence.DAYS,
                weekdays=frozenset({0, 3}),
            ),
            "fr",
            id="in French, and et is no zone",
        ),
        pytest.param(
            ("subscribe world, sport, 6pm, New York, no entertainment, 5 stories",),
            Change(
                topics=whole(world=1, sport=1, entertainment=-1), at=time(18), timezone="America/New_York", stories=5
            ),
            "en",
            id="a list with a no and a number",
        ),
        pytest.param(("subscribe tech", "Thanks,", "Marta"), Change(topics=whole(technology=1)), "en", id="a name"),
    ],
)
def test_people_join_in_sentences(lines: tuple[str, ...], change: Change, language: str) -> None:
    """Everything they say is taken, and their language is known."""
    found = understood(*lines)
    assert (found.commands, found.unknown, found.language) == (
        (Command(verb=Verb.SUBSCRIBE, change=change),),
        0,
        language,
    )


@pytest.mark.parametrize("said", ["all topics but no sport", "everything except sport", "alles außer Sport"])
def test_all_but_some_topics_can_be_had(said: str) -> None:
    """Without a list of all others."""
    (command,) = understood(f"subscribe {said}").commands
    assert command.change.topics == whole(**{**dict.fromkeys(TOPICS, 1.0), "sport": -1.0})


def test_who_wants_mail_in_german_joins() -> None:
    """The verb stands at the end; but a wish for less is none to join."""
    line = "ich möchte gerne die Nachrichten über Wissenschaft und Sport bekommen"
    assert understood(line).commands == (Command(verb=Verb.SUBSCRIBE, change=Change(topics=whole(science=1, sport=1))),)
    assert joining.topics("Ich will weniger Post bekommen") == ""
    assert understood("I am interested in gardening", "um halb 30", "die Ausgabe um 7 statt der anderen").unknown == 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("no football", ("football",), id="a word"),
        pytest.param("kein Fußball mehr bitte", ("Fußball",), id="de"),
        pytest.param("nada de fútbol", ("fútbol",), id="es"),
        pytest.param("pas de foot", ("foot",), id="fr"),
        pytest.param("pas d’astrologie", ("astrologie",), id="an elided article"),
        pytest.param("no bitcoin or crypto.", ("bitcoin", "crypto"), id="two"),
        pytest.param("no Donald Trump, please", ("Donald Trump",), id="a name"),
        pytest.param("no football and cheers Ann", ("football",), id="a good-bye behind it is not muted"),
        pytest.param("keine Krypto-Meldungen", ("Krypto",), id="stories about it"),
        pytest.param("unsubscribe from crypto", ("crypto",), id="leaving one thing"),
        pytest.param("please unsubscribe me from mails about crypto", ("crypto",), id="mails about it"),
        pytest.param("unsubscribe from your crypto news", ("crypto",), id="our news about it"),
        pytest.param("Ich möchte mich von Krypto abmelden", ("Krypto",), id="the verb at the end"),
        pytest.param("darme de baja de cripto", ("cripto",), id="baja"),
        pytest.param("me désabonner de la crypto", ("crypto",), id="désabonner"),
        pytest.param("no more mails about Trump", ("Trump",), id="no more mails about"),
    ],
)
def test_a_no_to_what_is_no_topic_mutes_it(line: str, words: tuple[str, ...]) -> None:
    """Nobody leaves by it, and nothing else is changed."""
    assert understood(line).commands == (Command(verb=Verb.CHANGE, change=Change(mute=added(*words))),)


def test_a_no_stands_beside_other_wishes() -> None:
    """Topics it names are never wanted; other words are muted; a wish goes on behind it."""
    (command,) = understood("subscribe tech, aber kein Fußball um 7 Uhr").commands
    assert command.change == Change(topics=whole(technology=1), mute=added("Fußball"), at=time(7))
    (command,) = understood("no sport or football").commands
    assert command.change == replace(NO_SPORT, mute=added("football"))


@pytest.mark.parametrize(
    "line",
    [
        "no problem",
        "no thanks",
        "keine Ahnung",
        "sin problema",
        "pas de souci",
        "no spam",
        "kein Interesse",
        "no. 5",
        "no football matches on any of the channels that I watch",
        "unsubscribe, I only want politics",
    ],
)
def test_other_words_behind_a_no_are_not_muted(line: str) -> None:
    """What people say, and sentences."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((), 1)


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
    "line",
    [
        "On weekdays, I am on the train",
        "I moved house, stop",
        "I am away, delete my data",
        "Great issue, cancel",
        "We moved to Berlin, unsubscribe or not, I wonder",
        "How can I unsubscribe?",
        "Unsubscribe? No way!",
        "Abmelden? Niemals!",
        "No me deis de baja, solo quitad el deporte",
        "I thought I had unsubscribed, please stop",
        "I love it, please never stop",
        "Can I leave a comment?",
        "Bitte nicht kündigen, nur pausieren",
        "ich kündige meinen Job, ab jetzt bitte um 9",
        "Stopp, das ist zu viel Politik",
        "Can I unsubscribe from sport only?",
        "End of story.",
        "Forget it",
        "I almost unsubscribed, but I like it",
        "my wife wants to cancel",
    ],
)
def test_nobody_leaves_or_is_erased_in_passing(line: str) -> None:
    """What people tell beside an order is left out only where nothing is lost by it."""
    assert understood(line).commands == ()


@pytest.mark.parametrize(
    "line",
    [
        "stop this for a month",
        "stop for two weeks",
        "Stop until 7 December",
        "arrêtez pendant 14 jours",
        "Parad dos semanas por favor",
    ],
)
def test_who_stops_for_a_while_rests(line: str) -> None:
    """And does not leave."""
    assert [command.verb for command in understood(line).commands] == [Verb.PAUSE]


@pytest.mark.parametrize(
    "line",
    [
        "unsubscribe please, I get too much sport",
        "unsubscribe because I get too much sport",
        "stop - it is too much sport for me",
        "abmelden, ich bekomme zu viel Sport",
        "Baja, recibo demasiados deportes",
        "désabonnez-moi, je reçois trop de politique",
        "unsubscribe from The Evening Ledger",
        "cancel Evening Ledger",
        "unsubscribe from this garbage",
        "unsubscribe from your marketing",
        "Bitte von eurem Newsletter abmelden",
        "unsubscribe from everything",
        "Beenden Sie bitte die Zusendung",
        "Bitte keine Zusendungen mehr",
        "supprimer mon abonnement",
    ],
)
def test_who_gives_a_reason_or_names_the_whole_leaves(line: str) -> None:
    """The reason changes nothing else."""
    assert understood(line).commands == (Command(verb=Verb.LEAVE),)


@pytest.mark.parametrize("line", ["Ich möchte keinen Newsletter bekommen", "quiero recibir más deportes"])
def test_nobody_joins_by_denying_it(line: str) -> None:
    """Nor by wanting more."""
    assert Verb.SUBSCRIBE not in [command.verb for command in understood(line).commands]


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
