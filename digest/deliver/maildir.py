"""A Maildir for a machine without a mail server (https://cr.yp.to/proto/maildir.html)."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from digest.deliver.transport import AtDot, Clock
from digest.domain.mail import Delivery, OutboxMessage, Outcome
from digest.errors import TransportError


class MaildirTransport:
    """Puts each message into one Maildir, under a name made from its Message-ID: twice the same is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing is held open."""

    def send(self, messages: Iterable[OutboxMessage], *, at_dot: AtDot, now: Clock) -> Iterator[Delivery]:
        """One accepted `Delivery` for each message, once its file and its name are on the disk."""
        names: set[str] | None = None
        for message in messages:
            if names is None:
                names = self._names()
            reply = self._keep(message, names, at_dot)
            if reply is not None:
                yield _accepted(message, reply, now)

    def check(self) -> str:
        """A sentence saying that the Maildir, or the folder it will be made in, can be written."""
        place = self._folder / "tmp"
        there = next(folder for folder in (place, *place.parents) if folder.exists())
        with self._as_transport_error(), TemporaryFile(dir=there):
            pass
        return f"The Maildir {self._folder} can be written."

    def _keep(self, message: OutboxMessage, names: set[str], at_dot: AtDot) -> str | None:
        """What was done, in words; None when another worker has the message."""
        name = file_name(message)
        if name in names:
            return f"already in the Maildir as {name}" if at_dot(message) else None
        draft = self._folder / "tmp" / f"{name}.{os.getpid()}"
        with self._as_transport_error():
            _write_synced(draft, on_disk(message))
        if not at_dot(message):
            draft.unlink()
            return None
        with self._as_transport_error():
            draft.rename(self._folder / "new" / name)
            _sync_folder(self._folder / "new")
        names.add(name)
        return f"kept in the Maildir as {name}"

    def _names(self) -> set[str]:
        """The names of all messages there, without the flags that readers add in `cur`."""
        with self._as_transport_error():
            self._make()
            files = [*(self._folder / "new").iterdir(), *(self._folder / "cur").iterdir()]
        return {file.name.partition(":")[0] for file in files}

    def _make(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for part in ("tmp", "new", "cur"):
            (self._folder / part).mkdir(mode=0o700, exist_ok=True)

    @contextmanager
    def _as_transport_error(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise TransportError(
                f"The Maildir {self._folder} cannot be written ({error.strerror}): see that the folder belongs to the "
                "user digest runs as and that the disk has room, or name another one in [delivery] of config.toml.",
                permanent=isinstance(error, PermissionError | NotADirectoryError | FileExistsError),
            ) from error


def file_name(message: OutboxMessage) -> str:
    """The message's name in any Maildir: letters and digits only, the same for the same Message-ID."""
    return f"{blake2b(message.message_id.encode(), digest_size=16).hexdigest()}.digest"


def on_disk(message: OutboxMessage) -> bytes:
    """The message as a Maildir keeps it: bare line ends, and the trace of RFC 5321 section 4.4 on top."""
    trace = f"Return-Path: <{message.envelope_from}>\nDelivered-To: {message.to}\n"
    return trace.encode() + message.mime.replace(b"\r\n", b"\n")


def _accepted(message: OutboxMessage, reply: str, now: Clock) -> Delivery:
    return Delivery(
        message_id=message.message_id,
        outbox_id=message.id,
        outcome=Outcome.ACCEPTED,
        reply_code=None,
        enhanced_code="",
        reply=reply,
        at=now(),
    )


def _write_synced(path: Path, octets: bytes) -> None:
    """The bytes in a file of that name, on the disk; no file when that fails."""
    try:
        path.touch(mode=0o600)
        with path.open("wb") as file:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
