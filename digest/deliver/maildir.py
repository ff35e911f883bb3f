"""A Maildir for a machine without a mail server (https://cr.yp.to/proto/maildir.html)."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

from digest import disk
from digest.deliver.transport import Clock, Ledger, never
from digest.domain.mail import Delivery, Doubt, OutboxMessage, Outcome, Verdict
from digest.errors import TransportError

#: Messages written down together.
_BATCH = 20


class MaildirTransport:
    """Puts each message into one Maildir, under a name made from its Message-ID: twice the same is one file."""

    name = "the Maildir"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(
        self,
        messages: Iterable[OutboxMessage | None],
        *,
        ledger: Ledger,
        now: Clock,
        stopping: Callable[[], bool] = never,
    ) -> None:
        """Nothing; each message is accepted in the ledger, once its file and its name are on the disk."""
        names: set[str] | None = None
        waiting = (message for message in messages if message is not None)
        while (batch := list(islice(waiting, _BATCH))) and not stopping():
            names = self._names() if names is None else names
            self._keep(batch, names, ledger, now)

    def ask(self, messages: Sequence[Doubt]) -> dict[str, Verdict]:
        """Accepted for each message that lies here: this is its own best evidence.

        One that is not here may have been read and deleted, so nothing is known of it.
        """
        names = self._names()
        return {one.outbox_id: Verdict.ACCEPTED for one in messages if _name(one.message_id) in names}

    def check(self) -> str:
        """A sentence saying that the Maildir, or the folder it will be made in, can be written."""
        place = self._folder / "tmp"
        there = next(folder for folder in (place, *place.parents) if folder.exists())
        with self._as_transport_error(), TemporaryFile(dir=there):
            pass
        return f"The Maildir {self._folder} can be written."

    def _keep(self, batch: Sequence[OutboxMessage], names: set[str], ledger: Ledger, now: Clock) -> None:
        """Nothing; the messages lie in the Maildir, but for those that another worker has."""
        new = {file_name(message): message for message in batch if file_name(message) not in names}
        with self._as_transport_error():
            for name, message in new.items():
                _write_synced(self._draft(name), on_disk(message))
        allowed = ledger.write(batch, ())
        with self._as_transport_error():
            for name, message in new.items():
                if message.id in allowed:
                    self._draft(name).rename(self._folder / "new" / name)
                else:
                    self._draft(name).unlink()
            disk.sync_folder(self._folder / "new")
        ledger.write((), [_accepted(message, names, now) for message in batch if message.id in allowed])

    def _draft(self, name: str) -> Path:
        return self._folder / "tmp" / f"{name}.{os.getpid()}"

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
    return _name(message.message_id)


def _name(message_id: str) -> str:
    return f"{blake2b(message_id.encode(), digest_size=16).hexdigest()}.digest"


def on_disk(message: OutboxMessage) -> bytes:
    """The message as a Maildir keeps it: bare line ends, and the trace of RFC 5321 section 4.4 on top."""
    trace = f"Return-Path: <{message.envelope_from}>\nDelivered-To: {message.to}\n"
    return trace.encode() + message.mime.replace(b"\r\n", b"\n")


def _accepted(message: OutboxMessage, names: set[str], now: Clock) -> Delivery:
    """The outcome of a message, which is among the `names` from now on."""
    name = file_name(message)
    lay_there = name in names
    names.add(name)
    return Delivery(
        message_id=message.message_id,
        outbox_id=message.id,
        outcome=Outcome.ACCEPTED,
        reply_code=None,
        enhanced_code="",
        reply=f"already in the Maildir as {name}" if lay_there else f"kept in the Maildir as {name}",
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
