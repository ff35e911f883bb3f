"""Mail to a person: what is written to the owner's address goes on to the operator, whole, as an attachment."""

from datetime import datetime, timedelta

from digest.config import Settings
from digest.domain.letters import Incoming
from digest.pipeline import to_operator
from digest.store import Store

#: Letters passed on in any day; more is a flood, and the rest is left out.
MOST = 50
_DAY = timedelta(days=1)
_WHAT = "passed-on"
_TEXT = """\
The attached mail came to {address}, the address of whoever looks
after the list.  Answer its sender, not this mail.
"""


def pass_on(store: Store, settings: Settings, letter: Incoming, *, now: datetime) -> str:
    """What was done, for the log: the letter waits in the outbox for the operator, or why it does not."""
    if not settings.operator.address:
        return "nothing: there is no [operator] address to pass it on to"
    if store.limits.count(_WHAT, "", since=now - _DAY) >= MOST:
        return f"nothing: {MOST} letters were passed on within a day"
    store.limits.add(_WHAT, "", now=now)
    passed_on = to_operator.message(
        store,
        settings,
        name=f"passed-on.{letter.id}",
        subject=f"{settings.service.name}: somebody wrote to the owner of the list",
        text=_TEXT.format(address=settings.service.reply_to.replace("@", "+owner@")),
        attached=letter.raw,
        now=now,
    )
    store.mail.post(None, passed_on, now=now)
    return "passed on to the operator"
