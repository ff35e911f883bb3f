"""The pages without the rest of the service."""

import threading
from argparse import Namespace

from digest.cli import clock, house, logs, show, stopping
from digest.errors import ConfigError


def web(chosen: Namespace) -> int:
    """Serve the pages until Ctrl-C; what they ask for is mailed by `digest run`."""
    from digest.web import serving

    settings = house.load(chosen)
    if not settings.web.enabled and settings.operator.page is None:
        raise ConfigError(["there are no pages to serve: set enabled = true in [web], or page in [operator]"])
    logs.begin(as_json=settings.log.format == "json")
    with stopping.on_signals() as is_told, serving.pages(lambda: settings, clock=clock.now):
        if settings.web.enabled:
            show.line(f"pages: {settings.service.base_url}/ at {':'.join(map(str, settings.web.listen))}")
        if settings.operator.page:
            show.line(f"your page: http://{':'.join(map(str, settings.operator.page))}/")
        waiting = threading.Event()
        while not is_told():
            waiting.wait(0.2)
    return 0
