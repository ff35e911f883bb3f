"""The service: APScheduler wakes us, the database says what is due (scale.md section 3).

Three ticks in UTC, kept in memory: a gathering, a sending, and a learning that is due once a day.  A missed tick is
made up by the next one, an overlapping one is dropped, and neither matters, because a tick only asks the store what is
due at this moment.
"""

import logging
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from digest import config, desk, locks, store
from digest.config import Settings
from digest.domain.account import Gathered, Planned, Sent
from digest.errors import ConfigError, DigestError
from digest.pipeline import classifier, editions, keeping, learning, news, post
from digest.store import Store

#: How long a tick waits for a command that is at the same step, in seconds.
PATIENCE = 600.0

#: How often it is asked whether the nightly learning is due.
LEARN_TICK = timedelta(minutes=30)

_log = logging.getLogger("digest")


@dataclass(slots=True, kw_only=True)
class Service:
    """What the ticks share: the configuration as last read, and the way to everything else."""

    #: The configuration file.
    path: Path
    settings: Settings
    environ: Mapping[str, str]
    clock: Callable[[], datetime]
    #: The file's modification time when it was last read, in nanoseconds; 0 when not read here yet.
    read_at: int = 0
    #: Set when the service is to stop.
    stopping: threading.Event = field(default_factory=threading.Event)

    def gather(self) -> None:
        """Ask the feeds that are due; find topics and stories."""
        self._tick("gather", self._gather)

    def send(self) -> None:
        """Make the editions that are due, and hand over what waits."""
        self._tick("send", self._send)

    def learn(self) -> None:
        """Learn from corrections and hints, once a day in the quiet hours."""
        self._tick("learn", self._learn)

    def refresh(self) -> None:
        """Read the configuration again if the file changed; a wrong one is told, and the last good one kept."""
        try:
            changed_at = self.path.stat().st_mtime_ns
            if changed_at != self.read_at:
                self.read_at = changed_at
                self.settings = config.load(self.path, self.environ)
        except ConfigError as error:
            for fault in error.faults:
                _log.error("%s", fault)
            _log.error("%s is wrong: going on with what it said before", self.path)
        except OSError as error:
            _log.error("cannot read %s (%s): going on with what it said before", self.path, error.strerror)

    def _tick(self, name: str, step: Callable[[Store], None]) -> None:
        """One step on the store, in line with the file and under its lock; after a failure the next tick tries."""
        try:
            self.refresh()
            folder = self.settings.service.data
            now = self.clock()
            with locks.hold(folder, name, wait=PATIENCE), store.open(folder / store.FILE, now=now) as opened:
                desk.adopt(opened, self.settings, now=now)
                step(opened)
        except DigestError as error:
            _log.error("%s: %s", name, error)

    def _gather(self, opened: Store) -> None:
        now = self.clock()
        gathered = news.gather(opened, self.settings, now=now, only_due=True)
        news.classify(opened, classifier.load(self.settings), now=now)
        keeping.forget(opened, now=now)
        _log_gathered(gathered)

    def _learn(self, opened: Store) -> None:
        now = self.clock()
        if learning.is_due(opened.learning.last_night(), now=now):
            _log.info("%s", learning.night(opened, self.settings, now=now).said)

    def _send(self, opened: Store) -> None:
        _log_planned(editions.plan(opened, self.settings, classifier.load(self.settings), now=self.clock()))
        _log_sent(post.send(opened, post.transport(self.settings.delivery), clock=self.clock))


def serve(service: Service) -> None:
    """Run until SIGTERM, SIGINT or `service.stopping`; what is in hand is finished first.

    CommandError when another service works on the same data folder.
    """
    with locks.hold(service.settings.service.data, "service"):
        scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        schedule = service.settings.schedule
        ticks = (
            (service.gather, schedule.gather_tick),
            (service.send, schedule.send_tick),
            (service.learn, LEARN_TICK),
        )
        for tick, every in ticks:
            scheduler.add_job(tick, _every(every), name=tick.__name__)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: service.stopping.set())
        _log.info("started; stop with SIGTERM or Ctrl-C")
        # After an outage the news comes first: whoever is due now shall not get yesterday's.
        service.gather()
        service.send()
        scheduler.start()
        service.stopping.wait()
        _log.info("stopping: finishing what is in hand")
        scheduler.shutdown(wait=True)


def _every(interval: timedelta) -> IntervalTrigger:
    return IntervalTrigger(seconds=int(interval.total_seconds()), timezone=UTC)


def _log_gathered(part: Gathered) -> None:
    if part.feeds:
        _log.info("gathered %d new articles from %d feeds", part.new, part.feeds)
    for trouble in part.failed:
        _log.warning("feed %s: %s", trouble.name, trouble.reason)


def _log_planned(part: Planned) -> None:
    if part.due:
        _log.info("planned %d editions for %d readers", part.made, part.due)
    for skip in part.skipped:
        _log.info("no edition on %s for one reader: %s", skip.issue_date, skip.reason)


def _log_sent(part: Sent) -> None:
    if part.accepted or part.troubles:
        _log.info("sent %d, %d not", part.accepted, len(part.troubles))
    for trouble in part.troubles:
        _log.warning("one reader was not reached: %s", trouble.reason)
    if part.stopped:
        _log.error("sending stopped: %s; what was not sent waits", part.stopped)
