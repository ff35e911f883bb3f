"""How many messages a second `SmtpTransport` hands over on one connection, against `smtplib` and Postfix's own client.

    python bench/bench_deliver.py

Different messages of 46 kB to Postfix's smtp-sink on the loopback interface (aiosmtpd when it is not installed), in
interleaved rounds; the median of each.  Goal: at least 0.86 of `smtp-source -s 8`, on one connection
(docs/performance.md section 8; smtp-source itself reaches 0.32 of that on one).
"""

import os
import random
import shutil
import smtplib
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink

from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.domain.mail import OutboxMessage, Outcome

#: A way to send: the port, and the messages.
Client = Callable[[int, list[OutboxMessage]], None]

MESSAGES = 1_000
ROUNDS = 5
SIZE = 46_000
HOST = "127.0.0.1"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SINK, SOURCE = (shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") for name in ("smtp-sink", "smtp-source"))


def message(number: int) -> OutboxMessage:
    """A message like a digest, no two alike."""
    chance = random.Random(number)
    lines = [bytes(chance.choices(b"abcdefghijklmnopqrstuvwxyz     .", k=74)) + b"\r\n" for _ in range(SIZE // 76)]
    return OutboxMessage(
        id=f"{number}.2026-11-22",
        kind="edition",
        envelope_from="news@digest.example",
        to=f"reader{number}@mail.example",
        message_id=f"<{number}@digest.example>",
        mime=b"From: news@digest.example\r\nSubject: Today\r\n\r\n" + b"".join(lines),
        next_attempt_at=NOW,
        fresh_until=NOW + timedelta(hours=20),
    )


@contextmanager
def sink() -> Iterator[int]:
    """The port of a server that takes everything and keeps nothing."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    if SINK is None:
        controller = Controller(Sink(), hostname=HOST, port=port)
        controller.start()
        yield port
        controller.stop()
        return
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen([SINK, *user, f"{HOST}:{port}", "200"])
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection((HOST, port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return


def ours(port: int, messages: list[OutboxMessage]) -> None:
    """Everything through our transport."""
    with SmtpTransport(SmtpServer(host=HOST, port=port, tls="none", hello="bench.example")) as transport:
        outcomes = [d.outcome for d in transport.send(messages, at_dot=lambda _: True, now=lambda: NOW)]
    assert outcomes == [Outcome.ACCEPTED] * len(messages)


def plain(port: int, messages: list[OutboxMessage]) -> None:
    """Everything through one `smtplib.SMTP.sendmail` after another."""
    with smtplib.SMTP(HOST, port, local_hostname="bench.example") as client:
        for each in messages:
            client.sendmail(each.envelope_from, each.to, each.mime)


def source(sessions: int) -> Client:
    """As many messages of that size, all the same, through Postfix's client on so many connections."""

    def run(port: int, messages: list[OutboxMessage]) -> None:
        size = ["-m", str(len(messages)), "-l", str(SIZE), "-s", str(sessions)]
        subprocess.run([SOURCE or "", *size, f"{HOST}:{port}"], check=True)

    return run


def main() -> None:
    """Print messages a second, and ratios to ours."""
    clients: dict[str, Client] = {
        "SmtpTransport, 1 connection": ours,
        "smtplib.sendmail, 1 connection": plain,
    }
    if SOURCE:
        clients |= {f"smtp-source -s {sessions}": source(sessions) for sessions in (1, 8)}
    messages = [message(number) for number in range(MESSAGES)]
    rates: dict[str, list[float]] = {name: [] for name in clients}
    with sink() as port:
        for _ in range(ROUNDS):
            for name, client in clients.items():
                began = time.perf_counter()
                client(port, messages)
                rates[name].append(MESSAGES / (time.perf_counter() - began))
    medians = {name: statistics.median(all_rates) for name, all_rates in rates.items()}
    our_rate = medians["SmtpTransport, 1 connection"]
    print(f"deliver: {MESSAGES} messages of {SIZE} bytes to {'smtp-sink' if SINK else 'aiosmtpd'}, {ROUNDS} rounds")
    for name, rate in medians.items():
        print(f"  {name:<31} {rate:7.0f} messages/s   ours is {our_rate / rate:5.2f} of it")


if __name__ == "__main__":
    main()
