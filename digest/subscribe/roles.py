"""Addresses that no person reads, or whose mail goes to many: they cannot subscribe (mail.md SUB-20; RFC 2142)."""

import re
from collections.abc import Iterable

from digest.subscribe import spelling, targets

#: What mail systems and list programs call themselves.
_MACHINES = spelling.among(
    "postmaster daemon nobody mailer-daemon mailerdaemon mail-daemon mail_daemon "
    "majordomo listserv listproc sympa mailman mlmmj bounce bounces dmarc "
    "noreply no-reply no_reply no.reply donotreply do-not-reply do_not_reply do.not.reply nepasrepondre "
    "ne-pas-repondre nicht-antworten no-responder noresponder autoresponder unsubscribe subscribe list-unsubscribe"
)
#: Of RFC 2142 those of networks and services, and what mail systems and lists use beside those.  "info" and "sales" may
#: be how somebody's own mail is called.
_ROLES = _MACHINES | spelling.among("hostmaster webmaster abuse noc security usenet news uucp ftp www root spam junk")
_PROGRAM = re.compile(
    r"(?:owner|request)-.+|.+-(?:request|owner|bounces?|subscribe|unsubscribe|join|leave|confirm)"
    r"|(?:noreply|no-reply|no_reply|donotreply|do-not-reply|bounces?)[-_.].+"
    r"|.+[-_.](?:noreply|no-reply|no_reply|donotreply|do-not-reply)"
)
_LIST = re.compile(rf"{_PROGRAM.pattern}|.+-(?:admin|help)")


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


def is_machine(address: str) -> bool:
    """Whether a mail from an address is from a mail system or a list's program, so that nobody would read an answer.

    Fewer than cannot subscribe: a person may well write as news@ or webmaster@ (RFC 3834 section 2).
    """
    base = address.rpartition("@")[0].casefold().partition("+")[0]
    return base in _MACHINES or bool(_PROGRAM.fullmatch(base))
