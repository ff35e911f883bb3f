"""What a return address of each mail's own needs (docs/mail.md OUT-14)."""

from collections.abc import Iterator, Mapping
from typing import Any

from digest.config import addresses, alignment
from digest.config.faults import Fault

#: Characters that the extension of a mail needs: "+b-", 16 for the delivery, "-", 26 for its MAC.
EXTENSION = 46
_PLACE = ("delivery", "verp")


def faults(found: Mapping[str, Any]) -> Iterator[Fault]:
    """What keeps [delivery] verp from working; `found` is the file as parsed, whatever its shape."""
    delivery, inbox, service = (found.get(name) for name in ("delivery", "inbox", "service"))
    if not isinstance(delivery, Mapping) or delivery.get("verp") is not True:
        return
    address = inbox.get("address") if isinstance(inbox, Mapping) else None
    sender = service.get("from") if isinstance(service, Mapping) else None
    if not isinstance(address, str) or not address:
        yield Fault(_PLACE, "is true, and there is no inbox that bounces could come to: set [inbox] address too")
    elif isinstance(sender, str):
        what = _fault(address, sender)
        if what:
            yield Fault(_PLACE, what)


def _fault(address: str, sender: str) -> str:
    """What is wrong with the inbox; "" for nothing, or for what is told of the address itself."""
    try:
        local = addresses.normalise(address).rpartition("@")[0]
    except ValueError:
        return ""
    room = addresses.MAX_LOCAL - EXTENSION
    if len(local) > room or "+" in local:
        return f"is true, which needs an inbox of at most {room} characters before the @, without a +"
    domain = sender.rpartition("@")[2]
    if not alignment.under(address, domain):
        return f"is true, which needs an inbox at {domain} or below it: receivers compare the two (SPF)"
    return ""
