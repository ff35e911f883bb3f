"""How the tests of this room have lines read."""

from datetime import date

from digest.domain.news import TOPICS
from digest.domain.wishes import Change, Command, Verb, Weights, Words
from digest.subscribe import commands

TOKEN = "a2b3c4d5e6f7a2b3c4d5e6f7a2b3c4d5e6f7a2b3c4"
LANGUAGES = ("en", "de", "es", "fr")
#: A Sunday.
TODAY = date(2026, 11, 22)


def understood(*lines: str, subject: str = "", today: date | None = TODAY) -> commands.Understood:
    """What a mail of these lines asks."""
    return commands.understand(
        subject, lines, topics=TOPICS, languages=LANGUAGES, today=today, service="The Evening Ledger"
    )


def changed(*lines: str) -> Change:
    """The one change of wishes that these lines ask, with nothing left over."""
    found = understood(*lines)
    assert found.unknown == 0
    (command,) = found.commands
    assert command == Command(verb=Verb.CHANGE, change=command.change)
    return command.change


def whole(**topics: float) -> Weights:
    """These topics, and no others."""
    return Weights(whole=topics)


def added(*words: str) -> Words:
    """These words, beside those there are."""
    return Words(add=words)


def dropped(*words: str) -> Words:
    """Those there are, without these words."""
    return Words(drop=words)
