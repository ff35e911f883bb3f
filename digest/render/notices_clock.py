"""Hours, zones and moments in words of the reader's language (CLDR, by Babel; pure)."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_time, get_day_names, get_timezone_location

from digest.domain.people import Schedule
from digest.render import dates, tongues

_NO_BREAK = "\u00a0"


def hours(schedule: Schedule, tongue: tongues.Tongue) -> str:
    """When mail comes: "every day at 7:00 AM, Madrid time"."""
    return f"{days(schedule, tongue)} {clock(schedule.at, tongue)}, {zone(schedule.timezone, tongue)}"


def days(schedule: Schedule, tongue: tongues.Tongue) -> str:
    """On which days: "every day", "Monday to Friday", "every Friday", "Monday and Thursday"."""
    on = sorted(schedule.weekdays)
    if len(on) == 7:
        return tongue.say("every day")
    if on == [0, 1, 2, 3, 4]:
        return tongue.say("Monday to Friday")
    names = get_day_names("wide", locale=tongue.locale)
    listed = tongue.listed([str(names[day]) for day in on])
    return tongue.say("every {weekday}", weekday=listed) if len(on) == 1 else listed


def clock(at: time, tongue: tongues.Tongue) -> str:
    """A time of day: "at 7:00 AM", "um 07:00 Uhr"; it is never broken across lines."""
    # CLDR writes a narrow space before AM and PM, for which many mail programs have no sign.
    said = format_time(at, "short", locale=tongue.locale).replace("\u202f", " ")
    return tongue.say("at {time}", time=said).replace(" ", _NO_BREAK)


@lru_cache(maxsize=1024)
def zone(name: str, tongue: tongues.Tongue) -> str:
    """A time zone by its city: "Madrid time"; as it is called where it has no city."""
    city = get_timezone_location(name, locale=tongue.locale, return_city=True)
    has_city = "/" in name and not name.startswith("Etc/")
    return tongue.say("{city} time", city=city) if has_city else city


def moment(at: datetime, timezone: str, tongue: tongues.Tongue) -> str:
    """A moment on the clock of a zone: "Tuesday, December 6, 2022 at 7:15 AM, Madrid time"."""
    local = at.astimezone(ZoneInfo(timezone))
    return f"{dates.long(local.date(), tongue.locale)} {clock(local.time(), tongue)}, {zone(timezone, tongue)}"


def issue(at: datetime, schedule: Schedule, tongue: tongues.Tongue) -> str:
    """When an issue to come is due: "Wednesday, December 7, 2022 at 7:00 AM, Madrid time"."""
    return moment(at, schedule.timezone, tongue)


def day(on: date, tongue: tongues.Tongue) -> str:
    """A whole date: "Friday, December 9, 2022"."""
    return dates.long(on, tongue.locale)


def after(schedule: Schedule, first: date) -> datetime:
    """The moment of the issue that follows that of a date."""
    return schedule.moment(schedule.first_date(first + timedelta(days=1)))
