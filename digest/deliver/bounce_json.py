"""A notification that is written as JSON, as Amazon's mail service sends it, in; the failures it states out."""

import json
from collections.abc import Mapping, Sequence

from digest.deliver import bounce_fields
from digest.deliver.bounce_report import Failure

#: What a notification is called, where its addresses are, and what became of the mail to them.
_KINDS = {
    "bounce": ("bounce", "bouncedRecipients", "failed"),
    "complaint": ("complaint", "complainedRecipients", "complained"),
    "delivery": ("delivery", "recipients", "delivered"),
}


def failures(text: str) -> tuple[Failure, ...]:
    """What is stated of each address; nothing for a text that is no such notification."""
    start = text.find("{")
    try:
        told, _ = json.JSONDecoder().raw_decode(text, max(start, 0))
    except (ValueError, RecursionError):
        return ()
    if not isinstance(told, Mapping):
        return ()
    kind = str(told.get("notificationType") or told.get("eventType") or "").lower()
    name, whom, action = _KINDS.get(kind, ("", "", ""))
    body = told.get(name)
    people = body.get(whom) if isinstance(body, Mapping) else None
    if not isinstance(people, Sequence) or isinstance(people, str):
        return ()
    return tuple(_failure(one, action) for one in people)


def _failure(one: object, action: str) -> Failure:
    said = one if isinstance(one, Mapping) else {"emailAddress": one}
    return Failure(
        address=bounce_fields.address(str(said.get("emailAddress", ""))),
        status=str(said.get("status", "")),
        action=action,
        words=str(said.get("diagnosticCode", "")),
    )
