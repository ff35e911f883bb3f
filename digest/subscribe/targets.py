"""One name for all addresses that end in one mailbox, to count by (mail.md SUB-18); never to write to."""

#: Providers where more than the sub-address makes no difference: domain -> (its main name, signs that do not count).
_ALIKE = {
    "gmail.com": ("gmail.com", "."),
    "googlemail.com": ("gmail.com", "."),
    "proton.me": ("proton.me", ".-_"),
    "protonmail.com": ("proton.me", ".-_"),
    "pm.me": ("proton.me", ".-_"),
}


def of(address: str) -> str:
    """The mailbox that an address ends in, for limits only: without sub-address, and without Gmail's dots."""
    local, at, domain = address.strip().casefold().rpartition("@")
    main, idle = _ALIKE.get(domain, (domain, ""))
    base = (local.partition("+")[0] or local).translate({ord(sign): None for sign in idle})
    return f"{base or local}{at}{main}"
