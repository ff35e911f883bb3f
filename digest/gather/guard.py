"""Where a connection may go: judged on the very address that is about to be connected to (mail.md FET-01 to FET-05).

Names lie (DNS rebinding, odd spellings of 127.0.0.1), so nothing is decided from a name; the socket factory asks
`check` about each resolved address, and a refusal is an OSError like any other failed connection.
"""

import re
import socket
from collections.abc import Sequence
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: What every refusal says; aiohttp passes on an error's words, not always its type.
REFUSAL = "is not a public address"

PORTS = frozenset({80, 443, 8080, 8443})

#: Everything that is not the public internet (IANA special-purpose registries, RFC 6890 and later).
_BLOCKED: tuple[Network, ...] = tuple(
    ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"),
        *(
            "::/96",
            "::1/128",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
        ),
        *("fe80::/10", "fec0::/10", "ff00::/8"),
    )
)
#: The operator's own machine and house: reachable when the operator's list says so in so many words.
_HOME: tuple[Network, ...] = tuple(
    ip_network(block)
    for block in (
        "127.0.0.0/8",
        "::1/128",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "fc00::/7",
    )
)
_MAPPED, _NAT64, _SIX_TO_FOUR = (IPv6Network(block) for block in ("::ffff:0:0/96", "64:ff9b::/96", "2002::/16"))
#: A name that can only mean the operator's own network: one label, or a suffix kept for it (RFC 6762, 8375, 9476).
_HOME_NAME = re.compile(
    r"(?:[a-z][a-z0-9-]*|.+\.(?:local|lan|internal|home\.arpa|localhost))\.?", re.IGNORECASE | re.ASCII
)
#: No registry has it as a label; inet_aton does: "0x7f".
_HEXADECIMAL = re.compile(r"0x[0-9a-f]*", re.IGNORECASE)

#: Networks that the request under way may reach besides the public ones.
allowed: ContextVar[tuple[Network, ...]] = ContextVar("allowed", default=())


def refusal(words: str, networks: Sequence[Network] = ()) -> str:
    """Why a resolved address may not be connected to, as a sentence's end; "" when it may."""
    address = ip_address(words.partition("%")[0])
    for meant in {address, _embedded(address)}:
        if any(meant in network for network in networks if network.version == meant.version):
            return ""
    for meant in {address, _embedded(address)}:
        if any(meant in network for network in _BLOCKED if network.version == meant.version):
            return f"{words} {REFUSAL}"
    return ""


def open_socket(address: tuple[Any, ...]) -> socket.socket:
    """A socket for one resolved address, as aiohttp asks for it; OSError when nobody may connect there."""
    family, kind, protocol, _, place = address
    if why := refusal(place[0], allowed.get()):
        raise OSError(why)
    return socket.socket(family=family, type=kind, proto=protocol)


def home(feed_url: str) -> tuple[str, int] | None:
    """Host and port of a feed that the operator listed by a name of their own network; None for any other feed."""
    parts = urlsplit(feed_url)
    host = parts.hostname or ""
    if not _is_home(host):
        return None
    return host, parts.port or (443 if parts.scheme == "https" else 80)


def home_networks(*, at_home: bool, networks: tuple[Network, ...]) -> tuple[Network, ...]:
    """What one request may reach besides the public networks."""
    return (*networks, *_HOME) if at_home else networks


def is_loopback(host: str) -> bool:
    """Whether a host names this very machine literally."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def is_literal(host: str) -> bool:
    """Whether a host is an IP address, in any spelling that the system would resolve without asking anybody."""
    try:
        ip_address(host)
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        return last.isdecimal() or bool(_HEXADECIMAL.fullmatch(last))
    return True


def is_opened(host: str, networks: Sequence[Network]) -> bool:
    """Whether a host is an IP address in one of the networks that the operator opened."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in networks if network.version == address.version)


def _is_home(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return bool(_HOME_NAME.fullmatch(host)) and not is_literal(host)
    return any(address in network for network in _HOME if network.version == address.version)


def _embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address carries (RFC 4291, 6052, 3056); the address itself otherwise."""
    if isinstance(address, IPv4Address):
        return address
    number = int(address)
    if address in _SIX_TO_FOUR:
        return IPv4Address(number >> 80 & 0xFFFFFFFF)
    if address in _MAPPED or address in _NAT64:
        return IPv4Address(number & 0xFFFFFFFF)
    return address
