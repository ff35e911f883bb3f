"""Who takes a German verb apart is understood by both its halves."""

import pytest

from digest.domain.wishes import Change, Command, Verb, Weights
from digest.subscribe import separable
from tests.subscribe.reading import changed, understood

LEAVE = (Command(verb=Verb.LEAVE),)


@pytest.mark.parametrize(
    "line",
    [
        "Ich bestelle den Newsletter ab",
        "Hiermit bestelle ich den Newsletter ab.",
        "Bestellen Sie den Newsletter bitte ab!",
        "Ich melde mich hiermit ab.",
        "Ich melde mich vom Newsletter ab",
        "Melden Sie mich bitte vom Newsletter ab. Danke",
        "Ich trage mich aus dem Verteiler aus",
    ],
)
def test_who_leaves_in_two_halves_of_a_verb_leaves(line: str) -> None:
    """ "Bestelle ... ab" is no order of the newsletter."""
    for found in (understood(line), understood("", subject=line), understood(f"Mir reicht es, {line}")):
        assert found.commands == LEAVE


@pytest.mark.parametrize(
    "line",
    [
        "Ich bestelle den Newsletter nicht ab",
        "Wie bestelle ich den Newsletter ab?",
        "Wie melde ich mich ab?",
        "Wenn es so weiter geht, melde ich mich ab.",
    ],
)
def test_who_only_speaks_of_leaving_neither_leaves_nor_joins(line: str) -> None:
    """They get help."""
    assert (understood(line).commands, understood(line).unknown) == ((), 1)


def test_a_topic_is_left_in_two_halves_too() -> None:
    """The newsletter goes on."""
    assert changed("Ich bestelle Sport ab") == Change(topics=Weights(add={"sport": -1}))


@pytest.mark.parametrize("line", ["Ich bestelle den Newsletter ab Montag", "Ich bestelle den Newsletter ab 7 Uhr"])
def test_from_a_day_or_an_hour_on_is_no_half_of_a_verb(line: str) -> None:
    """They subscribe."""
    assert separable.whole(line) == line
    assert [command.verb for command in understood(line).commands] == [Verb.SUBSCRIBE]
