"""The operator's page, at an address of its own: how things stand, and what to do.  Nothing of it measures openings."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from digest.errors import DigestError
from digest.web import app, callers, charts, guessing, limits, overview, sessions
from digest.web.asked import Asked
from digest.web.shield import Shield
from digest.web.site import PICTURES, Page, Site

#: What the charts show -> their title.
CHARTS = {"sent": "Issues sent", "people": "Readers who joined and left"}
_SPAN = timedelta(days=30)
#: Statuses of readers, in the order shown -> what the page calls them.
_STATES = {
    "active": "active",
    "paused": "paused",
    "pending": "not confirmed yet",
    "suspended": "address is dead",
    "unsubscribed": "left",
}
#: Messages of one reader that are shown.
_MESSAGES = 60

_log = logging.getLogger("digest.web")


def application(site: Site) -> Shield:
    """The operator's page as an ASGI application."""
    own = replace(site, root="")

    def at(path: str, page: Page, *methods: str) -> Route:
        return Route(path, app.endpoint(own, page), methods=list(methods) or ["GET"])

    routes = [
        at("/", _known(_overview)),
        at("/reader", _known(_reader)),
        at("/chart/{name}-{scheme}.svg", _known(_wide)),
        at("/chart/narrow/{name}-{scheme}.svg", _known(_narrow)),
        Route("/key", _slowed(own, _hosted(_key)), methods=["GET", "POST"]),
        at("/out", _known(_out), "POST"),
        at("/static/{name}", app.static),
    ]
    trouble = {
        HTTPException: app.failed(own, lambda error: getattr(error, "status_code", 500)),
        DigestError: app.failed(own, lambda _: 503),
    }
    starlette = Starlette(routes=routes, exception_handlers=trouble)
    starlette.router.redirect_slashes = False
    return Shield(starlette, shown=lambda path: f"operator:/{path.lstrip('/').partition('/')[0]}")


def _hosted(page: Page) -> Page:
    """The page, for who came by a name of ours and, where there is no key, from this machine."""

    def guarded(site: Site, asked: Asked) -> Response:
        settings = site.settings()
        if not sessions.is_ours(settings, asked.host):
            return site.page("operator-closed", asked, language="en", status=421, host=asked.host)
        if not settings.operator.key and not asked.is_here:
            return site.page("operator-closed", asked, language="en", status=403, host="")
        return page(site, asked)

    return guarded


def _known(page: Page) -> Page:
    """The page, for who gave the key; others are asked for it."""

    def guarded(site: Site, asked: Asked) -> Response:
        cookie = asked.cookies.get(sessions.COOKIE, "")
        if not sessions.is_good(site.store, site.settings(), cookie, now=site.clock()):
            return RedirectResponse("/key", 303)
        return page(site, asked)

    return _hosted(guarded)


def _slowed(site: Site, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """The page of the key; where many wrong ones come, each waits here, and keeps no thread from other pages."""
    bench = guessing.Bench()

    async def answer(request: Request) -> Response:
        asked = await app.asked_in(site, request)
        if asked.posted:
            met = await run_in_threadpool(guessing.way, site.store, asked.caller, now=site.clock())
            if met is guessing.Way.SLOW and not await bench.wait():
                return await run_in_threadpool(_crowded, site, asked)
        return await run_in_threadpool(page, site, asked)

    return answer


def _crowded(site: Site, asked: Asked) -> Response:
    page = site.page("operator-locked", asked, language="en", status=429, crowded=True)
    page.headers["Retry-After"] = str(round(guessing.WAIT))
    return page


def _key(site: Site, asked: Asked) -> Response:
    if not asked.posted:
        return site.page("operator-key", asked, language="en", wrong=False)
    now = site.clock()
    # In one transaction, so that of many keys at once no more are looked at.
    with site.store.transaction():
        is_locked = guessing.way(site.store, asked.caller, now=now) is guessing.Way.LOCKED
        is_right = not is_locked and sessions.opens(site.settings(), asked.form.one("key"))
        if not is_right and not is_locked:
            guessing.wrong(site.store, asked.caller, now=now)
    if is_locked:
        _log.warning("the operator's page is locked after wrong keys", extra={"network": callers.wide(asked.caller)})
        page = site.page("operator-locked", asked, language="en", status=429, crowded=False)
        return limits.later(page, guessing.THERE)
    if not is_right:
        _log.warning("a wrong key for the operator's page", extra={"network": callers.wide(asked.caller)})
        return site.page("operator-key", asked, language="en", wrong=True, status=403)
    _log.info("the operator's page was opened with the key", extra={"network": callers.wide(asked.caller)})
    response = RedirectResponse("/", 303)
    response.set_cookie(
        sessions.COOKIE,
        sessions.make(site.store, site.settings(), now=now),
        max_age=int(sessions.SPAN.total_seconds()),
        secure=sessions.is_public(site.settings(), asked.host),
        httponly=True,
        samesite="strict",
    )
    return response


def _out(site: Site, asked: Asked) -> Response:
    if asked.form.one("do") != "close":
        return RedirectResponse("/", 303)
    sessions.end_all(site.store)
    _log.info("the operator's page was closed", extra={"network": callers.wide(asked.caller)})
    response = RedirectResponse("/key", 303)
    response.delete_cookie(sessions.COOKIE, httponly=True, samesite="strict")
    return response


def _overview(site: Site, asked: Asked) -> Response:
    return site.page(
        "operator", asked, language="en", allow=(PICTURES,),
        found=overview.look(site.store, now=site.clock()),
        charts=[(name, title, _totals(site, name)) for name, title in CHARTS.items()],
        days=_SPAN.days,
        names=_STATES,
        has_key=bool(site.settings().operator.key),
    )  # fmt: skip


def _reader(site: Site, asked: Asked) -> Response:
    address = asked.query.one("address")
    reader = site.store.people.subscriber(address) if address else None
    posted = site.store.course.outbox(reader.id, limit=_MESSAGES) if reader else ()
    days = site.store.mail.days(subscriber_id=reader.id, limit=_MESSAGES) if reader else ()
    return site.page(
        "operator-reader", asked, language="en", address=address, reader=reader, posted=posted, names=_STATES,
        skipped=[day for day in days if day.edition is None],
    )  # fmt: skip


def _wide(site: Site, asked: Asked) -> Response:
    return _chart(site, asked, charts.WIDE)


def _narrow(site: Site, asked: Asked) -> Response:
    return _chart(site, asked, charts.NARROW)


def _chart(site: Site, asked: Asked, size: charts.Size) -> Response:
    name, scheme = asked.parts["name"], asked.parts["scheme"]
    if name not in CHARTS or scheme not in {"light", "dark"}:
        raise HTTPException(404)
    mail = site.settings().mail
    accent = mail.accent if scheme == "light" else mail.accent_dark
    colours = (accent, charts.SECOND)
    drawn = charts.bars(CHARTS[name], _series(site, name), scheme=scheme, colours=colours, size=size)
    # Its own few lines of style are inside of it; as a picture it can load and run nothing.
    policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return Response(drawn, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})


def _series(site: Site, name: str) -> Mapping[str, Mapping[date, int]]:
    """What a chart shows: the name of each row, and its numbers by the day."""
    course, since, days = site.store.course, site.clock().date() - _SPAN, _SPAN.days + 1
    if name == "sent":
        return {"sent": course.sent(since=since, days=days)}
    return {"joined": course.joined(since=since, days=days), "left": course.left(since=since, days=days)}


def _totals(site: Site, name: str) -> Mapping[str, int]:
    return {row: sum(numbers.values()) for row, numbers in _series(site, name).items()}
