"""What is asked by a form on a page: kept by one small insert, carried out by the service (mail.md SUB-16, SUB-43)."""

from datetime import datetime

from digest.config import Settings
from digest.config.addresses import MAX_ADDRESS
from digest.desk import answers, commands, held, hourly, limits, queue
from digest.domain.wishes import Asker, Command, Request
from digest.store import Store

#: Forms carried out at once.
BATCH = 200


def take(store: Store, settings: Settings, *, command: Command, asker: Asker, now: datetime) -> None:
    """Nothing; what was asked waits, known and unknown addresses alike."""
    del settings
    if len(asker.address) <= MAX_ADDRESS:
        queue.put(store, command, asker, now=now)


def work_off(store: Store, settings: Settings, *, now: datetime) -> int:
    """How many of the forms that wait were carried out: over the ceiling on confirmations those who join wait on."""
    done = 0
    for joining in (False, True):
        for form in store.requests.forms(joining=joining, limit=BATCH):
            if joining and not limits.allows(store, [limits.ceiling(settings)], now=now):
                break
            done += _carry_out(store, settings, form, now=now)
    hourly.look(store, settings, now=now)
    held.scrub(store)
    return done


def _carry_out(store: Store, settings: Settings, form: Request, *, now: datetime) -> bool:
    """Whether it still waited: another process may have been faster."""
    with store.unit():
        if not store.requests.drop(form.id):
            return False
        done = commands.carry_out(store, settings, form.command, form.asker, now=now)
        found = commands.notice(store, settings, [done], form.asker, now=now)
        if found is not None:
            answers.post(store, settings, found, now=now)
    return True
