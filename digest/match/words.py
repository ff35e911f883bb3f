"""Which texts hold which followed or muted words: whole words and phrases, in any case, never inside others (pure)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

#: Spellings of one sign, and the dot that lower-casing a Turkish capital I leaves behind.
_SAME = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u0307": None})
_TOKEN = re.compile(r"\w+")
#: Scripts that put no space between words, or glue particles to them: there a word may stand anywhere.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)


def find(words: Iterable[str], texts: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """For each distinct word, the positions of the texts that hold it, ascending."""
    folded = [fold(text) for text in texts]
    index = _index(folded)
    return {word: _holding(fold(word), folded, index) for word in dict.fromkeys(words)}


def fold(text: str) -> str:
    """`text` as it is compared: compatibility forms joined (NFKC), case folded, quotes and spaces alike."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_SAME).split())


def _index(texts: Sequence[str]) -> Mapping[str, set[int]]:
    """Token -> positions of the texts that have it; a phrase is then looked for only where all its tokens are."""
    index: defaultdict[str, set[int]] = defaultdict(set)
    for position, text in enumerate(texts):
        for token in set(_TOKEN.findall(text)):
            index[token].add(position)
    return index


def _holding(word: str, texts: Sequence[str], index: Mapping[str, set[int]]) -> tuple[int, ...]:
    if not word:
        return ()
    tokens = [] if _UNSPACED.search(word) else _TOKEN.findall(word)
    candidates = set.intersection(*(index.get(token, set()) for token in tokens)) if tokens else range(len(texts))
    return tuple(position for position in sorted(candidates) if _holds(texts[position], word))


def _holds(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        if _stands_alone(text, start, start + len(word)):
            return True
        start = text.find(word, start + 1)
    return False


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is bounded on both sides, and is not the C of C++ or the don of don't."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start == 1 and after and after in "+#":
        return False
    if after == "'" and text[end + 1 : end + 2] == "t" and not _joins(text[end + 1], text[end + 2 : end + 3]):
        return False
    return not _joins(text[start], before) and not _joins(text[end - 1], after)


def _joins(edge: str, neighbour: str) -> bool:
    """Whether a word that has `edge` at its end goes on into `neighbour` ("" at the end of the text)."""
    if not neighbour or _UNSPACED.match(edge):
        return False
    return neighbour == "_" or unicodedata.category(neighbour)[0] in "LMN"
