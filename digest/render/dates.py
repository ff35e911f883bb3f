"""Dates in words, whatever the machine's locale (pure)."""

from datetime import date, datetime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def short(day: date) -> str:
    """ "6 Dec"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def long(day: date) -> str:
    """ "Tuesday 6 December 2022"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment(local: datetime, today: date) -> str:
    """ "Tue 6 Dec, 07:15", with the year when it is not that of `today`."""
    year = "" if local.year == today.year else f" {local.year}"
    return f"{_DAYS[local.weekday()][:3]} {short(local)}{year}, {local:%H:%M}"
