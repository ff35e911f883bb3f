"""An edition is never empty."""

from datetime import UTC, date, datetime

import pytest

from digest.domain.mail import Edition
from digest.domain.people import Cadence, Counts, Schedule


def edition(note: str) -> Edition:
    """An edition without a story."""
    return Edition(
        address="ada@reader.example",
        issue_date=date(2026, 11, 22),
        subject="A quiet day",
        headline="A quiet day",
        date_words="Sunday",
        lead=None,
        sections=(),
        counts=Counts(),
        made_at=datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
        model_version="m",
        note=note,
    )


def test_an_edition_without_a_story_says_something_of_the_day() -> None:
    """One line is an edition, nothing is not; the refusal names the reader and the date."""
    assert edition("Nothing new for you today.").items == ()
    with pytest.raises(ValueError, match=r"never made: ada@reader\.example, 2026-11-22"):
        edition("")


def test_chosen_days_are_one_day_at_least() -> None:
    """A schedule without a day would never be due."""
    assert Schedule(cadence=Cadence.DAYS, days=frozenset({0, 3})).weekdays == {0, 3}
    with pytest.raises(ValueError, match="one day at least"):
        Schedule(cadence=Cadence.DAYS)
