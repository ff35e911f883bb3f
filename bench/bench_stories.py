"""Stories of a week in one pass: 5,000, 20,000, 50,000 articles.  Goals: under 2 GB, a cost that grows near linearly.

The articles are the newest labelled ones and the recorded stream, kept in their order in time and pressed into one
week; a smaller week takes every so many of them.  Without them, invented ones.  The cost exponent is the slope of log
CPU over log articles: 1 is linear, 2 is quadratic.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import gzip
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from digest.classify import cluster, lexicon, rows
from digest.domain import news

_SIZES = (5_000, 20_000, 50_000)
_START = datetime(2022, 12, 5, tzinfo=UTC)
_WEEK = timedelta(days=7)
_DATA = Path(__file__).parents[2] / "shared" / "data"


def main() -> None:
    """Each size in a process of its own, so that memory is its own; then as twelve gathers a day."""
    if len(sys.argv) > 1:
        _one(int(sys.argv[1]))
        return
    took = []
    for size in _SIZES:
        answer = subprocess.run([sys.executable, __file__, str(size)], check=True, capture_output=True, text=True)
        found = json.loads(answer.stdout)
        took.append(found["cpu"])
        print(
            f"{size:7,} articles  {found['cpu']:6.2f} s CPU  {found['megabytes']:6,} MB at most "
            f"({found['before']:,} before)  {found['stories']:7,} stories, the largest of {found['largest']}"
        )
    for small, large in ((0, 1), (1, 2), (0, 2)):
        slope = math.log(took[large] / took[small]) / math.log(_SIZES[large] / _SIZES[small])
        print(f"cost exponent, {_SIZES[small]:,} to {_SIZES[large]:,}: {slope:.2f}")


def _one(size: int) -> None:
    articles = _week(size)
    lexicon.shipped()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    started = time.process_time()
    stories = cluster.assign(articles, [])
    found = {
        "cpu": time.process_time() - started,
        "before": before,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "stories": len(set(stories.values())),
        "largest": Counter(stories.values()).most_common(1)[0][1],
    }
    print(json.dumps(found))


def _week(size: int) -> list[news.Article]:
    told = _recorded() if _DATA.is_dir() else _invented()
    chosen = [told[place * len(told) // size] for place in range(size)]
    made = []
    for place, row in enumerate(chosen):
        at = _START + _WEEK * place / size
        whole = {**row, "id": str(place), "published": at.isoformat()}
        made.append(rows.article(whole, source="bench", number=place, now=at))
    return made


def _recorded() -> list[dict[str, Any]]:
    """The newest 50,000, oldest first."""
    found = []
    for path in sorted([*(_DATA / "labelled").glob("*.gz"), *(_DATA / "streams").glob("*.gz")]):
        with gzip.open(path, "rt") as file:
            found += [json.loads(line) for line in file]
    dated = sorted((row for row in found if row["published"]), key=lambda row: str(row["published"]))
    return [{**row, "summary": row.get("summary") or row.get("summary_html") or ""} for row in dated[-_SIZES[-1] :]]


def _invented() -> list[dict[str, Any]]:
    """Events of some rare words each, told by a few outlets within a day."""
    chance = random.Random(0)
    stems = sorted(lexicon.shipped().weights, key=lexicon.shipped().weight)
    told: list[dict[str, Any]] = []
    while len(told) < _SIZES[-1]:
        matter = chance.sample(stems[2_000:], 12)
        for _ in range(min(chance.randrange(1, 40), chance.randrange(1, 40))):
            said = chance.sample(matter, 9) + chance.sample(stems[:2_000], 9)
            outlet = f"{chance.randrange(200)}.example"
            told.append({"title": " ".join(said[:7]), "summary": " ".join(said[7:]), "source": outlet})
    return told[: _SIZES[-1]]


if __name__ == "__main__":
    main()
