"""A database put back from a copy: nothing that was accepted since is sent again (mail.md REL-16)."""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from digest import desk, store
from digest.deliver.maildir import MaildirTransport
from digest.domain.account import Sent
from digest.domain.mail import OutboxStatus, PlannedDay
from digest.domain.people import Subscriber
from digest.errors import StoreError
from digest.pipeline import post, report, restoring
from digest.store import Store, backup, journal, leavings
from tests.pipeline.test_report import wishing
from tests.store import samples
from tests.store.samples import NOW, TODAY

READERS = tuple(samples.reader(name) for name in ("ann", "bob", "eve"))
LATER = NOW + timedelta(hours=2)


def planned(who: Subscriber) -> PlannedDay:
    """An edition whose mail says whose it is."""
    return samples.planned(who, mime=f"X-For: {who.id}\r\n\r\nnews\r\n".encode())


class Town:
    """A data folder and a Maildir."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data" / store.FILE
        self.journal = self.path.with_name(journal.FILE)
        self.left = self.path.with_name(leavings.FILE)
        self.copy = folder / "copy.sqlite3"
        self.mail = folder / "mail"

    def open(self) -> Store:
        return store.open(self.path, now=NOW)

    def send(self) -> Sent:
        with self.open() as opened:
            return post.send(opened, MaildirTransport(self.mail), clock=lambda: LATER)

    def plan(self, *names: str) -> None:
        with self.open() as opened:
            opened.mail.plan([planned(reader) for reader in READERS if reader.id in names])

    def received(self) -> list[str]:
        """Who got a mail, once for each."""
        whose = [re.search(rb"X-For: (\w+)", mail) for mail in self.mails()]
        return sorted(found[1].decode() for found in whose if found)

    def mails(self) -> list[bytes]:
        """Everything that came."""
        return [path.read_bytes() for path in (self.mail / "new").glob("*")] if self.mail.exists() else []

    def back_up(self) -> None:
        with self.open() as opened:
            opened.copy(self.copy, now=NOW)

    def restore(self) -> None:
        backup.restore(self.copy, self.path)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Three readers who are due; Ann's edition is sent before, the others' after the backup."""
    here = Town(tmp_path)
    with here.open() as opened:
        opened.people.save(READERS)
    here.plan("ann")
    assert here.send().accepted == 1
    return here


def test_what_was_accepted_after_the_backup_is_not_sent_again(town: Town) -> None:
    """The journal knows it: planned before or after the copy, each is there once, and the next mail goes out."""
    town.plan("bob")
    town.back_up()
    town.plan("eve")
    assert town.send().accepted == 2
    town.restore()
    town.plan("bob")
    assert town.send() == Sent()
    with town.open() as opened:
        bob, eve = opened.mail.day("bob", TODAY), opened.mail.day("eve", TODAY)
        assert bob is not None
        assert bob.status is OutboxStatus.ACCEPTED
        assert eve is not None
        assert "before the database was put back" in eve.reason
    town.plan("ann", "bob", "eve")
    assert town.send() == Sent()
    assert town.received() == ["ann", "bob", "eve"]


def test_a_copy_made_by_other_means_is_known_by_its_number(town: Town) -> None:
    """A database file that somebody copied bears no mark, and is older than the journal all the same."""
    town.plan("bob")
    shutil.copy(town.path, town.copy)
    assert town.send().accepted == 1
    town.restore()
    assert town.send() == Sent()
    assert town.received() == ["ann", "bob"]


def test_without_a_journal_nothing_goes_out_before_resume(town: Town) -> None:
    """On another machine nobody knows what was sent: it is said, kept over runs, and ended by a person only."""
    town.plan("bob")
    town.back_up()
    town.journal.unlink()
    town.restore()
    for _ in range(2):
        sent = town.send()
        assert sent.waiting == 1
        assert "a backup of 2022-12-06T07:00:00Z, and there is no" in sent.stopped
        assert sent.stopped.endswith("digest resume")
    with town.open() as opened:
        assert restoring.resume(opened, now=LATER)
        assert restoring.resume(opened, now=LATER) == ""
    assert town.send().accepted == 1
    assert town.send() == Sent()


def test_resume_can_leave_out_what_was_due(town: Town) -> None:
    """With --skip nothing due until now goes out, whether it was made or not, and each date says why."""
    town.plan("bob")
    town.back_up()
    town.journal.unlink()
    town.restore()
    town.send()
    with town.open() as opened:
        assert restoring.skip(opened, now=LATER) == 1
        restoring.resume(opened, now=LATER)
        eve, bob = opened.mail.day("eve", TODAY), opened.mail.day("bob", TODAY)
        assert eve is not None
        assert eve.reason == restoring.SKIPPED
        assert bob is not None
        assert (bob.status, bob.reply) == (OutboxStatus.SUPPRESSED, restoring.SKIPPED)
        assert opened.people.due(LATER, limit=9) == ()
    assert town.send() == Sent()
    assert town.received() == ["ann"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(
            lambda text: text.replace(text.split()[2], "another"), "belongs to another", id="another's journal"
        ),
        pytest.param(lambda text: text[:-30], "the end of", id="a journal without its end, after a power cut"),
    ],
)
def test_a_journal_that_cannot_be_relied_on(
    town: Town, spoil: Callable[[str], str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal of another database, or one that a power cut shortened, ends no doubt: sending is held."""
    town.plan("bob", "eve")
    town.back_up()
    town.send()
    town.journal.write_text(spoil(town.journal.read_text()))
    town.restore()
    monkeypatch.setattr(journal, "_boot", lambda: "another start of the machine")
    assert said in town.send().stopped


def test_a_reader_the_copy_does_not_know(town: Town) -> None:
    """Somebody who joined after the copy was made, and got mail, would get it twice: a person decides."""
    town.back_up()
    with town.open() as opened:
        opened.people.save([samples.reader("zoe")])
        opened.mail.plan([planned(samples.reader("zoe"))])
    town.send()
    town.restore()
    assert "1 mails went since to readers it does not know" in town.send().stopped


def test_a_kill_after_the_dot_leaves_a_doubt_also_in_the_copy(town: Town) -> None:
    """A message said to its last byte after the copy was made, with no reply read, is uncertain, not unsent."""
    town.plan("bob")
    town.back_up()
    with town.open() as opened:
        opened.mail.claim(limit=9, token="mine", now=NOW, lease=samples.LEASE)
        with opened.journal.group(now=NOW) as group:
            opened.mail.record(["bob.2022-12-06"], [], token="mine", now=NOW)
            group.add("dot", "bob.2022-12-06")
    town.restore()
    with town.open() as opened:
        assert restoring.stand(opened, now=LATER) == ""
        assert [doubt.outbox_id for doubt in opened.doubts.open()] == ["bob.2022-12-06"]


def test_what_a_power_cut_took_from_the_journal_is_written_again(town: Town) -> None:
    """The database is the one that is synced: from it the journal is made whole at the next sending."""
    whole = town.journal.read_text()
    town.plan("bob")
    town.back_up()
    town.send()
    town.journal.write_text(whole + "7 1670310000 acc")
    assert town.send() == Sent()
    town.restore()
    assert town.send() == Sent()
    assert town.received() == ["ann", "bob"]


def test_a_journal_that_cannot_be_written_stops_the_sending(town: Town) -> None:
    """What cannot be recorded is not sent; when the journal is back, it goes out, and doubts are counted."""
    town.plan("bob")
    kept = town.journal.read_text()
    with town.open() as opened:
        restoring.stand(opened, now=NOW)
    town.journal.unlink()
    town.journal.mkdir()
    with pytest.raises(StoreError, match=r"sent\.journal cannot be"):
        town.send()
    town.journal.rmdir()
    town.journal.write_text(kept)
    assert town.send().accepted == 1
    assert town.received() == ["ann", "bob"]


def test_a_new_database_beside_an_old_journal(town: Town) -> None:
    """Somebody deleted the database to start again: whoever had mail today would get it again, so it is held."""
    town.path.unlink()
    assert "not the one that sent last" in town.send().stopped


def test_old_lines_are_dropped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal does not grow for ever, and keeps its number."""
    monkeypatch.setattr(journal, "PRUNED", 0)
    with town.open() as opened:
        before = opened.journal.read(after=0)
        assert opened.journal.prune(now=LATER) == 0  # it was done on this day
        assert opened.journal.prune(now=LATER + journal.KEPT + timedelta(days=1)) > 0
        after = opened.journal.read(after=0)
    assert before is not None
    assert after is not None
    assert (after.number, after.instance, after.marks) == (before.number, before.instance, {})
    assert town.send() == Sent()


class TestTheOperatorsMail:
    """Whoever is to decide about a hold hears of it by mail."""

    def test_it_is_never_held(self, town: Town, tmp_path: Path) -> None:
        """It goes out while the readers' mail waits; the journal, which nobody can trust then, stays as it was."""
        town.plan("bob")
        town.back_up()
        town.journal.write_text("digest-journal 1 another\n")
        town.restore()
        town.send()
        with town.open() as opened:
            assert report.write(opened, wishing(tmp_path), now=LATER)
        sent = town.send()
        assert (sent.accepted, sent.waiting) == (1, 1)
        assert sent.stopped.endswith("digest resume")
        assert town.journal.read_text() == "digest-journal 1 another\n"
        (told,) = [mail for mail in town.mails() if b"To: op@example.org" in mail]
        assert b"Nothing is sent until you decide" in told
        with town.open() as opened:
            restoring.resume(opened, now=LATER)
        assert town.send().accepted == 1
        assert town.received() == ["ann", "bob"]

    def test_after_the_decision_an_old_one_is_dropped(self, town: Town, tmp_path: Path) -> None:
        """It would say what is not so any more; what is, may be told on the same day."""
        town.back_up()
        town.journal.unlink()
        town.restore()
        town.send()
        with town.open() as opened:
            assert report.write(opened, wishing(tmp_path), now=LATER)
            restoring.resume(opened, now=LATER)
            assert opened.mail.waiting(now=LATER) == 0
            opened.journal.remember(inbox="mail.example refuses the login of news")
            assert report.write(opened, wishing(tmp_path), now=LATER)
        assert town.send().accepted == 1
        assert not [mail for mail in town.mails() if b"Nothing is sent" in mail]

    def test_one_that_went_out_since_is_no_reader_whom_nobody_knows(self, town: Town, tmp_path: Path) -> None:
        """The journal names it, and sending is not held for it."""
        town.back_up()
        with town.open() as opened:
            opened.journal.remember(inbox="mail.example refuses the login of news")
            assert report.write(opened, wishing(tmp_path), now=LATER)
        assert town.send().accepted == 1
        town.restore()
        assert town.send() == Sent()


def leave(town: Town, name: str) -> None:
    with town.open() as opened:
        desk.unsubscribe(opened, f"{name}@example.org", now=LATER)


def statuses(town: Town) -> dict[str, str]:
    with town.open() as opened:
        return {reader.id: reader.status.value for reader in opened.people.subscribers()}


class TestWhoLeft:
    """A database put back from a copy has forgotten it; the file beside it has not."""

    @pytest.mark.parametrize("by", [pytest.param("backup", id="our backup"), pytest.param("copy", id="a copied file")])
    def test_whoever_left_since_gets_nothing(self, town: Town, by: str) -> None:
        """Neither what was waiting in the copy nor a new edition; the moment they left is known again."""
        town.plan("bob", "eve")
        if by == "backup":
            town.back_up()
        else:
            shutil.copy(town.path, town.copy)
        leave(town, "bob")
        town.restore()
        assert statuses(town)["bob"] == "active"
        assert town.send().accepted == 1
        assert town.received() == ["ann", "eve"]
        with town.open() as opened:
            assert opened.people.subscriber("bob@example.org").left_at == LATER  # type: ignore[union-attr]
            bob = opened.mail.day("bob", TODAY)
            assert bob is not None
            assert bob.status is OutboxStatus.SUPPRESSED

    def test_whoever_came_back_stays(self, town: Town) -> None:
        """Only the last word of each counts."""
        town.back_up()
        leave(town, "bob")
        with town.open() as opened:
            bob = opened.people.subscriber("bob@example.org")
            assert bob is not None
            opened.people.save([samples.reader("bob")])
            opened.leavings.add(leavings.BACK, ["bob"], now=LATER)
        town.restore()
        town.send()
        assert statuses(town)["bob"] == "active"

    def test_a_dead_address_and_a_forgotten_reader(self, town: Town) -> None:
        """Whose address was refused twice stays suspended, and who was deleted is deleted again."""
        town.back_up()
        with town.open() as opened:
            opened.leavings.add(leavings.SUSPENDED, ["bob"], now=LATER)
            opened.leavings.add(leavings.ERASED, ["eve"], now=LATER)
        town.restore()
        town.send()
        assert statuses(town) == {"ann": "active", "bob": "suspended"}

    def test_a_leaving_between_the_restore_and_the_next_sending(self, town: Town) -> None:
        """What the file knows is taken in before a line is added, so that no number stands for two things."""
        town.back_up()
        leave(town, "bob")
        town.restore()
        leave(town, "eve")
        town.send()
        assert statuses(town) == {"ann": "active", "bob": "unsubscribed", "eve": "unsubscribed"}

    def test_a_kill_before_the_leaving_was_committed(self, town: Town) -> None:
        """The file says it already, and whoever asked to leave has left."""
        with town.left.open("a") as file:
            file.write("2 1670320000 left bob\n3 167032")
        assert town.send() == Sent()
        assert statuses(town)["bob"] == "unsubscribed"
        leave(town, "eve")
        town.back_up()
        town.restore()
        assert town.send() == Sent()

    def test_a_file_that_is_lost_holds_the_sending(self, town: Town) -> None:
        """With a copy put back nobody knows who left since: a person decides."""
        leave(town, "eve")
        town.back_up()
        town.left.unlink()
        town.plan("bob")
        town.restore()
        assert "left.journal, which says who left since, is missing" in town.send().stopped
        with town.open() as opened:
            assert restoring.resume(opened, now=LATER)
        assert town.send() == Sent()
        assert statuses(town)["eve"] == "unsubscribed"

    def test_a_file_that_is_lost_beside_the_true_database_is_made_again(self, town: Town) -> None:
        """The database knows who is away; from then on a copy put back is told again."""
        town.back_up()
        leave(town, "bob")
        town.left.unlink()
        assert town.send() == Sent()
        town.restore()
        assert town.send() == Sent()
        assert statuses(town)["bob"] == "unsubscribed"

    def test_a_file_that_cannot_be_written_keeps_nobody_from_leaving(self, town: Town) -> None:
        """They have left at once; mail to others waits until the file says so, and no leaving is lost."""
        town.plan("eve")
        town.back_up()
        kept = town.left.read_text()
        town.left.unlink()
        town.left.mkdir()
        leave(town, "bob")
        assert statuses(town)["bob"] == "unsubscribed"
        with pytest.raises(StoreError, match=r"left\.journal cannot be read or written \(Is a directory\): nothing is"):
            town.send()
        town.left.rmdir()
        town.left.write_text(kept)
        assert town.send().accepted == 1
        town.restore()
        assert town.send() == Sent()
        assert statuses(town)["bob"] == "unsubscribed"
