"""The service: APScheduler wakes us, the database says what is due (scale.md section 3).

Three ticks in UTC, kept in memory: a gathering, a sending, and a learning that is due once a day.  A missed tick is
made up by the next one, an overlapping one is dropped, and neither matters, because a tick only asks the store what is
due at this moment.  Beside them the service looks on, by a clock that nobody sets: at ticks that hang, and at a clock
that was set back, after which APScheduler would wait for as long.  And it attends to those who come in by a door: what
they ask is answered at once.
"""

import faulthandler
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from digest import config, desk, locks, store, waking
from digest.config import Settings
from digest.deliver.rests import Rests
from digest.desk import forms, letters
from digest.errors import ConfigError, DigestError
from digest.pipeline import classifier, editions, figures, keeping, learning, logbook, news, post, report
from digest.store import Store

#: How long a tick waits for a command that is at the same step, in seconds.
PATIENCE = 300.0

#: A tick that has shown no sign of life for so long, in seconds, will not end any more.
STUCK = 600.0

#: A sending ends after so long and the next tick goes on, so that whoever becomes due meanwhile is planned.
SENDING = timedelta(minutes=5)

#: How long a stop waits for what is in hand, in seconds; what is not finished then is as after a crash: not lost.
GRACE = 10.0

#: How often the service looks whether a tick hangs and whether the clock was set, in seconds.
LOOK = 5.0

#: How often it is asked whether the nightly learning is due.
LEARN_TICK = timedelta(minutes=30)

#: How often it is looked, unasked, whether somebody came in by a door of another process, in seconds.
ATTEND = 10.0

#: How long what was asked waits, in seconds.
BREATH = 0.5

_log = logging.getLogger("digest")


def leave(status: int) -> None:
    """Nothing: the process ends here, without waiting for threads that will not end."""
    logging.shutdown()
    os._exit(status)


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
    #: Set when somebody came in by a door.
    called: threading.Event = field(default_factory=threading.Event)
    #: Ticks under way: name -> the last sign of life, in seconds of a clock that nobody sets.
    alive: dict[str, float] = field(default_factory=dict)
    #: What can be asked for at [metrics] address, and of the pages.
    counted: figures.Figures = field(init=False)
    #: Mail servers that did not answer.
    rests: Rests = field(default_factory=Rests)
    #: How many letters and forms were dealt with.
    answered: int = 0
    #: How the process ends when a thread does not.
    leave: Callable[[int], None] = leave

    def __post_init__(self) -> None:
        self.counted = figures.Figures(self.clock, lambda: self.settings.service.data / store.FILE)

    def gather(self) -> None:
        """Ask the feeds that are due; find topics and stories."""
        self._tick("gather", self._gather)

    def send(self) -> None:
        """Make the editions that are due, and hand over what waits."""
        self._tick("send", self._send)

    def answer(self) -> bool:
        """Whether anything was asked, by mail or in a form: it is done, and its answers wait to be sent."""
        before = self.answered
        self._tick("answer", self._answer)
        return self.answered > before

    def hand_over(self) -> None:
        """Hand over what waits, without making editions."""
        self._tick("send", self._hand_over)

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

    def reread(self) -> None:
        """Nothing; the next tick reads the configuration again, changed or not.  What is under way goes on as it is."""
        self.read_at = 0

    def stuck(self, now: float) -> list[str]:
        """The ticks that have shown no sign of life for too long."""
        return [name for name, last in tuple(self.alive.items()) if now - last > STUCK]

    def _tick(self, name: str, step: Callable[[Store, Settings, Callable[..., None]], None]) -> None:
        """One step on the store, in line with the file and under its lock; after a failure the next tick tries."""
        self.alive[name] = time.monotonic()

        def lives(*_: object) -> None:
            self.alive[name] = time.monotonic()

        try:
            self.refresh()
            # Kept for the whole step: a file that changes meanwhile counts from the next one on (mail.md REL-18).
            settings = self.settings
            folder = settings.service.data
            now = self.clock()
            with locks.hold(folder, name, wait=PATIENCE), store.open(folder / store.FILE, now=now) as opened:
                desk.adopt(opened, settings, now=now)
                step(opened, settings, lives)
        except DigestError as error:
            _log.error("%s: %s", name, error)
        finally:
            self.alive.pop(name, None)

    def _gather(self, opened: Store, settings: Settings, lives: Callable[..., None]) -> None:
        now = self.clock()
        with self.counted.stage("gather"):
            gathered = news.gather(opened, settings, now=now, only_due=True, on_visit=lives)
        with self.counted.stage("classify"):
            sorted_ = news.classify(opened, classifier.load(settings), now=now)
        keeping.forget(opened, now=now)
        self.counted.gathered(gathered)
        self.counted.sorted(sorted_)
        logbook.gathered(gathered, sorted_)

    def _learn(self, opened: Store, settings: Settings, _: Callable[..., None]) -> None:
        now = self.clock()
        if learning.is_due(opened.learning.last_night(), now=now):
            _log.info("%s", learning.night(opened, settings, now=now).said)

    def _send(self, opened: Store, settings: Settings, lives: Callable[..., None]) -> None:
        with self.counted.stage("plan"):
            planned = editions.plan(opened, settings, classifier.load(settings), now=self.clock())
        self.counted.planned(planned)
        logbook.planned(planned)
        lives()
        self._hand_over(opened, settings, lives)
        if report.write(opened, settings, now=self.clock()):
            _log.info("a mail to the operator waits", extra={"to": settings.operator.address})

    def _answer(self, opened: Store, settings: Settings, _: Callable[..., None]) -> None:
        with self.counted.stage("answer"):
            self.answered += letters.work_off(opened, settings, now=self.clock())
            self.answered += forms.work_off(opened, settings, now=self.clock())

    def _hand_over(self, opened: Store, settings: Settings, lives: Callable[..., None]) -> None:
        with self.counted.stage("send"):
            sent = post.deliver(
                opened,
                settings.delivery,
                clock=self.clock,
                on_delivery=lives,
                on_outcome=self.counted.ended,
                stopping=self.stopping.is_set,
                at_most=SENDING,
                rests=self.rests,
            )
        self.counted.sent(sent)
        logbook.sent(sent)
        if sent.accepted or sent.troubles:
            logbook.reckoning(report.reckoning(opened, now=self.clock()))


def serve(service: Service, *, begun: Callable[[], None] = lambda: None) -> None:
    """Run until SIGTERM, SIGINT or `service.stopping`; what is in hand is finished first, in ten seconds at most.

    CommandError when another service works on the same data folder; `begun` is called when none does.
    """
    address = service.settings.metrics.address
    with locks.hold(service.settings.service.data, "service"), ExitStack() as ends:
        begun()
        if address:
            ends.callback(service.counted.serve(address))
        if service.settings.web.enabled or service.settings.operator.page:
            from digest.web import serving

            pages = serving.pages(
                lambda: service.settings,
                clock=service.clock,
                wake=service.called.set,
                figures=service.counted.text,
            )
            ends.enter_context(pages)
        if service.settings.inbox.is_read:
            from digest.inbox import opening

            ends.callback(opening.open_doors(service.settings, service.clock, service.called.set))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: service.stopping.set())
        signal.signal(signal.SIGHUP, lambda *_: service.reread())
        _log.info("started; stop with SIGTERM or Ctrl-C")
        scheduler = waking.clockwork()
        scheduler.start()
        # After an outage the news comes first: whoever is due now shall not get yesterday's.
        scheduler.add_job(_begin, args=[service, scheduler], name="begin")
        attendant = threading.Thread(target=_attend, args=[service, scheduler], name="desk", daemon=True)
        attendant.start()
        try:
            _look_on(service, scheduler)
        finally:
            _log.info("stopping: finishing what is in hand")
            waking.end(scheduler)
            _finish(service)


def _begin(service: Service, scheduler: BackgroundScheduler) -> None:
    """The first round, and after it the ticks, whatever became of it."""
    try:
        service.gather()
        if not service.stopping.is_set():
            service.send()
    finally:
        schedule = service.settings.schedule
        ticks = (
            (service.gather, schedule.gather_tick),
            (service.send, schedule.send_tick),
            (service.learn, LEARN_TICK),
        )
        for tick, every in ticks:
            scheduler.add_job(tick, waking.every(every), name=tick.__name__)


def _attend(service: Service, scheduler: BackgroundScheduler) -> None:
    """Answer whoever comes in by a door, until the service is to stop; the answers go out at once."""
    while not service.stopping.is_set():
        is_called = service.called.wait(ATTEND)
        # Not while the page is still being answered: how long that takes must not say what a form came to (SUB-43).
        service.stopping.wait(BREATH if is_called else 0)
        service.called.clear()
        # A page puts its mails into the outbox itself.
        if not service.stopping.is_set() and (service.answer() or is_called):
            scheduler.add_job(service.hand_over, id="hand_over", name="hand_over", replace_existing=True)


def _look_on(service: Service, scheduler: BackgroundScheduler) -> None:
    """Wait until the service is to stop."""
    while not service.stopping.wait(LOOK):
        waking.wind(scheduler)
        if stuck := service.stuck(time.monotonic()):
            _log.critical("%s has hung for %d minutes: ending, to be started again", ", ".join(stuck), STUCK // 60)
            faulthandler.dump_traceback(sys.stderr.fileno())
            service.leave(1)


def _finish(service: Service) -> None:
    """Wait for what is in hand; whatever has not ended by then is left as a crash would leave it."""
    deadline = time.monotonic() + GRACE
    never = threading.Event()
    while service.alive and time.monotonic() < deadline:
        never.wait(0.05)  # by interval: a sleep until a moment breaks where the clock is faked
    if service.alive:
        _log.warning("left unfinished: %s; the next start goes on from there", ", ".join(service.alive))
        service.leave(0)
