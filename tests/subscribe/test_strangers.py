"""What strangers wrote and was read wrong: wishes to leave, empty subjects, days from which on something holds."""

import pytest

from digest.domain.wishes import Command, Verb, Weights
from digest.subscribe import subjects
from tests.subscribe.reading import understood

LEAVE = Command(verb=Verb.LEAVE)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Sácame de aquí por favor", id="out of here in Spanish"),
        pytest.param("Quítame de aquí", id="another verb for it"),
        pytest.param("Bórrame de aquí", id="a verb that may erase"),
        pytest.param("Quítenme de su correo", id="out of your mail"),
        pytest.param("Take me off here", id="off here in English"),
    ],
)
def test_who_wants_out_of_here_leaves(line: str) -> None:
    """ "Here" is us, and no word to mute."""
    assert understood(line).commands == (LEAVE,)


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("(no subject)", id="a client's words in English"),
        pytest.param("No subject", id="without brackets"),
        pytest.param("<no subject>", id="in other brackets"),
        pytest.param("(kein Betreff)", id="in German"),
        pytest.param("ohne Betreff", id="without one in German"),
        pytest.param("(sans objet)", id="in French"),
        pytest.param("Aucun objet", id="none in French"),
        pytest.param("(Sin título)", id="without a title in Spanish"),
        pytest.param("(sin asunto)", id="in Spanish"),
        pytest.param("Re: (no subject)", id="in an answer"),
    ],
)
def test_an_empty_subject_asks_nothing(subject: str) -> None:
    """What a client puts where no subject was written is none."""
    assert subjects.plain(subject)[0] == ""
    assert understood(subject=subject).commands == ()
    assert understood("Opt out", subject=subject).commands == (LEAVE,)
    assert understood("subscribe", subject=subject).commands == (Command(verb=Verb.SUBSCRIBE),)
    assert understood("Thanks for yesterday's issue, it was great.", subject=subject).is_kind


def test_a_subject_that_denies_a_topic_still_does() -> None:
    """Only the words for a subject itself are none."""
    assert understood(subject="no sport").commands[0].change.topics == Weights(add={"sport": -1.0})
