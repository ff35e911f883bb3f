"""The verbs that people write to us, in the languages of our catalogues."""

from collections.abc import Mapping
from functools import cache

from digest.subscribe import spelling
from digest.subscribe.asks import Ask
from digest.subscribe.spoken import english, french, german, spanish

#: Where languages clash, the first one's meaning stands.
SPOKEN: Mapping[str, Mapping[Ask, str]] = {
    "en": english.PHRASES,
    "de": german.PHRASES,
    "es": spanish.PHRASES,
    "fr": french.PHRASES,
}

#: Words of the longest phrase.
LONGEST = 8
#: Letters of a word that is known though it is mistyped.
_LONG = 8
#: Nouns that other words are too near to: "retaliation".
_EXACT = spelling.among("cancellation cancelacion resiliation kundigung")


def near(word: str) -> tuple[Ask, frozenset[str]] | None:
    """What a long word asks that is a slip of the pen away from joining or leaving: "unsubcribe".

    None where it may be either, and for other forms of the word: "subscriber".
    """
    if len(word) < _LONG or word in phrases():
        return None
    most = 1 if len(word) < _LONG + 2 else 2
    found = {way: known for way, known in _slips().items() if spelling.slips(word, way, most) <= most}
    if len({ask for ask, _ in found.values()}) != 1 or any(map(word.startswith, found)):
        return None
    return next(iter(found.values()))


@cache
def _slips() -> Mapping[str, tuple[Ask, frozenset[str]]]:
    asks = {Ask.SUBSCRIBE, Ask.JOIN, Ask.LEAVE}
    ways = {way: known for way, known in phrases().items() if known[0] in asks and len(way) >= _LONG}
    return {way: known for way, known in ways.items() if " " not in way and way not in _EXACT}


@cache
def phrases() -> Mapping[str, tuple[Ask, frozenset[str]]]:
    """Folded phrase -> what it asks, and the languages in which it does."""
    found: dict[str, tuple[Ask, frozenset[str]]] = {}
    for language, asks in SPOKEN.items():
        for ask, called in asks.items():
            for way in (way for phrase in called.split(",") for way in spelling.spellings(phrase)):
                known, spoken = found.get(way, (ask, frozenset[str]()))
                # Where languages clash, the first one's meaning stands.
                found[way] = (known, spoken | {language}) if known is ask else (known, spoken)
    return found
