"""Times of day as people write them: "7:00", "at 6.30pm", "um 7 Uhr", "a las 7", "à 7h30", "noon"."""

import re
from collections.abc import Mapping, Sequence
from datetime import time

#: What stands before an hour, and makes a bare number one.
_AT = r"(?:at|around|by|um|gegen|ab|a las?|a|alle|vers)"
_EARLY = r"por la manana|le matin|a\.?m|in the morning|am morgen|morgens|fruh|vormittags|de la manana|du matin"
_LATE = (
    r"por la (?:tarde|noche)|le soir|p\.?m|in the (?:afternoon|evening)|at night|nachmittags|abends"
    r"|am (?:nachmittag|abend)|de la (?:tarde|noche)"
    r"|de l'apres-midi|du soir"
)
_UNIT = r"uhr|heures?|horas?|hrs?|hours|o'?clock|h"
_CLOCK = re.compile(
    rf"(?P<at>{_AT} )?(?P<hour>\d{{1,2}})"
    rf"(?: ?(?P<unit>{_UNIT})(?: ?(?P<after>\d{{2}})(?: ?h)?)?|[:.](?P<minute>\d{{2}})(?: ?(?:{_UNIT}))?)?"
    rf"(?: ?(?:(?P<early>{_EARLY})|(?P<late>{_LATE})))?\.?(?= |$)"
)
_NAMED = re.compile(
    rf"(?:{_AT} )?(?:(?P<noon>noon|midday|mittags?|mediodia|midi)|midnight|mitternacht|medianoche|minuit)(?= |$)"
)
#: Hours in words, in the order of the clock.
_HOURS = (
    "one eins ein una une",
    "two zwei dos deux",
    "three drei tres trois",
    "four vier cuatro quatre",
    "five funf cinco cinq",
    "six sechs seis",
    "seven sieben siete sept",
    "eight acht ocho huit",
    "nine neun nueve neuf",
    "ten zehn diez dix",
    "eleven elf once onze",
    "twelve zwolf doce douze",
)
_HOUR: Mapping[str, int] = {word: hour for hour, words in enumerate(_HOURS, 1) for word in words.split()}
#: Minutes that stand before the hour, or behind it.
_BEFORE: Mapping[str, int] = {
    "half past": 30,
    "quarter past": 15,
    "a quarter past": 15,
    "quarter to": -15,
    "a quarter to": -15,
    "halb": -30,
    "viertel nach": 15,
    "viertel vor": -15,
}
_AFTER: Mapping[str, int] = {
    "y media": 30,
    "y cuarto": 15,
    "menos cuarto": -15,
    "et demie": 30,
    "et demi": 30,
    "et quart": 15,
    "moins le quart": -15,
    "thirty": 30,
    "fifteen": 15,
    "dreissig": 30,
}
_SPOKEN = re.compile(
    rf"(?P<at>(?:at|around|um|gegen|ab|a las?) )?(?:(?P<before>{'|'.join(_BEFORE)}) )?"
    rf"(?P<hour>{'|'.join(_HOUR)}|\d{{1,2}})(?: (?P<unit>{_UNIT}))?(?: (?P<after>{'|'.join(_AFTER)}))?"
    rf"(?: (?:(?P<early>{_EARLY})|(?P<late>{_LATE})))?(?= |$)"
)
#: "abends um acht": the half of the day before the hour.
_FIRST = re.compile(rf"(?:(?:{_EARLY})|(?P<late>{_LATE})) (?={_AT} |\d|{'|'.join(_BEFORE)})")
#: Words that a time has at most: "at 7 : 30 in the evening".
_WORDS = 9


def read(words: Sequence[str], *, is_time: bool = False) -> tuple[time, int] | None:
    """The time that these bare words begin with, and how many of them it takes; None when they begin with none.

    A number alone is an hour only where `is_time`: a time was announced.
    """
    text = " ".join(words[:_WORDS])
    first = _FIRST.match(text)
    if first is None:
        return _read(text, is_time=is_time)
    found = _read(text[first.end() :], is_time=True)
    if found is None:
        return None
    at, taken = found
    is_later = first["late"] and 0 < at.hour < 12
    return at.replace(hour=at.hour + 12) if is_later else at, taken + _taken(first)


def _read(text: str, *, is_time: bool) -> tuple[time, int] | None:
    spoken = _SPOKEN.match(text)
    if spoken is not None and (spoken["before"] or spoken["after"] or not spoken["hour"].isdecimal()):
        at = _told(spoken)
        is_hour = at and (is_time or any(spoken[part] for part in ("at", "before", "unit", "after", "early", "late")))
        return (at, _taken(spoken)) if at and is_hour else None
    found = _CLOCK.match(text)
    if found is not None:
        at = _time(found)
        hint = found["at"] or found["unit"] or found["minute"] or found["early"] or found["late"]
        return (at, _taken(found)) if at and (hint or is_time) else None
    named = _NAMED.match(text)
    return (time(12 if named["noon"] else 0), _taken(named)) if named else None


def _told(found: re.Match[str]) -> time | None:
    """The time that is told in words: "half past six in the evening", "halb acht"."""
    hour = _HOUR.get(found["hour"]) or int(found["hour"])
    if hour > 24:
        return None
    if (found["early"] or found["late"]) and hour <= 12:
        hour = hour % 12 + (12 if found["late"] else 0)
    minutes = 60 * hour + _BEFORE.get(found["before"], 0) + _AFTER.get(found["after"], 0)
    return time(minutes // 60 % 24, minutes % 60)


def _taken(found: re.Match[str]) -> int:
    return len(found.group().split())


def _time(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or found["after"] or 0)
    is_half = found["early"] or found["late"]
    if minute > 59 or hour > 23 or (is_half and not hour):
        return None
    if is_half and hour <= 12:
        hour = hour % 12 + (12 if found["late"] else 0)
    return time(hour, minute)
