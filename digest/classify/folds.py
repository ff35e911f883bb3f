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
#: An outlet with this many rows in a file is looked at by itself.
_OWN_OUTLET = 300
#: A publisher uses a topic when it has this many rows of it, and this share.
_SOME, _SOME_SHARE = 20, 0.005


def split(examples: Sequence[labelled.Example]) -> list[tuple[npt.NDArray[np.bool_], str]]:
    """The rows to hold out in turn, each row once, with a name for each part.

    A file is usually a publisher, so holding out whole files shows how the model does on publishers it never saw;
    where a topic stands in fewer than three files, five parts by chance.
    """
    return by_file(examples) if _topics_are_spread(examples) else by_chance(examples)


def by_file(examples: Sequence[labelled.Example]) -> list[tuple[npt.NDArray[np.bool_], str]]:
    """Each file by itself."""
    files = np.array([example.file for example in examples])
    return [(files == name, str(name)) for name in np.unique(files)]


def by_chance(examples: Sequence[labelled.Example]) -> list[tuple[npt.NDArray[np.bool_], str]]:
    """Five parts of much the same size, by the id: the same every time."""
    part = np.array([zlib.crc32(example.article.id.encode(errors="replace")) % _BY_CHANCE for example in examples])
    return [(part == number, f"part {number + 1}") for number in range(_BY_CHANCE) if (part == number).any()]


def speaks(examples: Sequence[labelled.Example], slugs: Sequence[str]) -> npt.NDArray[np.bool_]:
    """`(n_articles, n_topics)` whether an article's label says anything about a topic.

    A publisher without a science section puts its science under technology or world: that such an article is not
    labelled science does not mean that it is none.  So a label speaks of its own topic and of those its publisher
    uses; of a topic that could not be told from any other in that way, every label speaks.
    """
    names = publishers(examples)
    rows = Counter(names)
    used = Counter(zip(names, (example.topic for example in examples), strict=True))
    uses = {
        name: [used[name, slug] >= max(_SOME, _SOME_SHARE * count) for slug in slugs] for name, count in rows.items()
    }
    own = np.array([[example.topic == slug for slug in slugs] for example in examples])
    known: npt.NDArray[np.bool_] = own | np.array([uses[name] for name in names])
    known[:, (known <= own).all(axis=0)] = True
    return known


def balance(examples: Sequence[labelled.Example], power: float) -> npt.NDArray[np.float64]:
    """`(n_articles,)` weights with mean 1: how rare the topic is in its file, to this power.

    At 1 each topic of each file would count alike; at 0 each article.
    """
    cells = Counter((example.topic, example.file) for example in examples)
    weights: npt.NDArray[np.float64] = np.array(
        [max(cells[example.topic, example.file], _SOME) ** -power for example in examples]
    )
    weights /= weights.mean()
    return weights


def publishers(examples: Sequence[labelled.Example]) -> list[tuple[str, str]]:
    """The outlet of each article within its file; small outlets of a file count as one."""
    sizes = Counter((example.file, example.article.outlet) for example in examples)
    return [
        (example.file, example.article.outlet if sizes[example.file, example.article.outlet] >= _OWN_OUTLET else "")
        for example in examples
    ]


def _topics_are_spread(examples: Sequence[labelled.Example]) -> bool:
    homes: dict[str, set[str]] = {}
    for example in examples:
        if example.topic != news.UNSURE:
            homes.setdefault(example.topic, set()).add(example.file)
    return min(map(len, homes.values()), default=0) >= _FILES_A_TOPIC
