"""Whoever left after a copy was made gets nothing when it is put back: the file beside the database knows (REL-16)."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from digest import desk
from digest.config import SubscriberSetting
from digest.desk import adoption, held
from digest.domain.account import Sent
from digest.domain.mail import OutboxStatus
from digest.domain.people import Profile, Schedule
from digest.errors import StoreError
from digest.pipeline import restoring
from digest.store import leavings
from tests.desk import counter
from tests.pipeline import backed_up
from tests.pipeline.backed_up import LATER, Town
from tests.store import samples
from tests.store.samples import NOW, TODAY


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Three readers, of whom Ann has had her mail."""
    return backed_up.served(tmp_path)


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


LISTED = SubscriberSetting(
    address="eve@example.org",
    name="",
    profile_name="",
    profile=Profile(topics={"world": 1.0}),
    schedule=Schedule(),
    language="en",
)


class TestWhoWasErased:
    """And whom config.toml still lists: a copy put back has no mark of it, and the file beside it has."""

    def adopt(self, town: Town, *, at: datetime = LATER) -> desk.Adopted:
        with town.open() as opened:
            return adoption.take_over(opened, feeds=(), subscribers=[LISTED], now=at)

    def erase(self, town: Town) -> None:
        with town.open() as opened:
            held.erase(opened, counter.settings(town.path.parent), desk.find(opened, LISTED.address), now=LATER)

    @pytest.mark.parametrize("sends_first", [True, False], ids=["at the next sending", "before it"])
    @pytest.mark.parametrize(
        ("knew_them", "is_file_lost"),
        [
            pytest.param(True, False, id="a copy that knew them"),
            pytest.param(False, False, id="a copy from before"),
            pytest.param(False, True, id="a copy from before, and the file made again"),
        ],
    )
    def test_the_file_cannot_have_them(
        self, town: Town, *, sends_first: bool, knew_them: bool, is_file_lost: bool
    ) -> None:
        """However old the copy is, and whoever looks first."""
        if not knew_them:
            with town.open() as opened:
                opened.people.delete("eve")
                adoption.take_over(opened, feeds=(), subscribers=[], now=NOW)
        else:
            self.adopt(town, at=NOW)
        town.back_up()
        self.adopt(town)
        self.erase(town)
        if is_file_lost:
            town.left.unlink()
            town.send()
        town.restore()
        if sends_first:
            town.send()
        for _ in range(2):
            assert self.adopt(town).subscribers_left == (LISTED.address,)
        assert "eve" not in statuses(town)
        assert town.send().accepted == 0

    def test_who_said_yes_since_is_free_again(self, town: Town) -> None:
        """A copy that has the mark loses it."""
        self.erase(town)
        town.back_up()
        with town.open() as opened:
            desk.people.welcome(opened, samples.reader("eve"), now=LATER)
        town.restore()
        town.send()
        with town.open() as opened:
            assert opened.erasure.keys() == frozenset()
