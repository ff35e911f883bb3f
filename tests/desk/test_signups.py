"""A storm of sign-ups, in short; `python -m tests.desk.signups` has all of it."""

from pathlib import Path

from tests.desk import counter as counter_
from tests.desk import signups


def test_a_storm_of_sign_ups_sends_one_mail_a_day(tmp_path: Path) -> None:
    """To each address at most; and in all no more than the ceiling, however many are typed (SUB-15, SUB-16)."""
    with counter_.opened(tmp_path, ceiling=20) as counter:
        storm = signups.raise_(counter, addresses=100, times=20, ceiling=20, hours=1)
    assert (storm.attempts, storm.per_address, storm.per_hour, storm.mails) == (2000, 1, 20, 20)


def test_without_a_ceiling_each_address_is_asked_once(tmp_path: Path) -> None:
    """What is not held back reaches everybody, once."""
    with counter_.opened(tmp_path, ceiling=0) as counter:
        storm = signups.raise_(counter, addresses=60, times=20, ceiling=0, hours=1)
    assert (storm.mails, storm.addressed, storm.per_address) == (60, 60, 1)
