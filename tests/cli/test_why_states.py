"""What `digest why` says of a message in every state."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from digest.cli import why
from digest.domain.mail import Day, DayState, OutboxStatus
from digest.domain.people import SubscriberStatus
from digest.store import restored
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
            replace(DAY, status=OutboxStatus.UNCERTAIN, next_attempt_at=NOW),
            "at the last moment; evidence decides, or [delivery] uncertain at 2022-12-06T07:00:00Z.",
            id="in doubt",
        ),
        pytest.param(
            replace(DAY, status=OutboxStatus.UNCERTAIN, next_attempt_at=NOW, message_id="<1@example.org>"),
            "at the last moment; its Message-ID, by which logs of mail servers know it, is <1@example.org>; "
            "evidence decides, or [delivery] uncertain at 2022-12-06T07:00:00Z.",
            id="in doubt, with its Message-ID",
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


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        pytest.param(restored.REASON, "was handed over before the database was put back from a backup.", id="known"),
        pytest.param(
            restored.DOUBTFUL,
            "may have been handed over before the database was put back from a backup.",
            id="in doubt",
        ),
    ],
)
def test_what_went_out_before_a_restore_is_not_called_nothing(reason: str, said: str) -> None:
    """They have it; only the record of its words is lost."""
    day = replace(DAY, state=DayState.SKIPPED, edition=None, reason=reason)
    assert why.answer(samples.reader(), day, None, NOW) == [f"2022-12-06: the edition for ann@example.org {said}"]


class TestAPause:
    """Whoever asks why nothing comes hears of it first."""

    def test_one_that_goes_on_is_said_beside_the_last_edition(self) -> None:
        """Without a date the question is about now; with one it is about that day."""
        reader = replace(samples.reader(), status=SubscriberStatus.PAUSED, paused_until=date(2022, 12, 24))
        assert why.answer(reader, DAY, None, NOW)[-1] == "  now they are paused until Sat 24 Dec 2022"
        assert "paused" not in " ".join(why.answer(reader, DAY, DAY.issue_date, NOW))

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            pytest.param(
                5, "they paused until Tue 6 Dec 2022; there is no other record of that day.", id="before its end"
            ),
            pytest.param(6, "there is no record of that day.", id="after it"),
        ],
    )
    def test_one_that_is_over_is_said_of_a_day_without_a_record(self, day: int, said: str) -> None:
        """As far as it is known: when a pause began is not kept."""
        long_ago = NOW - timedelta(days=90)
        reader = replace(
            samples.reader(),
            created_at=long_ago,
            paused_until=date(2022, 12, 6),
            next_issue_date=None,
            next_due_at=None,
        )
        (answer,) = why.answer(reader, None, date(2022, 12, day), NOW + timedelta(days=5))
        assert answer == f"ann@example.org got nothing on 2022-12-0{day}: {said}"
