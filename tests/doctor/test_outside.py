"""The way out, and the feeds."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from digest.doctor import outside
from digest.doctor.finding import Level
from digest.domain.news import Feed, FeedStatus, Origin
from tests.deliver.mail_servers import HOST, FaultyServer, free_port
from tests.doctor.household import NOW, READER, examine, feeds, levels, remembering, settings, smtp


class TestFeeds:
    """What the outside gives us."""

    def test_bad_feeds_are_named_with_their_reasons(self, tmp_path: Path, paper: str) -> None:
        """A broken feed and one of rubbish are warned of; the good one is counted."""
        found = examine(settings(tmp_path, READER + feeds(f"{paper}/good", f"{paper}/rubbish", f"{paper}/broken")))
        warned = levels(found, Level.WARNING)
        assert f"{paper}/rubbish" in warned
        assert f"{paper}/broken answers 500" in warned
        assert "1 feed of 3 gave news." in levels(found, Level.GOOD)

    def test_all_feeds_bad(self, tmp_path: Path, paper: str) -> None:
        """When none gives news it is most likely our own connection."""
        found = examine(settings(tmp_path, READER + feeds(f"{paper}/broken")))
        assert "Not one feed gave news." in levels(found, Level.WRONG)

    def test_no_feeds(self, tmp_path: Path) -> None:
        """A house without feeds has nothing to send."""
        assert "There are no feeds." in levels(examine(settings(tmp_path, READER)), Level.WRONG)

    def test_offline(self, tmp_path: Path) -> None:
        """Told not to reach out, it asks neither feeds nor mail server, and finds no fault with them."""
        chosen = settings(tmp_path, READER + feeds(f"http://{HOST}:{free_port()}/feed") + smtp(free_port()))
        found = examine(chosen, reach=False)
        assert levels(found, Level.WRONG) == ""
        assert "gave news" not in levels(found, Level.GOOD)
        assert "mail server" not in levels(found, Level.GOOD)

    def test_feeds_given_up_or_left_alone_are_not_asked(self, tmp_path: Path, paper: str) -> None:
        """A feed that asked for peace, and one that is gone, are told of from memory."""
        chosen = settings(tmp_path, READER + feeds(f"{paper}/a", f"{paper}/b", f"{paper}/good"))
        later = NOW + timedelta(hours=3)
        known = (
            replace(chosen.feeds[0], status=FeedStatus.GONE, last_error="it answers 410 Gone."),
            replace(chosen.feeds[1], failures=2, next_check_at=later, last_error="it answers 429 Too Many Requests."),
        )
        with remembering(chosen, feeds=known):
            found = examine(chosen)
        warned = levels(found, Level.WARNING)
        assert f"{paper}/a was given up: it answers 410 Gone." in warned
        assert f"{paper}/b failed lately and is left alone for now: it answers 429" in warned
        assert "1 feed of 1 gave news." in levels(found, Level.GOOD)

    def test_feeds_of_the_file_that_moved_are_told(self, tmp_path: Path) -> None:
        """Where to, and whether that is listed as well; nobody but the operator changes config.toml."""
        here, there = "http://a.example/feed", "http://b.example/feed"
        chosen = settings(tmp_path, READER + feeds(here, there))
        since = NOW - timedelta(days=1)
        known = (
            replace(chosen.feeds[0], moved_to=there, moved_since=since),
            replace(chosen.feeds[1], moved_to="http://c.example/", moved_since=since),
            Feed(url="http://d.example/", moved_to="http://e.example/", origin=Origin.COMMAND, moved_since=since),
        )
        with remembering(chosen, feeds=known):
            told = [one for one in examine(chosen, reach=False) if "has moved to" in one.sentence]
        assert [(one.sentence, one.advice) for one in told] == [
            (
                f"{here} has moved to {there}, which is listed as well.",
                f"Take {here} out of config.toml: what it tells would count twice.",
            ),
            (f"{there} has moved to http://c.example/.", f"Write that for {there} in config.toml."),
        ]

    def test_feeds_that_commands_added_count_and_forgotten_ones_do_not(self) -> None:
        """The feeds in use are those of the file, with what we learnt of them, and those added by command."""
        listed = Feed(url="http://a.example/", origin=Origin.FILE)
        known = (
            replace(listed, title="A"),
            Feed(url="http://b.example/", origin=Origin.COMMAND),
            Feed(url="http://c.example/", origin=Origin.FILE),
        )
        assert outside.in_use([listed], known) == known[:2]

    def test_the_clocks_of_the_feeds_are_compared(self, tmp_path: Path, paper: str) -> None:
        """What the servers say of the time reaches the operator."""
        found = examine(settings(tmp_path, READER + feeds(f"{paper}/good")))
        assert "The clock agrees with the servers of 1 feed." in levels(found, Level.GOOD)
        found = examine(settings(tmp_path, READER + feeds(f"{paper}/good?an-hour-later")))
        assert "The clock is 60 minutes behind, by the servers of 1 feed." in levels(found, Level.WARNING)


class TestMail:
    """The way out."""

    def test_a_mail_server_that_lets_us_in(self, tmp_path: Path) -> None:
        """It is greeted and left; no mail is begun."""
        with FaultyServer() as server:
            found = examine(settings(tmp_path, READER + smtp(server.port)))
            assert server.verbs == ["EHLO", "NOOP", "QUIT"]
        assert f"The mail server {HOST}:{server.port} answers without encryption." in levels(found, Level.GOOD)

    def test_a_mail_server_that_does_not_answer(self, tmp_path: Path) -> None:
        """The sentence names the server and where to look."""
        port = free_port()
        found = examine(settings(tmp_path, READER + smtp(port)))
        assert f"The mail server {HOST}:{port} cannot be used" in levels(found, Level.WRONG)

    def test_a_maildir_that_cannot_be(self, tmp_path: Path) -> None:
        """A file where the Maildir should be is named."""
        (tmp_path / "mail").write_text("a file")
        found = examine(settings(tmp_path, READER + '[delivery]\nmaildir = "mail"\n'))
        assert f"The Maildir {tmp_path}/mail cannot be written" in levels(found, Level.WRONG)
