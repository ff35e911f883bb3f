"""The short form of the races; `make race` is the long one, and docs/reliability.md has its figures."""

import os
import signal
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from digest import store
from digest.domain.mail import Delivery, OutboxMessage
from digest.pipeline import post, restoring, rounds
from tests.reliability import killing, race
from tests.store import samples


@pytest.mark.parametrize(
    ("races", "services", "locked"),
    [
        pytest.param(3, 2, False, id="two services, without locks"),
        pytest.param(1, 10, False, id="ten services, without locks"),
        pytest.param(1, 4, True, id="four services, with locks"),
    ],
)
def test_nobody_gets_two(tmp_path: Path, races: int, services: int, locked: bool) -> None:
    """Started at the same second over the same folder, services send each of 350 readers one mail (REL-10)."""
    with race.track(tmp_path) as where:
        count = race.run(where, races, services, locked=locked, told=lambda _: None)
    assert (count.faults, count.doubled, count.lost, count.races) == ([], 0, 0, races)
    assert locked or count.shared, "one service sent all, so that nothing was shown"


class Sleeper(rounds.Round):
    """A round whose process is put to sleep when its first message is about to be said to its last byte."""

    def write(self, dots: Sequence[OutboxMessage], ended: Sequence[Delivery], *, relay: str = "") -> frozenset[str]:
        """As ever, after the sleep."""
        if dots:
            os.kill(os.getpid(), signal.SIGSTOP)
        return super().write(dots, ended, relay=relay)


def test_who_slept_through_its_lease_sends_nothing(tmp_path: Path) -> None:
    """Stopped between DATA and the dot, overtaken, and woken: the sleeper's claim is gone, and it says so (REL-02)."""
    path = tmp_path / store.FILE
    with race.track(tmp_path) as where:
        with store.open(path, now=samples.NOW) as opened:
            who = samples.reader()
            opened.people.save([who])
            opened.mail.plan([samples.planned(who)])
            restoring.stand(opened, now=samples.NOW)

        def sleep() -> None:
            with store.open(path, now=samples.NOW) as opened:
                this = Sleeper(opened, clock=lambda: samples.NOW, on_delivery=lambda _: None)
                race.way_out(where.hop.port).send(this.messages(), ledger=this, now=lambda: samples.NOW)
                this.close()
                assert this.sent().accepted == 0

        sleeper = killing.forked(sleep)
        os.waitpid(sleeper, os.WUNTRACED)
        later = samples.NOW + rounds.LEASE + timedelta(minutes=1)
        with store.open(path, now=later) as opened:
            overtaken = post.send(opened, race.way_out(where.hop.port), clock=lambda: later)
        os.kill(sleeper, signal.SIGCONT)
        assert killing.waited(sleeper) == 0
        time.sleep(0.1)
        assert overtaken.accepted == 1
        assert [len(copies) for copies in where.hop.copies().values()] == [1]
