"""What the words of a short text say for its being English, or against: beside the detector's letters.

Names are left out, for all news has the same ones: a word counts when it is written small, and a capital counts only
for words that no name begins with.  The weights come from a logistic fit (docs/languages.md).
"""

import re
from collections.abc import Iterator

from digest.classify import lexicon, stems, words

#: Common in English and in other languages too: they say nothing.
_SHARED_WORDS = """
    a all also am an art as at been best big bin come den der die do due else end ever far find fine first full gave
    get gut had hat her here hier how if in is it kind la last late le let man many me men met min more most must no
    not of off on one over per pour rate real sale sang set show si so son still ten then those under up us van want
    was we were will
"""
#: Common in German, Spanish, French, Italian, Portuguese or Dutch and not in English; the last line are verbs and
#: adjectives of their headlines that English news knows as names.
_FOREIGN_WORDS = """
    aan al alla alle als après au auch auf aus aux avant avec bei beim bij ce cette che chez com como
    contre da dal dalla das de della delle dei dem des desde deux di door dopo dos du durch ein eine einem
    einen einer el elle em en entre es est et för foi für gegen geen gli hasta heeft het ich ihre il ils im je kein
    keine les lo leur maar mais mit más naar nach nas ne nei nel nella nicht niet noch nog nos nur oder ook
    op ou où pas pela pelo pero por quem que qui sans schon sein seine ses sich sind sobre sono sont su sul sulla sus
    são tras também uit um uma una und uno unos uns vers vom von voor vor vous wie wil wir wird wordt worden wurde
    werden y zijn zu zum zur à às é è ó o e über após até não
    casa compra contra gana lanza neue novo nuevo nuovo vince
"""
_SHARED, _FOREIGN = frozenset(_SHARED_WORDS.split()), frozenset(_FOREIGN_WORDS.split())
_ENGLISH = frozenset({*words.FUNCTION_WORDS, "said", "says"} - _SHARED - {"d", "ll", "re", "ve"})
#: Small words that English writes large within headlines and that other languages hardly do.
_TITLED = frozenset({"A", "An", "As", "At", "How", "In", "Is", "Of", "Off", "On", "Over", "To", "Under", "Up"})
_SHORTENED = frozenset({"s", "t", "re", "ll", "ve", "d", "m"})
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_APOSTROPHE = re.compile("['’]")

#: What each kind of word adds to the log-odds of English, and how many of a kind count.
_WEIGHTS = {"english": 1.0, "known": 0.8, "unknown": -1.75, "foreign": -1.5}
_MOST = 3
#: A foreign word at the beginning is written large, as the name that begins with it would be: half of one.
_AT_FIRST = 0.5


def evidence(text: str) -> float:
    """What the words add to the log-odds that a text is English; 0 when they say nothing."""
    counted = dict.fromkeys(_WEIGHTS, 0.0)
    for kind, count in _kinds(text):
        counted[kind] += count
    return sum(_WEIGHTS[kind] * min(count, _MOST) for kind, count in counted.items())


def _kinds(text: str) -> Iterator[tuple[str, float]]:
    for place, word in enumerate(_WORD.findall(text)):
        kind = _small(word) if word[0].islower() else _large(word, place)
        if kind:
            yield kind, _AT_FIRST if kind == "foreign" and not word[0].islower() else 1


def _small(word: str) -> str:
    """Which kind of word it is; "" for one that says nothing."""
    start, *rest = _APOSTROPHE.split(word.lower())
    if start in _ENGLISH or (rest and rest[0] in _SHORTENED):
        return "english"
    if start in _FOREIGN:
        return "foreign"
    if len(start) < 2 or start in _SHARED or start in words.STOP:
        return ""
    return "known" if start.isascii() and stems.stem(start) in lexicon.shipped().weights else "unknown"


def _large(word: str, place: int) -> str:
    lower = word.lower()
    if lower in _ENGLISH or (place and word in _TITLED):
        return "english"
    return "foreign" if not place and len(lower) > 1 and lower in _FOREIGN else ""
