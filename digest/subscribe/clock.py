"""Times of day as people write them: "7:00", "at 6.30pm", "um 7 Uhr", "a las 7", "à 7h30", "noon"."""

import re
from collections.abc import Sequence
from datetime import time

#: What stands before an hour, and makes a bare number one.
_AT = r"(?:at|around|by|um|gegen|ab|a las?|a|alle|vers)"
_EARLY = r"a\.?m|in the morning|am morgen|morgens|fruh|vormittags|de la manana|du matin"
_LATE = (
    r"p\.?m|in the (?:afternoon|evening)|at night|nachmittags|abends|am (?:nachmittag|abend)|de la (?:tarde|noche)"
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
#: Words that a time has at most: "at 7 : 30 in the evening".
_WORDS = 8


def read(words: Sequence[str], *, is_time: bool = False) -> tuple[time, int] | None:
    """The time that these bare words begin with, and how many of them it takes; None when they begin with none.

    A number alone is an hour only where `is_time`: a time was announced.
    """
    text = " ".join(words[:_WORDS])
    found = _CLOCK.match(text)
    if found is not None:
        at = _time(found)
        hint = found["at"] or found["unit"] or found["minute"] or found["early"] or found["late"]
        return (at, _taken(found)) if at and (hint or is_time) else None
    named = _NAMED.match(text)
    return (time(12 if named["noon"] else 0), _taken(named)) if named else None


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
