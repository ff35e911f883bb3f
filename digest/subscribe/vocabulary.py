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
