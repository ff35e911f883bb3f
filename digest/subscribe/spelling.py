"""Words as people type them, brought to the one spelling in which our tables hold theirs."""

import re
import unicodedata
from functools import lru_cache

#: Letters that NFKD does not take apart, and signs that stand for others.
_OTHERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "‘": "'", "´": "'"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PLEASE = re.compile(
    r"[\s,]+(?:please|pls|bitte|por favor|svp|stp|s['’]il (?:vous|te) pla[iî]t|thanks|thank you|danke|gracias|merci)"
    r"[\s.!,]*$",
    re.IGNORECASE,
)
_EDGES = ' \t.,;:!?¡¿()[]<>"“”„«»*_'


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """`text` in lower case, without accents, runs of white space as one space."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_OTHERS)
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def among(text: str) -> frozenset[str]:
    """The words of one of our tables, which are written folded."""
    return frozenset(text.split())


def spellings(text: str) -> frozenset[str]:
    """The folded ways to write a word of our tables: "für" is "fur" and "fuer"."""
    return frozenset({folded(text), folded(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))})


def bare(word: str) -> str:
    """One word folded, without the points and brackets around it."""
    return folded(word).strip(_EDGES)


def words(text: str) -> list[str]:
    """The words of a text, bare, in order."""
    return [word for word in map(bare, re.split(r"[\s,;]+", text)) if word]


def without_please(text: str) -> str:
    """`text` without the thanks at its end: "Trump and Musk please"."""
    return _PLEASE.sub("", text)


def printable(text: str) -> str:
    """`text` on one line, without signs that are not seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def slips(one: str, other: str, most: int) -> int:
    """How many letters must be put in, left out, changed or swapped to make one word the other; over `most`, more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    rows = [list(range(len(other) + 1))]
    for place, sign in enumerate(one, 1):
        row = [place]
        for at, letter in enumerate(other, 1):
            cost = min(rows[-1][at] + 1, row[-1] + 1, rows[-1][at - 1] + (sign != letter))
            if place > 1 < at and one[place - 2 : place] == other[at - 2 : at][::-1]:
                cost = min(cost, rows[-2][at - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
