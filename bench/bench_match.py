"""Choosing for 10,000, 30,000 and 100,000 readers over 5,000 stories, against the bare product of the same matrices.

Goals: at most twice the time of the product of float32 blocks (512 readers) with the top 12 of each reader in order;
under 500 MB; a cost that grows near linearly.  CPU time, one thread, both sides in turn in every round, medians.

What is counted as choosing is deciding: who gets which stories in which order, with the one from outside and all
counts, kept as arrays for all readers; every followed word is looked up anew in each round.  Reported beside it:
measuring the stories (words, likeness, outlets; once a run, however many readers), and picks: the same readers 500 at a
time, as editions are planned, decided and put in words, reasons and all.  Those are bounded by 12 a reader.

The readers: one of 20,000 sets of 10 to 14 topic weights each; one outlet of 60 muted; one in five was sent 12 stories.
Each follows two words.  What people follow is in the news, but not everywhere: the draw is from the words that 5 to 50
of the 5,000 stories hold, the commonest first, by Zipf's law (1 / (rank + 10)).
Run: .venv/bin/python -m bench.bench_match
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import gc
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from digest.domain import news, people
from digest.match import offer as offer_
from digest.match import readers, select

_READERS = (10_000, 30_000, 100_000)
_STORIES = 5_000
_PROFILES = 20_000
_ROUNDS = 3
#: Readers whose editions are planned at once.
_BATCH = 500
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_TOPICS = tuple(f"topic{number:02}" for number in range(14))
_OUTLETS = 60
_LIMITS = select.Limits()


def main() -> None:
    """Each size in a process of its own, so that memory is its own."""
    if len(sys.argv) > 1:
        print(json.dumps(_one(int(sys.argv[1]))))
        return
    took = []
    for size in _READERS:
        command = [sys.executable, "-m", "bench.bench_match", str(size)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(answer.stdout)
        took.append(found["deciding"])
        product, measuring, deciding = found["product"], found["measuring"], found["deciding"]
        print(
            f"{size:7,} readers  product {product:5.2f} s | "
            f"deciding {deciding:5.2f} s, ratio {deciding / product:4.2f} | "
            f"measuring {measuring:4.2f} s, with it {(deciding + measuring) / product:4.2f} | "
            f"{found['megabytes']:.0f} MB at most ({found['before']:.0f} of them readers and stories) | "
            f"with picks {found['picks']:5.2f} s, {1e6 * found['picks'] / size:.0f} us a reader"
        )
    for small, large in ((0, 1), (1, 2), (0, 2)):
        slope = math.log(took[large] / took[small]) / math.log(_READERS[large] / _READERS[small])
        print(f"cost exponent, {_READERS[small]:,} to {_READERS[large]:,}: {slope:.2f}")


def _one(size: int) -> dict[str, float]:
    chance = random.Random(0)
    stories = _stories(chance)
    wishes = _wishes(chance, stories, size)
    tables = [select.lay_out(stories, now=_NOW, limits=_LIMITS)]
    offer = tables[0].offer
    weights = np.array([[wish.profile.topics.get(topic, 0.0) for topic in offer.topics] for wish in wishes], np.float32)
    gc.collect()
    gc.freeze()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    runs: dict[str, Callable[[], object]] = {
        "product": lambda: _product(offer, weights),
        # A fresh table, with nothing looked up yet.
        "measuring": lambda: tables.__setitem__(0, select.lay_out(stories, now=_NOW, limits=_LIMITS)),
        "deciding": lambda: _decide(tables[0], wishes),
        "picks": lambda: _pick(tables[0], wishes),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(_ROUNDS):
        for name, run in runs.items():
            started = time.process_time()
            run()
            times[name].append(time.process_time() - started)
    found = {name: statistics.median(took) for name, took in times.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found | {"megabytes": peak, "before": before}


def _decide(table: readers.Table, wishes: list[people.Wish]) -> list[tuple[object, ...]]:
    """All that was decided, without the scores it came from."""
    decided = select.decide(table, wishes, limits=_LIMITS)
    return [(numbers, one.kept, one.outside, one.wider, one.counts) for numbers, one in decided]


def _pick(table: readers.Table, wishes: list[people.Wish]) -> None:
    for start in range(0, len(wishes), _BATCH):
        select.choose_from(table, wishes[start : start + _BATCH], limits=_LIMITS)


def _product(offer: offer_.Offer, weights: NDArray[np.float32]) -> None:
    """The bare work: scores of 512 readers at a time, and the places of the best 12 of each in order."""
    probabilities = offer.probabilities.astype(np.float32)
    general = (offer.news + offer.rarity).astype(np.float32)
    many = len(general)
    for start in range(0, len(weights), 512):
        values = weights[start : start + 512] @ probabilities
        values += general
        places = np.argpartition(values, many - 12, axis=1)[:, many - 12 :]
        order = np.argsort(-np.take_along_axis(values, places, axis=1), axis=1)
        np.take_along_axis(places, order, axis=1)


def _stories(chance: random.Random) -> list[news.Story]:
    """One or two likely topics each; outlets of all sizes; words as rare and as common as words are (Zipf)."""
    said = [f"word{number}" for number in range(30_000)]
    often = [1 / (number + 10) for number in range(30_000)]
    outlets = [f"Outlet {number}" for number in range(_OUTLETS)]
    sizes = [1 / (number + 3) for number in range(_OUTLETS)]
    made = []
    for number in range(_STORIES):
        words = chance.choices(said, often, k=40)
        tellers = chance.choices(outlets, sizes, k=1 + min(int(chance.expovariate(1.2)), 12))
        seen = _NOW - timedelta(hours=48 * chance.random())
        articles = tuple(
            _article(f"{number}-{place}", " ".join(words[:9]), " ".join(words[9:]), outlet, seen)
            for place, outlet in enumerate(dict.fromkeys(tellers))
        )
        scores = {topic: chance.betavariate(0.3, 6) for topic in _TOPICS}
        scores |= {topic: chance.uniform(0.3, 1) for topic in chance.sample(_TOPICS, chance.choice((0, 1, 1, 1, 2)))}
        topics = (news.TopicScore(topic=topic, probability=p, terms=tuple(words[:3])) for topic, p in scores.items())
        made.append(
            news.Story(
                id=f"{number:016x}", lead=articles[0], articles=articles, first_seen_at=seen, last_seen_at=seen,
                topics=tuple(sorted(topics, key=lambda score: -score.probability)),
            )
        )  # fmt: skip
    return made


def _article(id_: str, title: str, summary: str, outlet: str, seen: datetime) -> news.Article:
    host = outlet.lower().replace(" ", "")
    return news.Article(
        id=id_, feed_url=f"https://{host}.example/rss", guid=id_, url=f"https://{host}.example/{id_}", title=title,
        author="", outlet=outlet, summary=summary, text=summary, language="en", published_at=seen, date_is_ours=False,
        first_seen_at=seen,
    )  # fmt: skip


def _wishes(chance: random.Random, stories: list[news.Story], size: int) -> list[people.Wish]:
    """About 12 weights of 14 topics, two words, one source muted, and a few stories sent for one reader in five."""
    profiles = [
        {
            topic: chance.choice((-0.5, 0.2, 0.4, 0.6, 0.8, 1.0))
            for topic in chance.sample(_TOPICS, chance.randint(10, 14))
        }
        for _ in range(_PROFILES)
    ]
    held = Counter(
        word for story in stories for word in dict.fromkeys(f"{story.lead.title} {story.lead.summary}".split())
    )
    names = [word for word, count in held.most_common() if 5 <= count <= 50]
    often = [1 / (rank + 10) for rank in range(len(names))]
    made = []
    for _ in range(size):
        profile = people.Profile(
            topics=chance.choice(profiles),
            follow=tuple(chance.choices(names, often, k=2)),
            mute_sources=(f"Outlet {chance.randrange(_OUTLETS)}",),
        )
        sent = frozenset(f"{chance.randrange(_STORIES):016x}" for _ in range(12 if chance.random() < 0.2 else 0))
        made.append(people.Wish(profile=profile, sent=sent))
    return made


if __name__ == "__main__":
    main()
