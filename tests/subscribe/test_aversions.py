"""What people want none of is muted, or never wanted, and nothing else is."""

from dataclasses import replace
from datetime import time

import pytest

from digest.domain.wishes import Change, Command, Verb, Weights
from tests.subscribe.reading import added, understood, whole

NO_SPORT = Change(topics=Weights(add={"sport": -1}))


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
        "I never asked",
        "no football matches on any of the channels that I watch",
        "unsubscribe, I only want politics",
    ],
)
def test_other_words_behind_a_no_are_not_muted(line: str) -> None:
    """What people say, and sentences."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((), 1)
