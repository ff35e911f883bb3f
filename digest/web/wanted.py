"""What a form asks for, as a change of wishes; and what is wrong with it, in words for the page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit

from digest.config import Settings
from digest.domain.people import Cadence, Profile, Quiet, Subscriber
from digest.domain.wishes import Change, Weights, Words
from digest.render.tongues import later
from digest.web import zones
from digest.web.asked import Form

_T = TypeVar("_T")

#: Words, or outlets, in one list, and characters in one of them, at most.
MOST, LONGEST = 100, 80
#: Stories in one issue, at least and at most.
STORIES = (1, 50)
#: Digits of a number, at most.
_DIGITS = 3
#: What can be said of a topic -> its weight.
LEVELS: Mapping[str, float] = MappingProxyType({"much": 1.0, "some": 0.5, "even": 0.0, "little": -0.5, "never": -1.0})

#: The lists whose lines name outlets.
_OUTLETS = frozenset({"sources", "mute_sources"})
_WEEK, _WORKDAYS = frozenset(range(7)), frozenset(range(5))
_AT = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A form that was read."""

    change: Change
    #: Field -> what is wrong with it, in English: to be said in the visitor's language.
    faults: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def level(weight: float) -> str:
    """The word of `LEVELS` that comes nearest to a weight."""
    return min(LEVELS, key=lambda name: abs(LEVELS[name] - weight))


def to_join(form: Form, settings: Settings, *, language: str) -> Wanted:
    """What the form of the front page asks for: topics, hour, zone and days, in the language of the page."""
    faults: dict[str, str] = {}
    topics = {slug: 1.0 for slug in form.every("topics") if slug in settings.topics.names}
    if not topics:
        faults["topics"] = later("Choose one topic at least.")
    change = Change(topics=Weights(whole=topics), language=language)
    return Wanted(change=_with_hours(change, form, faults), faults=faults)


def to_change(form: Form, reader: Subscriber, settings: Settings, languages: Iterable[str]) -> Wanted:
    """What the form of the preferences asks for, in what it differs from what is so now."""
    faults: dict[str, str] = {}
    profile, hours = reader.profile, _with_hours(Change(), form, faults)
    language = form.one("language")
    change = Change(
        topics=_weights(form, profile, settings),
        follow=_words(form, "follow", profile.follow, faults),
        mute=_words(form, "mute", profile.mute, faults),
        sources=_words(form, "sources", profile.sources, faults),
        mute_sources=_words(form, "mute_sources", profile.mute_sources, faults),
        stories=_new(_stories(form, faults), profile.stories),
        outside=_new(form.has("outside"), profile.outside),
        pictures=_new(form.has("pictures"), profile.pictures),
        quiet=_new(_quiet(form), profile.quiet),
        language=_new(language if language in languages else None, reader.language),
        at=_new(hours.at, reader.schedule.at),
        timezone=_new(hours.timezone, reader.schedule.timezone),
    )
    if hours.weekdays and hours.weekdays != reader.schedule.weekdays:
        change = replace(change, cadence=hours.cadence, weekdays=hours.weekdays)
    return Wanted(change=change, faults=faults)


def _with_hours(change: Change, form: Form, faults: dict[str, str]) -> Change:
    at, zone = _AT.fullmatch(form.one("at")), form.one("timezone")
    days = frozenset(int(day) for day in form.every("days") if day in set("0123456"))
    if at is None:
        faults["at"] = later("Write the hour as 07:00.")
    if zone not in zones.known():
        faults["timezone"] = later("Choose your time zone.")
    if not days:
        faults["days"] = later("Choose one day at least.")
    return replace(
        change,
        at=time(int(at[1]), int(at[2])) if at else None,
        timezone=zone if "timezone" not in faults else None,
        cadence=_cadence(days) if days else None,
        weekdays=days or None,
    )


def _cadence(days: frozenset[int]) -> Cadence:
    """The name that we have for these days of the week."""
    if days in (_WEEK, _WORKDAYS):
        return Cadence.DAILY if days == _WEEK else Cadence.WEEKDAYS
    return Cadence.WEEKLY if len(days) == 1 else Cadence.DAYS


def _weights(form: Form, profile: Profile, settings: Settings) -> Weights:
    """The weights of topics of which something else was said than what stood there."""
    said = {slug: form.one(f"topic-{slug}") for slug in settings.topics.names}
    changed = {
        slug: LEVELS[word]
        for slug, word in said.items()
        if word in LEVELS and word != level(profile.topics.get(slug, 0.0))
    }
    # Nought is not written down but taken out.
    return Weights(
        add={slug: weight for slug, weight in changed.items() if weight},
        drop=tuple(slug for slug, weight in changed.items() if not weight),
    )


def _words(form: Form, name: str, before: tuple[str, ...], faults: dict[str, str]) -> Words:
    said = form.lines(name)
    if not form.has(name) or said == before:
        return Words()
    if len(said) > MOST or any(len(line) > LONGEST or not line.isprintable() for line in said):
        faults[name] = later("At most 100 lines, and at most 80 letters in each.")
    elif name in _OUTLETS and not all(map(_may_be_outlet, said)):
        faults[name] = later("An address has no blanks in it: write a name, or example.org.")
    elif any(not any(map(str.isalnum, side)) for line in said for side in re.split(r"(?<!\S)AND(?!\S)", line)):
        faults[name] = later('On both sides of an AND there must be a word, such as "climate AND court".')
    return Words(whole=said)


def _may_be_outlet(line: str) -> bool:
    """Whether an outlet can go by it: by a name, a host or a whole address."""
    if "://" not in line:
        return True
    try:
        return " " not in line and bool(urlsplit(line).hostname)
    except ValueError:
        return False


def _stories(form: Form, faults: dict[str, str]) -> int | None:
    said = form.one("stories")
    fewest, most = STORIES
    is_short = said.isascii() and said.isdecimal() and len(said) <= _DIGITS
    if not (is_short and fewest <= int(said) <= most):
        faults["stories"] = later("Choose a number from 1 to 50.")
        return None
    return int(said)


def _quiet(form: Form) -> Quiet | None:
    said = form.one("quiet")
    return Quiet(said) if said in set(Quiet) else None


def _new(wanted: _T | None, present: _T) -> _T | None:
    return None if wanted == present else wanted
