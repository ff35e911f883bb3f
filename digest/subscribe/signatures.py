"""Names below a mail that are days or cities, too: "Sam", "Sydney", "Florence" (pure).

Whoever signs with one wishes for nothing; so it is a wish only where what stands before asks for it.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from digest.subscribe import clauses, courtesy, dates, days, phrases, spelling, zones
from digest.subscribe.asks import Ask

_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*")
#: What stands between a wish and the name in one line; a comma only behind a please or a thanks.
_BETWEEN = re.compile(r"(?P<end>[^\W\d_]{3}\.|[!?…]|(?P<comma>,)|\s[-–—~]+)\s+(?P<name>[^,;:!?/@]{2,40})$")
_ENDS = (".", "!", "?", "…")
_EDGES = " .,!-–—~"
_MOST = 3
#: Letters before a name that are looked at.
_NEAR = 100
#: These ask for the word on the line below.
_HEADINGS = frozenset({Ask.ZONE, Ask.TIME, Ask.WISHES})
_JOINING = frozenset({Ask.SUBSCRIBE, Ask.JOIN})
_COURTEOUS = courtesy.THANKS | spelling.among("please pls bitte favor svp stp plait advance voraus antemano d'avance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What somebody signed."""

    #: What stands before the name in its line.
    text: str
    #: Whether the name may have been a wish all the same, so that they are told that it is none.
    is_doubtful: bool


def without(lines: Sequence[str], *, joins: bool) -> tuple[list[str], int]:
    """The lines without the names below them, and how many of these may have been wishes.

    `joins` is whether they have subscribed before: their city may follow.
    """
    kept: list[str] = []
    before, doubts = "", 0
    last = next((place for place in reversed(range(len(lines))) if _is_wish(lines[place])), 0)
    for place, line in enumerate(lines):
        found = off(line, before, joins=joins) if place >= last else None
        text = line if found is None else found.text
        doubts += found is not None and found.is_doubtful
        kept += [text] if text else []
        before = before if phrases.is_greeting(line) or not text else line
        joins = joins or _asks(line, _JOINING)
    return kept, doubts


def off(line: str, before: str, *, joins: bool) -> Signed | None:
    """The line without the name at its end; None where it has none.  `before` is the line above it."""
    if _may_be(line):
        return _alone(line, before, joins=joins) if before else None
    found = _BETWEEN.search(line)
    if found is None or not _may_be(found["name"]):
        return None
    text = f"{line[: found.start()]}{found['end']}".rstrip(" ,-–—~")
    # "Mon - Sat"
    is_list = _may_be(" ".join(spelling.words(text)[-1:]))
    if is_list or (found["comma"] and not _is_courteous(text)):
        return None
    is_when = _says_when(text)
    is_asked = is_when and not _has_short_day(found["name"])
    return None if is_asked else Signed(text=text, is_doubtful=is_when or _has_day(found["name"]))


def _alone(line: str, before: str, *, joins: bool) -> Signed | None:
    """As `off`, for a line that is nothing but the name."""
    is_over = before.rstrip().endswith(_ENDS) or _is_courteous(before)
    is_when = _says_when(before)
    is_asked = not is_over and (is_when or joins) and not _has_short_day(line)
    if is_asked or _is_heading(before) or (_has_month(line) and _awaits_an_end(before)):
        return None
    is_doubtful = not is_over or (is_when and not _has_short_day(line)) or _has_day(line)
    return Signed(text="", is_doubtful=is_doubtful)


def _is_wish(line: str) -> bool:
    """Whether a line is a wish, so that those above it are no names below one."""
    return phrases.verb(line) is not None or (_says_when(line) and not _may_be(line))


def _may_be(text: str) -> bool:
    """Whether a text may be a name, and is one day, a city or a country, too."""
    words = text.strip(_EDGES).split()
    if not 0 < len(words) <= _MOST or not all(map(_WORD.fullmatch, words)) or phrases.verb(text) is not None:
        return False
    bare = [spelling.bare(word) for word in words]
    known = [days.is_named(word) or dates.is_month(word) or zones.is_place(word) for word in bare]
    return sum(map(days.is_named, bare)) < 2 and (all(known) or zones.is_place(" ".join(bare)))


def _has_day(text: str) -> bool:
    """Whether a day's whole name is in a text, with which few people sign."""
    return any(days.is_named(word) and not days.is_short(word) for word in spelling.words(text))


def _has_short_day(text: str) -> bool:
    return any(map(days.is_short, spelling.words(text)))


def _has_month(text: str) -> bool:
    return any(map(dates.is_month, spelling.words(text)))


def _awaits_an_end(text: str) -> bool:
    """Whether a rest is asked for whose end is not told: a month may be its end."""
    return _asks(text, frozenset({Ask.PAUSE})) and not dates.is_told(text)


def _is_courteous(text: str) -> bool:
    return phrases.is_farewell(text) or not _COURTEOUS.isdisjoint(spelling.words(text)[-1:])


def _is_heading(text: str) -> bool:
    return text.rstrip().endswith(":") or (_asks(text, _HEADINGS) and len(text.split()) == 1)


def _asks(text: str, asks: Set[Ask]) -> bool:
    found = phrases.verb(text)
    return found is not None and found.ask in asks


def _says_when(text: str) -> bool:
    """Whether a text names an hour, days or a zone, so that a day or a city may go on with it."""
    change, _ = clauses.read(text[-_NEAR:], clauses.Names(topics={}, languages={}))
    return (change.at, change.cadence, change.timezone) != (None, None, None)
