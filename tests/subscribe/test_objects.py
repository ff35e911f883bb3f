"""What is left is the digest only where it is named, or nothing else is."""

import pytest

from digest.domain.wishes import Change, Command, Verb, Weights, Words
from digest.subscribe import objects
from tests.subscribe.reading import changed, understood

LEAVE = (Command(verb=Verb.LEAVE),)


def muted(*words: str) -> Change:
    """Words that are muted."""
    return Change(mute=Words(add=words))


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("Trump abbestellen", muted("Trump")),
        ("Ich möchte Bitcoin abbestellen.", muted("Bitcoin")),
        ("Fußball bitte abbestellen", muted("Fußball")),
        ("Trump, Musk abbestellen", muted("Trump", "Musk")),
        ("Trump und Musk bitte abbestellen", muted("Trump", "Musk")),
        ("Ich bestelle Trump ab", muted("Trump")),
        ("Nachrichten über Trump abbestellen", muted("Trump")),
        ("Die Nachrichten aus Amerika bitte abbestellen", muted("Amerika")),
        ("Bitte bestellen Sie Bitcoin ab", muted("Bitcoin")),
        ("Ich würde gerne Trump abbestellen, danke", muted("Trump")),
        ("Trump unsubscribe", muted("Trump")),
        ("I want to unsubscribe Trump", muted("Trump")),
        ("unsubscribe football", muted("football")),
        ("desuscribir Trump", muted("Trump")),
        ("Trump désabonner", muted("Trump")),
        ("Bilder abbestellen", Change(pictures=False)),
        ("Promi-News abbestellen, bitte", Change(topics=Weights(add={"entertainment": -1}))),
        ("Hiermit kündige ich den Sportteil", Change(topics=Weights(add={"sport": -1}))),
    ],
)
def test_who_leaves_another_thing_does_not_leave_us(line: str, change: Change) -> None:
    """To lose a word is undone with a word; to lose the digest is only noticed by its absence."""
    assert changed(line) == change


@pytest.mark.parametrize(
    "line",
    [
        "Ich möchte die Wochenendausgabe abbestellen",
        "Montags-Newsletter abbestellen",
        "Ich möchte mich von den Wochenendausgaben abmelden",
        "Ich möchte mich vom Newsletter am Wochenende abmelden",
        "unsubscribe me from the newsletter on Mondays",
        "Ich möchte die Abendausgabe abbestellen",
        "Ich möchte den Newsletter am Wochenende abbestellen",
        "Den Newsletter sonntags abbestellen",
        "Hiermit kündige ich Trump",
        "Wir kündigen den Mietvertrag",
        "cancel Trump",
    ],
)
def test_who_leaves_a_part_that_we_have_not_is_answered_with_help(line: str) -> None:
    """Nobody leaves by it."""
    assert (understood(line).commands, understood(line).unknown) == ((), 1)


@pytest.mark.parametrize(
    "line",
    [
        "Newsletter abbestellen",
        "Ich würde gern die Mails abbestellen",
        "Ich möchte The Evening Ledger abbestellen",
        "alles abbestellen",
        "Ich möchte euch abbestellen",
        "Bitte abbestellen!",
        "Werbemails abbestellen",
        "Zeitung abbestellen",
        "Hiermit beantrage ich die Abmeldung",
        "Bitte um sofortige Abmeldung",
        "Abmeldung Newsletter Kunde 4711",
        "Ich will euren Mist abbestellen",
        "Ich will diesen Unfug abbestellen",
        "Ich will abbestellen weil ich umziehe",
        "Hiermit kündige ich.",
        "Ich kündige hiermit fristlos.",
        "Hiermit kündige ich mein Abonnement zum nächstmöglichen Zeitpunkt.",
        "Hiermit kündigen wir das Abo",
        "kündigen ich bekomme zu viel Sport",
        "Unsubscribe, Sam",
        "Abmeldung Peter Müller",
        "Désinscription Marie Dupont",
        "Please unsubscribe this address: foo@example.org",
        "unsubscribe you morons",
        "unsubscribe me ffs",
        "unsubscribe asap",
        "Please unsubscribe Maria Lopez from your mailing list",
        "Monday newsletter unsubscribe",
        "Desuscribirme ya mismo",
        "Désinscription s'il vous plaît",
    ],
)
def test_who_names_the_whole_or_themselves_or_nothing_leaves(line: str) -> None:
    """In the words that people have for it, angry ones too."""
    found = understood(line)
    assert (found.commands, found.unknown) == (LEAVE, 0)


def test_nobody_leaves_by_a_line_that_goes_on_with_a_wish() -> None:
    """ "And send weekly" wants mail."""
    for line in (
        "unsubscribe from the daily digest and send weekly",
        "Newsletter abbestellen und wöchentlich schicken",
    ):
        assert Verb.LEAVE not in [command.verb for command in understood(line).commands]


def test_a_name_below_the_subject_is_no_thing_that_is_left() -> None:
    """Who signs a mail whose subject leaves has left."""
    for line in ("Maria Lopez", "football"):
        assert understood(line, subject="Unsubscribe").commands == LEAVE
    assert understood("from football", subject="Unsubscribe").commands == (
        Command(verb=Verb.CHANGE, change=muted("football")),
    )


def test_what_we_send_is_the_whole_unless_another_thing_stands_by_it() -> None:
    """ "Mein Abo" is, and "mein Abo am Montag" is not."""
    own = frozenset({"ledger"})
    assert objects.names_the_whole("mein Abo", own)
    assert not objects.names_the_whole("mein Abo am Montag", own)
    assert not objects.names_the_whole("Trump", own)
