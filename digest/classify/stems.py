"""The words of a text as stories compare them: without what says nothing, and one form for "sues" and "sued"."""

import re

from digest.classify import words

#: What some feeds put around every item: addresses, and the words that introduce them.
_ADDRESS = re.compile(r"https?://\S+")
_PASSED_OVER = words.STOP | {"comments", "comment", "url", "points", "submitted", "link"}
#: English endings taken off, where at least this many letters stay.
_ENDINGS = (("ing", 4), ("ed", 4))
#: What stands for one word in two ways of writing.
_IN_WORDS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}


def of(text: str) -> list[str]:
    """The stems of the telling words of a text, in order."""
    return [stem(word) for word in words.tokens(without_addresses(text)) if word not in _PASSED_OVER]


def without_addresses(text: str) -> str:
    """The text without the addresses that some feeds put into it."""
    return _ADDRESS.sub(" ", text)


def is_passed_over(word: str) -> bool:
    """True for a lower-case word that says nothing."""
    return word in _PASSED_OVER


def stem(word: str) -> str:
    """The word without its English ending, "2nd" as "second"; a lighter cut than Porter (1980), which joins names."""
    word = _IN_WORDS.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e") if len(word) > 4 else word
