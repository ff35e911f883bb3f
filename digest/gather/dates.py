"""The moment that a feed's date means, in UTC."""

import calendar
import re
from datetime import UTC, datetime, timedelta, timezone

from feedparser import datetimes

_MONTHS = {
    name: str(number)
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905
}
#: RFC 5322 section 3.3 with its obsolete zones; four-digit years only.
_RFC5322 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?([0-9]{1,2})\s+([A-Za-z]{3})[a-z]*\s+([0-9]{4})\s+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
    r"\s*([+-][0-9]{4}|[A-Za-z]{1,4})?"
)
#: RFC 3339.
_RFC3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:[.,][0-9]+)?"
    r"\s*([+-][0-9]{2}:?[0-9]{2}|[Zz])?"
)
_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_NAMED_ZONES = {"": UTC, "GMT": UTC, "UT": UTC, "UTC": UTC, "Z": UTC} | {
    name: timezone(timedelta(hours=hours)) for name, hours in _HOURS.items()
}


def moment(words: str) -> datetime | None:
    """The moment in UTC; None when `words` are no date.  A date without a zone is taken as UTC.

    The two spellings of the standards are read here; feedparser knows the other dozen.
    """
    words = words.strip()[:80]
    try:
        if found := _RFC5322.fullmatch(words):
            day, month, year, hour, minute, second, zone = found.groups("")
            return _utc((year, _MONTHS[month.lower()], day), (hour, minute, second), zone.upper())
        if found := _RFC3339.fullmatch(words):
            year, month, day, hour, minute, second, zone = found.groups("")
            return _utc((year, month, day), (hour, minute, second), zone)
    except (KeyError, ValueError, OverflowError):
        pass  # an odd zone, the 31st of June, 24:00: feedparser may still make sense of it
    return _any_other(words)


def _utc(date: tuple[str, str, str], clock: tuple[str, str, str], zone: str) -> datetime:
    year, month, day = map(int, date)
    hour, minute, second = (int(part or 0) for part in clock)
    place = _NAMED_ZONES.get(zone) or _offset(zone)
    said = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=place)  # 60 is a leap second
    return said.astimezone(UTC)


def _offset(zone: str) -> timezone:
    """The zone of "+0530", "-08:00" or "z"; KeyError for a name we do not know."""
    if zone in {"Z", "z"}:
        return UTC
    if zone[0] not in "+-":
        raise KeyError(zone)
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _any_other(words: str) -> datetime | None:
    """What feedparser reads: asctime, two-digit years, ISO weeks, Korean, Greek, Hungarian and more."""
    try:
        parts = datetimes._parse_date(words)  # noqa: SLF001 - the one way to its table of date spellings
        return datetime.fromtimestamp(calendar.timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
