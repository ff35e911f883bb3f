"""A database put back from a copy: nothing that was accepted since is sent again (mail.md REL-16)."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from digest.domain.account import Sent
from digest.domain.mail import OutboxStatus
from digest.errors import StoreError
from digest.pipeline import report, restoring
from digest.store import journal
from tests.pipeline import backed_up
from tests.pipeline.backed_up import LATER, Town, planned
from tests.pipeline.test_report import wishing
from tests.store import samples
from tests.store.samples import NOW, TODAY


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Three readers, of whom Ann has had her mail."""
    return backed_up.served(tmp_path)


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


def test_a_copy_made_before_the_first_sending(tmp_path: Path) -> None:
    """It is known to be of this database: what went out since is not sent again, and nobody has to decide."""
    town = Town(tmp_path)
    with town.open() as opened:
        opened.people.save(backed_up.READERS)
    town.plan("ann", "bob")
    town.back_up()
    assert town.send().accepted == 2
    town.restore()
    town.plan("eve")
    assert town.send() == Sent(accepted=1)
    assert town.received() == ["ann", "bob", "eve"]
