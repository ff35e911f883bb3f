"""What somebody asked of a page: its address, its form, and where they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of a form or of a query, as they were sent."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)

    def one(self, name: str) -> str:
        """The first value of a field, without blanks around it; "" when there is none."""
        return self.fields.get(name, ("",))[0].strip()

    def every(self, name: str) -> tuple[str, ...]:
        """All values of a field."""
        return self.fields.get(name, ())

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a field that say something, each without blanks around it."""
        return tuple(line for part in self.one(name).splitlines() if (line := " ".join(part.split())))

    def has(self, name: str) -> bool:
        """Whether there is such a field, even an empty one."""
        return name in self.fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request."""

    #: "GET" (also for HEAD) or "POST".
    method: str
    #: The parts of the address that differ: "token", "number".
    parts: Mapping[str, str]
    #: The fields behind the "?".
    query: Form
    #: The fields that were posted; empty for GET.
    form: Form
    #: IP address of who asks, as far as proxies that we believe say it.
    caller: str
    #: BCP 47 tag of the language we speak that they like best; "" when they named none of ours.
    language: str
    #: The Host header, and the cookies by name: for the operator alone.
    host: str = ""
    cookies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    #: The token of the Authorization header (RFC 6750 section 2.1), "" for none: for the operator alone.
    key: str = ""
    #: Whether who asks is on this machine, and no proxy between us.
    is_here: bool = False

    @property
    def posted(self) -> bool:
        """Whether something is to be done."""
        return self.method == "POST"


def form(pairs: Sequence[tuple[str, str]]) -> Form:
    """The form with these fields, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value)
    return Form(fields=MappingProxyType(found))
