"""Time zones to choose from: one for each place that keeps a time of its own, by part of the world."""

import zoneinfo
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

#: Names of zones that are no place's, and that some people want.
_OTHER = ("UTC",)


@cache
def known() -> frozenset[str]:
    """Every name that we can tell the time by."""
    return frozenset(zoneinfo.available_timezones())


@cache
def places() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Part of the world -> (IANA name, place) of each of its zones, by place."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    names = sorted(line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#"))
    found: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        part, _, place = name.partition("/")
        found.setdefault(part, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return {**{part: tuple(found[part]) for part in sorted(found)}, "UTC": tuple((name, name) for name in _OTHER)}


def is_listed(name: str) -> bool:
    """Whether a zone is among those to choose from."""
    return any(name == listed for rows in places().values() for listed, _ in rows)
