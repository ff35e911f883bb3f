"""The service: woken by ticks, told what is due by the database."""

import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time as waiting
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent

from digest import config, desk, locks, schedule, store, waking
from digest.cli import logs
from digest.domain.account import Planned, Sent, Trouble
from digest.errors import CommandError
from digest.pipeline import editions, logbook, post
from digest.sample import newsroom, setup
from tests.acceptance import town

EVENING = datetime(2026, 11, 19, 20, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
#: Whose hour comes in the 22 hours from the evening on: all but Dalia's, for whom it is seven in Sydney just then.
IN_A_DAY = len(setup.READERS) - 1


@dataclass
class Running:
    """A service in a folder, and the clock it reads."""

    service: schedule.Service
    clock: town.Clock
    folder: Path

    def mails(self) -> int:
        """How many messages lie in the Maildir."""
        return len(list((self.folder / "maildir" / "new").glob("*")))


def fail(status: int) -> None:
    """End the test, not the process."""
    raise AssertionError(f"left with {status}")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A service for the sample newsroom whose readers want their mail at seven, their time."""
    with newsroom.serve(MORNING) as room:
        path = tmp_path / "config.toml"
        path.write_text(newsroom.config_text(room, at=time(7)), encoding="utf-8")
        clock = town.Clock(EVENING)
        service = schedule.Service(
            path=path,
            settings=config.load(path, {}),
            environ={},
            clock=clock,
            leave=fail,
        )
        yield Running(service, clock, tmp_path)


def test_ticks_make_the_day(running: Running) -> None:
    """Gathered in the evening, sent in the morning, and not a second time."""
    running.service.send()
    assert running.mails() == 0
    running.clock.now = EVENING + timedelta(hours=22)
    running.service.gather()
    running.service.send()
    assert running.mails() == IN_A_DAY
    running.service.send()
    assert running.mails() == IN_A_DAY


def test_who_joins_by_command_has_mail_at_the_next_tick(running: Running) -> None:
    """Nobody else's hour has come; a second tick brings nothing more."""
    running.service.gather()
    ivy = config.subscriber(running.service.settings, address="ivy@reader.example", topics=["technology"])
    with store.open(running.service.settings.service.data / store.FILE, now=EVENING) as opened:
        desk.subscribe(opened, ivy, now=EVENING)
    running.service.send()
    running.service.send()
    assert running.mails() == 1


def test_a_mail_server_that_did_not_answer_is_left_alone(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """The service remembers it from one sending to the next: nobody connects, and what waits goes out later."""
    path = running.service.path
    text = path.read_text(encoding="utf-8").replace('kind = "maildir"', 'kind = "smtp"')
    path.write_text(text + '\n[delivery.smtp]\nhost = "127.0.0.1"\nport = 9\ntls = "none"\n', encoding="utf-8")
    running.service.refresh()
    smtp = running.service.settings.delivery.smtp
    assert smtp is not None
    running.service.rests.begin(post._server(smtp), at=waiting.monotonic())
    running.service.gather()
    running.clock.now = EVENING + timedelta(hours=22)
    running.service.send()
    (stopped,) = [record for record in caplog.records if "sending stopped" in record.message]
    assert "127.0.0.1:9 did not answer, and is left alone for" in vars(stopped)["reason"]


def test_an_edited_file_takes_effect_at_the_next_tick(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """A reader taken out gets nothing; a wrong file is told and the last good one kept."""
    running.service.send()
    path = running.service.path
    text = path.read_text(encoding="utf-8")
    path.write_text("colour = 1\n" + text, encoding="utf-8")
    os.utime(path, ns=(1, 1))
    running.service.refresh()
    assert "colour" in caplog.text
    assert "going on with what it said before" in caplog.text
    assert len(running.service.settings.subscribers) == len(setup.READERS)
    before, _, after = text.partition("[[subscribers]]")
    path.write_text(before + "[[subscribers]]" + after.partition("[[subscribers]]")[2], encoding="utf-8")
    os.utime(path, ns=(2, 2))
    running.clock.now = EVENING + timedelta(hours=22)
    running.service.gather()
    running.service.send()
    assert running.mails() == IN_A_DAY - 1
    path.unlink()
    running.service.refresh()
    assert "cannot read" in caplog.text


def test_a_failing_tick_is_told_and_the_next_one_tries_again(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """A damaged database stops a tick, not the service."""
    database = running.service.settings.service.data / store.FILE
    database.parent.mkdir()
    database.write_bytes(b"this is no database" * 100)
    with caplog.at_level(logging.ERROR):
        running.service.send()
    assert str(database) in caplog.text
    database.unlink()
    running.service.send()


def test_the_log_names_no_reader(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """Addresses stay out of the log, also of refusals and in the words of servers; what happened is in it."""
    caplog.set_level(logging.INFO)
    running.service.send()
    running.clock.now = EVENING + timedelta(hours=22)
    running.service.gather()
    running.service.send()
    refused = Trouble(name="ada@reader.example", reason="550 5.1.1 <ada@reader.example>\r\nunknown")
    logbook.sent(Sent(accepted=1, refused=(refused,), stopped="the rest waits"))
    told = "\n".join(logs.Formatter(as_json=False).format(record) for record in caplog.records)
    assert "event=gathered feeds=" in told
    assert f"event=sent accepted={IN_A_DAY} not=0" in told
    assert f"event=account planned={IN_A_DAY} accepted={IN_A_DAY} refused=0" in told
    assert "reader=a…@reader.example" in told
    assert "ada@" not in told
    assert len(told.splitlines()) == len(caplog.records)
    assert running.service.counted.registry.get_sample_value("digest_planned_total") == IN_A_DAY


def test_the_service_learns_once_a_day(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """From three o'clock UTC on, and what came of it stands in the log."""
    caplog.set_level(logging.INFO)
    running.service.gather()
    running.clock.now = MORNING.replace(hour=2)
    running.service.learn()
    assert "feeds with a topic" not in caplog.text
    running.clock.now = MORNING.replace(hour=3)
    running.service.learn()
    assert caplog.text.count("feeds with a topic") == 1
    running.service.learn()
    assert caplog.text.count("feeds with a topic") == 1


def test_serving_ends_when_asked_and_gathers_before_it_sends(running: Running) -> None:
    """Readers who are due when the service starts get the news of this moment."""
    running.service.send()
    running.clock.now = EVENING + timedelta(hours=22)
    threading.Thread(target=stop_when, args=[lambda: running.mails() == IN_A_DAY]).start()
    with handlers_kept():
        schedule.serve(running.service)
    assert running.mails() == IN_A_DAY
    assert running.service.alive == {}


def stop_when(it_is_so: Callable[[], bool]) -> None:
    """Send this process a SIGTERM once something is so, or after a minute."""
    for _ in range(600):
        if it_is_so():
            break
        waiting.sleep(0.1)
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def handlers_kept() -> Iterator[None]:
    """Give signals back as they were."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def test_rereading_never_restarts_a_run(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGHUP in the middle of a step: the step keeps the file it began with, the next one reads it again (REL-18)."""
    seen = []

    def plan(_: object, settings: config.Settings, *__: object, **___: object) -> Planned:
        running.service.reread()
        running.service.refresh()
        seen.append(settings is running.service.settings)
        return Planned()

    monkeypatch.setattr(editions, "plan", plan)
    running.service.send()
    assert seen == [False]
    assert running.service.read_at != 0


def test_a_tick_that_hangs_ends_the_service(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """With a status that makes it be started again, and a sentence; a sign of life is enough to go on."""
    left: list[int] = []
    running.service.leave = left.append
    running.service.alive = {"send": waiting.monotonic() - schedule.STUCK + 60}
    assert running.service.stuck(waiting.monotonic()) == []
    running.service.alive = {"send": waiting.monotonic() - schedule.STUCK - 1}
    monkeypatch.setattr(schedule, "LOOK", 0.01)
    monkeypatch.setattr("faulthandler.dump_traceback", lambda _: running.service.stopping.set())
    schedule._look_on(running.service, waking.clockwork())
    assert left == [1]
    assert "send has hung for 10 minutes" in caplog.text


def test_a_stop_waits_ten_seconds_and_no_longer(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What has not ended then is left as a crash would leave it, and named."""
    left: list[int] = []
    running.service.leave = left.append
    assert schedule.GRACE == 10
    monkeypatch.setattr(schedule, "GRACE", 0.1)
    running.service.alive = {"gather": 0.0}
    schedule._finish(running.service)
    assert left == [0]
    assert "left unfinished: gather" in caplog.text


def test_a_clock_set_back_does_not_stop_the_ticks() -> None:
    """APScheduler goes by the machine's clock: what waits for longer than its interval runs at once."""
    scheduler = waking.clockwork()
    ran = threading.Event()
    scheduler.start(paused=True)
    try:
        job = scheduler.add_job(ran.set, waking.every(timedelta(seconds=30)))
        waking.wind(scheduler)
        usual = job.next_run_time
        job.modify(next_run_time=usual + timedelta(days=3652))
        waking.wind(scheduler)
        assert job.next_run_time <= usual
        scheduler.resume()
        assert ran.wait(10)
    finally:
        scheduler.shutdown(wait=True)


def test_what_goes_wrong_in_a_tick_is_heard(caplog: pytest.LogCaptureFixture) -> None:
    """What we did not foresee, and a tick that was missed; nothing is missed for being late."""
    scheduler = waking.clockwork()
    assert scheduler._job_defaults == {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler.start()
    scheduler.add_job(fail, args=[7], id="odd")
    for _ in range(100):
        if "did not foresee" in caplog.text:
            break
        waiting.sleep(0.05)
    scheduler.shutdown(wait=True)
    assert "left with 7" in caplog.text
    waking._log_trouble(JobExecutionEvent(EVENT_JOB_MISSED, "send", "default", MORNING))
    assert "a tick was missed: send" in caplog.text


def test_a_second_service_says_so(running: Running) -> None:
    """One data folder, one service."""
    with (
        locks.hold(running.service.settings.service.data, "service"),
        pytest.raises(CommandError, match="service lock"),
    ):
        schedule.serve(running.service)


def test_the_command_runs_until_it_is_told_to_stop(tmp_path: Path) -> None:
    """`digest run` says at once what comes next, into a pipe as an event, works, and ends with 0 on SIGTERM."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with newsroom.serve(datetime.now(UTC)) as room:  # noqa: TID251 - the process under test reads the real clock
        path = tmp_path / "config.toml"
        path.write_text(newsroom.config_text(room), encoding="utf-8")
        words = [sys.executable, "-m", "digest", "--config", str(path), "run"]
        with (
            subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ) as process,
            killed_at_last(process),
        ):
            assert process.stderr is not None
            assert select.select([process.stderr], [], [], 30)[0], "nothing was said within 30 seconds"
            assert 'event="next digest" reader=' in process.stderr.readline()
            _wait_for_articles(tmp_path / "data" / store.FILE)
            process.terminate()
            _, log = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "stopping: finishing what is in hand" in log
    assert "Traceback" not in log


def test_a_second_service_by_mistake_does_no_harm(tmp_path: Path) -> None:
    """Two real processes: the second says what is the matter and exits with 1; the first goes on (REL-10)."""
    with newsroom.serve(datetime.now(UTC)) as room:  # noqa: TID251 - the process under test reads the real clock
        path = tmp_path / "config.toml"
        path.write_text(newsroom.config_text(room), encoding="utf-8")
        words = [sys.executable, "-m", "digest", "--config", str(path), "run"]
        with (
            subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as first,
            killed_at_last(first),
        ):
            _wait_for_articles(tmp_path / "data" / store.FILE)
            second = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
            assert first.poll() is None
            begun = waiting.monotonic()
            first.terminate()
            _, log = first.communicate(timeout=60)
    assert second.returncode == 1
    assert "next digest" not in second.stdout + second.stderr
    assert "another digest holds the service lock" in second.stderr
    assert first.returncode == 0
    assert waiting.monotonic() - begun < schedule.GRACE + 5
    assert "Traceback" not in log + second.stderr


@contextmanager
def killed_at_last(process: subprocess.Popen[str]) -> Iterator[None]:
    """Leave no process behind, whatever happens in the block."""
    try:
        yield
    finally:
        process.kill()


def _wait_for_articles(database: Path) -> None:
    for _ in range(300):
        if database.exists():
            with store.open(database, now=MORNING) as opened:
                if opened.news.counts().articles:
                    return
        waiting.sleep(0.1)
    raise AssertionError("nothing was gathered within 30 seconds")


def test_a_stop_while_a_tick_is_handed_out_breaks_nothing() -> None:
    """No thread falls over it, whenever it comes: else a stop right after the start would end with a traceback."""
    fallen: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(threading, "excepthook", lambda args: fallen.append(repr(args.exc_value)))
        for number in range(300):
            scheduler = waking.clockwork()
            scheduler.start()
            scheduler.add_job(lambda: None)
            waiting.sleep(number % 40 * 0.00005)
            waking.end(scheduler)
    assert fallen == []
