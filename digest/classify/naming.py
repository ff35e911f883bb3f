"""Which words of some texts name a person, a place or a thing, as far as their company shows (pure).

English alone, and by rules of thumb: a name is written large within a sentence and nowhere small, a noun stands behind
"the", "his" or "of".  A verb behind "to" or "they", an adverb and a number name nothing, however rare they are.
"""

import re
from collections.abc import Iterable, Iterator

from digest.classify import lexicon, stems, words

_WORD = re.compile(r"[^\W_]+|[.!?:;]")
#: Words rarer than this are names that are hardly known.
_UNHEARD = 30.0
#: Of the longer words of a headline, the part from which it is written In Large Letters, which tell no name.
_LARGE = 0.6
#: From so many letters on, English headlines write every word large.
_LONGER = 4
_DETERMINERS = """
    a an the his her its their our my s of for in on by with from at over into under after against no any some new this
    that these
"""
_HELPERS = """
    to will would can could may might should must not who they we he she it i you has have had was were is are be been
    being
"""
BEFORE_NOUNS, BEFORE_VERBS = frozenset(_DETERMINERS.split()), frozenset(_HELPERS.split())


def things(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words that name something."""
    large, small, nouns, verbs = set[str](), set[str](), set[str](), set[str]()
    for word, before, sure in (each for text in texts for each in _words(text)):
        stem = stems.stem(word.lower())
        if word[0].isupper():
            if sure or lexicon.shipped().weight(stem) >= _UNHEARD:
                large.add(stem)
            continue
        small.add(stem)
        if before[-1] in BEFORE_NOUNS or (before[0] in BEFORE_NOUNS and _ends_as_noun(word, before[1])):
            nouns.add(stem)
        elif before[-1] in BEFORE_VERBS:
            verbs.add(stem)
    return frozenset((large - small) | (nouns - verbs))


def _ends_as_noun(word: str, before: str) -> bool:
    """Whether it can be the noun of "his crypto empire"; "the court denied" and "his wife says" are not alike."""
    return before not in BEFORE_VERBS and not word.endswith(("s", "ed", "ing"))


def _words(text: str) -> Iterator[tuple[str, tuple[str, str], bool]]:
    """Each word that may name something, the two before it, and whether a large letter would tell a name there."""
    large = in_large_letters(text)
    before = ".", "."
    for word in _WORD.findall(text):
        if word[0].isalpha() and not word.endswith("ly") and word.lower() not in words.STOP:
            yield word, before, not large and before[1][0].isalnum()
        before = before[1], word.lower()


def in_large_letters(text: str) -> bool:
    """Whether a text is written In Large Letters, which tell no name."""
    longer: list[str] = [word for word in _WORD.findall(text) if len(word) >= _LONGER]
    large = sum(word[0].isupper() for word in longer)
    return large > _LARGE * len(longer)
