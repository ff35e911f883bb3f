"""How training shares out its rows: which are held out together, and how much each weighs."""

import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from digest.classify import labelled
from digest.domain import news

#: Parts by chance, when the files do not make natural ones.
_BY_CHANCE = 5
#: A topic must stand in this many files for each file to be held out in turn.
_FILES_A_TOPIC = 3


def split(examples: Sequence[labelled.Example]) -> list[tuple[npt.NDArray[np.bool_], str]]:
    """The rows to hold out in turn, each row once, with a name for each part.

    A file is usually a publisher, so holding out whole files shows how the model does on publishers it never saw;
    where a topic stands in fewer than three files, five parts by chance (of the id: the same every time).
    """
    files = sorted({example.file for example in examples})
    if _topics_are_spread(examples):
        return [(np.array([example.file == name for example in examples]), name) for name in files]
    part = np.array([zlib.crc32(example.article.id.encode(errors="replace")) % _BY_CHANCE for example in examples])
    return [(part == number, f"part {number + 1}") for number in range(_BY_CHANCE) if (part == number).any()]


def balance(examples: Sequence[labelled.Example]) -> npt.NDArray[np.float64]:
    """`(n_articles,)` weights with mean 1: the square root of how rare the topic and the file are.

    So a large publisher or topic counts more than a small one, but not as much more as its rows.
    """
    topics = Counter(example.topic for example in examples)
    files = Counter(example.file for example in examples)
    weights: npt.NDArray[np.float64] = np.array(
        [(topics[example.topic] * files[example.file]) ** -0.5 for example in examples]
    )
    weights /= weights.mean()
    return weights


def _topics_are_spread(examples: Sequence[labelled.Example]) -> bool:
    homes: dict[str, set[str]] = {}
    for example in examples:
        if example.topic != news.UNSURE:
            homes.setdefault(example.topic, set()).add(example.file)
    return min(map(len, homes.values()), default=0) >= _FILES_A_TOPIC
