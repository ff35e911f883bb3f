"""Faults between keys: names that nothing bears, doubles, and settings that do not go together.

They are looked for in the file as parsed, before its shape is known to be right, so that every fault is found at
once: whatever has the wrong shape is passed over here, because `faults.of_shape` names it.
"""

import difflib
import ipaddress
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from digest.config import addresses, places, words
from digest.config.faults import Fault
from digest.domain.news import TOPICS

#: A file as `tomllib` gives it: strings, numbers, lists and further tables.
Table = Mapping[str, Any]


def find(found: Table) -> Iterator[Fault]:
    """Every fault that needs more than one key to be seen."""
    yield from _topics(found)
    yield from _profiles(found)
    yield from _doubles(found, "feeds", "url", _feed_key)
    yield from _doubles(found, "profiles", "name", str)
    yield from _doubles(found, "subscribers", "address", _address_key)
    yield from _days(found)
    yield from _doubles(table(found, "delivery"), "domains", "domain", str.lower, within=("delivery",))
    yield from _mail_servers(found)


def known_topics(found: Table) -> tuple[str, ...]:
    """Every topic slug that can be named: those that ship, and those the operator names.

    The doctor knows whether the classifier in use has them.  A name that is a shipped one misspelt is none.
    """
    topics = table(found, "topics")
    own = [slug for slug in table(topics, "names") if topics.get("model") or not _is_misspelt(slug)]
    return tuple(dict.fromkeys([*own, *TOPICS]))


def _is_misspelt(slug: str) -> bool:
    """Whether a slug is one letter or so away from a topic that ships: "sports", "helth"."""
    return slug not in TOPICS and bool(difflib.get_close_matches(slug, TOPICS, n=1, cutoff=0.85))


def _topics(found: Table) -> Iterator[Fault]:
    known = known_topics(found)
    for path, slug in _named_topics(found):
        if slug not in known:
            what = f'"{slug}", which is no topic' if path[-1] == "topic" else "is no topic"
            lead = "is " if path[-1] == "topic" else ""
            hint = words.suggestion(slug, known) or ";"
            yield Fault(path, f"{lead}{what}{hint} allowed: {words.listing(known)}")


def _named_topics(found: Table) -> Iterator[tuple[places.Path, str]]:
    """Every topic slug in the file, with its place."""
    for slug in table(table(found, "topics"), "names"):
        yield ("topics", "names", slug), slug
    for index, row in _rows(found, "feeds"):
        if isinstance(hint := row.get("topic"), str) and hint:
            yield ("feeds", index, "topic"), hint
    for section in ("profiles", "subscribers"):
        for index, row in _rows(found, section):
            for slug in table(row, "topics"):
                yield (section, index, "topics", slug), slug


def _profiles(found: Table) -> Iterator[Fault]:
    """Profiles that nothing bears the name of, and people or profiles that want nothing at all."""
    profiles = {row["name"]: row for _, row in _rows(found, "profiles") if isinstance(row.get("name"), str)}
    for index, row in _rows(found, "profiles"):
        if not _wants_something(row):
            yield Fault(("profiles", index), "wants nothing: give a topic a weight above 0, or a word to follow")
    for index, row in _rows(found, "subscribers"):
        name = row.get("profile", "")
        if isinstance(name, str) and name and name not in profiles:
            hint = words.suggestion(name, profiles) or ";"
            yield Fault(
                ("subscribers", index, "profile"),
                f"is {words.shown(name)}, which is no profile{hint} allowed: {words.listing(profiles) or 'none'}",
            )
        elif isinstance(name, str) and not _wants_something({**(shared := profiles.get(name, {})), **row}):
            if name and not _wants_something(shared):
                continue  # the profile's own fault is told, and mending it mends this
            yield Fault(
                ("subscribers", index),
                "wants nothing: name a profile, give a topic a weight above 0, or a word to follow",
            )


def _wants_something(row: Table) -> bool:
    """Whether any story could ever match; also True when the wishes have the wrong shape."""
    topics, follow = row.get("topics", {}), row.get("follow", [])
    if not isinstance(topics, Mapping) or not isinstance(follow, list):
        return True
    weights = topics.values()
    return bool(follow) or any(not isinstance(weight, int | float) or weight > 0 for weight in weights)


def _days(found: Table) -> Iterator[Fault]:
    """Chosen days without the cadence that has them, and the other way round."""
    for index, row in _rows(found, "subscribers"):
        cadence, days = row.get("cadence"), row.get("days", [])
        place = ("subscribers", index, "days")
        if cadence == "days" and days == []:
            yield Fault(place, 'is missing: with cadence = "days" name them, such as days = ["monday", "thursday"]')
        if isinstance(cadence, str) and cadence != "days" and days:
            yield Fault(
                place, f'is set beside cadence = {words.shown(cadence)}: write cadence = "days", or leave it out'
            )
        if "weekday" in row and days:
            yield Fault((*place[:2], "weekday"), "is set beside days: keep one of them")


def _doubles(
    found: Table, section: str, key: str, same: Callable[[str], str], *, within: places.Path = ()
) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, row in _rows(found, section):
        value = row.get(key)
        if not isinstance(value, str) or not value:
            continue
        earlier = first.setdefault(same(value), index)
        if earlier != index:
            twin = words.dotted((*within, section, earlier, key))
            yield Fault((*within, section, index, key), f"is the same as {twin}: keep one of them")


def _feed_key(url: str) -> str:
    """What two spellings of one feed's address have in common: scheme, case of the host and a last slash differ."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    usual = port in {None, 80, 443}
    return f"{host}{'' if usual else f':{port}'}{parts.path.rstrip('/')}?{parts.query}"


def _address_key(address: str) -> str:
    try:
        return addresses.same(addresses.normalise(address))
    except ValueError:
        return address


def _mail_servers(found: Table) -> Iterator[Fault]:
    delivery = table(found, "delivery")
    yield from _mail_server(delivery, table(delivery, "smtp"), ("delivery", "smtp"))
    for index, row in _rows(delivery, "relays"):
        yield from _mail_server(delivery, row, ("delivery", "relays", index))


def _mail_server(delivery: Table, smtp: Table, place: places.Path) -> Iterator[Fault]:
    host, tls = smtp.get("host", ""), smtp.get("tls", "starttls")
    if not isinstance(host, str):
        return
    if delivery.get("kind") == "smtp" and not host:
        way_out = 'write kind = "maildir" in [delivery]' if place[-1] == "smtp" else "take this one out"
        yield Fault((*place, "host"), f"is missing: name the mail server, or {way_out}")
    if host and not is_loopback(host):
        yield from _open_lines(smtp, host, tls, place)
    yield from _login(smtp, place)
    looks_at_none = tls == "none" or (tls == "opportunistic" and not smtp.get("username"))
    if smtp.get("ca_file") and looks_at_none:
        yield Fault(
            (*place, "ca_file"),
            f"is set beside tls = {words.shown(tls)}, which looks at no certificate: take one of them out, or write "
            '"starttls" or "implicit"',
        )


def _open_lines(smtp: Table, host: str, tls: object, place: places.Path) -> Iterator[Fault]:
    """What must not cross a network in clear (docs/mail.md OUT-66)."""
    if tls == "none":
        allowed = '"starttls", "implicit" or "opportunistic"'
        yield Fault(
            (*place, "tls"),
            f'is "none", which is possible on this machine only, and {words.shown(host)} is another; '
            f"allowed: {allowed}",
        )
    if tls == "opportunistic" and smtp.get("username"):
        yield Fault(
            (*place, "tls"),
            'is "opportunistic", which could send the password in clear; with a username allowed: '
            '"starttls" or "implicit"',
        )


def _login(smtp: Table, place: places.Path) -> Iterator[Fault]:
    sources = [key for key in ("password_env", "password_file") if smtp.get(key)]
    if len(sources) == 2:
        yield Fault((*place, "password_file"), "is set beside password_env: keep one of them")
    if smtp.get("username") and not sources:
        yield Fault((*place, "username"), "is set without a password: set password_env or password_file too")
    if sources and not smtp.get("username"):
        yield Fault((*place, sources[0]), "is set without a username: set username too")


def is_loopback(host: str) -> bool:
    """Whether a host, by name or by number, is this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def table(found: Table, key: str) -> Table:
    """The table under a key; an empty one where there is none."""
    value = found.get(key)
    return value if isinstance(value, Mapping) else {}


def _rows(found: Table, section: str) -> Iterator[tuple[int, Table]]:
    value = found.get(section)
    for index, row in enumerate(value if isinstance(value, list) else ()):
        if isinstance(row, Mapping):
            yield index, row
