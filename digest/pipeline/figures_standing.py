"""How things stand, read from the database whenever somebody asks for the figures: also in the middle of a round."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily

from digest import store
from digest.errors import StoreError
from digest.store import Store

#: How far back messages are looked for that a sender has in hand.
_SPAN = timedelta(days=2)
_GAUGES = {
    "digest_waiting": "Messages that could go out and did not yet",
    "digest_uncertain_open": "Messages whose fate nobody knows yet",
    "digest_held": "1 while nothing is sent because a backup was put back",
    "digest_refusing_domains": "Domains that will not have our mail",
    "digest_oldest_waiting_seconds": "Age of the oldest message that waits",
}


class Standing:
    """A collector of Prometheus; what cannot be read stays as it was last seen."""

    def __init__(self, clock: Callable[[], datetime], database: Callable[[], Path]) -> None:
        self._clock = clock
        #: Where the database is, or will be.
        self._database = database
        self._values = dict.fromkeys(_GAUGES, 0.0)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """The names, for which nothing is read."""
        return map(partial(_family, values=dict.fromkeys(_GAUGES, 0.0)), _GAUGES)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The values now."""
        try:
            if (path := self._database()).exists():
                with store.open(path, now=self._clock()) as opened:
                    self._values = _look(opened, now=self._clock())
        except StoreError:
            # Whoever writes says so, with a sentence; the counts beside these are worth having all the same.
            pass
        return map(partial(_family, values=self._values), _GAUGES)


def _family(name: str, *, values: dict[str, float]) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, _GAUGES[name], value=values[name])


def _look(opened: Store, *, now: datetime) -> dict[str, float]:
    oldest, tally = opened.mail.oldest_waiting(), opened.mail.tally(since=now - _SPAN)
    values = (
        opened.mail.waiting(now=now) + tally.claimed + tally.dot,
        len(opened.doubts.open()),
        bool(opened.journal.remembered("hold")),
        len(opened.refusals.alarms()),
        max(0.0, (now - oldest).total_seconds()) if oldest else 0,
    )
    return dict(zip(_GAUGES, map(float, values), strict=True))
