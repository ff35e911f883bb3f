"""Whether two reports that read alike tell of others: "Two killed in Paris", "Two killed in London" (pure).

One event has one who and one where.  Two headlines are at odds when each has a name that the other article does not
say, what remains of them is alike, and the articles share no name, or one name stands in the other's place.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from digest.classify import lexicon, places, stems

#: Words, "U.S." as one.
_WORD = re.compile(r"[^\W_]+(?:\.[A-Z]\b)*")
#: The names that are no words in small letters, with and without points.
_CAPITALS = re.compile(r"\b(?:US|U\.S|LA|L\.A)\b")
#: Written large, and yet neither who nor where.
_LARGE = "ai ceo christma coronavirus cop covid dna dr ev god mp mr mrs ms pm rep sen suv tv xma"
_NO_NAMES = frozenset(_LARGE.split())
#: How much of the rest of a headline the other must say: when the articles share no name, when one of them is a bare
#: headline, and when names are shared beside one that was put in place of another.
_NO_NAME_SHARED, _BARE, _IN_PLACE = 0.45, 0.7, 0.85
#: "Zelensky", "Zelenskyy", "Zelenskiy": what is the same so far is one name.
_SPELT = 4
#: An abbreviation of names has so many letters.
_INITIALS = range(3, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words of an article, and which are names: one for each, however it is said or spelt."""

    #: The words of the headline in order; of these the names, and the others as stems.
    headline: tuple[str, ...]
    names: frozenset[str]
    rest: frozenset[str]
    #: All words, and with the larger places they lie in; and all names.
    said: frozenset[str]
    around: frozenset[str]
    named: frozenset[str]
    #: The first letters of the words that are written large, in order.
    initials: str
    #: True when there is no teaser.
    bare: bool


@lru_cache(maxsize=2_048)
def of(title: str, teaser: str, known: lexicon.Lexicon) -> Told:
    """The names of an article."""
    headline, rest = list(_words(title)), list(_words(teaser))
    both = [*headline, *rest]
    large = {stem for word, stem in both if word[0].isupper()}
    small = {stem for word, stem in both if word[0].islower()}
    named = {stem for stem in large - small - _NO_NAMES if stem in known.names or stem not in known.weights}
    said = frozenset(name for _, stem in both for name in (stem, called(stem)))
    return Told(
        headline=tuple(called(stem) if stem in named else stem for _, stem in headline),
        names=frozenset(called(stem) for _, stem in headline if stem in named),
        rest=frozenset(stem for _, stem in headline if stem not in named),
        said=said,
        around=places.around(said),
        named=frozenset(map(called, named)),
        initials="".join(word[0] for word in re.findall(r"[^\W_]+", f"{title} {teaser}") if word[0].isupper()).lower(),
        bare=not rest,
    )


def possible(title: str, headline: Collection[str], known: lexicon.Lexicon) -> frozenset[str]:
    """Of the stems of a headline those that may be names: quickly told, and none is left out."""
    may_be = (stem for stem in headline if stem[0].isalpha() and (stem in known.names or stem not in known.weights))
    return frozenset((*may_be, *(name.replace(".", "") for name in _CAPITALS.findall(title))))


def at_odds(one: Told, other: Told, known: lexicon.Lexicon) -> bool:
    """True when the headlines say alike things of others."""
    alike = min(_share(one.rest, other, known), _share(other.rest, one, known))
    if alike < _NO_NAME_SHARED:
        return False
    ours, theirs = _only(one, other), _only(other, one)
    if not ours or not theirs:
        return False
    if one.named.isdisjoint(places.around(other.named)) and other.named.isdisjoint(places.around(one.named)):
        return alike >= _BARE or not (one.bare or other.bare)
    return alike >= _IN_PLACE and _in_place(one, other, ours, theirs)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Each word that counts, as written and as a stem."""
    for found in _WORD.findall(stems.without_addresses(text)):
        word = found.replace(".", "")
        if len(word) > 1 and (word in places.CAPITALS or not stems.is_passed_over(word.lower())):
            yield word, word if word in places.CAPITALS else stems.stem(word.lower())


def called(stem: str) -> str:
    return places.called(stem) or stem[:_SPELT]


def _only(one: Told, other: Told) -> frozenset[str]:
    """The names of a headline that the other article does not say, in short, or by a place within or around."""
    return frozenset(
        name
        for name in one.names - other.around
        if places.around((name,)).isdisjoint(other.said)
        and not (len(name) in _INITIALS and name in other.initials)
        and not _shortened(name, one, other)
    )


def _shortened(name: str, one: Told, other: Told) -> bool:
    """Whether the other's headline has the first letters of a name and its neighbours: AOC for Ocasio-Cortez."""
    return any(len(short) in _INITIALS and name[0] in short and short in one.initials for short in other.names)


def _share(rest: Collection[str], other: Told, known: lexicon.Lexicon) -> float:
    """How much of these words the other headline says, by their weights; all where there are none."""
    whole = sum(map(known.weight, rest))
    return sum(known.weight(stem) for stem in rest if stem in other.rest) / whole if whole else 1.0


def _in_place(one: Told, other: Told, ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether a name stands where the other headline has another, and beside none that both say: that is one name."""
    shared = one.names & other.names
    steps = SequenceMatcher(a=one.headline, b=other.headline, autojunk=False).get_opcodes()
    return any(
        step == "replace"
        and not set(one.headline[a:b]).isdisjoint(ours)
        and not set(other.headline[c:d]).isdisjoint(theirs)
        and shared.isdisjoint((*one.headline[max(a - 1, 0) : a], *one.headline[b : b + 1]))
        for step, a, b, c, d in steps
    )
