"""Makes digest/classify/model/topics.npz from the labelled news, and by word vectors where they are given.

    .venv/bin/python bench/learn_topics.py ../shared/data vectors.npz 2026-11-23

`digest evaluate --data FOLDER` measures this way of learning: FOLDER holds labelled/, gold/ and that vectors.npz.
The vectors are made by bench/word_vectors.py; without them `digest train` does the same, 1.4 points worse
(docs/topics.md).
"""

import sys
from datetime import date
from pathlib import Path

from digest.classify import reference, topics, train, wordvectors


def main() -> None:
    """Prints what was made; the classifier that shipped stays until the new one has been read back."""
    folder, vectors, day = sys.argv[1:]
    gold = sorted((Path(folder) / "gold").glob("*.jsonl*"))
    made = train.train(
        sorted((Path(folder) / "labelled").glob("*.jsonl*")),
        topics.SHIPPED,
        exclude=[*gold, reference.FILE],
        trained_on=date.fromisoformat(day),
        report=print,
        word_vectors=wordvectors.read(Path(vectors)),
    )
    print(f"{made.rows:,} articles, version {made.version}, {topics.SHIPPED.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
