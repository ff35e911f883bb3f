"""dates: the moment a feed's date means."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.gather import dates


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        pytest.param("Sun, 22 Nov 2026 05:06:07 GMT", (2026, 11, 22, 5, 6, 7), id="RFC 5322"),
        pytest.param("22 Nov 2026 05:06 +0530", (2026, 11, 21, 23, 36, 0), id="half an hour's zone, no day"),
        pytest.param("Sunday, 22 November 2026 05:06:07 EST", (2026, 11, 22, 10, 6, 7), id="long names, an old zone"),
        pytest.param("Sun, 22 Nov 2026 05:06:60 -0800", (2026, 11, 22, 13, 6, 59), id="a leap second"),
        pytest.param("Sun, 22 Nov 2026 05:06:07 CET", (2026, 11, 22, 5, 6, 7), id="a zone that only feedparser meets"),
        pytest.param("2026-11-22T05:06:07.5+01:00", (2026, 11, 22, 4, 6, 7), id="RFC 3339"),
        pytest.param("2026-11-22 05:06:07z", (2026, 11, 22, 5, 6, 7), id="with a blank and a small z"),
        pytest.param("2026-11-22T05:06:07", (2026, 11, 22, 5, 6, 7), id="without a zone, as UTC"),
        pytest.param("2026-11-22", (2026, 11, 22, 0, 0, 0), id="a day"),
        pytest.param("Sun, 22 Nov 26 05:06:07 GMT", (2026, 11, 22, 5, 6, 7), id="a year of two digits"),
        pytest.param("  2026-11-22T05:06:07Z\n", (2026, 11, 22, 5, 6, 7), id="blanks around it"),
        pytest.param("", None, id="nothing"),
        pytest.param("soon", None, id="a word"),
        pytest.param("45/13/2026", None, id="no order we know"),
        pytest.param("0000-00-00T00:00:00Z", None, id="nothing but noughts"),
        pytest.param("Sun, 22 Nov 2026 05:06:07 +9959", (2026, 11, 18, 1, 7, 7), id="a zone beyond the world"),
    ],
)
def test_moment(words: str, moment: tuple[int, int, int, int, int, int] | None) -> None:
    """The standards' spellings here, the others by feedparser."""
    assert dates.moment(words) == (datetime(*moment, tzinfo=UTC) if moment else None)


_NUMBERS = r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([+-][0-9]{4}|Z)"


@given(st.text(max_size=40) | st.from_regex(_NUMBERS, fullmatch=True))
def test_any_words_are_a_moment_or_none(words: str) -> None:
    """Law: reading a date never fails, and what comes out is UTC."""
    found = dates.moment(words)
    assert found is None or found.tzinfo is UTC


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)))
def test_a_moment_that_was_written_is_read_again(moment: datetime) -> None:
    """Law: ISO 8601 as Python writes it is a round trip, to the second."""
    aware = moment.replace(microsecond=0, tzinfo=UTC)
    assert dates.moment(aware.isoformat()) == aware
