"""How often forms may be sent: from one place, from the network around it, and in all (SUB-16).

What counts is kept in the store, as keyed hashes: a restart forgets nothing, and nobody can read where it came from.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from starlette.responses import Response

from digest.desk import traces
from digest.store import Store
from digest.web import callers

Bounds = Mapping[str, tuple[int, timedelta]]
#: What is counted -> how often at most, and in how long.  An office behind one address still gets in.
FORMS: Bounds = {
    "near": (10, timedelta(minutes=10)),
    "wide": (40, timedelta(minutes=10)),
    "all": (2_000, timedelta(hours=1)),
}


def allows(store: Store, kind: str, caller: str, bounds: Bounds, *, now: datetime) -> bool:
    """Whether one more of a kind may come from there."""
    found = _keys(store, caller)
    return all(
        store.limits.count(f"{kind}-{name}", found[name], since=now - span) < most
        for name, (most, span) in bounds.items()
    )


def count(store: Store, kind: str, caller: str, *, now: datetime) -> None:
    """Nothing; one more has come from there.  In the open transaction, if there is one."""
    for name, key in _keys(store, caller).items():
        store.limits.add(f"{kind}-{name}", key, now=now)


def minutes(bounds: Bounds) -> int:
    """After how many minutes one more may come, as `later` says in seconds."""
    return round(bounds["near"][1] / timedelta(minutes=1))


def later(page: Response, bounds: Bounds) -> Response:
    """The page, which says after how many seconds one more may come (RFC 6585 section 4)."""
    page.headers["Retry-After"] = str(int(bounds["near"][1].total_seconds()))
    return page


def _keys(store: Store, caller: str) -> dict[str, str]:
    return {
        "near": traces.of(store, callers.near(caller)),
        "wide": traces.of(store, callers.wide(caller)),
        "all": "",
    }
