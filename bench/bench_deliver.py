"""How many ready messages a second leave, against Postfix's own `smtp-source -s 8` in the same run.

    python bench/bench_deliver.py [MESSAGES]

Different messages of 40 kB on the loopback interface, in interleaved rounds; the median of each.  Goals: to smtp-sink
at least 1.0 of smtp-source without a ledger and 0.6 with the ledger synced; into a real Postfix that discards 0.95; to
a sink that answers after 10 ms, 5 times as many (docs/performance.md section 8).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bench import mail_sinks
from digest import store
from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.domain.ceiling import Room
from digest.domain.mail import Day, DayState, Delivery, OutboxMessage, Outcome, PlannedDay
from digest.domain.people import Counts, Subscriber
from digest.pipeline import post
from digest.store import Store

ROUNDS = 5
#: Lines of 76 bytes.
SIZE = 526 * 76
NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
TODAY = date(2026, 11, 22)
#: A way to send so many messages to a port, from a message number on.
Client = Callable[[int, int, int], None]

_LINES = b"".join(bytes(Random(1).choices(b"abcdefghijklmnopqrstuvwxyz     .", k=74)) + b"\r\n" for _ in range(5_000))


def message(number: int) -> OutboxMessage:
    """A message like a digest, no two alike."""
    start = number * 76 % (len(_LINES) - SIZE)
    head = f"From: news@digest.example\r\nSubject: Today {number}\r\n\r\n".encode()
    return OutboxMessage(
        id=f"{number}.{TODAY}",
        kind="edition",
        envelope_from="news@digest.example",
        to=f"reader{number}@mail.example",
        message_id=f"<{number}@digest.example>",
        mime=head + _LINES[start : start + SIZE],
        next_attempt_at=NOW,
        fresh_until=NOW + timedelta(hours=20),
        plain=True,
    )


#: Messages in memory, for sending without a ledger; `main` makes them.
READY: list[OutboxMessage] = []


class NoLedger:
    """Writes nothing."""

    def __init__(self) -> None:
        self.accepted = 0

    def write(self, dots: Sequence[OutboxMessage], ended: Sequence[Delivery], *, relay: str = "") -> frozenset[str]:
        """Everybody may go on."""
        del relay
        self.accepted += sum(delivery.outcome is Outcome.ACCEPTED for delivery in ended)
        return frozenset(one.id for one in dots)

    def turned_down(self, delivery: Delivery) -> None:
        """Nothing; nobody is told."""

    def room(self, relay: str, *, per_day: int) -> Room:
        """All there is."""
        del relay
        return Room(mails=per_day, editions=per_day)


def transport(port: int, connections: int) -> SmtpTransport:
    """Ours."""
    server = SmtpServer(host=mail_sinks.HOST, port=port, tls="none", hello="bench.example", connections=connections)
    return SmtpTransport(server)


def without_ledger(connections: int) -> Client:
    """Everything through our transport, and nothing written down."""

    def run(port: int, first: int, count: int) -> None:
        ledger = NoLedger()
        messages = (READY[number % len(READY)] for number in range(first, first + count))
        transport(port, connections).send(messages, ledger=ledger, now=lambda: NOW)
        assert ledger.accepted == count

    return run


def with_ledger(memory: Store, connections: int) -> Client:
    """As many as wait in the outbox, each with its dot and its outcome on the disk."""

    def run(port: int, _: int, count: int) -> None:
        sent = post.send(memory, transport(port, connections), clock=lambda: NOW)
        assert sent.accepted == count, sent

    return run


def fill(memory: Store, first: int, count: int) -> None:
    """Nothing; so many messages are ready in the outbox."""
    readers = [
        Subscriber(id=str(number), address=f"reader{number}@mail.example", created_at=NOW)
        for number in range(first, first + count)
    ]
    memory.people.save(readers)
    for start in range(0, count, 500):
        memory.mail.plan([planned(reader) for reader in readers[start : start + 500]])


def planned(reader: Subscriber) -> PlannedDay:
    """The reader's day, made."""
    day = Day(
        subscriber_id=reader.id,
        address=reader.address,
        issue_date=TODAY,
        state=DayState.MADE,
        reason="",
        counts=Counts(),
        due_at=NOW,
    )
    later = NOW + timedelta(days=1)
    advanced = Subscriber(
        id=reader.id, address=reader.address, created_at=NOW, next_issue_date=later.date(), next_due_at=later
    )
    return PlannedDay(day=day, message=message(int(reader.id)), advanced=advanced)


def source(sessions: int) -> Client:
    """As many messages of that size, all the same, through Postfix's client on so many connections."""

    def run(port: int, _: int, count: int) -> None:
        size = ["-m", str(count), "-l", str(SIZE), "-s", str(sessions)]
        subprocess.run([mail_sinks.source(), *size, f"{mail_sinks.HOST}:{port}"], check=True)

    return run


def syncs_a_second(folder: Path) -> float:
    """How often a second this disk writes a block and makes sure."""
    with (folder / "sync").open("wb") as file:
        began = time.perf_counter()
        for _ in range(500):
            os.pwrite(file.fileno(), b"x" * 4096, 0)
            os.fdatasync(file.fileno())
        return 500 / (time.perf_counter() - began)


def race(title: str, port: int, clients: dict[str, Client], count: int, before: Callable[[int], None]) -> None:
    """Print messages a second of each, and the ratio to the first."""
    rates: dict[str, list[float]] = {name: [] for name in clients}
    spent: dict[str, float] = dict.fromkeys(clients, 0.0)
    for turn in range(ROUNDS):
        before(turn)
        for name, client in clients.items():
            began, cpu = time.perf_counter(), time.process_time()
            client(port, turn * count, count)
            rates[name].append(count / (time.perf_counter() - began))
            spent[name] += time.process_time() - cpu
    medians = {name: statistics.median(all_rates) for name, all_rates in rates.items()}
    first = next(iter(medians.values()))
    print(f"{title}: {ROUNDS} rounds of {count} messages")
    for name, rate in medians.items():
        cpu_each = 1000 * spent[name] / (ROUNDS * count)
        print(f"  {name:<44} {rate:7.0f} messages/s   {rate / first:5.2f}   {cpu_each:.2f} ms CPU each in this process")


def nothing(_: int) -> None:
    """Nothing to prepare."""


def choices() -> Iterator[tuple[str, Client]]:
    """Ours without a ledger, on few and on many connections."""
    for connections in (1, 4, 8):
        yield f"ours without ledger, {connections} connections", without_ledger(connections)


def main() -> None:
    """Run all races."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else (20_000 if os.getloadavg()[0] < 3 else 5_000)
    count = asked // ROUNDS
    print(f"deliver: {count * ROUNDS} different messages of {SIZE} bytes; load {os.getloadavg()[0]:.1f}")
    READY.extend(map(message, range(count)))
    theirs = {"smtp-source -s 8": source(8)}
    with tempfile.TemporaryDirectory(prefix="digest-bench-", dir=os.environ.get("BENCH_DIR")) as name:
        folder = Path(name)
        with store.open(folder / store.FILE, now=NOW) as memory, mail_sinks.sink() as port:
            print(f"  the disk does {syncs_a_second(folder):.0f} fdatasync a second")
            synced: dict[str, Client] = {"ours with the ledger synced, 16 connections": with_ledger(memory, 16)}
            race(
                "smtp-sink",
                port,
                theirs | dict(choices()) | synced,
                count,
                lambda turn: fill(memory, turn * count, count),
            )
    with mail_sinks.late_sink() as port:
        late: dict[str, Client] = {"ours without ledger, 16 connections": without_ledger(16)}
        race("a sink that answers after 10 ms", port, theirs | late, count // 4, nothing)
    if os.geteuid() == 0:
        with mail_sinks.postfix() as port:
            real: dict[str, Client] = {"ours without ledger, 4 connections": without_ledger(4)}
            real["ours without ledger, 8 connections"] = without_ledger(8)
            race("a Postfix that discards", port, theirs | real, count // 2, nothing)


if __name__ == "__main__":
    main()
