"""The pages served: a thread for each address that we listen at, and one that carries out what forms asked."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from digest import store
from digest.config import Settings
from digest.desk import forms
from digest.errors import CommandError, DigestError
from digest.pipeline import links, printing
from digest.render import templates
from digest.store import Store
from digest.web import app, operator, patience, sessions
from digest.web.site import Site
from digest.web.speech import Speech

#: How often it is looked for forms that were sent, in seconds.
ROUND = 2.0
#: How long a stop waits for answers under way, in seconds.
GRACE = 3
#: Requests under way at once; more are told to come back.
MOST = 200

_log = logging.getLogger("digest.web")


@contextmanager
def pages(
    settings: Callable[[], Settings],
    *,
    clock: Callable[[], datetime],
    wake: Callable[[], None] | None = None,
    figures: Callable[[], tuple[bytes, str]] | None = None,
) -> Iterator[None]:
    """While it is open the pages that the configuration asks for can be had; with none asked for, nothing happens.

    CommandError when an address cannot be listened at.  `settings` gives the configuration as last read; where we
    listen stays as it is at the start.  `wake` is called when somebody asked for something, for whoever carries out
    what forms asked; without it that is done here.  `figures` gives what Prometheus may ask for, and its media type.
    """
    now = settings()
    if not now.web.enabled and now.operator.page is None:
        yield
        return
    with ExitStack() as ends:
        opened = ends.enter_context(store.open(now.service.data / store.FILE, now=clock()))
        site = site_of(opened, settings, clock=clock, wake=wake or _nothing, figures=figures)
        if now.web.enabled:
            if wake is None:
                ends.enter_context(worked(site))
            ends.enter_context(served(app.application(site), now.web.listen, "[web] listen"))
        if now.operator.page is not None:
            ends.enter_context(served(operator.application(site), now.operator.page, "[operator] page"))
        yield


def _nothing() -> None:
    """Nothing."""


def site_of(
    opened: Store,
    settings: Callable[[], Settings],
    *,
    clock: Callable[[], datetime],
    wake: Callable[[], None] = _nothing,
    figures: Callable[[], tuple[bytes, str]] | None = None,
) -> Site:
    """The site on an open store; secrets are made now, so that no GET has to (SUB-40)."""
    links.keys(opened)
    links.traces(opened)
    sessions.root(opened)
    printing.sender(opened, settings())
    folder: Path = settings().service.templates
    return Site(
        store=opened,
        settings=settings,
        clock=clock,
        templates=templates.load(folder),
        speech=Speech(folder),
        wake=wake,
        figures=figures,
    )


@contextmanager
def served(application: ASGIApp, address: tuple[str, int], setting: str) -> Iterator[int]:
    """The port, while the application answers at the address; `setting` is where the operator wrote it."""
    listening = _bound(address, setting)
    port: int = listening.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            http=patience.Hurried,
            log_config=None,
            access_log=False,  # ours says nothing of tokens
            proxy_headers=False,  # ours believes only whom the operator names
            server_header=False,
            lifespan="off",
            limit_concurrency=MOST,
            timeout_graceful_shutdown=GRACE,
            h11_max_incomplete_event_size=32_768,
        )
    )
    # No daemon: what is being answered is finished.
    thread = threading.Thread(target=server.run, args=([listening],), name=f"pages at {address[0]}:{port}")
    thread.start()
    _log.info("pages can be had", extra={"host": address[0], "port": port})
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(GRACE + 2)
        listening.close()


def _bound(address: tuple[str, int], setting: str) -> socket.socket:
    host, port = address
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
        listening.listen()  # whoever calls before the thread is up waits for it
    except OSError as error:
        listening.close()
        raise CommandError(
            f"no pages can be served at {host}:{port} ({error.strerror}): see {setting} in config.toml"
        ) from error
    return listening


@contextmanager
def worked(site: Site) -> Iterator[None]:
    """While it is open, forms are carried out soon after they were sent."""
    stopping = threading.Event()

    def work() -> None:
        while not stopping.wait(ROUND):
            try:
                forms.work_off(site.store, site.settings(), now=site.clock())
            except DigestError as error:
                _log.error("forms wait: %s", error)

    thread = threading.Thread(target=work, name="forms")
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()
