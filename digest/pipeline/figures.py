"""What the service did, as figures that Prometheus asks for: numbers only, and never of one reader."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Summary,
    generate_latest,
    start_http_server,
)

from digest.domain.account import Gathered, Planned, Sent, Sorted
from digest.errors import CommandError
from digest.pipeline.figures_standing import Standing

#: What can become of a message in a round.
OUTCOMES = ("accepted", "deferred", "refused", "uncertain", "expired", "damaged")


class Figures:
    """Counts since the service started, and how things stand now."""

    def __init__(self, clock: Callable[[], datetime], database: Callable[[], Path]) -> None:
        self.registry = registry = CollectorRegistry()
        self._feeds = Counter("digest_feeds_fetched", "Feeds asked", ["result"], registry=registry)
        self._articles = Counter("digest_articles", "Articles that were new", registry=registry)
        self._stories = Counter("digest_stories", "Stories that began", registry=registry)
        self._planned = Counter("digest_planned", "Editions made", registry=registry)
        self._skipped = Counter("digest_skipped", "Readers who were due and got no edition", registry=registry)
        self._messages = Counter("digest_messages", "Messages by outcome", ["outcome"], registry=registry)
        self._resent = Counter("digest_resent", "Messages in doubt taken up once more", registry=registry)
        self._stages = Summary("digest_stage_seconds", "How long each stage took", ["stage"], registry=registry)
        # From the start, so that nothing refused is 0 and not unknown.
        self._outcomes = {outcome: self._messages.labels(outcome) for outcome in OUTCOMES}
        registry.register(Standing(clock, database))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """How long the block runs is counted, also when it fails."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._stages.labels(name).observe(time.monotonic() - began)

    def gathered(self, part: Gathered) -> None:
        """Nothing; a gathering is counted."""
        self._feeds.labels("failed").inc(len(part.failed))
        self._feeds.labels("answered").inc(part.feeds - len(part.failed))
        self._articles.inc(part.new)

    def sorted(self, part: Sorted) -> None:
        """Nothing; a classifying is counted."""
        self._stories.inc(part.stories)

    def planned(self, part: Planned) -> None:
        """Nothing; a planning is counted."""
        self._planned.inc(part.made)
        self._skipped.inc(len(part.skipped))

    def ended(self, outcome: str, number: int = 1) -> None:
        """Nothing; what became of messages is counted, as soon as it is recorded."""
        self._outcomes[outcome].inc(number)

    def sent(self, part: Sent) -> None:
        """Nothing; of a round of sending the rest is counted."""
        self._resent.inc(part.resent)

    def text(self) -> tuple[bytes, str]:
        """The figures as Prometheus reads them, and the media type of that."""
        return generate_latest(self.registry), CONTENT_TYPE_LATEST

    def serve(self, address: tuple[str, int]) -> Callable[[], None]:
        """What stops it: until then the figures can be had at the address, under /metrics."""
        host, port = address
        try:
            server, thread = start_http_server(port, host, self.registry)
        except OSError as error:
            raise CommandError(
                f"no figures can be offered at {host}:{port} ({error.strerror}): see [metrics] address in config.toml"
            ) from error

        def stop() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        return stop
