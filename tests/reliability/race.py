"""Several services at the same second over the same data folder: nobody gets two (REL-10).

    python -m tests.reliability.race            # make race: 1,000 races by two, 100 by ten

Every service is a process of its own and plans and sends hundreds of readers' mail, without the locks that keep
services apart: the database alone must hold.  In a few more races, with the locks, each does all that its tick does.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from digest import locks, store
from digest.deliver.smtp import SmtpTransport
from digest.pipeline import post, restoring, rounds
from tests.deliver import mail_servers
from tests.reliability import killing, receiver
from tests.store import samples

#: More than one service claims at once, so that all of them have something to send.
READERS = 350
#: Well after the start of the slowest process, in seconds.
_GUN = 0.05


@dataclass(kw_only=True)
class Count:
    """What came of races."""

    races: int = 0
    #: Readers in all races who got more than one copy, and none.
    doubled: int = 0
    lost: int = 0
    #: Races in which more than one service sent.
    shared: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.races} races, {self.doubled} doubled, {self.lost} lost, {self.shared} shared by several"


@dataclass(frozen=True, kw_only=True)
class Track:
    """Where races are run."""

    hop: receiver.Receiver
    folder: Path

    def race(self, number: int, services: int, *, locked: bool, count: Count) -> None:
        """Nothing; one race, counted."""
        folder = self.folder / str(number)
        path = folder / store.FILE
        with store.open(path, now=samples.NOW) as opened:
            opened.people.save([samples.reader(f"{one:03}") for one in range(READERS)])
            # The journal is begun under the lock, by whoever comes first.
            restoring.stand(opened, now=samples.NOW)
        self.hop.forget()
        gun = time.monotonic() + _GUN
        tick = partial(_locked if locked else _unlocked, path, self.hop.port, gun)
        pids = [killing.forked(partial(tick, folder / f"sent-{one}")) for one in range(services)]
        ends = [killing.waited(pid) for pid in pids]
        self._judge(number, path, ends, count)

    def _judge(self, number: int, path: Path, ends: list[int], count: Count) -> None:
        count.races += 1
        copies = self.hop.copies()
        doubled = [reader for reader, taken in copies.items() if len(taken) > 1]
        count.doubled += len(doubled)
        count.lost += READERS - len(copies)
        count.shared += sum(int(file.read_text()) > 0 for file in path.parent.glob("sent-*")) > 1
        with store.open(path, now=samples.NOW) as opened:
            tally = opened.mail.tally(since=samples.NOW - timedelta(days=1))
        if any(ends) or doubled or len(copies) != READERS or tally.accepted != READERS:
            count.faults.append(f"race {number}: {Counter(ends)}, {tally}, doubled: {doubled[:3]}")


def _unlocked(path: Path, port: int, gun: float, sent: Path) -> None:
    """Plan and send as a service that knows of no other."""
    with store.open(path, now=samples.NOW) as opened:
        time.sleep(max(0.0, gun - time.monotonic()))
        _plan(opened)
        this = rounds.Round(opened, clock=lambda: samples.NOW, on_delivery=lambda _: None)
        try:
            way_out(port).send(this.messages(), ledger=this, now=lambda: samples.NOW)
        finally:
            this.close()
        sent.write_text(str(this.sent().accepted))


def _locked(path: Path, port: int, gun: float, sent: Path) -> None:
    """The same under the lock, with the recovery that every tick begins with."""
    time.sleep(max(0.0, gun - time.monotonic()))
    with locks.hold(path.parent, "send", wait=60), store.open(path, now=samples.NOW) as opened:
        _plan(opened)
        done = post.send(opened, way_out(port), clock=lambda: samples.NOW)
        sent.write_text(str(done.accepted))


def _plan(opened: store.Store) -> None:
    """Whoever is due, as many at once as the service takes; each service would show them other stories."""
    while due := opened.people.due(samples.NOW, limit=30):
        opened.mail.plan([samples.planned(who, f"story of {os.getpid()}") for who in due])


def way_out(port: int) -> SmtpTransport:
    """The way to the mail server."""
    return SmtpTransport(mail_servers.server_at(port, connections=2))


@contextmanager
def track(folder: Path) -> Iterator[Track]:
    """A track with a mail server beside it."""
    with receiver.running(folder) as hop:
        yield Track(hop=hop, folder=folder)


def run(where: Track, races: int, services: int, *, locked: bool = False, told: Callable[[Count], None]) -> Count:
    """The count of so many races."""
    count = Count()
    for number in range(races):
        where.race(number, services, locked=locked, count=count)
        told(count)
    return count


def main() -> None:
    """Print the counts; the exit status says whether anybody got two, or none."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--races", type=int, default=1000)
    asked = parser.parse_args()
    kinds = ((asked.races, 2, False), (asked.races // 10, 10, False), (asked.races // 10, 2, True))
    wrong = False
    for races, services, locked in kinds:
        with tempfile.TemporaryDirectory(prefix="digest-race-") as name, track(Path(name)) as where:
            count = run(where, races, services, locked=locked, told=_tell)
        how = "with" if locked else "without"
        print(f"{services} services {how} locks: {count}", *count.faults[:10], sep="\n  ", flush=True)  # noqa: T201
        wrong |= bool(count.faults)
    sys.exit(wrong)


def _tell(count: Count) -> None:
    if count.races % 50 == 0:
        print(f"  {count}", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
