"""A mail server: where it is, how to get in, and what it lets us do."""

from dataclasses import dataclass, field
from pathlib import Path

from digest.deliver.transaction import TimeLimits

_TLS_MODES = frozenset({"starttls", "implicit", "opportunistic", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where mail goes out, and how to get in."""

    host: str
    port: int
    #: "starttls" and "implicit" send nothing unless the certificate is good; "opportunistic" encrypts when it can;
    #: "none" never does and is for this machine only (RFC 8314, OUT-66).
    tls: str = "starttls"
    #: "" when the server asks for no login.
    username: str = ""
    #: None for no login.
    password: str | None = field(default=None, repr=False)
    #: Certificates to trust instead of the system's, in PEM; None for the system's.
    cafile: Path | None = None
    #: The name we greet with; "" for the machine's own.
    hello: str = ""
    limits: TimeLimits = field(default_factory=TimeLimits)
    #: Connections at once, at most.
    connections: int = 1
    #: After so many a connection is ended and another begun; 0 for no limit.
    mails_per_connection: int = 0
    #: Mails it takes in any 24 hours; 0 for no limit.
    per_day: int = 0

    @property
    def name(self) -> str:
        """What the ledger knows it by."""
        return f"{self.host}:{self.port}"

    def __post_init__(self) -> None:
        if self.tls not in _TLS_MODES:
            raise ValueError(f"tls must be one of {sorted(_TLS_MODES)}, not {self.tls!r}")

    def __str__(self) -> str:
        return f"The mail server {self.host}:{self.port}"
