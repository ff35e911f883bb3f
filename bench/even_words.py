"""The words that labelled news uses alike of every topic (docs/topics.md): evidence, and no reason to show.

Run: .venv/bin/python -m bench.even_words; what it prints is `_EVEN` of digest/classify/explain_noise.py.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from bench import by_hand
from digest.classify import explain_noise, topics, words
from digest.domain import news

#: Articles that a word must stand in to be judged, and what is added to its share of each topic's articles.
_ENOUGH, _PRIOR = 100, 0.3
#: A word is even when its topics are nearer than this to being equally likely (Kullback-Leibler divergence, in nats).
_EVEN = 0.2

Counts = npt.NDArray[np.float64]


def main() -> None:
    """Prints the list, without the words that are never shown as it is."""
    examples = by_hand.usable(by_hand.labelled_files())
    labels = (*news.TOPICS, news.UNSURE)
    found, of_each = _count([(topics.text(one.article), labels.index(one.topic)) for one in examples], len(labels))
    known = set(topics.load().vocabulary.terms)
    even = (word for word, counts in found.items() if counts.sum() >= _ENOUGH and _strays(counts, of_each) < _EVEN)
    print(textwrap.fill(" ".join(sorted(known.intersection(even) - explain_noise.NOISE)), 116))


def _count(texts: Iterable[tuple[str, int]], labels: int) -> tuple[dict[str, Counts], Counts]:
    """Word -> the articles of each label that have it, and the articles of each label."""
    found: dict[str, Counts] = defaultdict(lambda: np.zeros(labels))
    of_each = np.zeros(labels)
    for text, label in texts:
        of_each[label] += 1
        for word in set(words.read(text)):
            found[word][label] += 1
    return found, of_each


def _strays(counts: Counts, of_each: Counts) -> float:
    """How far the topics of a word are from being equally likely, if there were as many articles of each."""
    share = (counts + _PRIOR) / (of_each + _PRIOR * len(of_each))
    share /= share.sum()
    return float((share * np.log(share * len(share))).sum())


if __name__ == "__main__":
    main()
