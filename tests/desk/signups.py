"""The storm of sign-ups that other lists went through, at our desk: how many mails come of it.

160,000 attempts from 8,000 addresses were counted at one project in 2015 (mail.md SUB-16), and 9 addresses got 81,000
confirmations in two weeks at others (SUB-15).  `python -m tests.desk.signups` has all of it; the suite a short form.
"""

import random
import sys
import tempfile
import time
from collections import Counter as Counts
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from digest import store
from digest.domain.wishes import Change, Verb
from tests.desk import counter as counter_
from tests.desk.counter import NOON, Counter

#: How often the service carries out what was asked.
TICK = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Storm:
    """What came of it."""

    attempts: int
    #: Mails to one address on one day, and in one hour in all, at most.
    per_address: int
    per_hour: int
    mails: int
    addressed: int


def raise_(counter: Counter, *, addresses: int, times: int, ceiling: int, hours: int) -> Storm:
    """A storm over so many hours: every address is typed so many times, in an order by chance."""
    chance = random.Random(2015)
    attempts = [f"victim{number}@reader{number % 97}.example" for number in range(addresses) for _ in range(times)]
    chance.shuffle(attempts)
    ticks = hours * 3600 // int(TICK.total_seconds())
    by_day: Counts[tuple[str, date]] = Counts()
    by_hour: Counts[int] = Counts()
    for tick in range(ticks):
        counter.now = NOON + tick * TICK
        for who in attempts[tick * len(attempts) // ticks : (tick + 1) * len(attempts) // ticks]:
            # Programs that type addresses into forms try what else they can.
            counter.fill_in(Verb.SUBSCRIBE, who, change=Change(stories=chance.randint(1, 50)))
        counter.work_off()
        for message in counter.waiting():
            by_day[message.to, counter.now.date()] += 1
            by_hour[tick * int(TICK.total_seconds()) // 3600] += 1
    return Storm(
        attempts=len(attempts),
        per_address=max(by_day.values(), default=0),
        per_hour=max(by_hour.values(), default=0),
        mails=sum(by_hour.values()),
        addressed=len({who for who, _ in by_day}),
    )


def main() -> int:
    """0 when nobody got more than one mail a day, and no hour had more than its ceiling."""
    ceiling = 200
    with tempfile.TemporaryDirectory() as folder:
        settings = counter_.settings(Path(folder), ceiling=ceiling)
        with store.memory(NOON) as opened:
            started = time.perf_counter()
            storm = raise_(Counter(opened, settings), addresses=8_000, times=20, ceiling=ceiling, hours=24)
            took = time.perf_counter() - started
    sys.stdout.write(
        f"{storm.attempts:,} sign-ups of 8,000 addresses in 24 hours: {storm.mails:,} mails to {storm.addressed:,} "
        f"addresses, at most {storm.per_address} to one address on one day and {storm.per_hour} in one hour "
        f"(ceiling {ceiling}); {took:.0f} s\n"
    )
    return int(storm.per_address > 1 or storm.per_hour > ceiling)


if __name__ == "__main__":
    sys.exit(main())
