"""What `digest run` says before it begins."""

import logging
import sys

import pytest

from digest import schedule
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service ends when it has begun, and the log's handlers stay as they are."""
    monkeypatch.setattr(schedule, "serve", lambda _, begun: begun())
    monkeypatch.setattr("digest.cli.logs.begin", lambda as_json: None)


@pytest.fixture
def many(configured: Run) -> Run:
    """More readers than are told, beside the one of config.toml."""
    for number in range(6):
        assert configured("subscribers", "add", f"r{number}@example.org", "--topics", "sport").status == 0
    return configured


def test_a_person_reads_the_next_five_in_words(many: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the number of the others."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    first, *_, last = lines = many("run").out.splitlines()
    assert len(lines) == 6
    assert first.startswith("next digest: ")
    assert last.startswith("and ")
    assert last.endswith(" more")


def test_elsewhere_they_are_events_of_the_log(many: Run, caplog: pytest.LogCaptureFixture) -> None:
    """So that nothing unstructured stands between the lines that a program reads."""
    with caplog.at_level(logging.INFO, logger="digest"):
        assert many("run").out == ""
    events = [record.getMessage() for record in caplog.records]
    assert events.count("next digest") == 5
    assert events[-1] == "next digests of more readers"
