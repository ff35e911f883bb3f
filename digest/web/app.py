"""Which page stands where, and how a request becomes what a page is asked."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from digest.errors import DigestError, StoreError
from digest.web import (
    asked,
    callers,
    choosing,
    confirming,
    holding,
    joining,
    leaving,
    metrics,
    reading,
    saying,
    shield,
    styles,
)
from digest.web.asked import Asked
from digest.web.shield import Shield
from digest.web.site import Page, Site, base_path

#: Fields of a form, at most; preferences have some forty.
_FIELDS = 200
#: Pages by the first word of their path, without what follows: it may be a token.
_WORDS = frozenset(
    ("check", "confirm", "data", "feedback", "issue", "leave", "lost", "metrics", "preferences", "sample", "static")
) | {"unsubscribe"}

_Endpoint = Callable[[Request], Awaitable[Response]]


def application(site: Site) -> Shield:
    """The site as an ASGI application, below the path of its public address: a proxy passes the whole path on."""

    def at(path: str, page: Page, *, posts: bool = False) -> Route:
        methods = ["GET", "POST"] if posts else ["GET"]
        return Route(path, endpoint(site, page), methods=methods)

    pages = [
        at("/", joining.front, posts=True),
        at("/check", joining.check),
        at("/lost", joining.lost, posts=True),
        at("/confirm/{token}", confirming.confirm, posts=True),
        at("/preferences/{token}", choosing.preferences, posts=True),
        at("/preferences/{token}/issue", reading.own),
        at("/leave/{token}", leaving.leave, posts=True),
        at("/unsubscribe/{token}", leaving.one_click, posts=True),
        at("/feedback/{token}", saying.stories),
        at("/feedback/{token}/{number}/{word}", saying.feedback, posts=True),
        at("/sample", reading.sample),
        at("/sample/{picture}.jpg", reading.sample_picture),
        at("/issue/{token}", reading.issue),
        at("/issue/{token}/{picture}.jpg", reading.picture),
        at("/data/{token}", holding.data, posts=True),
        at("/static/{name}", static),
        Route("/metrics", metrics.endpoint(site, partial(asked_in, site)), methods=["GET"]),
    ]
    base = base_path(site.settings())
    routes = [Route(base, lambda _: RedirectResponse(f"{base}/", 308)), Mount(base, routes=pages)] if base else pages
    app = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: failed(site, lambda error: getattr(error, "status_code", 500)),
            DigestError: failed(site, lambda error: 503 if isinstance(error, StoreError) else 500),
        },
    )
    app.router.redirect_slashes = False
    return Shield(
        app,
        shown=lambda path: shown(path, base),
        is_safe=lambda: site.settings().service.base_url.startswith("https:"),
    )


def endpoint(site: Site, page: Page) -> _Endpoint:
    """The page as Starlette calls it: forms are read here, and the page itself runs in a thread."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(page, site, await asked_in(site, request))

    return answer


async def asked_in(site: Site, request: Request) -> Asked:
    """What a request asks of a page."""
    pairs: list[tuple[str, str]] = []
    if request.method == "POST":
        pairs = await _pairs(request)
    return _as_asked(site, request, pairs)


async def _pairs(request: Request) -> list[tuple[str, str]]:
    """The fields of a form, in letters that can be written down."""
    try:
        async with request.form(max_files=1, max_fields=_FIELDS, max_part_size=shield.MOST) as form:
            sent = [(name, value) for name, value in form.multi_items() if not isinstance(value, UploadFile)]
    except ValueError as error:
        # A form of several parts names its own encoding: some of Python's can fail, some give half a letter.
        raise HTTPException(400) from error
    return [(_whole(name), _whole(value)) for name, value in sent]


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()


def _as_asked(site: Site, request: Request, pairs: list[tuple[str, str]]) -> Asked:
    peer = request.client.host if request.client else ""
    return Asked(
        method="POST" if request.method == "POST" else "GET",
        parts={name: str(value) for name, value in request.path_params.items()},
        query=asked.form(request.query_params.multi_items()),
        form=asked.form(pairs),
        caller=callers.caller(
            peer,
            request.headers.getlist("x-forwarded-for"),
            site.settings().web.proxies,
        ),
        language=site.speech.wanted(request.headers.get("accept-language", "")),
        host=request.headers.get("host", ""),
        cookies=request.cookies,
        key=_key(request.headers.get("authorization", "")),
        is_here=callers.is_here(peer, request.headers.keys()),
    )


def _key(said: str) -> str:
    """The token that an Authorization header bears; "" for none."""
    scheme, _, token = said.partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else ""


def failed(site: Site, status: Callable[[Exception], int]) -> Callable[[Request, Exception], Awaitable[Response]]:
    """What answers a request that went wrong: a page with the status that the fault stands for."""

    async def answer(request: Request, error: Exception) -> Response:
        number = status(error)
        headers = dict(getattr(error, "headers", None) or {})
        page = await run_in_threadpool(
            lambda: site.page("trouble", _as_asked(site, request, []), status=number, number=number)
        )
        page.headers.update(headers)
        return page

    return answer


def static(site: Site, request: Asked) -> Response:
    """The style sheet, or the script."""
    name = request.parts["name"]
    if name not in styles.FILES:
        raise HTTPException(404)
    text = site.style.text(name, site.settings(), site.templates)
    # Its address changes when it does.
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(text, media_type=styles.FILES[name][1], headers=headers)


def shown(path: str, base: str) -> str:
    """What the log says of a path: its first word where that is one of ours, and nothing of what follows."""
    word, slash, _ = path.removeprefix(base).lstrip("/").partition("/")
    if not word:
        return f"{base}/"
    return f"{base}/{word}{'/…' if slash else ''}" if word in _WORDS else "(none of ours)"
