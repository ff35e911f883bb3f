"""Records as they are written into a zone file (RFC 1035 section 5.1)."""

#: Octets of one string of a TXT record, at most (section 3.3.14).
_STRING = 255


def txt(name: str, text: str) -> str:
    """The line that publishes a text, in as many strings as it needs."""
    strings = (f'"{text[start : start + _STRING]}"' for start in range(0, len(text), _STRING))
    return f"{name}. IN TXT {' '.join(strings)}"


def mx(domain: str, host: str) -> str:
    """The line that names the server which takes a domain's mail."""
    return f"{domain}. IN MX 10 {host}."
