"""Every error digest raises on purpose.

    DigestError
    ├── ConfigError      config.toml, or a secret it names, is wrong
    ├── FetchError       one address could not be fetched
    ├── ParseError       bytes are not a feed, a list of feeds, or a line we can read
    ├── ModelError       a classifier file is missing, damaged or of another version
    ├── RenderError      a template is missing or wrong
    ├── TransportError   the mail server, or the Maildir, would not take mail at all
    ├── CommandError     a person asked for something that cannot be done
    └── StoreError       the database cannot be opened, read or written

A message says what happened, to what, and what to do; doors print it as it stands.  The expected failure of one
feed or one recipient is a value (`FeedFailure`, `Delivery`), not an exception: an exception stops a stage.
"""

from __future__ import annotations

#: As in `typing`, which would cost `digest --help` two milliseconds.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class DigestError(Exception):
    """What went wrong, in a sentence fit to print."""

    #: Whether the same call may succeed later without anybody mending anything.
    temporary: bool = False


class ConfigError(DigestError):
    """One sentence for each fault, in the order of the file."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class FetchError(DigestError):
    """One address that gave no document."""

    def __init__(
        self,
        message: str,
        *,
        url: str,
        http_status: int | None = None,
        retry_after: int | None = None,
        temporary: bool = True,
    ) -> None:
        super().__init__(message)
        self.url = url
        #: The status the server answered with; None when it never answered.
        self.http_status = http_status
        #: Seconds the server asked us to wait; None when it did not ask.
        self.retry_after = retry_after
        self.temporary = temporary


class ParseError(DigestError):
    """Bytes that cannot be read as what they were said to be."""

    def __init__(self, message: str, *, source: str) -> None:
        super().__init__(message)
        #: The address or file the bytes came from.
        self.source = source


class ModelError(DigestError):
    """A classifier that cannot be trained or used."""

    def __init__(self, message: str, *, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class RenderError(DigestError):
    """A template that cannot be used."""

    def __init__(self, message: str, *, template: str) -> None:
        super().__init__(message)
        self.template = template


class TransportError(DigestError):
    """A mail server or Maildir that takes nothing at all; the refusal of one message is a `Delivery`."""

    def __init__(self, message: str, *, reply_code: int | None = None, permanent: bool = False) -> None:
        super().__init__(message)
        #: The SMTP reply code that says so; None when there was no reply.
        self.reply_code = reply_code
        self.permanent = permanent
        self.temporary = not permanent


class CeilingError(TransportError):
    """A mail server that has had all the mail that the operator lets it have in a day."""

    def __init__(self, message: str, *, relay: str, per_day: int) -> None:
        super().__init__(message)
        #: "host:port".
        self.relay = relay
        self.per_day = per_day


class CommandError(DigestError):
    """A wish that cannot be granted, and what can be asked instead."""


class StoreError(DigestError):
    """A database that cannot be used."""

    #: Whether it is only room that is missing.
    no_room: bool = False

    def __init__(self, message: str, *, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path
