"""How fast mail may go, in all and to each domain (mail.md OUT-64).  Pure: moments are seconds on any steady clock."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

#: Stands for every domain that has no share of its own.
ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one domain lets us do; 0 for no limit."""

    #: Mails under way at once.
    connections: int = 0
    mails_per_connection: int = 0
    per_minute: int = 0


_FREE = Share()


def domain_of(address: str) -> str:
    """The domain of an address, in lower case."""
    return address.rpartition("@")[2].lower()


def share_of(domain: str, shares: Mapping[str, Share]) -> Share:
    """The domain's own share, else the one for all others."""
    return shares.get(domain) or shares.get(ANY, _FREE)


#: Seconds we may be behind and make up for, so that asking only now and then costs no speed.
_SLACK = 0.5


class Pace:
    """Gives each mail its moment: evenly spread, never in bursts."""

    def __init__(self, *, per_minute: int = 0, shares: Mapping[str, Share]) -> None:
        self._gap = 60 / per_minute if per_minute else 0.0
        self._shares = shares
        #: When the next mail may go, in all and by domain.
        self._next = 0.0
        self._next_to: dict[str, float] = {}
        self._under_way: Counter[str] = Counter()

    def book(self, domain: str, *, at: float) -> float:
        """The moment for one more mail to a domain, `at` or later; nobody else gets the same."""
        per_minute = share_of(domain, self._shares).per_minute
        if not per_minute:
            return at
        moment = max(at, self._next_to.get(domain, at))
        self._next_to[domain] = moment + 60 / per_minute
        return moment

    def is_open(self, domain: str, *, at: float) -> bool:
        """Whether a mail whose moment has come may go: the pace in all allows it, and a line to the domain is free."""
        connections = share_of(domain, self._shares).connections
        return at >= self._next and not 0 < connections <= self._under_way[domain]

    def goes(self, domain: str, *, at: float) -> None:
        """Nothing; a mail to the domain is under way from now on."""
        self._next = max(at - _SLACK, self._next) + self._gap
        self._under_way[domain] += 1

    def ended(self, domain: str) -> None:
        """Nothing; it is under way no more."""
        self._under_way[domain] -= 1
