"""What words weigh when articles are compared, and which words are akin, learnt once from labelled news.

How rare a word is does not come from the articles at hand, nor from the topic classifier: so two articles are as alike
today as tomorrow, in a small batch as in a large one, whatever an operator trains.
"""

import math
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from digest import errors

#: The one that ships: bench/learn_lexicon.py makes it.
SHIPPED = Path(__file__).parent / "model" / "lexicon.npz"

#: Weight of a word: its inverse document frequency to this power.  Above 1, names outweigh what merely sets the scene.
SHARPNESS = 1.5
#: Words of fewer articles are left out, and count as if they had so many: a new name is as rare as the rarest.
FEWEST = 3
#: Kinship is stored in steps of 1/255.
_STEPS = 255


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Stems, what each weighs, and which are akin ("sue" and "lawsuit")."""

    #: Stem -> weight.
    weights: Mapping[str, float]
    #: What a stem weighs that is not among them.
    unseen: float
    #: Stem -> stems akin to it, with how much, in (0, 1].
    kin: Mapping[str, Mapping[str, float]]
    #: Stems of the words that are written large within a sentence too.
    names: frozenset[str] = frozenset()
    #: Stems of the words that name something and seldom do or describe.
    things: frozenset[str] = frozenset()

    def weight(self, stem: str) -> float:
        """What a stem counts in a comparison."""
        return self.weights.get(stem, self.unseen)


@cache
def shipped() -> Lexicon:
    """The lexicon that ships, read once."""
    return read(SHIPPED)


def read(path: Path) -> Lexicon:
    """The lexicon in a file; ModelError when it cannot be used."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return _built({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise errors.ModelError(
            f"The word list for stories, {path}, cannot be used ({error}). Install digest again.", path=path
        ) from error


def write(
    path: Path,
    *,
    stems: list[str],
    counts: list[int],
    articles: int,
    kin: Mapping[str, Mapping[str, float]],
    names: Collection[str] = (),
    things: Collection[str] = (),
) -> None:
    """A lexicon file: how many of `articles` hold each stem, which of them are `names`, and the kin of some.

    Arrays: `stems` (newline-joined UTF-8), `counts` `(n_stems,)`, `articles`; `ends` `(n_stems,)`, `akin` and
    `kinship` `(n_pairs,)` list the kin of each stem by place, as in a CSR matrix.  `named` is a bit for each stem.
    """
    place = {stem: number for number, stem in enumerate(stems)}
    pairs = [[(place[other], value) for other, value in sorted(kin.get(stem, {}).items())] for stem in stems]
    flat = [pair for some in pairs for pair in some]
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            allow_pickle=False,
            stems=np.frombuffer("\n".join(stems).encode(), dtype=np.uint8),
            counts=np.array(counts, dtype=np.uint32),
            articles=np.array(articles, dtype=np.uint32),
            named=np.packbits([stem in names for stem in stems]),
            things=np.packbits([stem in things for stem in stems]),
            ends=np.cumsum([len(some) for some in pairs], dtype=np.uint32),
            akin=np.array([other for other, _ in flat], dtype=np.uint16),
            kinship=np.array([max(1, round(value * _STEPS)) for _, value in flat], dtype=np.uint8),
        )


def _built(stored: dict[str, npt.NDArray[Any]]) -> Lexicon:
    stems = bytes(stored["stems"]).decode().split("\n")
    counts, articles = stored["counts"].tolist(), int(stored["articles"])
    starts = [0, *stored["ends"].tolist()[:-1]]
    akin = [stems[place] for place in stored["akin"].tolist()]
    kinship = (stored["kinship"] / _STEPS).tolist()
    return Lexicon(
        weights={stem: _weight(count, articles) for stem, count in zip(stems, counts, strict=True)},
        unseen=_weight(FEWEST - 1, articles),
        kin={
            stem: dict(zip(akin[start:end], kinship[start:end], strict=True))
            for stem, start, end in zip(stems, starts, stored["ends"].tolist(), strict=True)
            if end > start
        },
        names=_marked(stems, stored["named"]),
        things=_marked(stems, stored["things"]),
    )


def _marked(stems: list[str], packed: npt.NDArray[Any]) -> frozenset[str]:
    bits: list[int] = np.unpackbits(packed, count=len(stems)).tolist()
    return frozenset(stem for stem, bit in zip(stems, bits, strict=True) if bit)


def _weight(count: int, articles: int) -> float:
    """Smoothed inverse document frequency, sharpened."""
    return math.pow(math.log((articles + 1) / (count + 1)) + 1, SHARPNESS)
