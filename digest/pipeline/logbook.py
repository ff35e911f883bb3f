"""What the service did, in its log: figures, and one event for each feed and reader that had no luck.

Names are logged as they are; the door that writes the log masks them (mail.md SEC-05).
"""

import logging

from digest.domain.account import Gathered, Planned, Reckoning, Sent, Sorted

_log = logging.getLogger("digest")


def gathered(part: Gathered, sorted_: Sorted) -> None:
    """Nothing; a gathering is logged, and every feed that failed."""
    if part.feeds:
        new = {"feeds": part.feeds, "failed": len(part.failed), "articles": part.new, "stories": sorted_.stories}
        _log.info("gathered", extra=new)
    for trouble in part.failed:
        _log.warning("a feed failed", extra={"feed": trouble.name, "reason": trouble.reason})


def planned(part: Planned) -> None:
    """Nothing; a planning is logged, what could not be shown, every mail that was cut, every reader without one."""
    if part.due:
        _log.info("planned", extra={"editions": part.made, "readers": part.due})
    if part.dropped:
        left_out = {"stories": len(part.dropped), "reason": part.dropped[0]}
        _log.warning("stories were left out", extra=left_out)
    for one in part.cut:
        _log.info("a mail was cut", extra={"reader": one.address, "date": one.issue_date, "reason": one.reason})
    for skip in part.skipped:
        about = {"reader": skip.address, "date": skip.issue_date, "reason": skip.reason}
        _log.info("no edition for one reader", extra=about)


def sent(part: Sent) -> None:
    """Nothing; a round of sending is logged, and every reader not reached."""
    if part.accepted or part.troubles or part.resent or part.left:
        numbers = {"accepted": part.accepted, "not": len(part.troubles), "waiting": part.waiting}
        _log.info("sent", extra={**numbers, "resent": part.resent, "left_in_doubt": part.left})
    for kind in ("refused", "deferred", "uncertain", "expired", "damaged"):
        for trouble in getattr(part, kind):
            about = {"outcome": kind, "reader": trouble.name, "reason": trouble.reason}
            _log.warning("one reader was not reached", extra=about)
    if part.is_ceiling and not part.is_old_news:
        _log.warning("a daily ceiling is reached", extra={"reason": part.stopped, "waiting": part.waiting})
    if part.stopped and not part.is_ceiling:
        _log.error("sending stopped; what was not sent waits", extra={"reason": part.stopped})


def reckoning(part: Reckoning) -> None:
    """Nothing; the account of the last day is logged: planned is the sum of the others (mail.md REL-15)."""
    kinds = {kind: len(troubles) for kind, troubles in part.kinds.items()}
    _log.info("account", extra={"planned": part.planned, "accepted": part.accepted, **kinds})
