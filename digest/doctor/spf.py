"""Who may send for a domain, by its SPF record (RFC 7208), as far as an operator has to know it."""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from digest.doctor.names import Names

#: Questions that one check may cost (RFC 7208 section 4.6.4).
LOOKUPS = 10
_RESULTS = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}
_COSTLY = frozenset({"include", "a", "mx", "ptr", "exists"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a receiver would find."""

    #: "pass", "fail", "softfail", "neutral", "none", "temperror" or "permerror" (section 2.6).
    result: str
    #: Questions that it cost.
    lookups: int
    #: The record itself; "" where there is none, or more than one.
    record: str


def check(names: Names, domain: str, address: str) -> Verdict:
    """Whether mail of `domain` may come from the IP `address`; with "" what the record says of all others.

    Macros are not worked out: what depends on one counts as not matching.
    """
    walk = _Walk(names, address)
    result = walk.judged(domain)
    records = _records(names, domain) or ()
    return Verdict(result=result, lookups=walk.lookups, record=records[0] if len(records) == 1 else "")


def _records(names: Names, domain: str) -> list[str] | None:
    texts = names.texts(domain)
    return None if texts is None else [text for text in texts if text.lower().split(" ")[0] == "v=spf1"]


class _Walk:
    """One check, through every record that it leads to."""

    def __init__(self, names: Names, address: str) -> None:
        self._names = names
        self._address = address
        self.lookups = 0

    def judged(self, domain: str) -> str:
        records = _records(self._names, domain)
        if records is None:
            return "temperror"
        if len(records) != 1:
            return "permerror" if records else "none"
        found = self._by_terms(records[0].split()[1:], domain)
        return found if self.lookups <= LOOKUPS else "permerror"

    def _by_terms(self, terms: list[str], domain: str) -> str:
        for term in terms:
            qualifier, mechanism = (term[0], term[1:]) if term[0] in _RESULTS else ("+", term)
            name, _, value = mechanism.partition(":")
            name = name.partition("/")[0].lower()
            if "=" in name:
                continue
            self.lookups += name in _COSTLY
            if self.lookups > LOOKUPS:
                return "permerror"
            if self._matches(name, value, mechanism, domain):
                return _RESULTS[qualifier]
        return self._redirected(terms)

    def _redirected(self, terms: list[str]) -> str:
        for term in terms:
            if term.lower().startswith("redirect="):
                self.lookups += 1
                found = self.judged(term.partition("=")[2]) if self.lookups <= LOOKUPS else "permerror"
                return "permerror" if found == "none" else found
        return "neutral"

    def _matches(self, name: str, value: str, mechanism: str, domain: str) -> bool:
        target, _, prefix = (value or domain).partition("/")
        match name:
            case "all":
                return True
            case _ if "%" in value:
                return False
            case "include":
                return self.judged(target) == "pass"
            case "ip4" | "ip6":
                return self._is_in(value)
            case "a" | "mx":
                hosts = [target] if name == "a" else self._names.exchanges(target) or ()
                found = [ip for host in hosts for ip in self._names.addresses(host) or ()]
                return self._is_one_of(found, prefix or mechanism.partition("/")[2])
        return False

    def _is_one_of(self, addresses: list[str], prefix: str) -> bool:
        """Whether ours is one of these, or in the network of one: "24" or "24//64" (section 5.6)."""
        four, _, six = prefix.partition("//")
        for address in addresses:
            length = six if ":" in address else four
            if self._is_in(f"{address}/{length}" if length else address):
                return True
        return False

    def _is_in(self, network: str) -> bool:
        try:
            return bool(self._address) and ip_address(self._address) in ip_network(network, strict=False)
        except ValueError:
            return False
