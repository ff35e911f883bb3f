"""Which domains belong together (RFC 9989: From, signature and return address have to be of one domain)."""


def under(address: str, domain: str) -> bool:
    """Whether an address is of a domain, or of one below it."""
    own, wanted = address.rpartition("@")[2].casefold(), domain.casefold()
    return own == wanted or own.endswith(f".{wanted}")
