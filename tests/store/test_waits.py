"""What waits in the outbox."""

from digest import store
from digest.domain.account import Trouble
from digest.domain.mail import OutboxStatus
from digest.store.waits import Ahead
from tests.store import samples
from tests.store.samples import HOUR, NOW

ANN, BOB = samples.reader("ann"), samples.reader("bob")


def test_what_is_stale_is_given_up_with_a_reason() -> None:
    """Once, by name; what is still fresh, and what waits for a later moment, stays."""
    with store.memory(NOW) as memory:
        memory.people.save([ANN, BOB])
        memory.mail.plan([samples.planned(ANN), samples.planned(BOB, fresh_until=NOW + 99 * HOUR)])
        assert memory.waits.expire(reason="too late", now=NOW) == ()
        late = NOW + 21 * HOUR
        assert memory.waits.expire(reason="too late", now=late) == (Trouble(name=ANN.address, reason="too late"),)
        assert memory.waits.expire(reason="too late", now=late) == ()
        day = memory.mail.day("ann", samples.TODAY)
        assert day is not None
        assert (day.status, day.reply) == (OutboxStatus.EXPIRED, "too late")
        assert memory.waits.number() == 1


def test_what_waits_for_a_moment_of_its_own() -> None:
    """How many, and the first moment; what is due now is not among them."""
    with store.memory(NOW) as memory:
        memory.people.save([ANN, BOB])
        assert memory.waits.ahead(now=NOW) == Ahead(mails=0, next_at=None)
        memory.mail.plan([samples.planned(ANN), samples.planned(BOB, next_attempt_at=NOW + HOUR)])
        assert memory.waits.ahead(now=NOW) == Ahead(mails=1, next_at=NOW + HOUR)
