"""A whole house, examined."""

from pathlib import Path

from digest import store
from digest.doctor.finding import Level
from tests.doctor.household import NOW, READER, examine, feeds, levels, reader, remembering, settings


class TestAWellHouse:
    """Everything as it should be."""

    def test_nothing_is_wrong(self, tmp_path: Path, paper: str) -> None:
        """Each part is told of in a sentence, and the reader's next edition in their own time."""
        found = examine(settings(tmp_path, READER + feeds(f"{paper}/good")))
        assert levels(found, Level.WRONG) == ""
        told = levels(found, Level.GOOD)
        assert "config.toml is right: 1 feed, 1 profile, 1 subscriber." in told
        assert "There is no database yet" in told
        assert f"The Maildir {tmp_path}/data/maildir can be written." in told
        assert "1 feed of 1 gave news." in told
        assert "ann@reader.example gets the next digest on Wednesday 25 November at 07:00 Europe/Madrid." in told

    def test_nothing_is_made(self, tmp_path: Path, paper: str) -> None:
        """The examination leaves the folder as it was: no database, no Maildir, nothing of what a feed said."""
        chosen = settings(tmp_path, READER + feeds(f"{paper}/good"))
        examine(chosen)
        assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]

    def test_nothing_is_stored(self, tmp_path: Path, paper: str) -> None:
        """With a database there, its feeds stand as they stood."""
        chosen = settings(tmp_path, READER + feeds(f"{paper}/good"))
        with remembering(chosen, reader(), feeds=chosen.feeds):
            found = examine(chosen)
        assert "is whole: 1 feed, 1 subscriber." in levels(found, Level.GOOD)
        with store.open(chosen.service.data / store.FILE, now=NOW) as opened:
            assert [feed.checked_at for feed in opened.news.feeds()] == [None]

    def test_every_finding_is_a_sentence(self, tmp_path: Path, paper: str) -> None:
        """Whatever is found begins like a sentence and ends with a full stop."""
        chosen = settings(tmp_path, feeds(f"{paper}/good", f"{paper}/rubbish", f"{paper}/broken"))
        for finding in examine(chosen, https_proxy="x"):
            assert finding.sentence.endswith((".", ". ")), finding
