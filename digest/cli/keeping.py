"""Commands on the database as a whole: backup, restore, resume."""

from argparse import Namespace
from contextlib import ExitStack

from digest import locks, store
from digest.cli import clock, house, show
from digest.domain.wording import counted
from digest.errors import CommandError
from digest.pipeline import restoring
from digest.store import backup


def back_up(chosen: Namespace) -> int:
    """Write a copy of the whole database, also while the service runs."""
    settings = house.load(chosen)
    path = settings.service.data / store.FILE
    if not path.exists():
        raise CommandError(f"there is no database at {path} yet, so there is nothing to copy")
    with store.open(path, now=clock.now()) as opened:
        size = opened.copy(chosen.file, now=clock.now())
    show.line(f"wrote {chosen.file}: {size / 1e6:.1f} MB, whole, readable by you alone")
    return 0


def restore(chosen: Namespace) -> int:
    """Put a copy back in place of the database; the service must not run."""
    settings = house.load(chosen)
    folder = settings.service.data
    with ExitStack() as held:
        for name in ("service", "gather", "send", "learn"):
            held.enter_context(locks.hold(folder, name))
        aside = backup.restore(chosen.file, folder / store.FILE)
        with store.open(folder / store.FILE, now=clock.now()) as opened:
            why = restoring.stand(opened, now=clock.now())
    show.line(f"{folder / store.FILE} is {chosen.file} now" + (f"; what was there is {aside}" if aside else ""))
    done = "what was sent since then is marked as sent, and who left stays away; nothing goes out twice"
    show.line(restoring.said(why) if why else done)
    return 0


def resume(chosen: Namespace) -> int:
    """Let mail go out again after a backup was put back."""
    with house.opened(chosen) as home, house.locked(home.settings, "send"):
        restoring.stand(home.store, now=home.now)
        waiting = home.store.mail.waiting(now=home.now)
        if chosen.skip:
            waiting -= restoring.skip(home.store, now=home.now)
        held = restoring.resume(home.store, now=home.now)
    if not held:
        raise CommandError("sending is not held; nothing was changed")
    show.line(f"mail goes out again, {counted(waiting, 'message')} first; it was held because {held}")
    return 0
