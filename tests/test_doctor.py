"""The doctor finds what is right and what is wrong, on real parts: a config.toml, a database, servers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from digest import config, doctor, store
from digest.config import Settings
from digest.doctor import headers, keeping, machine, outside, people
from digest.doctor.finding import Finding, Level
from digest.domain.news import Feed, FeedStatus, FeedVisit, Origin
from digest.domain.people import Schedule, Subscriber, SubscriberStatus
from tests.deliver.mail_servers import HOST, FaultyServer, free_port

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>http://paper.example/</link>
<item><title>A bridge opens</title><link>http://paper.example/1</link><guid>1</guid></item></channel></rss>"""

#: The file's smallest form, to which a test adds.
BASE = """
[service]
from = "news@digest.example"
[[profiles]]
name = "all"
topics = { world = 1.0 }
"""

READER = '[[subscribers]]\naddress = "ann@reader.example"\nprofile = "all"\ntimezone = "Europe/Madrid"\n'


class _Paper(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/good": RSS, "/rubbish": b"hello"}.get(self.path)
        self.send_response(500 if body is None else 200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""


@pytest.fixture(scope="module")
def paper() -> Iterator[str]:
    """The address of a web server with a good feed, one of rubbish, and errors everywhere else."""
    server = ThreadingHTTPServer((HOST, 0), _Paper)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{HOST}:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def settings(folder: Path, text: str = "", **environ: str) -> Settings:
    """What a config.toml of BASE and `text` says."""
    (folder / "config.toml").write_text(BASE + text, encoding="utf-8")
    return config.load(folder / "config.toml", environ)


def feeds(*urls: str) -> str:
    return "".join(f'[[feeds]]\nurl = "{url}"\n' for url in urls)


def smtp(port: int) -> str:
    return f'[delivery]\nkind = "smtp"\n[delivery.smtp]\nhost = "{HOST}"\nport = {port}\ntls = "none"\n'


def examine(chosen: Settings, *, reach: bool = True, **environ: str) -> list[Finding]:
    return list(doctor.examine(chosen, now=NOW, environ=environ, reach=reach))


def levels(findings: list[Finding], level: Level) -> str:
    """The sentences of one level, as one text."""
    return "\n".join(finding.sentence for finding in findings if finding.level is level)


def reader(**changes: Any) -> Subscriber:
    fields: dict[str, Any] = {
        "id": "0123456789abcdef",
        "address": "ann@reader.example",
        "schedule": Schedule(timezone="Europe/Madrid"),
        "created_at": NOW - timedelta(days=9),
    }
    return Subscriber(**fields | changes)


@contextmanager
def remembering(chosen: Settings, *subscribers: Subscriber, feeds: tuple[Feed, ...] = ()) -> Iterator[None]:
    """A database that holds these people and feeds."""
    with store.open(chosen.service.data / store.FILE, now=NOW) as opened:
        opened.people.save(subscribers)
        opened.news.save_feeds(feeds)
    yield


class TestAWellHouse:
    """Everything as it should be."""

    def test_nothing_is_wrong(self, tmp_path: Path, paper: str) -> None:
        """Each part is told of in a sentence, and the reader's next edition in their own time."""
        found = examine(settings(tmp_path, READER + feeds(f"{paper}/good")))
        assert levels(found, Level.WRONG) == ""
        told = levels(found, Level.GOOD)
        assert "config.toml is right: 1 feeds, 1 profiles, 1 subscribers." in told
        assert "There is no database yet" in told
        assert f"The Maildir {tmp_path}/data/maildir can be written." in told
        assert "1 of 1 feeds give news." in told
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
        assert "opens: 1 feeds, 1 subscribers." in levels(found, Level.GOOD)
        with store.open(chosen.service.data / store.FILE, now=NOW) as opened:
            assert [feed.checked_at for feed in opened.news.feeds()] == [None]

    def test_every_finding_is_a_sentence(self, tmp_path: Path, paper: str) -> None:
        """Whatever is found begins like a sentence and ends with a full stop."""
        chosen = settings(tmp_path, feeds(f"{paper}/good", f"{paper}/rubbish", f"{paper}/broken"))
        for finding in examine(chosen, https_proxy="x"):
            assert finding.sentence.endswith((".", ". ")), finding


class TestFeeds:
    """What the outside gives us."""

    def test_bad_feeds_are_named_with_their_reasons(self, tmp_path: Path, paper: str) -> None:
        """A broken feed and one of rubbish are warned of; the good one is counted."""
        found = examine(settings(tmp_path, READER + feeds(f"{paper}/good", f"{paper}/rubbish", f"{paper}/broken")))
        warned = levels(found, Level.WARNING)
        assert f"{paper}/rubbish" in warned
        assert f"{paper}/broken answers 500" in warned
        assert "1 of 3 feeds give news." in levels(found, Level.GOOD)

    def test_all_feeds_bad(self, tmp_path: Path, paper: str) -> None:
        """When none gives news it is most likely our own connection."""
        found = examine(settings(tmp_path, READER + feeds(f"{paper}/broken")))
        assert "None of the 1 feeds gives news." in levels(found, Level.WRONG)

    def test_no_feeds(self, tmp_path: Path) -> None:
        """A house without feeds has nothing to send."""
        assert "There are no feeds." in levels(examine(settings(tmp_path, READER)), Level.WRONG)

    def test_offline(self, tmp_path: Path) -> None:
        """Told not to reach out, it asks neither feeds nor mail server, and finds no fault with them."""
        chosen = settings(tmp_path, READER + feeds(f"http://{HOST}:{free_port()}/feed") + smtp(free_port()))
        found = examine(chosen, reach=False)
        assert levels(found, Level.WRONG) == ""
        assert "give news" not in levels(found, Level.GOOD)
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
        assert "1 of 1 feeds give news." in levels(found, Level.GOOD)

    def test_feeds_that_commands_added_count_and_forgotten_ones_do_not(self) -> None:
        """The feeds in use are those of the file, with what we learnt of them, and those added by command."""
        listed = Feed(url="http://a.example/", origin=Origin.FILE)
        known = (
            replace(listed, title="A"),
            Feed(url="http://b.example/", origin=Origin.COMMAND),
            Feed(url="http://c.example/", origin=Origin.FILE),
        )
        assert outside.in_use([listed], known) == known[:2]

    def test_the_clocks_of_the_feeds_are_compared(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What the servers' clocks say reaches the operator."""
        chosen = settings(tmp_path, READER + feeds("http://a.example/", "http://b.example/"))

        def answer(asked: list[Feed], **_: object) -> Iterator[FeedVisit]:
            yield FeedVisit(feed=asked[0], served_at=NOW + timedelta(hours=1))
            yield FeedVisit(feed=asked[1])

        monkeypatch.setattr("digest.gather.visits.visit", answer)
        assert "The clock is 60 minutes behind, by the clocks of 1 feeds." in levels(examine(chosen), Level.WARNING)


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


class TestKeeping:
    """Folder, database, classifier."""

    def test_a_damaged_database(self, tmp_path: Path, paper: str) -> None:
        """A file that is no database is wrong, and everything else is examined all the same."""
        chosen = settings(tmp_path, READER + feeds(f"{paper}/good"))
        chosen.service.data.mkdir()
        (chosen.service.data / store.FILE).write_bytes(b"no database at all" * 100)
        found = examine(chosen)
        assert "is not a database" in levels(found, Level.WRONG)
        assert "1 of 1 feeds give news." in levels(found, Level.GOOD)

    @pytest.mark.parametrize(
        ("free", "level"),
        [
            pytest.param(10_000_000_000, Level.GOOD, id="room for years"),
            pytest.param(100_000_000, Level.WARNING, id="a hundred megabytes"),
            pytest.param(10_000_000, Level.WRONG, id="ten megabytes"),
        ],
    )
    def test_room_on_the_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
        """Before the disk is full somebody is told."""

        class Usage(NamedTuple):
            free: int

        monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(free))
        (finding,) = keeping.folder(tmp_path / "data" / "deep")
        assert finding.level is level
        assert f"{free / 1e9:.1f} GB free" in finding.sentence

    def test_a_data_folder_that_is_a_file(self, tmp_path: Path) -> None:
        """It is wrong, and the sentence says how to choose another."""
        (tmp_path / "data").write_text("a file")
        (finding,) = keeping.folder(tmp_path / "data")
        assert (finding.level, "Not a directory" in finding.sentence) == (Level.WRONG, True)
        assert "[service]" in finding.advice

    def test_a_classifier_that_cannot_be_read(self, tmp_path: Path) -> None:
        """A damaged classifier of one's own is named."""
        chosen = settings(tmp_path, READER)
        chosen.service.data.mkdir()
        (chosen.service.data / "topics.npz").write_bytes(b"rubbish")
        assert str(chosen.service.data / "topics.npz") in levels(examine(chosen), Level.WRONG)

    def test_a_topic_the_classifier_does_not_know(self, tmp_path: Path) -> None:
        """A topic that no story can ever have is warned of."""
        chosen = settings(tmp_path, READER)
        names = {**chosen.topics.names, "cycling": "Cycling"}
        odd = replace(chosen, topics=replace(chosen.topics, names=names))
        assert "knows nothing of cycling" in levels(examine(odd), Level.WARNING)


class TestMachine:
    """Python, clock, zones."""

    def test_a_headline_writes_no_header(self, tmp_path: Path) -> None:
        """Our own mails hold no header that a headline put there, on this very Python (SEC-10)."""
        assert headers.foreign(settings(tmp_path).service.templates) == frozenset()

    def test_the_self_check_would_see_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """With a writer that lets the title through, the self-check names the header and the doctor says wrong."""
        chosen = settings(tmp_path, READER)
        monkeypatch.setattr("digest.render.headers.text", lambda name, words: f"{name}: {_decoded(words)}\r\n".encode())
        monkeypatch.setattr("digest.render.cut.one_line", lambda words: words)
        monkeypatch.setattr("digest.render.message._clean", lambda words: words)
        assert headers.foreign(chosen.service.templates) == {"bcc"}
        assert "lets a headline add headers to our mail (bcc)" in levels(examine(chosen), Level.WRONG)

    def test_templates_that_cannot_be_used(self, tmp_path: Path) -> None:
        """A broken template of the operator's is wrong, is named, and hides nothing else."""
        (tmp_path / "mine" / "email").mkdir(parents=True)
        (tmp_path / "mine" / "email" / "digest-body.txt").write_text("{{ nonsense")
        text = BASE.replace("[service]", '[service]\ntemplates = "mine"')
        (tmp_path / "config.toml").write_text(text + READER)
        found = examine(config.load(tmp_path / "config.toml", {}))
        assert "digest-body.txt" in levels(found, Level.WRONG)
        assert "ann@reader.example gets the next digest" in levels(found, Level.GOOD)

    @pytest.mark.parametrize(
        ("version", "level"),
        [
            pytest.param((3, 11, 7), Level.WARNING, id="3.11 before its mending"),
            pytest.param((3, 11, 10), Level.GOOD, id="3.11 mended"),
            pytest.param((3, 12, 4), Level.WARNING, id="3.12 before its mending"),
            pytest.param((3, 12, 5), Level.GOOD, id="3.12 mended"),
            pytest.param((3, 13, 0), Level.GOOD, id="3.13, which never had it"),
        ],
    )
    def test_pythons(self, version: tuple[int, int, int], level: Level) -> None:
        """A Python with the fault is warned of even though our own writer does not fall for it."""
        (finding,) = machine.python(frozenset(), version)
        assert (finding.level, f"Python {'.'.join(map(str, version))} " in finding.sentence) == (level, True)

    @pytest.mark.parametrize(
        ("minutes", "level", "words"),
        [
            pytest.param([0, 1, -1], Level.GOOD, "agrees with the clocks of 3 feeds", id="in agreement"),
            pytest.param([5], Level.GOOD, "agrees", id="five minutes are let pass"),
            pytest.param([6, 6, 6], Level.WARNING, "6 minutes behind", id="we are behind"),
            pytest.param([-61, -59, -60], Level.WARNING, "60 minutes ahead", id="we are ahead"),
            pytest.param([0, 0, 9000], Level.GOOD, "agrees", id="one mad server does not count"),
        ],
    )
    def test_clocks(self, minutes: list[int], level: Level, words: str) -> None:
        """Most feeds' clocks against ours: more than five minutes is warned of."""
        (finding,) = machine.clock([timedelta(minutes=number) for number in minutes])
        assert finding.level is level
        assert words in finding.sentence

    def test_no_clock_to_compare_with(self) -> None:
        """When no feed says the time nothing is said of it."""
        assert list(machine.clock([])) == []

    @pytest.mark.parametrize(("year", "count"), [(1970, 1), (2025, 1), (2026, 0), (2099, 0), (2106, 1)])
    def test_years(self, year: int, count: int) -> None:
        """A machine that woke up in 1970 is found out."""
        assert [finding.level for finding in machine.year(NOW.replace(year=year))] == [Level.WRONG] * count

    def test_a_zone_nobody_knows(self) -> None:
        """The reader is named; the others are not held up."""
        named = [("a@r.example", "Europe/Madrid"), ("b@r.example", "Mars/Olympus"), ("c@r.example", "../etc/passwd")]
        assert [finding.sentence.split()[0] for finding in machine.zones(named, NOW)] == ["b@r.example", "c@r.example"]

    def test_old_rules(self) -> None:
        """Rules of two years ago do not know of the changes since."""
        (finding,) = machine.zones([], NOW.replace(year=2050))
        assert (finding.level, "clock changes decided since" in finding.sentence) == (Level.WARNING, True)

    def test_rules_of_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the system has no rules those of the Python package count."""
        monkeypatch.setattr("zoneinfo.TZPATH", ("/nowhere",))
        (finding,) = machine.zones([], NOW)
        assert "the rules are of 20" in finding.sentence

    def test_a_proxy(self) -> None:
        """Who set a proxy hears that it is not used; who set none hears nothing."""
        (finding,) = machine.proxies({"HTTPS_PROXY": "http://proxy.example", "HOME": "/"})
        assert (finding.level, "(HTTPS_PROXY)" in finding.sentence) == (Level.WARNING, True)
        assert list(machine.proxies({"HOME": "/"})) == []


class TestReaders:
    """Who gets mail, and when."""

    def test_nobody(self, tmp_path: Path) -> None:
        """A house without readers is told how to get one."""
        assert "Nobody gets mail." in levels(examine(settings(tmp_path)), Level.WARNING)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            pytest.param({"left_at": NOW}, "they left on 24 November 2026", id="somebody who left"),
            pytest.param({"status": SubscriberStatus.SUSPENDED}, "their address bounced", id="an address that bounced"),
        ],
    )
    def test_listed_without_mail(self, tmp_path: Path, changes: dict[str, Any], words: str) -> None:
        """Somebody in config.toml who gets nothing all the same is named with the reason."""
        chosen = settings(tmp_path, READER)
        with remembering(chosen, reader(address="Ann@reader.example", **changes)):
            found = examine(chosen)
        assert f"ann@reader.example gets no mail: {words}" in levels(found, Level.WARNING)
        assert "gets the next digest" not in levels(found, Level.GOOD)

    def test_who_joined_by_themselves(self) -> None:
        """Active readers from elsewhere are told of; those taken out of the file are not."""
        known = [
            reader(address="self@r.example", origin=Origin.SELF),
            reader(address="file@r.example", origin=Origin.FILE),
            reader(address="paused@r.example", origin=Origin.SELF, status=SubscriberStatus.PAUSED),
        ]
        told = levels(list(people.readers([], known, now=NOW)), Level.GOOD)
        assert "self@r.example gets" in told
        assert "file@r.example" not in told
        assert "paused@r.example" not in told

    def test_many(self) -> None:
        """Twenty are named, the rest counted."""
        known = [reader(address=f"r{n}@r.example", origin=Origin.SELF) for n in range(25)]
        told = levels(list(people.readers([], known, now=NOW)), Level.GOOD)
        assert told.count("gets the next digest") == 20
        assert "And 5 other readers." in told

    def test_a_reader_nowhere_on_earth(self) -> None:
        """A remembered zone that is no longer known is wrong, and does not break the examination."""
        lost = reader(origin=Origin.SELF, schedule=Schedule(timezone="Mars/Olympus"))
        found = list(people.readers([], [lost], now=NOW))
        assert "ann@reader.example has the time zone 'Mars/Olympus'" in levels(found, Level.WRONG)
        assert "gets the next digest" not in levels(found, Level.GOOD)

    def test_next_words_are_in_the_readers_time(self) -> None:
        """The day and hour are those of the reader's own wall."""
        auckland = Schedule(timezone="Pacific/Auckland")
        assert people.next_words(auckland, NOW) == "Wednesday 25 November at 07:00 Pacific/Auckland"
        assert auckland.moment(auckland.due_after(NOW)).astimezone(ZoneInfo("UTC")).day == 24


def _decoded(words: str) -> str:
    """A title as a faulty header writer would put it."""
    return words.replace("=?utf-8?q?a=0D=0A", "a\r\n").replace("Bcc:_", "Bcc: ")
