"""What a sensible clerk makes of a mail: the tables of natural mails in the languages of our catalogues use these."""

from datetime import date, time

from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights, Words

#: A mail, and what is to be done about it.
Mail = tuple[str, tuple[Command, ...]]
#: It is no order: who asks something is told what can be written, and thanks are left in peace.
NOTHING: tuple[Command, ...] = ()
LEAVE = (Command(verb=Verb.LEAVE),)
RESUME = (Command(verb=Verb.RESUME),)
EXPORT = (Command(verb=Verb.EXPORT),)
ERASE = (Command(verb=Verb.ERASE),)
NEW_YEAR = (Command(verb=Verb.PAUSE, until=date(2027, 1, 4)),)
TWO_WEEKS = (Command(verb=Verb.PAUSE, days=14),)
WEEKDAYS = Change(cadence=Cadence.WEEKDAYS)
WEEKEND = Change(cadence=Cadence.DAYS, weekdays=frozenset({5, 6}))
MONDAYS = Change(cadence=Cadence.WEEKLY, weekdays=frozenset({0}))


def wish(change: Change) -> tuple[Command, ...]:
    """To have other wishes."""
    return (Command(verb=Verb.CHANGE, change=change),)


def weighed(**topics: float) -> tuple[Command, ...]:
    """These topics to weigh that, whatever they weighed."""
    return wish(Change(topics=Weights(add=topics)))


def joined(*topics: str, like: bool = False) -> tuple[Command, ...]:
    """To subscribe to these; `like`: it is told as what they like."""
    named = dict.fromkeys(topics, 1.0)
    wanted = Weights(add=named) if like else Weights(whole=named)
    return (Command(verb=Verb.SUBSCRIBE, change=Change(topics=wanted)),)


def followed(*words: str) -> tuple[Command, ...]:
    """To follow these words."""
    return wish(Change(follow=Words(add=words)))


def muted(*words: str) -> tuple[Command, ...]:
    """To mute these words."""
    return wish(Change(mute=Words(add=words)))


def at(hour: int, minute: int = 0, zone: str | None = None) -> tuple[Command, ...]:
    """To have it at that hour."""
    return wish(Change(at=time(hour, minute), timezone=zone))


def zone(name: str) -> tuple[Command, ...]:
    """To have it by the clock there."""
    return wish(Change(timezone=name))
