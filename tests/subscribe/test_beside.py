"""What stands beside a wish, and what is asked of what we hold."""

from datetime import date

import pytest

from digest.domain.wishes import Change, Command, Verb, Weights
from tests.subscribe.reading import understood

LESS_POLITICS = Change(topics=Weights(add={"politics": -0.5}))


@pytest.mark.parametrize(
    "line",
    [
        "We're off on holiday from Friday, please pause until 7 December.",
        "Wir sind im Urlaub, bitte bis zum 7. Dezember pausieren.",
        "Estamos de vacaciones, por favor pausad hasta el 7 de diciembre.",
        "Pouvez-vous suspendre jusqu'au 7 décembre ?",
        "Pourriez-vous suspendre jusqu'au 7 décembre svp ?",
    ],
)
def test_who_tells_of_a_holiday_beside_a_pause_rests(line: str) -> None:
    """The day on which it begins is none to send on."""
    assert understood(line).commands == (Command(verb=Verb.PAUSE, until=date(2026, 12, 7)),)


@pytest.mark.parametrize(
    "line",
    [
        "What do you hold about me?",
        "What have you stored about me?",
        "Was habt ihr über mich gespeichert?",
        "Was wissen Sie über mich?",
        "¿Qué sabéis de mí?",
        "¿Qué información tienen sobre mí?",
        "Que savez-vous sur moi ?",
        "Quelles informations avez-vous sur moi ?",
    ],
)
def test_who_asks_what_we_know_of_them_gets_it(line: str) -> None:
    """All that is held, in any of these words."""
    assert understood(line).commands == (Command(verb=Verb.EXPORT),)


@pytest.mark.parametrize(
    "line",
    [
        "I don't want to unsubscribe, I just want fewer politics stories",
        "Ich möchte nicht kündigen, aber weniger Politik",
        "Je ne veux pas me désabonner, mais moins de politique",
        "No quiero cancelar, pero menos política",
    ],
)
def test_who_wants_to_stay_and_something_else_gets_that(line: str) -> None:
    """A leaving that is denied is none."""
    assert understood(line).commands == (Command(verb=Verb.CHANGE, change=LESS_POLITICS),)
