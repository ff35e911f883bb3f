"""What the forms offer to choose from, in the language of the page."""

from collections.abc import Mapping, Sequence

from babel import Locale, UnknownLocaleError

from digest.render.tongues import Tongue
from digest.web import zones as zones_


def zones(chosen: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Part of the world -> (name, place) of its time zones; one that is chosen is among them, listed or not."""
    found = zones_.places()
    if not chosen or zones_.is_listed(chosen) or chosen not in zones_.known():
        return found
    return {"": ((chosen, chosen.replace("_", " ")),), **found}


def days(tongue: Tongue) -> Sequence[tuple[str, str, str]]:
    """(number, short name, name) of the days of the week, Monday first."""
    names = tongue.locale.days["stand-alone"]
    return [(str(day), names["abbreviated"][day], names["wide"][day]) for day in range(7)]


def languages(tags: Sequence[str], present: str) -> Sequence[tuple[str, str]]:
    """(tag, its own name) of the languages of mail, the present one among them."""
    every = dict.fromkeys((*tags, present))
    return [(tag, _own_name(tag)) for tag in every]


def _own_name(tag: str) -> str:
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    return (locale.get_display_name(locale) or tag).capitalize()
