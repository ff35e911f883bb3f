"""Dates and spans as people write them: "until 24 December", "2026-12-24", "24.12.", "10 days", "next Monday"."""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from digest.subscribe import days, spelling

_LANGUAGES = ("en", "de", "es", "fr")
_DAYS = {
    1: "day, days, tag, tage, tagen, día, días, jour, jours",
    7: "week, weeks, woche, wochen, semana, semanas, semaine, semaines",
    30: "month, months, monat, monate, monaten, mes, meses, mois",
}
_NUMBERS = {
    1: "a, an, one, ein, eine, einen, un, una, une",
    2: "two, a couple of, zwei, dos, deux",
    3: "three, drei, tres, trois",
    4: "four, vier, cuatro, quatre",
    5: "five, fünf, cinco, cinq",
    6: "six, sechs, seis",
    7: "seven, sieben, siete, sept",
    8: "eight, acht, ocho, huit",
    9: "nine, neun, nueve, neuf",
    10: "ten, zehn, diez, dix",
}
_AHEAD = {
    1: "tomorrow, morgen, mañana, demain",
    2: "day after tomorrow, übermorgen, pasado mañana, après-demain",
}
#: Longer than ten years is no rest.
MOST_DAYS = 3660
_FILLER = re.compile(
    r"^(?:(?:please|bitte|por favor|svp|it|until|till|til|through|from now|for|the|next|on|bis|zum|den|am|nachsten?|fur"
    r"|hasta|el|la|proximo|proxima|por|durante|jusqu'(?:au|a|en)|jusque|le|prochaine?|pendant|pour|up to|de|by) +)+"
)
#: "from 1 to 14 December", "vom 1. bis 14. Dezember", "du 1er au 14 décembre", "del 1 al 14 de diciembre".
_RANGE = re.compile(
    r"(?:from|between|vom|von|ab|zwischen|du|de|del|desde el|entre el)(?: the| dem)? (?P<first>.{1,30}?) "
    r"(?:to|until|till|through|and|bis(?: zum)?|und|au|jusqu'au|al|hasta el|y el|-|–)(?: the)? (?P<last>.{1,30})"
)
#: "1.12. - 14.12.", "24/12 to 3/1", "1-14 December"
_DASH = re.compile(r"(?P<first>[^\s-]{1,6}(?: [^\W\d_]{3,12})?) ?(?:to|bis|al|au|-|–) ?(?P<last>.{1,30})")
#: "from Monday for 10 days", "ab Montag für 10 Tage"
_FOR = re.compile(
    r"(?:from|starting|beginning|ab|vom|a partir de|a partir du|desde|des)(?: the| dem| el| le)? (?P<first>.{1,30}?),? "
    r"(?:for|fur|durante|por|pendant|pour)(?: the next)? (?P<span>.{1,30})"
)
#: Days in which a rest that is told today may begin: we rest at once.
_NEAR = 31
#: Ends that nobody knows yet.
_OPEN = {
    "further notice",
    "auf weiteres",
    "time being",
    "nuevo aviso",
    "nouvel ordre",
    "i'm back",
    "i am back",
    "i say so",
}
#: These begin the end of a rest, understood or not.
_UNTIL = re.compile(r"(?<!\S)(?:until|till|til|bis|hasta|jusqu'(?:au|a|en)|jusque)\s+(?=\S)")
#: Before a month that is told without a day.
_IN = spelling.among("in im en this next diesen nachsten este proximo mid mitte ende")
#: "Good morning" tells no date.
_MORNING = spelling.among("morgen manana")
_DIGITS = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}|\d{4}-\d{2}")
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_POINTS = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\. ?(?P<year>\d{4}|\d{2})?)?")
_SLASHES = re.compile(r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?:[/-](?P<year>\d{4}|\d{2}))?")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er|º|o)? ?(?:of |de |du )?(?P<name>[^\W\d_]{3,12})\.?,?"
    r"(?: ?(?:de |del )?(?P<year>\d{4}))?"
)
_MONTH_FIRST = re.compile(r"(?P<name>[^\W\d_]{3,12})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?: (?P<year>\d{4}))?")
_SPAN = re.compile(r"(?:(?P<number>\d{1,4})|(?P<word>[^\W\d_]+(?: [^\W\d_]+ of)?)) ?(?P<unit>[^\W\d_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """How long a rest lasts; nothing set: without an end."""

    #: The first date on which it is over.
    until: date | None = None
    #: Days from the reader's today.
    days: int | None = None


def read(text: str, today: date | None) -> Rest | None:
    """The rest that words such as "for 10 days" or "until 24 December" ask for; None when they say something else.

    A date without a year, a day of the week and "tomorrow" are the next from `today` on: without it, they say nothing.
    """
    text = spelling.without_please(text)
    within = _within(spelling.folded(text).strip(" !,;."), today) if today else None
    if within is not None:
        return Rest(until=within)
    said = _FILLER.sub("", f"{spelling.folded(text).strip(' !,;')} ").strip()
    if said.rstrip(".") in {"", "please", "bitte", "por favor", "svp", "now", "jetzt", "ahora"} | _OPEN:
        return Rest()
    span = _span(said)
    if span is not None:
        return Rest(days=span)
    until = _date(said, today)
    if until and said in _table(_DAYS) and not has_an_end(text):
        # "Pause next week" lasts as long as that.
        until = _following(said, until)
    return Rest(until=until) if until else None


def _following(unit: str, begin: date) -> date:
    """The day after a week or a month that begins on a day."""
    return begin + timedelta(days=7) if _table(_DAYS)[unit] == 7 else (begin + timedelta(days=31)).replace(day=1)


def is_told(line: str) -> bool:
    """Whether a line has a date, a span or a "until" in it, understood or not."""
    words = spelling.words(line)
    said = f" {' '.join(words)} "
    if any(f" {end} " in said for end in _OPEN):
        return False
    is_day = not ((_table(_AHEAD).keys() - _MORNING) | days.named()).isdisjoint(words)
    is_span = any(_span(f"{one} {two}") for one, two in itertools.pairwise(words))
    return is_day or is_span or _tells_a_month(words) or bool(_UNTIL.search(said) or _DIGITS.search(said))


def begins_an_end(line: str) -> bool:
    """Whether a line begins with "until", whatever follows."""
    return _UNTIL.match(spelling.folded(line)) is not None


def is_month(word: str) -> bool:
    """Whether a bare word is a month's name, with which people may be called, too: "April"."""
    return word in _months()


def is_range(text: str) -> bool:
    """Whether a text tells of two days, or of a day and a span behind it."""
    said = spelling.folded(text)
    return any(pattern.search(said) is not None for pattern in (_RANGE, _FOR))


def has_an_end(line: str) -> bool:
    """Whether "until" stands anywhere in a line."""
    return _UNTIL.search(f" {' '.join(spelling.words(line))} ") is not None


def begins_in_a_month(words: Sequence[str]) -> bool:
    """Whether an "in" and a month stand among words: what is said of it begins then."""
    return any(one in {"in", "im"} and two in _months() for one, two in itertools.pairwise(words))


def _tells_a_month(words: Sequence[str]) -> bool:
    """Whether a month stands among words with a number, or behind "in": "May I pause" tells none."""
    is_numbered = any(any(map(str.isdigit, word)) for word in words)
    return any(two in _months() and (is_numbered or one in _IN) for one, two in itertools.pairwise(["", *words]))


def _within(said: str, today: date) -> date | None:
    """The day after the last of "from 1 to 14 December"; None where it begins more than a month from now."""
    counted = _FOR.fullmatch(said)
    begun, span = (_date(counted["first"], today), _span(counted["span"])) if counted else (None, None)
    if begun and span:
        return begun + timedelta(days=span) if begun <= today + timedelta(days=_NEAR) else None
    found = _RANGE.fullmatch(said) or _DASH.fullmatch(said)
    last = _date(found["last"], today) if found else None
    if found is None or last is None:
        return None
    day = re.fullmatch(r"(\d{1,2})(?:\.|st|nd|rd|th|er)?", found["first"])
    first = _numbered(int(day[1]), last) if day else _date(found["first"], today)
    is_near = first is not None and first <= today + timedelta(days=_NEAR)
    return last + timedelta(days=1) if is_near else None


def _numbered(day: int, last: date) -> date | None:
    """The day of that number in the month of the last."""
    return last.replace(day=day) if 1 <= day <= last.day else None


def _span(said: str) -> int | None:
    found = _SPAN.fullmatch(said.rstrip("."))
    if found is None or found["unit"] not in _table(_DAYS):
        return None
    number = int(found["number"]) if found["number"] else _table(_NUMBERS).get(found["word"], 0)
    many = number * _table(_DAYS)[found["unit"]]
    return many if 1 <= many <= MOST_DAYS else None


def _date(said: str, today: date | None) -> date | None:
    for reader in (_by_numbers, _by_month):
        found = reader(said)
        if found is not None:
            return _made(*found, today)
    return _coming(said.rstrip("."), today) if today else None


def _by_numbers(said: str) -> tuple[int, int, int] | None:
    """Year (0 for none), month and day; None too where it may be either, as in 5/6."""
    found = _ISO.fullmatch(said) or _POINTS.fullmatch(said)
    if found is not None:
        return _year(found), int(found["month"]), int(found["day"])
    found = _SLASHES.fullmatch(said)
    if found is None:
        return None
    day, month = int(found["day"]), int(found["month"])
    if day <= 12 and month <= 12 and day != month:
        return None
    return (_year(found), month, day) if month <= 12 else (_year(found), day, month)


def _by_month(said: str) -> tuple[int, int, int] | None:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        found = pattern.fullmatch(said)
        if found is not None and found["name"] in _months():
            return _year(found), _months()[found["name"]], int(found["day"])
    return None


def _year(found: re.Match[str]) -> int:
    written = found["year"] or "0"
    return int(written) + (2000 if len(written) == 2 else 0)


def _made(year: int, month: int, day: int, today: date | None) -> date | None:
    """The date; without a year the next one there is, on 29 February too; None where the calendar has none."""
    if not year and today is None:
        return None
    first = year or (today.year if today else 0)
    for tried in range(first, first + (1 if year else 9)):
        try:
            made = date(tried, month, day)
        except ValueError:
            continue
        if year or today is None or made > today:
            return made
    return None


def _coming(said: str, today: date) -> date | None:
    """The date of "tomorrow", "Monday", "next week", "January": the next after today."""
    ahead = _table(_AHEAD).get(said)
    if ahead:
        return today + timedelta(days=ahead)
    found = days.read([said])
    if found is not None and found[1] is not None and len(found[1]) == 1:
        (day,) = found[1]
        return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    if said in _months():
        return _made(0, _months()[said], 1, today)
    return _next(said, today)


def _next(said: str, today: date) -> date | None:
    """The Monday of next week, or the first day of next month."""
    steps: Mapping[int, Callable[[], date]] = {
        7: lambda: today + timedelta(days=7 - today.weekday()),
        30: lambda: (today.replace(day=28) + timedelta(days=4)).replace(day=1),
    }
    step = steps.get(_table(_DAYS).get(said, 0))
    return step() if step else None


def _table(called: Mapping[int, str]) -> Mapping[str, int]:
    return _spelled(tuple(called.items()))


@cache
def _spelled(called: tuple[tuple[int, str], ...]) -> Mapping[str, int]:
    return {way: value for value, names in called for name in names.split(",") for way in spelling.spellings(name)}


@cache
def _months() -> Mapping[str, int]:
    """Month, short or long, folded -> 1 for January."""
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in Locale(language).months[context][width].items():
                    names |= dict.fromkeys((way.strip(".") for way in spelling.spellings(name)), int(month))
    return names
