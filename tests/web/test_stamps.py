"""Stamps of forms: not too fast, not too old, and ours."""

from datetime import UTC, datetime, timedelta

import pytest

from digest import tokens
from digest.tokens import Purpose
from digest.web import stamps
from digest.web.stamps import Stamp

KEYS = tokens.Keys(b"k" * tokens.ROOT)
SHOWN = datetime(2026, 11, 20, 23, 59, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(timedelta(seconds=0), Stamp.HASTY, id="at once"),
        pytest.param(timedelta(seconds=4), Stamp.HASTY, id="a machine that waits a little"),
        pytest.param(timedelta(seconds=5), Stamp.GOOD, id="five seconds"),
        pytest.param(timedelta(hours=1), Stamp.GOOD, id="an hour, past midnight"),
        pytest.param(timedelta(hours=1, seconds=1), Stamp.STALE, id="more than an hour"),
        pytest.param(timedelta(seconds=-6), Stamp.STALE, id="from the future"),
    ],
)
def test_a_form_takes_a_person_some_time(after: timedelta, expected: Stamp) -> None:
    """Five seconds at least, an hour at most (SUB-17)."""
    assert stamps.read(KEYS, stamps.make(KEYS, now=SHOWN), now=SHOWN + after) is expected


@pytest.mark.parametrize("purpose", [purpose for purpose in Purpose if purpose is not Purpose.FORM])
def test_other_tokens_are_no_stamps(purpose: Purpose) -> None:
    """A token that anybody has from a mail opens no form."""
    token = KEYS.make(purpose, f"{int(SHOWN.timestamp()):08x}00000000", SHOWN.date())
    assert stamps.read(KEYS, token, now=SHOWN + timedelta(minutes=1)) is Stamp.STALE


def test_no_two_forms_have_the_same_stamp() -> None:
    """Two people who open the page in the same second are two."""
    assert len({stamps.make(KEYS, now=SHOWN) for _ in range(50)}) == 50
