"""Days of the week as people write them: "daily", "weekdays", "every Monday and Thursday", "weekly on friday"."""

import itertools
from collections.abc import Mapping, Sequence, Set
from functools import cache

from babel import Locale

from digest.domain.people import Cadence
from digest.subscribe import spelling

_ALL, _WORKDAYS = frozenset(range(7)), frozenset(range(5))
_PHRASES: Mapping[frozenset[int], str] = {
    _ALL: "daily, every day, each day, täglich, jeden tag, diario, diariamente, cada día, todos los días, "
    "quotidien, quotidiennement, chaque jour, tous les jours",
    _WORKDAYS: "weekdays, weekday, workdays, every weekday, working days, werktags, wochentags, werktage, "
    "skip weekends, skip the weekends, no weekends, kein wochenende, keine wochenenden, ohne wochenende, "
    "sin fines de semana, sans week-end, sans les week-ends, "
    "días laborables, entre semana, en semaine, jours ouvrables, jours ouvrés, mo-fr, mon-fri, lun-vie, lun-ven",
    frozenset(
        {5, 6}
    ): "weekends, weekend, wochenende, wochenenden, fin de semana, fines de semana, week-end, week-ends",
}
#: "weekly", the day of which may follow.
_WEEKLY = (
    "weekly, once a week, every week, wöchentlich, einmal die woche, jede woche, semanal, semanalmente, "
    "una vez por semana, cada semana, hebdomadaire, une fois par semaine, chaque semaine"
)
#: How often, before the days by name; without them it says nothing.
_TIMES = {
    2: "twice a week, two times a week, 2 times a week, twice weekly, zweimal die woche, zweimal pro woche, "
    "zweimal wöchentlich, 2 mal die woche, dos veces por semana, dos veces a la semana, deux fois par semaine",
    3: "three times a week, 3 times a week, dreimal die woche, dreimal pro woche, tres veces por semana, "
    "tres veces a la semana, trois fois par semaine",
}
_BEFORE = spelling.among("every each on only jeden jede am nur cada los el solo chaque le les tous seulement de du the")
_AND = spelling.among("and und y e et & + or plus")
_TO = spelling.among("to through until till - – bis a hasta au")
_EXCEPT = spelling.among("except but not ausser excepto salvo menos sauf")

#: Behind these stands the day from which on something holds.
_FROM = (
    "from, as from, as of, starting, starting from, starting on, starting with, beginning, beginning on, effective, "
    "ab, ab dem, beginnend ab, desde, desde el, a partir de, a partir del, a partir du, "
    "empezando el, empezando por el, des, des le"
)
_THIS = spelling.among(
    "this next coming diesen dieser diesem dieses nachsten naechsten nachster nachstem naechstem kommenden kommendem "
    "este proximo ce prochain"
)
_COMING = spelling.among("next coming prochain proximo")
_ARTICLES = spelling.among("the el le der den dem")
#: "Am Freitag bitte erst um 9": only then.
_ONLY_THEN = spelling.among("erst ausnahmsweise")


def read(words: Sequence[str]) -> tuple[Cadence, frozenset[int] | None, int] | None:
    """The cadence, its days, and how many of these bare words say so, from the first on; None when they say none.

    The days are None where the cadence has its own, or where "weekly" names none.
    """
    start = times = _times(words)
    while start < len(words) and words[start] in _BEFORE and _phrase(words[start:]) is None:
        start += 1
    known = None if times else _phrase(words[start:])
    days, taken = known or _listed(words[start:])
    if not taken:
        return None
    end = start + taken
    if days is None:
        return _weekly(words, end)
    kept, end = _without(words, end, days)
    return (*_cadence(kept), end) if kept else None


def beginning(words: Sequence[str]) -> int:
    """How many of these bare words, from the first on, say from which day on something holds: "from Monday".

    0 where they say no such thing, or name days from one to another: "from Monday to Friday".
    """
    opened = next((many for many in (3, 2, 1) if " ".join(words[:many]) in _openings()), 0)
    taken = _one_day(words[opened:])
    return opened + taken if opened and taken else 0


def once(words: Sequence[str]) -> int:
    """How many of these bare words name the day of one week alone: "this Friday", "am Freitag erst"."""
    if list(words[:1]) == ["am"] and _one_day(words[1:]) == 1 and not _ONLY_THEN.isdisjoint(words[2:4]):
        return 2
    taken = _one_day(words)
    return taken if not _THIS.isdisjoint(words[:taken]) else 0


def _one_day(words: Sequence[str]) -> int:
    """How many words it takes to name one day, and no more of them: "next Monday", "lundi prochain"."""
    start = len([*itertools.takewhile(lambda word: word in _THIS | _ARTICLES, words[:3])])
    found = _listed(words[start:])[0] if words[start:] and _day(words[start]) else frozenset[int]()
    end = start + 1
    return end + (not _COMING.isdisjoint(words[end : end + 1])) if len(found) == 1 else 0


def _times(words: Sequence[str]) -> int:
    """How many words from the first on say how often a week, which as many days by name must follow."""
    for many, called in _TIMES.items():
        for name in called.split(","):
            said = spelling.folded(name).split()
            if list(words[: len(said)]) == said and len(_listed(words[len(said) :])[0]) == many:
                return len(said)
    return 0


def _weekly(words: Sequence[str], end: int) -> tuple[Cadence, frozenset[int] | None, int]:
    start = end
    while start < len(words) and words[start] in _BEFORE:
        start += 1
    days, taken = _listed(words[start:])
    return (*_cadence(days), start + taken) if taken else (Cadence.WEEKLY, None, end)


def _without(words: Sequence[str], end: int, days: frozenset[int]) -> tuple[frozenset[int], int]:
    """The days less those that "except" names, and where that ends."""
    start = end
    while start < len(words) and words[start] in _EXCEPT | _BEFORE:
        start += 1
    if not set(words[end:start]) & _EXCEPT:
        return days, end
    gone, taken = _listed(words[start:])
    return (days - gone, start + taken) if taken else (days, end)


def _cadence(days: frozenset[int]) -> tuple[Cadence, frozenset[int] | None]:
    if days == _ALL:
        return Cadence.DAILY, None
    if days == _WORKDAYS:
        return Cadence.WEEKDAYS, None
    return (Cadence.WEEKLY if len(days) == 1 else Cadence.DAYS), days


def _phrase(words: Sequence[str]) -> tuple[frozenset[int] | None, int] | None:
    """The days of a fixed phrase, and its words; the days of "weekly" are None."""
    for many in range(min(4, len(words)), 0, -1):
        text = " ".join(words[:many])
        if text in _phrases():
            return _phrases()[text], many
    return None


def _listed(words: Sequence[str]) -> tuple[frozenset[int], int]:
    """The days that the words name one by one or from one to another, and how many words that takes."""
    found: list[int] = []
    end = place = 0
    while place < len(words):
        day = _day(words[place])
        if day is not None:
            is_range = bool(found) and place > 0 and words[place - 1] in _TO
            found += _between(found[-1], day) if is_range else day
            end = place + 1
        elif words[place] not in _AND | _TO | _BEFORE:
            break
        place += 1
    # "so", "do" and "mi" are words of their own, unless they stand among days.
    is_word = end and len(found) == 1 and len(words[end - 1]) < 3
    return (frozenset(), 0) if is_word else (frozenset(found), end)


def _between(first: int, last: Sequence[int]) -> list[int]:
    return [(first + step) % 7 for step in range(1, (last[0] - first) % 7 + 1)]


def _day(word: str) -> list[int] | None:
    """The day, or the days from one to another, that a word names."""
    first, dash, last = word.replace("–", "-").partition("-")
    one, other = _names().get(first), _names().get(last)
    if one is None or (dash and other is None):
        return None
    return [one, *(_between(one, [other]) if other is not None else [])]


def named() -> Set[str]:
    """The days, short or long, folded; "so", "do" and "mi" are words of their own."""
    return {name for name in _names() if len(name) > 3}


def is_named(word: str) -> bool:
    """Whether a bare word is one day's name, short or long: no more of them, as in "Mondays"."""
    return word in _whole() or is_short(word)


def is_short(word: str) -> bool:
    """Whether a bare word is a day's short name, with which people may be called: "Sam"."""
    return word in _names() and not {word, word.removesuffix("s")} & _whole()


@cache
def _whole() -> Set[str]:
    """The days by their whole names, folded."""
    languages = ("en", "de", "es", "fr")
    return {spelling.bare(name) for one in languages for name in Locale(one).days["format"]["wide"].values()}


@cache
def _openings() -> Set[str]:
    return {spelling.folded(way) for way in _FROM.split(",")}


@cache
def _phrases() -> Mapping[str, frozenset[int] | None]:
    phrases: dict[str, frozenset[int] | None] = {}
    for days, called in (*_PHRASES.items(), (None, _WEEKLY)):
        phrases |= {way: days for name in called.split(",") for way in spelling.spellings(name)}
    return phrases


@cache
def _names() -> Mapping[str, int]:
    """Day, short or long, one or many, folded -> 0 for Monday."""
    names: dict[str, int] = {}
    for language in ("en", "de", "es", "fr"):
        days = Locale(language).days["format"]
        for width in ("wide", "abbreviated"):
            for day, name in days[width].items():
                names[spelling.bare(name)] = int(day)
                if width == "wide":
                    names[f"{spelling.bare(name)}s"] = int(day)
    return names
