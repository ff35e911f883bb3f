"""What refusals leave behind: alarms about us, and addresses that are dead."""

from datetime import datetime, timedelta

import pytest

from digest.domain.mail import Alarm, Delivery, Outcome
from digest.domain.people import SubscriberStatus
from digest.store import Store
from digest.store.bounces import PROBE
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
    ("after", "dead"),
    [
        pytest.param([timedelta(0), HOUR, 2 * HOUR], False, id="three times in one day is one day"),
        pytest.param([timedelta(0), DAY], True, id="two days"),
        pytest.param([timedelta(0), 6 * DAY], True, id="two days within a week"),
        pytest.param([timedelta(0), 7 * DAY], False, id="the first is stale after a week"),
        pytest.param([timedelta(0), 7 * DAY, 8 * DAY], True, id="two days, and one that is stale"),
    ],
)
def test_an_address_is_dead_on_its_second_day(memory: Store, after: list[timedelta], dead: bool) -> None:
    """Never on the first, and of nobody else; then it is to be probed, and until that fails nobody is suspended."""
    assert [memory.refusals.strike(refused(NOW + later)) for later in after] == [False] * len(after)
    now = NOW + after[-1]
    ann, bob = memory.people.subscriber("ann@example.org"), memory.people.subscriber("bob@example.org")
    assert ann
    assert bob
    assert [memory.refusals.is_dead(reader.id, now=now) for reader in (ann, bob)] == [dead, False]
    assert memory.bounces.to_probe(now=now) == ((ann.id,) if dead else ())
    memory.bounces.mark(ann.id, PROBE, at=now)
    assert memory.bounces.to_probe(now=now) == ()
    assert not memory.refusals.strike(refused(now + HOUR)), "it was sent before the probe"
    assert memory.refusals.strike(refused(now + DAY))
    ann = memory.people.subscriber("ann@example.org")
    assert ann
    assert (ann.status, ann.next_due_at) == (SubscriberStatus.SUSPENDED, None)
    assert not memory.refusals.strike(refused(now + 2 * DAY)), "once"
