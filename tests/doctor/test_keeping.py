"""Data folder, database, classifier."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from digest import store
from digest.doctor import keeping
from digest.doctor.finding import Level
from digest.domain.account import Trouble
from digest.domain.mail import Outcome
from digest.domain.pictures import Attempt
from tests.doctor.household import NOW, READER, examine, feeds, levels, settings
from tests.store import samples


class TestKeeping:
    """Folder, database, classifier."""

    def test_a_damaged_database(self, tmp_path: Path, paper: str) -> None:
        """A file that is no database is wrong, and everything else is examined all the same."""
        chosen = settings(tmp_path, READER + feeds(f"{paper}/good"))
        chosen.service.data.mkdir()
        (chosen.service.data / store.FILE).write_bytes(b"no database at all" * 100)
        found = examine(chosen)
        assert "is not a database" in levels(found, Level.WRONG)
        assert "1 feed of 1 gave news." in levels(found, Level.GOOD)

    def test_a_database_that_breaks_its_own_rules(self, tmp_path: Path, paper: str) -> None:
        """One that opens, and is damaged all the same, is wrong."""
        chosen = settings(tmp_path, READER + feeds(f"{paper}/good"))
        path = chosen.service.data / store.FILE
        with store.open(path, now=samples.NOW) as memory:
            memory.news.save_feeds([samples.LEDGER])
        samples.break_its_own_rules(path)
        assert f"The database {path} is damaged: NULL value in feed.checked_at." in levels(examine(chosen), Level.WRONG)

    @pytest.mark.parametrize(
        ("free", "level", "words"),
        [
            pytest.param(10_000_000_000, Level.GOOD, "10.0 GB free", id="room for years"),
            pytest.param(100_000_000, Level.WARNING, "0.1 GB free", id="a hundred megabytes"),
            pytest.param(10_000_000, Level.WRONG, "has no room: 10 MB", id="ten megabytes"),
        ],
    )
    def test_room_on_the_disk(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level, words: str
    ) -> None:
        """Before the disk is full somebody is told."""

        class Usage(NamedTuple):
            free: int

        monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(free))
        (finding,) = keeping.folder(tmp_path / "data" / "deep")
        assert finding.level is level
        assert words in finding.sentence

    def test_a_data_folder_that_is_a_file(self, tmp_path: Path) -> None:
        """It is wrong, and the sentence says how to choose another."""
        (tmp_path / "data").write_text("a file")
        (finding,) = keeping.folder(tmp_path / "data")
        assert (finding.level, "Not a directory" in finding.sentence) == (Level.WRONG, True)
        assert "[service]" in finding.advice

    def test_a_classifier_that_cannot_be_read(self, tmp_path: Path) -> None:
        """A damaged classifier of one's own is named, and the command that puts the one in use in its place."""
        chosen = settings(tmp_path, READER)
        chosen.service.data.mkdir()
        (chosen.service.data / "topics.npz").write_bytes(b"rubbish")
        assert str(chosen.service.data / "topics.npz") in levels(examine(chosen), Level.WRONG)
        assert [one.advice for one in keeping.classifier(chosen) if one.level is Level.WRONG] == [
            "Put that in its place: digest models use shipped."
        ]

    def test_a_classifier_named_in_config_that_cannot_be_read(self, tmp_path: Path) -> None:
        """No command may change what config.toml says."""
        chosen = settings(tmp_path, READER)
        damaged = tmp_path / "mine.npz"
        damaged.write_bytes(b"rubbish")
        named = replace(chosen, topics=replace(chosen.topics, model=damaged))
        (finding,) = [one for one in keeping.classifier(named) if one.level is Level.WRONG]
        assert str(damaged) in finding.sentence
        assert finding.advice == "Name a whole one under [topics] in config.toml, or none."

    def test_a_topic_the_classifier_does_not_know(self, tmp_path: Path) -> None:
        """A topic that no story can ever have is warned of."""
        chosen = settings(tmp_path, READER)
        names = {**chosen.topics.names, "cycling": "Cycling"}
        odd = replace(chosen, topics=replace(chosen.topics, names=names))
        assert "knows nothing of cycling" in levels(examine(odd), Level.WARNING)

    def test_sending_that_is_held_after_a_restore(self, tmp_path: Path) -> None:
        """A backup put back without its journal is wrong until somebody resumes, and both ways are named."""
        chosen = settings(tmp_path, READER)
        with store.open(chosen.service.data / store.FILE, now=samples.NOW) as memory:
            memory.journal.remember(hold="the database is a backup")
        (finding,) = [one for one in examine(chosen, reach=False) if "Nothing is sent" in one.sentence]
        assert finding.level is Level.WRONG
        assert "digest resume --skip" in finding.advice

    def test_domains_that_refuse_us(self, tmp_path: Path) -> None:
        """An alarm that stands is told with the words of the refusal and how to read them; one that is over is not."""
        chosen = settings(tmp_path, READER)
        refused = samples.delivery("ann.2022-12-06", Outcome.REFUSED, enhanced_code="5.7.27", reply="550 5.7.27 no SPF")
        with store.open(chosen.service.data / store.FILE, now=samples.NOW) as memory:
            for domain in ("mail.example", "mail.example", "over.example"):
                memory.refusals.raise_alarm(domain, refused)
            memory.refusals.clear_alarms(["over.example"])
            who = samples.reader(address="ann@mail.example")
            memory.people.save([who])
            memory.mail.plan([samples.planned(who, to=who.address)])
        (finding,) = [one for one in examine(chosen, reach=False) if "refuses our mail" in one.sentence]
        assert finding.level is Level.WARNING
        assert finding.sentence.startswith("mail.example refuses our mail, 2 times since 6 December 2022")
        assert finding.sentence.endswith(", 1 mail waiting: 550 5.7.27 no SPF")
        assert "digest doctor --explain 5.7.27" in finding.advice

    def test_mails_in_doubt_and_mails_that_wait(self, tmp_path: Path) -> None:
        """Each doubt by name with its Message-ID, and how many wait until when: warnings, nothing wrong."""
        chosen = settings(tmp_path, READER)
        ann, bob = (samples.reader(name) for name in ("ann", "bob"))
        with store.open(chosen.service.data / store.FILE, now=samples.NOW) as memory:
            memory.people.save([ann, bob])
            memory.mail.plan([samples.planned(ann)])
            memory.mail.claim(limit=1, token="mine", now=samples.NOW, lease=samples.LEASE)
            memory.mail.mark_dot("ann.2022-12-06", token="mine", now=samples.NOW)
            lost = samples.delivery("ann.2022-12-06", Outcome.UNCERTAIN, reply="no answer")
            memory.mail.settle(lost, token="mine", next_attempt_at=samples.NOW + timedelta(minutes=5))
            memory.mail.plan([samples.planned(bob)])
            remembered, _ = keeping.database(chosen.service.data / store.FILE, now=samples.NOW)
        doubt, waiting = keeping.sending(remembered)
        assert (doubt.level, waiting.level) == (Level.WARNING, Level.WARNING)
        assert "the mail to ann@example.org arrived" in doubt.sentence
        assert "Message-ID <ann.2022-12-06@example.org>" in doubt.sentence
        assert waiting.sentence == "1 mail waiting to be sent."

    def test_many_doubts_are_counted_and_a_ceiling_is_named(self) -> None:
        """Ten are told one by one; what waits for a ceiling says which."""
        doubtful = tuple(Trouble(name=f"r{number}@example.org", reason="2022-12-06: lost") for number in range(12))
        full = "waits: the daily ceiling of mx.example:25 is reached; it goes on at 08:00 UTC on 7 December"
        *named, more, ceiling = keeping.sending(keeping.Remembered(doubtful=doubtful, waiting=3, full=full))
        assert len(named) == 10
        assert more.sentence == "Nor of 2 mails more."
        assert ceiling.sentence == f"The mails of a day are used up, and 3 mails waiting: new mail {full}."

    def test_the_next_try_of_what_waits(self) -> None:
        """Its moment is said where every mail waits for one of its own."""
        (finding,) = keeping.sending(keeping.Remembered(waiting=2, next_at=samples.NOW))
        assert finding.sentence == "2 mails waiting to be sent, the next try at 07:00 UTC."


class TestPictures:
    """What publishers' pictures could not be had."""

    @pytest.mark.parametrize(
        ("failures", "level", "said"),
        [
            pytest.param(
                ["URL answers 404.", "URL has 9 x 9 pixels.", "URL has 80 x 3 pixels."],
                Level.GOOD,
                "3 pictures could not be had in the last 7 days; the commonest reason, 2 times: https://i.example/1",
                id="a few, and the size in a reason does not count",
            ),
            pytest.param(
                ["URL answers 403."] * 12,
                Level.WARNING,
                "12 pictures could not be had in the last 7 days; the reason, 12 times: https://i.example/0 answ",
                id="so many that somebody should look",
            ),
        ],
    )
    def test_how_many_failed_and_why(self, tmp_path: Path, failures: list[str], level: Level, said: str) -> None:
        """The number, the commonest reason, and an address to look at; what is older is not told."""
        chosen = settings(tmp_path, READER)
        urls = [f"https://i.example/{number}" for number in range(len(failures))]
        with store.open(chosen.service.data / store.FILE, now=NOW) as memory:
            attempts = [
                Attempt(url=url, failure=failure.replace("URL", url), retry_at=NOW + timedelta(days=1))
                for url, failure in zip(urls, failures, strict=True)
            ]
            memory.pictures.save(attempts, now=NOW - timedelta(days=1))
            old = Attempt(url="https://i.example/old", failure="old", retry_at=NOW)
            memory.pictures.save([old], now=NOW - timedelta(days=8))
        assert said in levels(examine(chosen, reach=False), level)

    def test_where_none_failed_nothing_is_said(self, tmp_path: Path) -> None:
        """Also without a database."""
        assert "picture" not in "".join(one.sentence for one in examine(settings(tmp_path, READER), reach=False))
