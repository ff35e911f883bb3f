"""Which texts hold which followed or muted words: whole words and phrases, in any case, never inside others (pure)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

#: Spellings of one sign, and the dot that lower-casing a Turkish capital I leaves behind.
_SAME = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u0307": None})
_TOKEN = re.compile(r"\w+")
#: Between words that are all wanted: in capitals, so that "and" stays a word.
_AND = re.compile(r"(?<=\S)\s+AND\s+(?=\S)")
#: A word of so many letters, written without accents, is found with them too: "naive" is "naïve", while "cafe" and
#: "fur" may be words of their own.  Never the other way round: "Müller" is another name than "Muller".
_LONG = 5
#: Scripts that put no space between words, or glue particles to them: there a word may stand anywhere.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)


def find(words: Iterable[str], texts: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """For each distinct word, the positions of the texts that hold it, ascending."""
    index = Index(texts)
    return {word: index.holding(word) for word in dict.fromkeys(words)}


class Index:
    """Texts in which words are looked for, each word once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [fold(text) for text in texts]
        #: Token -> positions of the texts that have it; a phrase is then looked for only where all its tokens are.
        self._having: defaultdict[str, set[int]] = defaultdict(set)
        for position, text in enumerate(self._texts):
            for token in set(_TOKEN.findall(text)):
                self._having[token].add(position)
        #: Positions of texts in which a token of several signs always stands alone.
        self._plain = {position for position, text in enumerate(self._texts) if _is_plain(text)}
        self._found: dict[str, tuple[int, ...]] = {}
        #: Of the texts with accents: position -> the text without them.
        self._bare = {position: bare for position, text in enumerate(self._texts) if (bare := _bare(text)) != text}

    def holding(self, word: str) -> tuple[int, ...]:
        """The positions of the texts that hold the word, ascending; "climate AND court" wants both, anywhere in one."""
        if word not in self._found:
            found = [self._holding(fold(part)) for part in parts(word)]
            self._found[word] = tuple(sorted(set.intersection(*found)))
        return self._found[word]

    def _holding(self, word: str) -> set[int]:
        found = self._written(word)
        if len(word) >= _LONG and word.isascii():
            found |= {position for position, text in self._bare.items() if word in text and _holds(text, word)}
        return found

    def _written(self, word: str) -> set[int]:
        """The positions of the texts that hold the word with the very accents it has."""
        if not word:
            return set()
        tokens = [] if _UNSPACED.search(word) else _TOKEN.findall(word)
        candidates = set.intersection(*(self._having.get(token, set()) for token in tokens)) if tokens else None
        if candidates is None:
            candidates = set(range(len(self._texts)))
        if tokens == [word] and len(word) > 1:
            sure = candidates & self._plain
            return sure | {position for position in candidates - sure if _holds(self._texts[position], word)}
        return {position for position in candidates if _holds(self._texts[position], word)}


def parts(word: str) -> list[str]:
    """The words that are all wanted: two of "climate AND court", one of any other."""
    return _AND.split(word)


def fold(text: str) -> str:
    """`text` as it is compared: compatibility forms joined (NFKC), case folded, quotes and spaces alike."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_SAME).split())


@lru_cache(maxsize=10_000)
def _without_accent(sign: str) -> str:
    """The letter of a to z under an accent, else the sign itself."""
    letter = unicodedata.normalize("NFD", sign)[0]
    return letter if letter.isascii() else sign


def _bare(text: str) -> str:
    """The text without accents on letters of a to z."""
    return text if text.isascii() else "".join(map(_without_accent, text))


def _is_plain(text: str) -> bool:
    """Whether no "don't" is in it, and no sign that goes on a word without being part of a token."""
    return "'t" not in text and not any(map(_goes_on, set(text)))


@lru_cache(maxsize=10_000)
def _goes_on(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M"


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
