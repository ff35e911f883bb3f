"""Time zones as people call them: IANA names, cities, countries with one obvious zone, abbreviations, UTC+2.

Names of cities and countries are those of CLDR (through Babel) in the languages of our catalogues, and the IANA ones
(tzdata's zone.tab).
"""

import re
import zoneinfo
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib import resources

from babel import Locale

from digest.subscribe import spelling

_LANGUAGES = ("en", "de", "es", "fr")
#: No zones, though they lie among them.
_NONE = {"Factory", "localtime", "posixrules"}
#: Countries of several zones where nearly everybody lives in one (CLDR, primaryZones; PT, UA and CY likewise).
_PRIMARY = {
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
#: An abbreviation may mean several zones; this is the one that most who write it live in.
_SHORT = {
    "Europe/Berlin": "cet, cest, mez, mesz, met",
    "Europe/Madrid": "peninsular, hora peninsular",
    "Europe/Paris": "hec, heure de paris",
    "Europe/London": "bst, uk, britain, england, scotland, wales",
    "Europe/Lisbon": "wet, west",
    "Europe/Athens": "eet, eest, oez, oesz",
    "Europe/Moscow": "msk",
    "America/New_York": "est, edt, et, eastern, us eastern, washington, washington dc, boston, miami, atlanta, "
    "philadelphia",
    "America/Chicago": "cst, cdt, ct, central, us central, houston, dallas, austin, new orleans",
    "America/Denver": "mst, mdt, mt, mountain, us mountain",
    "America/Los_Angeles": "pst, pdt, pt, pacific, us pacific, san francisco, seattle, san diego, las vegas, portland",
    "America/Anchorage": "akst, akdt",
    "Pacific/Honolulu": "hst, hawaii",
    "America/Toronto": "ottawa, montreal",
    "America/Sao_Paulo": "brt, rio, rio de janeiro, brasilia",
    "America/Argentina/Buenos_Aires": "art",
    "America/Mexico_City": "cdmx, mexico df",
    "Asia/Kolkata": "ist, delhi, new delhi, mumbai, bombay, bangalore, bengaluru, chennai",
    "Asia/Karachi": "pkt, lahore, islamabad",
    "Asia/Shanghai": "beijing, peking, pekin, shenzhen",
    "Asia/Hong_Kong": "hkt",
    "Asia/Singapore": "sgt",
    "Asia/Tokyo": "jst, osaka, kyoto",
    "Asia/Seoul": "kst",
    "Asia/Jakarta": "wib",
    "Asia/Jerusalem": "tel aviv",
    "Asia/Dubai": "abu dhabi",
    "Australia/Sydney": "aest, aedt, canberra",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst, nzdt, wellington",
    "Africa/Johannesburg": "sast, cape town, kapstadt, pretoria",
    "Africa/Casablanca": "rabat, marrakech, marrakesch",
    "UTC": "utc, gmt, z, zulu",
}
#: Big cities that no zone is named after: country -> cities; the zone is their country's.
_CITIES = {
    "DE": "munich, münchen, hamburg, cologne, köln, frankfurt, stuttgart, düsseldorf, leipzig, dresden, bonn, hannover",
    "ES": "barcelona, valencia, seville, sevilla, bilbao, zaragoza, málaga",
    "FR": "lyon, marseille, toulouse, bordeaux, nantes, lille, nice, strasbourg, straßburg",
    "IT": "milan, milano, mailand, milán, naples, napoli, neapel, turin, torino, florence, firenze, florenz, venice",
    "CH": "geneva, genf, genève, ginebra, basel, bern, berne, lausanne",
    "AT": "graz, salzburg, linz, innsbruck",
    "GB": "manchester, edinburgh, glasgow, birmingham, liverpool, bristol, leeds, cardiff, oxford, cambridge",
    "PL": "cracow, krakow, krakau, gdansk, wroclaw",
    "NL": "rotterdam, the hague, den haag, utrecht",
    "BE": "antwerp, antwerpen, ghent, gent",
    "PT": "porto",
    "SE": "gothenburg, göteborg, malmö",
    "TR": "ankara, izmir",
    "CO": "medellín, cali",
    "VN": "hanoi",
}
_UTC = re.compile(r"(?:utc|gmt) ?([+-]) ?0?(\d{1,2})(?::?00)?")
#: Hours that zones go by, west and east of Greenwich.
_WEST, _EAST = 12, 14
#: A country of several zones: known, but no answer.
_SEVERAL = ""


def named(text: str) -> str | None:
    """The IANA zone that folded `text` names; "" for a country that has several; None for anything else.

    "UTC+2" is taken at its word, as Etc/GMT-2, whose sign is POSIX's, the other way round; it knows no summer time.
    """
    found = _UTC.fullmatch(text.replace("−", "-"))
    if found is None:
        return _names().get(text.replace("_", " "))
    east, hours = found[1] == "+", int(found[2])
    if hours > (_EAST if east else _WEST):
        return None
    return f"Etc/GMT{'-' if east else '+'}{hours}" if hours else "UTC"


def is_place(text: str) -> bool:
    """Whether folded `text` is a zone that somebody may be called after: a city or a country, or initials."""
    return named(text) is not None and text not in _signs()


@cache
def _signs() -> Set[str]:
    """Abbreviations of zones: "cet"; of two letters they may be initials."""
    called = {way for names in _SHORT.values() for way in _listed(names)}
    return {way for way in called if way == "uk" or 2 < len(way) < 5} - {"rio", "art"}


@cache
def _names() -> Mapping[str, str]:
    """Folded name -> zone.  Where names clash, what comes later here is meant."""
    tabled = _tabled()
    # EST and MST are zones too, but those of a few who know no summer time.
    names = {_folded(zone): zone for zone in zoneinfo.available_timezones() - _NONE if "/" in zone or len(zone) > 3}
    countries = {code: _PRIMARY.get(code, zones[0] if len(zones) == 1 else _SEVERAL) for code, zones in tabled.items()}
    names |= {way: zone for code, zone in countries.items() for way in _country_names(code)}
    cities = {_folded(zone).rpartition("/")[2]: zone for zones in tabled.values() for zone in zones}
    names |= {way: zone for name, zone in _translated(cities) for way in spelling.spellings(name)} | cities
    names |= {way: countries[code] for code, called in _CITIES.items() for way in _listed(called)}
    names |= {way: zone for zone, called in _SHORT.items() for way in _listed(called)}
    return names


def _folded(zone: str) -> str:
    return spelling.folded(zone.replace("_", " "))


def _listed(called: str) -> Iterator[str]:
    return (way for name in called.split(",") for way in spelling.spellings(name))


def _tabled() -> Mapping[str, list[str]]:
    """Country code -> its zones, by the newest names."""
    tabled: dict[str, list[str]] = {}
    for row in (resources.files("tzdata.zoneinfo") / "zone.tab").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            code, _, zone, *_ = row.split("\t")
            tabled.setdefault(code, []).append(zone)
    return tabled


def _country_names(code: str) -> Iterator[str]:
    for language in _LANGUAGES:
        yield from spelling.spellings(Locale(language).territories[code])
    if code == "US":
        yield from ("usa", "us", "united states of america", "america")


def _translated(cities: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(name of a city in one of the languages, zone).  CLDR keeps the oldest name of a zone; ours is the newest."""
    english = Locale("en").time_zones
    for language in _LANGUAGES:
        for zone, told in Locale(language).time_zones.items():
            name = told.get("city")
            # CLDR has a name for no zone at all, too.
            if name and zone != "Etc/Unknown":
                usual = _folded(english.get(zone, {}).get("city") or zone.rpartition("/")[2])
                yield name, cities.get(usual, zone)
