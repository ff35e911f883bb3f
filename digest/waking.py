"""What wakes the service: APScheduler as we use it, in UTC and in memory, and what it does not see by itself."""

import logging
from datetime import UTC, datetime, timedelta

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

#: How far a tick's next time may lie beyond its interval.
SLACK = timedelta(seconds=10)

_log = logging.getLogger("digest")


def clockwork() -> BackgroundScheduler:
    """A scheduler that is not started yet, with what every job of ours needs, and ears for what goes wrong."""
    scheduler = BackgroundScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_listener(_log_trouble, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    return scheduler


def wind(scheduler: BackgroundScheduler) -> None:
    """Nothing; a job that waits for longer than its interval runs at once: the clock was set back since."""
    now = datetime.now(UTC)  # noqa: TID251 - APScheduler goes by the machine's clock, right or wrong
    for job in scheduler.get_jobs():
        if isinstance(job.trigger, IntervalTrigger) and job.next_run_time - now > job.trigger.interval + SLACK:
            job.modify(next_run_time=now)


def end(scheduler: BackgroundScheduler) -> None:
    """Nothing; it wakes nobody any more.  What it began goes on."""
    # APScheduler's own thread falls over a stop that comes while it hands out a tick: that is waited for.
    scheduler.pause()
    scheduler.get_jobs()
    scheduler.shutdown(wait=False)


def _log_trouble(event: JobExecutionEvent) -> None:
    if event.code == EVENT_JOB_MISSED:
        _log.error("a tick was missed: %s", event.job_id)
    else:
        _log.error("a tick failed in a way we did not foresee", exc_info=event.exception)


def every(interval: timedelta) -> IntervalTrigger:
    """A trigger that fires after each interval."""
    return IntervalTrigger(seconds=int(interval.total_seconds()), timezone=UTC)
