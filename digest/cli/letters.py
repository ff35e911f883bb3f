"""Commands on mail that came in: `receive`, which a mail server starts, and `letters`, for what was set aside."""

import os
import sys
from argparse import Namespace
from collections.abc import Mapping

from digest import store
from digest.cli import clock, house, show
from digest.config import Settings
from digest.domain.letters import Way
from digest.errors import CommandError, DigestError

#: What a mail server understands (sysexits.h; Postfix's pipe(8)): all is well, bad data, no such address, try again.
OK, DATA_ERROR, NO_USER, TRY_AGAIN = 0, 65, 67, 75


def receive(chosen: Namespace) -> int:
    """Take one mail from standard input; exits 0 only when it is kept, 75 to be asked again, 65 or 67 to refuse it.

    Only what is said here reaches the mail server's log, and perhaps the sender.
    """
    from digest.desk import letters

    raw = sys.stdin.buffer.read(letters.MOST + 1)
    if len(raw) > letters.MOST:
        return _refuse(f"no more than {letters.MOST} octets are read", DATA_ERROR)
    try:
        settings = house.load(chosen)
        sender, recipient = _envelope(chosen, raw, os.environ, inbox=settings.service.reply_to)
        now = clock.now()
        with store.open(settings.service.data / store.FILE, now=now) as opened:
            if why := letters.refused_because(opened, settings, recipient):
                return _refuse(why, NO_USER)
            letters.take(opened, raw=raw, sender=sender, recipient=recipient, way=Way.PIPE, now=now)
            _deal_with(opened, settings)
    except DigestError as error:
        return _refuse(str(error), TRY_AGAIN)
    return OK


def _deal_with(opened: store.Store, settings: Settings) -> None:
    """Nothing; what waits is dealt with, unless the store is busy: then the service does it."""
    from digest.desk import letters

    try:
        letters.work_off(opened, settings, now=clock.now())
    except DigestError as error:
        show.note(f"kept, to be dealt with by digest run: {error}")


def _envelope(chosen: Namespace, raw: bytes, environ: Mapping[str, str], *, inbox: str) -> tuple[str, str]:
    """The envelope's sender and recipient: as given, by the environment, else as the mail was delivered.

    Postfix's local(8) and the like set SENDER and ORIGINAL_RECIPIENT; pipe(8) fills in arguments.
    """
    from digest.inbox import delivered

    sender, named = delivered.envelope(raw)
    given = chosen.sender if chosen.sender is not None else environ.get("SENDER")
    to = (
        chosen.recipient
        or environ.get("ORIGINAL_RECIPIENT")
        or environ.get("RECIPIENT")
        or delivered.pick(named, inbox)
    )
    return (sender if given is None else given).strip("<>"), to.strip("<>")


def _refuse(why: str, status: int) -> int:
    sys.stderr.write(f"digest: {why}\n")
    return status


def show_all(chosen: Namespace) -> int:
    """Print the letters that nobody could deal with, or one of them whole."""
    with house.opened(chosen) as home:
        aside = home.store.letters.quarantined()
        if chosen.id:
            letter = next((one for one in aside if one.id.startswith(chosen.id)), None)
            if letter is None:
                raise CommandError(f"no letter {chosen.id} was set aside; see: digest letters")
            sys.stdout.buffer.write(letter.raw)
            return 0
        if not aside:
            show.line("no letter was set aside")
            return 0
        rows = [(one.id[:12], f"{one.came_at:%Y-%m-%d %H:%M}", one.way.value, one.reason) for one in aside]
        show.table(("id", "came (UTC)", "by", "why it was set aside"), rows)
    return 0


def retry(chosen: Namespace) -> int:
    """Deal once more with letters that were set aside."""
    from digest.desk import letters

    with house.opened(chosen) as home:
        aside = [one.id for one in home.store.letters.quarantined() if one.id.startswith(chosen.id or "")]
        if not aside:
            raise CommandError("no such letter was set aside; see: digest letters")
        for one in aside:
            home.store.letters.retry(one)
        letters.work_off(home.store, home.settings, now=home.now)
        left = {one.id for one in home.store.letters.quarantined()}
        show.line(f"dealt with {len([one for one in aside if one not in left])} of {len(aside)}")
        return 1 if left & set(aside) else 0
