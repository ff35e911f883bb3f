"""What the DNS says, for the checks of how mail is vouched for; the one room that asks it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Protocol

import dns.exception
import dns.resolver
import dns.reversename

#: Seconds for one question, with all its repetitions.
_PATIENCE = 5.0


class Names(Protocol):
    """Questions to the DNS.  Each answer is () when there is no such record, None when nobody answered."""

    def texts(self, name: str) -> tuple[str, ...] | None:
        """The TXT records of a name, each as one text."""

    def exchanges(self, domain: str) -> tuple[str, ...] | None:
        """The mail servers of a domain, best first; "." alone says that it takes no mail (RFC 7505)."""

    def addresses(self, name: str) -> tuple[str, ...] | None:
        """The IP addresses of a name, of both kinds."""

    def pointers(self, address: str) -> tuple[str, ...] | None:
        """The names that an IP address claims."""


@dataclass(frozen=True, slots=True)
class Dns:
    """The DNS as a resolver tells it: the machine's own, unless another is named."""

    #: "127.0.0.1:5353" or "192.0.2.1"; "" for the machine's own.
    server: str = ""
    _known: dict[tuple[str, str], tuple[str, ...] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.server:
            split(self.server)

    def texts(self, name: str) -> tuple[str, ...] | None:
        """See `Names`."""
        return self._asked(name, "TXT", lambda found: b"".join(found.strings).decode("utf-8", "replace"))

    def exchanges(self, domain: str) -> tuple[str, ...] | None:
        """See `Names`."""
        found = self._asked(domain, "MX", lambda one: f"{one.preference:05} {one.exchange}")
        return found and tuple(_bare(one.partition(" ")[2]) for one in sorted(found))

    def addresses(self, name: str) -> tuple[str, ...] | None:
        """See `Names`."""
        four, six = (self._asked(name, kind, lambda found: str(found.address)) for kind in ("A", "AAAA"))
        return None if four is None and six is None else (four or ()) + (six or ())

    def pointers(self, address: str) -> tuple[str, ...] | None:
        """See `Names`."""
        name = dns.reversename.from_address(address).to_text()
        return self._asked(name, "PTR", lambda found: _bare(str(found.target)))

    def _asked(self, name: str, kind: str, said: Callable[..., str]) -> tuple[str, ...] | None:
        """The answer to one question, which is asked once."""
        key = (name.casefold(), kind)
        if key not in self._known:
            self._known[key] = self._ask(name, kind, said)
        return self._known[key]

    def _ask(self, name: str, kind: str, said: Callable[..., str]) -> tuple[str, ...] | None:
        try:
            answer = self._resolver().resolve(name, kind, lifetime=_PATIENCE, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except (dns.exception.DNSException, OSError, ValueError):
            return None
        return tuple(said(one) for one in answer)

    def _resolver(self) -> dns.resolver.Resolver:
        if not self.server:
            return dns.resolver.Resolver()
        host, port = split(self.server)
        asked = dns.resolver.Resolver(configure=False)
        asked.nameservers, asked.port = [host], port
        return asked


def split(server: str) -> tuple[str, int]:
    """The address and port of a name server such as "127.0.0.1:5353" or "[::1]:53"; ValueError for anything else."""
    host, colon, port = server.rpartition(":")
    if not colon or (":" in host and not host.startswith("[")):
        host, port = server, "53"
    return str(ip_address(host.strip("[]"))), int(port)


def is_address(text: str) -> bool:
    """Whether this is an IP address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _bare(name: str) -> str:
    """A name without the dot of the root behind it; "." for the root itself."""
    return name.rstrip(".").casefold() or "."
