"""Why a server is given nothing more, in words."""

from digest.deliver.server import SmtpServer
from digest.errors import CeilingError, TransportError


def full(server: SmtpServer, kept: int) -> CeilingError:
    """That a server has had its mails of a day; of them `kept` remain for what is no edition."""
    words = f"has had the {server.per_day} mails that per_day in config.toml lets it have in 24 hours"
    if kept:
        are = "is" if kept == 1 else "are"
        words = (
            f"has had its editions of 24 hours: of the {server.per_day} mails that per_day in config.toml lets it "
            f"have, {kept} {are} kept for confirmations and answers"
        )
    return CeilingError(f"{server} {words}", relay=server.name, per_day=server.per_day)


def resting(server: SmtpServer, seconds: float) -> TransportError:
    """That a server is left alone for a while."""
    return TransportError(
        f"{server} did not answer, and is left alone for {seconds:.0f} seconds more. See that it runs, and "
        "that host and port in [delivery.smtp] of config.toml are right."
    )
