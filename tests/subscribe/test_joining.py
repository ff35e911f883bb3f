"""Who wants to join does so in whole sentences, and nobody else."""

from datetime import time

import pytest

from digest.domain.news import TOPICS
from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights
from digest.subscribe import joining
from tests.subscribe.reading import understood, whole


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


@pytest.mark.parametrize("line", ["Ich möchte keinen Newsletter bekommen", "quiero recibir más deportes"])
def test_nobody_joins_by_denying_it(line: str) -> None:
    """Nor by wanting more."""
    assert Verb.SUBSCRIBE not in [command.verb for command in understood(line).commands]
