"""The account of a run, in words."""

from digest.cli import show
from digest.domain.account import Account, Gathered, Planned, Reckoning, Sent, Sorted
from digest.domain.wording import counted


def tell(account: Account) -> None:
    """Print a whole run."""
    gathered(account.gathered)
    sorted_(account.sorted)
    planned(account.planned)
    sent(account.sent)
    if account.reckoning:
        reckoning(account.reckoning)


def gathered(part: Gathered) -> None:
    """Print what asking the feeds gave; every failing feed by name."""
    fine = part.feeds - len(part.failed)
    new = counted(part.new, "new article")
    show.line(f"gathered  {new} from {fine} of {counted(part.feeds, 'feed')} ({part.unchanged} unchanged)")
    for trouble in part.failed:
        show.line(f"  failed  {trouble.name}: {trouble.reason}")


def sorted_(part: Sorted) -> None:
    """Print what classifying and clustering did."""
    show.line(
        f"sorted    {counted(part.classified, 'article')} by topic ({part.unsure} unsure), "
        f"{part.stories} new stories, {part.joined} articles joined one"
    )


def planned(part: Planned) -> None:
    """Print the editions made; every reader without one by name, and every story that could not be shown."""
    readers = counted(part.due, "reader")
    show.line(
        f"planned   {counted(part.made, 'edition')} for {readers} ({part.matched} stories matched, {part.shown} shown)"
    )
    for skip in part.skipped:
        show.line(f"  none    {skip.address} on {skip.issue_date}: {skip.reason}")
    for one in part.cut:
        show.line(f"  cut     {one.address} on {one.issue_date}: {one.reason}")
    for reason in part.dropped:
        show.line(f"  without {reason}")


def sent(part: Sent) -> None:
    """Print what was accepted; every reader not reached by name."""
    show.line(f"sent      {part.accepted} accepted, {len(part.troubles)} not")
    kinds = (
        ("refused", part.refused),
        ("later", part.deferred),
        ("in doubt", part.uncertain),
        ("expired", part.expired),
        ("damaged", part.damaged),
    )
    for kind, troubles in kinds:
        for trouble in troubles:
            show.line(f"  {kind:<8} {trouble.name}: {trouble.reason}")
    if part.resent:
        show.line(f"  again   {counted(part.resent, 'mail')} in doubt taken up once more, with the same Message-ID")
    if part.left:
        show.line(f"  in doubt {counted(part.left, 'mail')} for good, not sent again: `digest why ADDRESS`")
    if part.waiting:
        show.line(f"  waiting {counted(part.waiting, 'mail')} for a later run")
    if part.next_at:
        show.line(f"  waiting {counted(part.ahead, 'mail')}, next try at {part.next_at:%H:%M} UTC")
    if part.stopped:
        show.line(f"  stopped {part.stopped.rstrip('.')}; what was not sent waits for the next run")


def reckoning(part: Reckoning) -> None:
    """Print the account of the last day: planned is the sum of the others, and everyone not reached is named."""
    kinds = " + ".join(f"{len(troubles)} {kind}" for kind, troubles in part.kinds.items())
    show.line(f"account   {part.planned} planned in 24 hours = {part.accepted} accepted + {kinds}")
    for kind, troubles in part.kinds.items():
        for trouble in troubles:
            show.line(f"  {kind}  {trouble.name}: {trouble.reason}")


def status(account: Account) -> int:
    """1 when a feed failed or a reader was not reached, else 0."""
    return 1 if account.sent.troubles or account.sent.stopped else 0
