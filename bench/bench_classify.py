"""How fast topics are judged: ours with numpy alone, against scikit-learn with the same weights, in one run.

Goal: 15,000 articles a second on one core, words that carried each topic included; file under 3 MB, loaded in 0.3 s.
Run: .venv/bin/python bench/bench_classify.py
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from digest.classify import cluster, labelled, modelfile, topics, words
from digest.domain import news

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_ARTICLES = 20_000
_ROUNDS = 5
_LABELLED = Path(__file__).parents[2] / "shared" / "data" / "labelled"


def main() -> None:
    """Prints medians of interleaved rounds, in CPU time."""
    model = topics.load()
    articles = _articles(model)
    texts = [topics.text(article) for article in articles]
    vectoriser = _scikit_learn(model)
    whole, judged, theirs = _interleaved(
        lambda: topics.classify(model, articles),
        lambda: topics.judge(model, articles),
        lambda: _theirs(vectoriser, model, [topics.text(article) for article in articles]),
    )
    print(f"{len(articles):,} articles in one batch, median of {_ROUNDS} interleaved rounds, CPU")
    print(f"  digest, every topic with its words  {len(articles) / whole:8,.0f} articles/s")
    print(f"  digest, probabilities only          {len(articles) / judged:8,.0f} articles/s")
    print(f"  scikit-learn, probabilities only    {len(articles) / theirs:8,.0f} articles/s")
    print(f"  scikit-learn's CPU / ours           {theirs / judged:8.2f}  like for like")
    apart = np.abs(_theirs(vectoriser, model, texts) - topics.judge(model, articles)).max(axis=1) > 1e-4
    print(f"  articles judged otherwise           {apart.sum():8,}  (too few known words, or sport by one alone)")
    print(f"file {topics.SHIPPED.stat().st_size / 1e6:.2f} MB")
    _print_load()
    started = time.process_time()
    stories = cluster.assign(articles[:5_000], [])
    print(f"stories: 5,000 articles into {len(set(stories.values())):,} in {time.process_time() - started:.2f} s")


def _articles(model: modelfile.Model) -> list[news.Article]:
    """Recorded news where it is at hand, else articles of the model's own words; no address, so that all is words."""
    files = sorted(_LABELLED.glob("*.jsonl.gz"))
    if files:
        rows = labelled.read(files, now=_NOW)
        found = [example.article for example in itertools.islice(rows, 0, _ARTICLES * 4, 4)]
    else:
        found = _invented(model)
    return [_without_address(article) for article in found]


def _invented(model: modelfile.Model) -> list[news.Article]:
    chance = np.random.default_rng(0)
    made = []
    for number, picked in enumerate(chance.integers(0, len(model.vocabulary.terms), size=(_ARTICLES, 40))):
        said = [model.vocabulary.terms[term] for term in picked]
        made.append(_article(str(number), " ".join(said[:10]), f"the {' of the '.join(said[10:])}"))
    return made


def _without_address(article: news.Article) -> news.Article:
    return _article(article.id, article.title, article.summary)


def _article(identity: str, title: str, summary: str) -> news.Article:
    return news.Article(
        id=identity, feed_url="", guid=identity, url="", title=title, author="", outlet="", summary=summary,
        text=summary, language="", published_at=_NOW, date_is_ours=True, first_seen_at=_NOW,
    )  # fmt: skip


def _scikit_learn(model: modelfile.Model) -> Any:
    vectoriser = TfidfVectorizer(
        vocabulary=list(model.vocabulary.terms), token_pattern=words.READ.pattern, stop_words=sorted(words.STOP),
        ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32,
    )  # fmt: skip
    vectoriser.idf_ = model.idf
    return vectoriser


def _theirs(vectoriser: Any, model: modelfile.Model, texts: list[str]) -> Any:
    return topics.probabilities(vectoriser.transform(texts) @ model.weights + model.bias)


def _interleaved(*runs: Callable[[], object]) -> list[float]:
    took: list[list[float]] = [[] for _ in runs]
    for _ in range(_ROUNDS):
        for run, times in zip(runs, took, strict=True):
            started = time.process_time()
            run()
            times.append(time.process_time() - started)
    return [statistics.median(times) for times in took]


def _print_load() -> None:
    """Whole processes, so that imports count."""
    commands = {
        "python -c pass": "pass",
        "import numpy": "import numpy",
        "digest, load and classify one": (
            "from digest.classify import topics, rows; from datetime import datetime, UTC; "
            "now = datetime(2026, 1, 1, tzinfo=UTC); "
            "topics.classify(topics.load(), list(rows.read(['{\"title\": \"Rain\"}'], source='-', now=now)))"
        ),
        "import scikit-learn's vectoriser and linear model": (
            "import sklearn.feature_extraction.text, sklearn.linear_model"
        ),
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(3):
        for name, code in commands.items():
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            took[name].append(time.perf_counter() - started)
    for name, times in took.items():
        print(f"  {statistics.median(times):6.2f} s  {name}")
    loads = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        topics.load()
        loads.append(time.perf_counter() - started)
    print(f"loading the file alone: {statistics.median(loads):.3f} s")


if __name__ == "__main__":
    main()
