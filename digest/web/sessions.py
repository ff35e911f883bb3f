"""Who may see the operator's page: whoever knows the key, from a host that is really ours (SEC-04)."""

import hmac
import secrets
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from digest.config import Settings, crosschecks
from digest.store import Store

#: How long the key need not be given again.
SPAN = timedelta(days=30)
COOKIE = "digest-operator"
_ROOT = "operator-sessions"


def root(store: Store) -> bytes:
    """What sessions are signed with until somebody signs out."""
    return store.secret(_ROOT, _new)


def end_all(store: Store) -> None:
    """Nothing; every session is over, wherever its cookie went."""
    store.renew_secret(_ROOT, _new)


def make(store: Store, settings: Settings, *, now: datetime) -> str:
    """The value of the cookie for whoever gave the key: its end, signed.  Another key, and it is worth nothing."""
    end = str(int((now + SPAN).timestamp()))
    return f"{end}.{_signature(store, settings, end)}"


def is_good(store: Store, settings: Settings, cookie: str, *, now: datetime) -> bool:
    """Whether the cookie is one of ours and not over; on this machine alone, without a key, none is needed."""
    if not settings.operator.key:
        return True
    end, _, signature = cookie.partition(".")
    right = hmac.compare_digest(signature.encode(), _signature(store, settings, end).encode())
    return right and end.isascii() and end.isdecimal() and int(end) > now.timestamp()


def opens(settings: Settings, key: str) -> bool:
    """Whether that is the key."""
    wanted = settings.operator.key
    return bool(wanted) and hmac.compare_digest(key.encode(), wanted.encode())


def is_ours(settings: Settings, host: str) -> bool:
    """Whether a Host header names this machine as its operator would: an IP address, or a name from the configuration.

    A page of somebody else's can have its own name lead to our address (DNS rebinding), but not change that name.
    """
    name = _name(host)
    page = settings.operator.page
    named = {"localhost", page[0].strip("[]").casefold() if page else "localhost"}
    if settings.operator.key:
        # Behind the same proxy as the public pages; without the cookie nothing is shown there.
        named.add(urlsplit(settings.service.base_url).hostname or "localhost")
    return name.casefold() in named or (
        _is_address(name) and (bool(settings.operator.key) or crosschecks.is_loopback(name))
    )


def is_public(settings: Settings, host: str) -> bool:
    """Whether a Host header names the public address, which is reached by https alone."""
    public = urlsplit(settings.service.base_url)
    return public.scheme == "https" and _name(host) == public.hostname


def _name(host: str) -> str:
    """The name in a Host header, without its port; "" when there is none, or what is there can be no name."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _new() -> bytes:
    return secrets.token_bytes(32)


def _signature(store: Store, settings: Settings, end: str) -> str:
    secret = root(store) + settings.operator.key.encode()
    return hmac.digest(secret, f"operator until {end}".encode(), "sha256").hex()
