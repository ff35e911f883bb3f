"""The kill suite: twenty readers' morning, killed at every system call that matters, and brought to its end (REL-01).

    python -m tests.reliability.kill            # make kill: all points, four ways
    python -m tests.reliability.kill --points 60 --random 20

After each kill another process starts as the service would: it plans who is left, resolves what is in doubt, and sends
what waits.  Then every reader must have exactly one accepted copy, or be named as uncertain.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from digest import store
from digest.deliver.evidence import Evidence
from digest.deliver.postfix_log import PostfixLog
from tests.peers import conversation, postfix
from tests.reliability import installation, killing, receiver

#: Later than any grace that a message in doubt has, and no tick of the service later.
LATER = timedelta(minutes=2)
#: Ticks that evidence is waited for before the policy decides.
TICKS = 20
#: Calls made no oftener than so are all tried, however few points are asked for.
_SELDOM = 100


class Hop(Protocol):
    """Where the mail goes, and what says which copies came there."""

    @property
    def port(self) -> int:
        """Where it listens."""
        ...

    def copies(self) -> dict[str, list[str]]:
        """Reader -> the fingerprint of every copy."""
        ...

    def forget(self) -> None:
        """Nothing; it begins anew."""
        ...


@dataclass(kw_only=True)
class Mailboxes:
    """A real Postfix as the hop; what counts is what lies in the mailboxes."""

    postfix: postfix.Postfix

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.postfix.port

    def copies(self) -> dict[str, list[str]]:
        """Reader -> the fingerprint of every copy in the mailbox."""
        self.postfix.settle()
        found: dict[str, list[str]] = {}
        for kept in self.postfix.kept():
            reader = kept.partition(b"\nDelivered-To: ")[2].partition(b"\n")[0].decode()
            found.setdefault(reader, []).append(sha256(postfix.bare(kept)).hexdigest())
        return found

    def forget(self) -> None:
        """Nothing; the mailboxes are empty."""
        self.postfix.settle()
        for path in (self.postfix.folder / "mail" / "all" / "new").glob("*"):
            path.unlink()


@dataclass(frozen=True, kw_only=True)
class Row:
    """Where one reader's message stands in the outbox."""

    reader: str
    status: str
    #: Whether it was sent a second time by the policy, and says so.
    resent: bool
    #: What resolved it; "" for nothing.
    evidence: str


@dataclass(kw_only=True)
class Count:
    """What came of a suite."""

    #: Kills that hit.
    tried: int = 0
    #: Readers in all trials with no copy whom no row names as uncertain.
    lost: int = 0
    #: Readers with more than one copy; those of them whose second copy the outbox does not name, or is another message.
    doubled: int = 0
    unnamed: int = 0
    #: Readers left in doubt, and those whom evidence took out of it.
    uncertain: int = 0
    resolved: int = 0
    #: What went wrong, as sentences.
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"tried {self.tried}, lost {self.lost}, doubled {self.doubled} (unnamed {self.unnamed}), "
            f"uncertain {self.uncertain}, resolved by evidence {self.resolved}"
        )


@dataclass(kw_only=True)
class Suite:
    """One installation, one hop and one policy."""

    home: installation.Installation
    hop: Hop
    folder: Path
    evidence: Sequence[Evidence] = ()
    resend: bool = False
    connections: int = 1
    #: Relays that are tried first, and refuse everything.
    refusing: Sequence[receiver.Receiver] = ()
    count: Count = field(default_factory=Count)

    def morning(self, database: Path, now: datetime) -> None:
        """One tick of the service."""
        self.home.morning(
            database, self.hop.port, now=now, connections=self.connections, evidence=self.evidence, resend=self.resend,
            before=[relay.port for relay in self.refusing],
        )  # fmt: skip

    def points(self) -> list[tuple[str, int]]:
        """Every call of an undisturbed morning, and how many-eth it is."""
        work = partial(self.morning, self._fresh(), self.home.now)
        most = killing.counted(work, self.folder / "strace.log")
        assert all(len(copies) == 1 for copies in self.hop.copies().values())
        return [(call, number) for call in sorted(most) for number in range(1, most[call] + 1)]

    def at(self, call: str, number: int) -> None:
        """Nothing; one kill at a call, the recovery, and the count."""
        self._trial(f"{call} {number}", lambda work: killing.at_call(work, call, number))

    def after(self, seconds: float) -> None:
        """Nothing; the same with a kill after a time."""
        self._trial(f"after {seconds:.4f} s", lambda work: killing.after(work, seconds))

    def length(self) -> float:
        """How long an undisturbed morning takes, in seconds."""
        work = partial(self.morning, self._fresh(), self.home.now)
        began = time.monotonic()
        killing.whole(work)
        return time.monotonic() - began

    def _fresh(self) -> Path:
        self.hop.forget()
        return self.home.copy(self.folder / "trial")

    def _trial(self, where: str, kill: Callable[[Callable[[], None]], bool]) -> None:
        database = self._fresh()
        hit = kill(partial(self.morning, database, self._now()))
        self.count.tried += hit
        for tick in range(TICKS if self.evidence else 1):
            killing.whole(partial(self.morning, database, self._now()))
            if not self._is_open(database):
                break
            time.sleep(0.02 * tick)
        if self._is_open(database):
            killing.whole(partial(self.morning, database, self._now() + LATER))
        self._judge(where, database)

    def _now(self) -> datetime:
        """The log of Postfix goes by the clock on the wall."""
        return datetime.now(UTC).replace(microsecond=0) if self.evidence else self.home.now  # noqa: TID251

    def _is_open(self, database: Path) -> bool:
        """Whether anybody still waits for mail, or for an end to the doubt."""
        with store.open(database, now=self.home.now) as opened:
            return opened.mail.waiting(now=self.home.now + LATER) > 0 or bool(opened.doubts.open())

    def _judge(self, where: str, database: Path) -> None:
        rows, copies = _rows(database, self.home.now), self.hop.copies()
        if len(rows) != installation.READERS:
            self.count.lost += installation.READERS - len(rows)
            self.count.faults.append(f"{where}: {len(rows)} readers were planned")
        in_doubt = sum(row.status == "uncertain" or row.resent or bool(row.evidence) for row in rows)
        if in_doubt > self.connections:
            self.count.faults.append(f"{where}: {in_doubt} were in doubt, of {self.connections} connections")
        for row in rows:
            if fault := self._fault(row, copies.get(row.reader, [])):
                self.count.faults.append(f"{where}: {row.reader} ({row.status}) {fault}")

    def _fault(self, row: Row, copies: list[str]) -> str:
        """What is wrong with one reader; "" for nothing.  Everything is counted on the way."""
        self.count.uncertain += row.status == "uncertain"
        self.count.resolved += bool(row.evidence)
        if row.status not in ("accepted", "uncertain") or (row.status == "accepted" and not copies):
            self.count.lost += 1
            return "got nothing"
        if len(copies) > 1:
            self.count.doubled += 1
            if not row.resent or len(copies) > 2 or len(set(copies)) > 1:
                self.count.unnamed += 1
                return f"got {len(copies)} copies"
        return ""


def _rows(database: Path, now: datetime) -> list[Row]:
    query = "SELECT rcpt, status, resent, COALESCE(evidence, '') AS evidence FROM outbox"
    with store.open(database, now=now) as opened:
        return [
            Row(reader=row["rcpt"], status=row["status"], resent=bool(row["resent"]), evidence=row["evidence"])
            for row in opened._db.query(query)
        ]


@contextmanager
def beside_a_receiver(folder: Path, *, resend: bool, connections: int = 1) -> Iterator[Suite]:
    """The suite without evidence: what is in doubt stays so, or is sent once more."""
    with receiver.running(folder) as hop, installation.made(_new(folder, "home"), now=_MORNING) as home:
        yield Suite(home=home, hop=hop, folder=folder, resend=resend, connections=connections)


@contextmanager
def behind_a_refusal(folder: Path, *, connections: int = 1) -> Iterator[Suite]:
    """The suite with two relays: the first hears every message out and refuses it, the second takes it."""
    with (
        receiver.running(folder, refusing=True) as refusing,
        beside_a_receiver(folder, resend=True, connections=connections) as suite,
    ):
        suite.refusing = [refusing]
        yield suite


@contextmanager
def beside_postfix(folder: Path, *, connections: int = 1) -> Iterator[Suite]:
    """The suite with a real Postfix, whose log and queue are asked."""
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - see `Suite._now`
    with postfix.running() as running, installation.made(_new(folder, "home"), now=now) as home:
        log = PostfixLog(path=running.log, settings=running.settings, relays={f"{conversation.HOST}:{running.port}"})
        hop = Mailboxes(postfix=running)
        yield Suite(home=home, hop=hop, folder=folder, evidence=[log], resend=True, connections=connections)


_MORNING = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)


def _new(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def spread(points: Sequence[tuple[str, int]], number: int) -> list[tuple[str, int]]:
    """So many of the points, those of calls made seldom first and of the others from first to last; all for 0."""
    often = Counter(call for call, _ in points)
    ordered = sorted(points, key=lambda point: (often[point[0]], point))
    seldom = sum(often[call] <= _SELDOM for call, _ in points)
    if not 0 < number < len(points):
        return ordered
    if number <= seldom:
        return [ordered[index * len(ordered) // number] for index in range(number)]
    rest, room = ordered[seldom:], number - seldom
    return [*ordered[:seldom], *(rest[index * len(rest) // room] for index in range(room))]


def run(suite: Suite, *, points: int, chances: int) -> Count:
    """The count of a suite: at so many points (0 for all), and after so many random times."""
    for number, (call, many) in enumerate(spread(suite.points(), points), 1):
        suite.at(call, many)
        if number % 50 == 0:
            print(f"  {number}: {suite.count}", file=sys.stderr, flush=True)  # noqa: T201
    length, chance = suite.length(), random.Random(20221206)
    for _ in range(chances):
        suite.after(chance.uniform(0, length))
    return suite.count


def main() -> None:
    """Print the counts; the exit status says whether anybody was lost, or got a copy too many that nobody names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=int, default=0)
    parser.add_argument("--random", type=int, default=200)
    parser.add_argument("--only", choices=["never", "resend", "relays", "postfix", "power"])
    asked = parser.parse_args()
    ways: dict[str, Callable[[Path], AbstractContextManager[Suite]]] = {
        "never": partial(beside_a_receiver, resend=False),
        "resend": partial(beside_a_receiver, resend=True),
        "relays": behind_a_refusal,
        "postfix": beside_postfix,
    }
    wrong = False
    for name, way in ways.items():
        if asked.only in (None, name):
            with ExitStack() as stack:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="digest-kill-")))
                count = run(stack.enter_context(way(folder)), points=asked.points, chances=asked.random)
            print(f"{name}: {count}", *count.faults[:20], sep="\n  ", flush=True)  # noqa: T201
            wrong |= bool(count.lost or count.unnamed)
    if asked.only in (None, "power"):
        from tests.reliability import power

        wrong |= power.report(asked.points)
    sys.exit(wrong)


if __name__ == "__main__":
    main()
