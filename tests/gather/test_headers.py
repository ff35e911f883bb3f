"""headers: when a server wants to see us again."""

from datetime import UTC, datetime

import pytest

from digest.gather import headers
from tests.gather.conftest import NOW


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        pytest.param("3600", 3600, id="seconds are taken as they are"),
        pytest.param("0", 300, id="at least five minutes"),
        pytest.param("99999999", 604800, id="at most seven days"),
        pytest.param("999999999999999999999", 604800, id="also when it is absurd"),
        pytest.param("Sun, 22 Nov 2026 08:00:00 GMT", 7200, id="a date is counted from now"),
        pytest.param("Sun, 22 Nov 2020 08:00:00 GMT", 300, id="a date gone by is the shortest wait"),
        pytest.param("", None, id="nothing says nothing"),
        pytest.param("soon", None, id="neither do words"),
        pytest.param("-5", None, id="nor a negative number"),
    ],
)
def test_retry_after(words: str, seconds: int | None) -> None:
    """FET-22: seconds or a date, clamped."""
    assert headers.retry_after(words, NOW) == seconds


@pytest.mark.parametrize(
    ("sent", "seconds"),
    [
        pytest.param({"Cache-Control": "public, max-age=1800"}, 1800, id="max-age"),
        pytest.param({"Cache-Control": 'MAX-AGE="60"'}, 60, id="max-age in quotes and capitals"),
        pytest.param({"Cache-Control": "s-maxage=900"}, None, id="what is meant for proxies is not for us"),
        pytest.param(
            {"Cache-Control": "no-cache", "Expires": "Sun, 22 Nov 2026 08:00:00 GMT"},
            None,
            id="no-cache wins over Expires",
        ),
        pytest.param(
            {"Expires": "Sun, 22 Nov 2026 08:00:00 GMT", "Date": "Sun, 22 Nov 2026 07:00:00 GMT"},
            3600,
            id="Expires counts from Date",
        ),
        pytest.param({"Expires": "0", "Date": "Sun, 22 Nov 2026 07:00:00 GMT"}, None, id="an Expires that is no date"),
        pytest.param(
            {"Expires": "Sun, 22 Nov 2026 06:00:00 GMT", "Date": "Sun, 22 Nov 2026 07:00:00 GMT"}, 0, id="stale at once"
        ),
        pytest.param({}, None, id="nothing said"),
    ],
)
def test_max_age(sent: dict[str, str], seconds: int | None) -> None:
    """RFC 9111: how long the answer stays fresh."""
    assert headers.max_age(sent) == seconds


def test_served_at_is_the_servers_clock() -> None:
    """The Date header, in UTC; a date without a zone counts as UTC."""
    assert headers.served_at({"Date": "Sun, 22 Nov 2026 07:00:00 GMT"}) == datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert headers.served_at({"Date": "Sun, 22 Nov 2026 07:00:00"}) == datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert headers.served_at({}) is None
