"""Dates and times in words as the reader's language has them, whatever the machine's locale (CLDR, by Babel; pure)."""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time

#: CLDR writes a narrow space that does not break before AM and PM, for which many mail programs have no sign.
_NARROW = "\u202f"


@lru_cache(maxsize=4096)
def short(day: date, locale: Locale) -> str:
    """Day and month: "Dec 6", "6. Dez."."""
    return format_skeleton("MMMd", _noon(day), locale=locale)


@lru_cache(maxsize=4096)
def long(day: date, locale: Locale) -> str:
    """The whole date: "Tuesday, December 6, 2022", "mardi 6 décembre 2022"."""
    return format_date(day, "full", locale=locale)


@lru_cache(maxsize=65_536)
def moment(at: datetime, zone: str, today: date, locale: Locale) -> str:
    """A moment on the clock of a zone: "Tue, Dec 6, 7:15 AM", "mar. 6 déc., 07:15"; with its year when not this one."""
    local = _local(at, zone)
    skeleton = "MMMEd" if local.year == today.year else "yMMMEd"
    day = format_skeleton(skeleton, _noon(local.date()), locale=locale)
    clock = format_time(local.time(), "short", locale=locale).replace(_NARROW, " ")
    return str(locale.datetime_formats["medium"]).replace("{1}", day).replace("{0}", clock)


def _local(at: datetime, zone: str) -> datetime:
    try:
        return at.astimezone(ZoneInfo(zone))
    except OverflowError:  # the first and the last day there is have no morning everywhere
        return at


def _noon(day: date) -> datetime:
    """A day as the moment that is of that day in every reckoning Babel may make of it."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
