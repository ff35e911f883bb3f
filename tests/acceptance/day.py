"""One process that lives one morning: python day.py CONFIG NOW STOP; it kills itself after the step named STOP."""

import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest import config, desk, store
from digest.classify import topics
from digest.pipeline import editions, news, post


def main() -> None:
    """Adopt, gather, classify, plan, send."""
    path, now, stop = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]).astimezone(UTC), sys.argv[3]

    def step(name: str) -> None:
        if name == stop:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = config.load(path, os.environ)
    model = topics.load()
    with store.open(settings.service.data / store.FILE, now=now) as opened:
        # The readers joined yesterday, so that this morning's edition is due.
        desk.adopt(opened, settings, now=now - timedelta(hours=8))
        step("adopt")
        news.gather(opened, settings, now=now, only_due=True)
        step("gather")
        news.classify(opened, model, now=now)
        step("classify")
        editions.plan(opened, settings, model, now=now)
        step("plan")
        post.send(
            opened, post.transport(settings.delivery), clock=lambda: now, on_delivery=lambda _: step("first mail")
        )


if __name__ == "__main__":
    main()
