"""Whether an address is one of ours, and what stands behind its plus sign (mail.md SUB-02)."""


def extension(address: str, own: str) -> str | None:
    """What stands behind the plus sign of our address `own`, as it is written; "" for nothing.

    None for an address that is another: case makes no difference, and `own` may have a plus sign itself.
    """
    local, _, domain = address.rpartition("@")
    own_local, _, own_domain = own.rpartition("@")
    head, rest = local[: len(own_local)], local[len(own_local) :]
    if domain.casefold() != own_domain.casefold() or head.casefold() != own_local.casefold():
        return None
    return rest[1:] if rest[:1] in {"", "+"} else None
