"""What `digest why` says of a message in every state."""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.cli import why
from digest.domain.mail import Day, OutboxStatus
from tests.store import samples
from tests.store.samples import NOW

DAY = samples.planned(samples.reader()).day


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(replace(DAY, status=OutboxStatus.RENDERED), "is ready and waits to be sent.", id="waiting"),
        pytest.param(
            replace(DAY, status=OutboxStatus.RENDERED, reply="a.example refuses our mail; tried again at 08:00 UTC"),
            "is ready and waits to be sent (a.example refuses our mail; tried again at 08:00 UTC).",
            id="waiting while a domain refuses us",
        ),
        pytest.param(replace(DAY, status=OutboxStatus.CLAIMED), "is being sent.", id="claimed"),
        pytest.param(replace(DAY, status=OutboxStatus.DOT), "is being sent.", id="being sent"),
        pytest.param(
            replace(DAY, status=OutboxStatus.ACCEPTED, done_at=NOW, reply="queued"),
            "was accepted at 2022-12-06T07:00:00Z (queued).",
            id="accepted",
        ),
        pytest.param(
            replace(DAY, status=OutboxStatus.ACCEPTED, done_at=NOW, evidence="the log of Postfix"),
            "was accepted at 2022-12-06T07:00:00Z; known from the log of Postfix.",
            id="accepted, as evidence says",
        ),
        pytest.param(
            replace(DAY, status=OutboxStatus.REFUSED, done_at=NOW, reply="550 no", attempts=2),
            "was refused at 2022-12-06T07:00:00Z (tried 2 times: 550 no).",
            id="refused",
        ),
        pytest.param(
            replace(
                DAY,
                status=OutboxStatus.DEFERRED,
                reply="451 later",
                next_attempt_at=NOW,
                fresh_until=NOW + timedelta(hours=1),
            ),
            "(451 later); the next attempt is at 2022-12-06T07:00:00Z, the last before 2022-12-06T08:00:00Z.",
            id="put off",
        ),
        pytest.param(
            replace(DAY, status=OutboxStatus.UNCERTAIN),
            "at the last moment; evidence or [delivery] uncertain decides at the next run.",
            id="in doubt",
        ),
        pytest.param(
            replace(DAY, status=OutboxStatus.UNCERTAIN, done_at=NOW, resent=True),
            "nobody knew what had become of the first; it is not sent again.",
            id="in doubt for good",
        ),
        pytest.param(
            replace(DAY, status=OutboxStatus.EXPIRED, done_at=NOW, reply="451"),
            "was never accepted in time and was given up at 2022-12-06T07:00:00Z (451).",
            id="expired",
        ),
        pytest.param(
            replace(DAY, status=OutboxStatus.SUPPRESSED, done_at=NOW, reply="the reader left"),
            "was held back at 2022-12-06T07:00:00Z (the reader left).",
            id="held back",
        ),
    ],
)
def test_every_state_has_its_sentence(day: Day, said: str) -> None:
    """One sentence with what is known, and what comes next."""
    first, *_ = why.answer(samples.reader(), day, None, NOW)
    assert first.startswith('2022-12-06: the edition "The ferry stays" ')
    assert first.endswith(said)
