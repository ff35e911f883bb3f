"""The service's figures on the port of the pages, for the operator's Prometheus alone (SEC-04).

The door is that of the operator's page: with a key in [operator], whoever brings it; without one, this machine.  Behind
a reverse proxy everybody seems to be this machine, so whoever comes through one is not.
"""

import logging
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from digest.web import callers, guessing, limits, sessions
from digest.web.asked import Asked
from digest.web.guessing import Way
from digest.web.site import Site

_NO_KEY = "These figures need the operator's key: Authorization: Bearer KEY.\n"
_ELSEWHERE = "These figures are for this machine alone, and not through a proxy: see [metrics] in config.toml.\n"
_LOCKED = "Too many wrong keys.\n"

_log = logging.getLogger("digest.web")


def endpoint(site: Site, ask: Callable[[Request], Awaitable[Asked]]) -> Callable[[Request], Awaitable[Response]]:
    """The page as Starlette calls it; where many wrong keys come, each waits here, and keeps no thread from others."""
    bench = guessing.Bench()

    async def answer(request: Request) -> Response:
        asked = await ask(request)
        if not (site.settings().operator.key and asked.key):
            return await run_in_threadpool(_open, site, asked)
        way = await run_in_threadpool(guessing.way, site.store, asked.caller, now=site.clock())
        if way is Way.LOCKED:
            return limits.later(PlainTextResponse(_LOCKED, 429), guessing.THERE)
        if way is Way.SLOW and not await bench.wait():
            return PlainTextResponse(_LOCKED, 429, headers={"Retry-After": str(round(guessing.WAIT))})
        return await run_in_threadpool(_with_key, site, asked)

    return answer


def _open(site: Site, asked: Asked) -> Response:
    """The figures, for this machine where there is no key; else what is missing."""
    if site.settings().operator.key:
        return PlainTextResponse(_NO_KEY, 401, headers={"WWW-Authenticate": 'Bearer realm="digest"'})
    # A page of somebody else's that had its name lead here is not this machine either (DNS rebinding).
    if not asked.is_here or not sessions.is_ours(site.settings(), asked.host):
        return PlainTextResponse(_ELSEWHERE, 403)
    return _figures(site)


def _with_key(site: Site, asked: Asked) -> Response:
    if sessions.opens(site.settings(), asked.key):
        return _figures(site)
    guessing.wrong(site.store, asked.caller, now=site.clock())
    _log.warning("a wrong key for the figures", extra={"network": callers.wide(asked.caller)})
    return _open(site, asked)


def _figures(site: Site) -> Response:
    """The figures; nothing where the pages are served without the service (`digest web`)."""
    if site.figures is None:
        raise HTTPException(404)
    text, media_type = site.figures()
    return Response(text, headers={"Content-Type": media_type})
