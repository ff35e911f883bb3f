"""What a server's answer says about when to come back (pure): RFC 9110 and RFC 9111."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: mail.md FET-22.
SHORTEST_WAIT = 5 * 60
LONGEST_WAIT = 7 * 24 * 3600

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,9})", re.IGNORECASE)


def retry_after(words: str, now: datetime) -> int | None:
    """The seconds a Retry-After asks for, between five minutes and seven days; None when it says nothing."""
    words = words.strip()
    if words.isascii() and words.isdigit():
        seconds = int(words[:9])
    elif moment := _moment(words):
        seconds = int((moment - now) / timedelta(seconds=1))
    else:
        return None
    return max(SHORTEST_WAIT, min(LONGEST_WAIT, seconds))


def max_age(headers: Mapping[str, str]) -> int | None:
    """For how many seconds the answer stays fresh by Cache-Control, else by Expires; None when it does not say."""
    if found := _MAX_AGE.search(headers.get("Cache-Control", "")):
        return int(found.group(1))
    expires, date = _moment(headers.get("Expires", "")), _moment(headers.get("Date", ""))
    if not expires or not date or "Cache-Control" in headers:
        return None
    return max(0, int((expires - date) / timedelta(seconds=1)))


def served_at(headers: Mapping[str, str]) -> datetime | None:
    """The server's own clock (RFC 9110 section 6.6.1); None when it does not say."""
    return _moment(headers.get("Date", ""))


def _moment(words: str) -> datetime | None:
    try:
        said = parsedate_to_datetime(words)
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
