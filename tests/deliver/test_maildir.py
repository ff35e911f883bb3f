"""Mail into a Maildir, read back as any mail reader would."""

import mailbox
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.deliver import maildir
from digest.deliver.maildir import MaildirTransport
from digest.domain.mail import Delivery, Doubt, OutboxMessage, Outcome, Verdict
from digest.errors import TransportError
from tests.deliver.ledger import Ledger, always, deliver
from tests.deliver.mail_servers import MOMENT, message


def keep(folder: Path, *messages: OutboxMessage, at_dot: Callable[[OutboxMessage], bool] = always) -> list[Delivery]:
    return deliver(MaildirTransport(folder), messages, Ledger(at_dot))


def files(folder: Path) -> list[str]:
    """Every file of the Maildir, by folder and name."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_mail_reader_finds_the_mail(tmp_path: Path) -> None:
    """The mail is new, whole, with bare line ends and with the trace a delivering agent adds (RFC 5321 section 4.4)."""
    (delivery,) = keep(tmp_path / "mail", message())
    assert (delivery.outcome, delivery.outbox_id, delivery.at) == (Outcome.ACCEPTED, "1.2022-12-07", MOMENT)
    (kept,) = mailbox.Maildir(tmp_path / "mail", create=False)
    assert kept.get_subdir() == "new"
    assert (kept["Return-Path"], kept["Delivered-To"]) == ("<bounces@example.org>", "reader1@example.net")
    assert (kept["Subject"], kept.get_payload()) == ("Tuesday", "A line.\n.\n..two dots\nThe end.\n")
    assert b"\r" not in next((tmp_path / "mail" / "new").iterdir()).read_bytes()


def test_the_mail_is_private(tmp_path: Path) -> None:
    """Other users of the machine cannot read it."""
    keep(tmp_path, message())
    (file,) = (tmp_path / "new").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_twice_is_once(tmp_path: Path) -> None:
    """The same message again, by the same or another run, leaves one file and is accepted."""
    deliveries = keep(tmp_path, message(), message()) + keep(tmp_path, message())
    assert [delivery.outcome for delivery in deliveries] == [Outcome.ACCEPTED] * 3
    assert [delivery.reply.split(" as ")[0] for delivery in deliveries] == [
        "kept in the Maildir",
        "already in the Maildir",
        "already in the Maildir",
    ]
    assert files(tmp_path) == [f"new/{maildir.file_name(message())}"]


@pytest.mark.parametrize("flags", ["", ":2,", ":2,FRS"])
def test_once_also_after_reading(tmp_path: Path, flags: str) -> None:
    """A mail that its reader opened, answered or flagged does not come again."""
    keep(tmp_path, message())
    name = maildir.file_name(message())
    (tmp_path / "new" / name).rename(tmp_path / "cur" / f"{name}{flags}")
    keep(tmp_path, message())
    assert files(tmp_path) == [f"cur/{name}{flags}"]


def test_different_messages_are_different_files(tmp_path: Path) -> None:
    """Each Message-ID has its own name, fit for any Maildir."""
    keep(tmp_path, *map(message, range(20)))
    names = files(tmp_path)
    assert len(names) == 20
    assert not any(set(name.removeprefix("new/")) & set(":/, <>@") for name in names)


def test_at_dot_is_asked_when_all_is_written_but_the_name(tmp_path: Path) -> None:
    """When `at_dot` is asked the mail lies in tmp, where no reader looks."""
    seen: list[list[str]] = []

    def look(_: OutboxMessage) -> bool:
        seen.append([name.split("/")[0] for name in files(tmp_path)])
        return True

    keep(tmp_path, message(), at_dot=look)
    assert seen == [["tmp"]]


def test_a_message_another_worker_has_is_dropped(tmp_path: Path) -> None:
    """It leaves no trace, is not told of, and the next one is kept; the same for one that is there already."""
    deliveries = keep(tmp_path, message(1), message(2), at_dot=lambda one: one.id[0] == "2")
    assert [delivery.outbox_id for delivery in deliveries] == ["2.2022-12-07"]
    assert files(tmp_path) == [f"new/{maildir.file_name(message(2))}"]
    assert keep(tmp_path, message(2), at_dot=lambda _: False) == []


def test_everything_is_synced_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is on the disk before its name is in new, and the name is on the disk before the mail is accepted."""
    events: list[str] = []
    sync, rename = os.fsync, Path.rename

    def synced(descriptor: int) -> None:
        kind = "folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file"  # noqa: PTH112
        events.append(f"sync {kind}")
        sync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        events.append("rename")
        return rename(path, target)

    monkeypatch.setattr("os.fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)

    def noted(_: OutboxMessage) -> bool:
        events.append("at_dot")
        return True

    keep(tmp_path, message(), at_dot=noted)
    assert events == ["sync file", "at_dot", "rename", "sync folder"]


def test_nothing_is_made_for_nobody(tmp_path: Path) -> None:
    """Without a message no folder is made."""
    assert keep(tmp_path / "mail") == []
    assert not (tmp_path / "mail").exists()


@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_a_disk_that_fails_stops_the_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """A failing disk is an error with a sentence, and no half-written file stays behind in new (REL-04)."""

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(f"pathlib.Path.{failing}" if failing == "rename" else f"os.{failing}", fail)
    with pytest.raises(TransportError, match=r"cannot be written \(Input/output error\)") as caught:
        keep(tmp_path, message())
    assert caught.value.temporary
    assert list((tmp_path / "new").iterdir()) == []


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """A path that is a file cannot be a Maildir: said plainly, by check and by send, and not worth another try."""
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(TransportError, match=r"mail cannot be written.*\[delivery\] of config\.toml") as caught:
        keep(tmp_path / "mail", message())
    assert caught.value.permanent
    with pytest.raises(TransportError, match="cannot be written"):
        MaildirTransport(tmp_path / "mail").check()


def test_a_folder_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written is for the operator to mend."""

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(maildir, "TemporaryFile", forbid)
    with pytest.raises(TransportError, match="Permission denied") as caught:
        MaildirTransport(tmp_path).check()
    assert caught.value.permanent


def test_a_batch_is_written_down_together(tmp_path: Path) -> None:
    """Two writings for twenty mails, and a Maildir asked for None in between sends all the same."""
    ledger = Ledger()
    deliveries = deliver(MaildirTransport(tmp_path), [*map(message, range(25)), None], ledger)
    assert len(deliveries) == len(files(tmp_path)) == 25
    assert ledger.writings == [(20, 0), (0, 20), (5, 0), (0, 5)]


def test_a_stop_is_heeded_between_batches(tmp_path: Path) -> None:
    """What was begun is finished, and no more is."""
    stops = iter([False, True])
    assert len(deliver(MaildirTransport(tmp_path), map(message, range(60)), stopping=lambda: next(stops))) == 20


def test_the_maildir_is_its_own_evidence(tmp_path: Path) -> None:
    """A mail in doubt that lies there, read or not, was accepted; of one that does not nothing is known."""
    keep(tmp_path, message(1), message(2))
    name = maildir.file_name(message(2))
    (tmp_path / "new" / name).rename(tmp_path / "cur" / f"{name}:2,S")
    doubts = [
        Doubt(outbox_id=one.id, message_id=one.message_id, to=one.to, relay="", dot_at=MOMENT)
        for one in map(message, (1, 2, 3))
    ]
    assert MaildirTransport(tmp_path).ask(doubts) == {
        "1.2022-12-07": Verdict.ACCEPTED,
        "2.2022-12-07": Verdict.ACCEPTED,
    }


def test_check_leaves_nothing(tmp_path: Path) -> None:
    """The check says that it works, for a Maildir still to be made as for one that is there, and changes nothing."""
    new = MaildirTransport(tmp_path / "mail")
    assert new.check() == f"The Maildir {tmp_path / 'mail'} can be written."
    assert list(tmp_path.iterdir()) == []
    keep(tmp_path / "mail", message())
    new.check()
    assert len(files(tmp_path)) == 1
