"""Addresses that no person reads, or whose mail goes to many: they cannot subscribe (mail.md SUB-20; RFC 2142)."""

import re
from collections.abc import Iterable

from digest.subscribe import spelling, targets

#: Of RFC 2142 those of networks and services, and what mail systems and lists use beside them.  "info" and "sales" may
#: be how somebody's own mail is called.
_ROLES = spelling.among(
    "postmaster hostmaster webmaster abuse noc security usenet news uucp ftp www root nobody daemon mailer-daemon "
    "mailerdaemon mail-daemon majordomo listserv listproc sympa mailman mlmmj spam junk bounce bounces dmarc "
    "noreply no-reply no_reply donotreply do-not-reply do_not_reply nepasrepondre ne-pas-repondre nicht-antworten "
    "autoresponder unsubscribe subscribe list-unsubscribe"
)
_LIST = re.compile(
    r"(?:owner|request)-.+|.+-(?:request|owner|admin|bounces?|subscribe|unsubscribe|join|leave|confirm|help)"
    r"|(?:noreply|no-reply|donotreply|do-not-reply|bounces?)[-_.].+|.+[-_.](?:noreply|no-reply|donotreply)"
)


def refused_because(address: str, *, own: Iterable[str]) -> str:
    """Why an address cannot subscribe, in a sentence; "" when a person may have it.  `own` are our addresses."""
    local = address.rpartition("@")[0].casefold()
    base = local.partition("+")[0]
    if targets.of(address) in {targets.of(one) for one in own}:
        return "This is an address of ours; give your own."
    if not local:
        return "This is no mail address; give one such as ada@example.org."
    if base in _ROLES:
        return f"Mail to {base}@ is for a mail system, not for one person; give an address of your own."
    if _LIST.fullmatch(base):
        return "This is the address of a list or of a program; give an address of your own."
    return ""


def is_system(address: str) -> bool:
    """Whether a mail from an address is from a mail system or a list, so that nobody would read an answer."""
    base = address.rpartition("@")[0].casefold().partition("+")[0]
    return base in _ROLES or bool(_LIST.fullmatch(base))
