"""Who gets mail, and when."""

from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from digest.doctor import people
from digest.doctor.finding import Level
from digest.domain.news import Origin
from digest.domain.people import Schedule, SubscriberStatus
from tests.doctor.household import NOW, READER, examine, levels, reader, remembering, settings


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

    def test_the_date_is_the_one_the_database_has(self) -> None:
        """Somebody who had today's edition early is not due again today."""
        early = reader(origin=Origin.SELF, next_issue_date=date(2026, 11, 27))
        assert "on Friday 27 November" in levels(list(people.readers([], [early], now=NOW)), Level.GOOD)

    @pytest.mark.parametrize(
        ("changes", "words", "level"),
        [
            pytest.param(
                {"next_issue_date": date(2036, 11, 27)}, "27 November 2036 at", Level.WARNING, id="years ahead"
            ),
            pytest.param({"next_issue_date": date(2026, 12, 4)}, "4 December at", Level.WARNING, id="over eight days"),
            pytest.param({"next_issue_date": date(2026, 12, 3)}, "3 December at", Level.GOOD, id="eight days"),
            pytest.param(
                {"next_issue_date": date(2027, 1, 8), "paused_until": date(2027, 1, 7)},
                "Friday 8 January 2027 at",
                Level.GOOD,
                id="a pause over the end of the year",
            ),
        ],
    )
    def test_a_date_too_far_ahead_is_not_good(self, changes: dict[str, Any], words: str, level: Level) -> None:
        """More than their days can yield is the clock's doing; a date of another year has its year."""
        far = reader(origin=Origin.SELF, **changes)
        found = [one for one in people.readers([], [far], now=NOW) if "gets the next digest" in one.sentence]
        assert [one.level for one in found] == [level]
        assert words in found[0].sentence
        assert ("though their days would have it on Wednesday 25 November at" in found[0].sentence) is (
            level is Level.WARNING
        )

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
        assert (
            people.next_words(auckland, auckland.due_after(NOW), now=NOW)
            == "Wednesday 25 November at 07:00 Pacific/Auckland"
        )
        assert auckland.moment(auckland.due_after(NOW)).astimezone(ZoneInfo("UTC")).day == 24
