"""What the doors that other people reach us by need: [web], [inbox] and the operator's page."""

from collections.abc import Iterator, Mapping
from typing import Any

from digest.config import addresses, crosschecks
from digest.config.faults import Fault

#: Characters that the extension of an address needs at most: "+confirm-" and a token.
EXTENSION = 51


def faults(found: Mapping[str, Any]) -> Iterator[Fault]:
    """What keeps a door from opening; `found` is the file as parsed, whatever its shape."""
    yield from _web(crosschecks.table(found, "web"), crosschecks.table(found, "service"))
    yield from _inbox(crosschecks.table(found, "inbox"))
    yield from _page(crosschecks.table(found, "operator"))


def _web(web: Mapping[str, Any], service: Mapping[str, Any]) -> Iterator[Fault]:
    if web.get("enabled") is True and not service.get("base_url"):
        what = (
            'is true, and the pages have no address: set base_url in [service] too, such as "https://news.example.org"'
        )
        yield Fault(("web", "enabled"), what)
    base = service.get("base_url")
    if web.get("enabled") is True and isinstance(base, str) and ("?" in base or "#" in base):
        yield Fault(("service", "base_url"), "has a ? or # in it, and links are made by adding to it: leave it out")


def _inbox(inbox: Mapping[str, Any]) -> Iterator[Fault]:
    kind = inbox.get("kind", "none")
    address = inbox.get("address")
    if kind != "none" and not address:
        yield Fault(("inbox", "kind"), f'is "{kind}", and there is no address to read the mail of: set address too')
    if kind != "none" and inbox.get("extensions", True) is True and isinstance(address, str) and address:
        yield from _extensions(address)
    if kind != "imap":
        return
    imap = crosschecks.table(inbox, "imap")
    for key in ("host", "username"):
        if not imap.get(key):
            yield Fault(("inbox", "imap", key), 'is missing: kind = "imap" needs it')
    sources = [key for key in ("password_env", "password_file") if imap.get(key)]
    if not sources:
        yield Fault(("inbox", "imap", "password_env"), "is missing: set password_env or password_file")
    if len(sources) == 2:
        yield Fault(("inbox", "imap", "password_file"), "is set beside password_env: keep one of them")
    host = imap.get("host")
    if imap.get("tls") == "none" and isinstance(host, str) and host and not crosschecks.is_loopback(host):
        what = 'is "none", which would send the password in clear to another machine; allowed: "implicit" or "starttls"'
        yield Fault(("inbox", "imap", "tls"), what)


def _extensions(address: str) -> Iterator[Fault]:
    try:
        local = addresses.normalise(address).rpartition("@")[0]
    except ValueError:
        return
    room = addresses.MAX_LOCAL - EXTENSION
    if len(local) > room or "+" in local:
        yield Fault(
            ("inbox", "extensions"),
            f"is true, which needs an inbox of at most {room} characters before the @, without a +: "
            "take a shorter address, or write extensions = false",
        )


def _page(operator: Mapping[str, Any]) -> Iterator[Fault]:
    sources = [key for key in ("key_env", "key_file") if operator.get(key)]
    if len(sources) == 2:
        yield Fault(("operator", "key_file"), "is set beside key_env: keep one of them")
    page = operator.get("page")
    if isinstance(page, str) and page and not sources and not crosschecks.is_loopback(page.rpartition(":")[0]):
        what = "is reachable from other machines, so it needs a key: set key_file or key_env, or use 127.0.0.1"
        yield Fault(("operator", "page"), what)
    if sources and not page:
        yield Fault(("operator", sources[0]), 'is set without a page: set page too, such as "127.0.0.1:8465"')
