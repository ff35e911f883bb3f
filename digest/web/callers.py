"""Who calls: the address a request came from, the networks around it, as far as it counts (SUB-16, SUB-19)."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
#: Headers that a proxy adds: RFC 7239, RFC 9110 section 7.6.3, and those in use before.
_PROXY = frozenset(("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"))
_UNKNOWN = IPv4Address("0.0.0.0")


def caller(peer: str, forwarded: Sequence[str], proxies: Iterable[Network]) -> str:
    """The address that a request came from.

    `forwarded` are the values of X-Forwarded-For.  It is read from its end, and only for as long as the address before
    is that of a proxy we believe: what stands further left anybody may have written.
    """
    trusted = tuple(proxies)
    chain = [part.strip() for value in forwarded for part in value.split(",")]
    found = _address(peer)
    while chain and any(found in network for network in trusted if network.version == found.version):
        found = _address(chain.pop())
        if found == _UNKNOWN:
            break
    return str(found)


def is_here(peer: str, headers: Iterable[str]) -> bool:
    """Whether who asks is on this machine and speaks for nobody else; `headers` are the names of those they sent."""
    return _address(peer).is_loopback and not _PROXY.intersection(name.casefold() for name in headers)


def near(address: str) -> str:
    """The network that one household or machine has: an IPv4 address itself, a /64 of IPv6."""
    return str(_around(address, 32, 64))


def wide(address: str) -> str:
    """The network around it, coarse enough to print: a /24 of IPv4, a /48 of IPv6."""
    return str(_around(address, 24, 48))


def _around(address: str, four: int, six: int) -> Network:
    found = _address(address)
    return ip_network((found, four if found.version == 4 else six), strict=False)


def _address(text: str) -> IPv4Address | IPv6Address:
    """The address that words name; 0.0.0.0 for none.  One of IPv4 in the clothes of IPv6 is of IPv4."""
    bare = text.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return _UNKNOWN
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
