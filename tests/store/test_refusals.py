"""What refusals leave behind: alarms about us, and addresses that are dead."""

from datetime import datetime, timedelta

import pytest

from digest.domain.mail import Alarm, Delivery, Outcome
from digest.domain.people import SubscriberStatus
from digest.store import Store
from tests.store import samples
from tests.store.samples import DAY, HOUR, NOW, planned, reader

ANN = "ann.2022-12-06"


@pytest.fixture(autouse=True)
def waiting(memory: Store) -> None:
    """A message for Ann waits, and one for Bob."""
    memory.people.save([reader("ann"), reader("bob")])
    memory.mail.plan([planned(reader("ann")), planned(reader("bob"))])


def refused(at: datetime, code: str = "5.1.1") -> Delivery:
    """Ann's message, refused."""
    return samples.delivery(ANN, Outcome.REFUSED, at=at, enhanced_code=code, reply=f"{code} no")


def test_an_alarm_counts_and_keeps_the_last_words(memory: Store) -> None:
    """One for each domain, from its first refusal on."""
    memory.refusals.raise_alarm("example.org", refused(NOW, "5.7.1"))
    memory.refusals.raise_alarm("example.net", refused(NOW + HOUR, "5.7.26"))
    memory.refusals.raise_alarm("example.org", refused(NOW + 2 * HOUR, "5.7.23"))
    first, second = memory.refusals.alarms()
    assert first == Alarm(
        domain="example.org",
        enhanced_code="5.7.23",
        reply="5.7.23 no",
        first_at=NOW,
        last_at=NOW + 2 * HOUR,
        times=2,
    )
    assert (second.domain, second.times) == ("example.net", 1)


def test_an_alarm_ends(memory: Store) -> None:
    """Only that of the domain that takes our mail again."""
    for domain in ("example.org", "example.net"):
        memory.refusals.raise_alarm(domain, refused(NOW, "5.7.1"))
    memory.refusals.clear_alarms(["example.org", "example.com"])
    assert [alarm.domain for alarm in memory.refusals.alarms()] == ["example.net"]


@pytest.mark.parametrize(
    ("after", "suspended"),
    [
        pytest.param([timedelta(0), HOUR, 2 * HOUR], False, id="three times in one day is one day"),
        pytest.param([timedelta(0), DAY], True, id="two days"),
        pytest.param([timedelta(0), 6 * DAY], True, id="two days within a week"),
        pytest.param([timedelta(0), 7 * DAY], False, id="the first is stale after a week"),
        pytest.param([timedelta(0), 7 * DAY, 8 * DAY], True, id="two days, and one that is stale"),
    ],
)
def test_a_dead_address_is_suspended_on_its_second_day(memory: Store, after: list[timedelta], suspended: bool) -> None:
    """Never on the first, and nobody else is touched (mail.md REC-12)."""
    struck = [memory.refusals.strike(refused(NOW + later)) for later in after]
    assert struck == [False] * (len(after) - 1) + [suspended]
    ann, bob = memory.people.subscriber("ann@example.org"), memory.people.subscriber("bob@example.org")
    assert ann is not None
    assert bob is not None
    assert (ann.status is SubscriberStatus.SUSPENDED) is suspended
    assert (ann.next_due_at is None) is suspended
    assert bob.status is SubscriberStatus.ACTIVE
