"""Outlets that are said to be such: "mute the outlet Fox News", "Quelle Bild stummschalten" (pure)."""

import re
from collections.abc import Sequence

from digest.domain.wishes import Words
from digest.subscribe import spelling, zones

_NOUN = (
    r"(?:news\s+)?(?:sources?|outlets?|publications?|quellen?|medi(?:um|en)|fuentes?|medios?|m[ée]dias?"
    r"|newspapers?|zeitung(?:en)?|peri[óo]dicos?|journa(?:l|ux))"
)
_ARTICLE = r"(?:(?:the|die|das|der|la|las|el|los|le|les)\s+)?"
_SAID = re.compile(rf"(?i)^{_ARTICLE}{_NOUN}\s*:?\s+(?=\S)")
#: Verbs that may stand behind their outlet.
_VERB = (
    r"(?P<verb>mute|unmute|hide|unhide|block|unblock|prefer|stummschalten|ausblenden|einblenden|sperren|entsperren"
    r"|bevorzugen|silenciar|ocultar|bloquear|desbloquear|preferir|masquer|cacher|bloquer|d[ée]bloquer|afficher"
    r"|pr[ée]f[ée]rer)"
)
_END = r"\s*[.!]*\s*(?:(?:bitte|please|por favor|svp|danke|merci)\s*[.!]*)?$"
_LEAD = r"^(?P<lead>(?:(?:bitte|please|por favor|svp|ich m[öo]chte|je voudrais|quiero)\s+)?)"
_BEFORE = re.compile(rf"(?i){_LEAD}{_ARTICLE}{_NOUN}\s+(?P<names>\S.{{0,98}}?)\s+{_VERB}{_END}")
_AS = r"\s+(?:als|as|as an?|como|comme)\s+" + _NOUN
_BEHIND = re.compile(rf"(?i){_LEAD}(?P<names>\S.{{0,98}}?){_AS}\s+{_VERB}{_END}")
_LAST = re.compile(rf"(?i){_LEAD}{_VERB}\s+(?P<names>\S.{{0,98}}?){_AS}{_END}")
#: An outlet's name.
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_LONGEST_NAME = 5
_ARTICLES = spelling.among("the der die das den el la los las le les")
_BETWEEN = _ARTICLES | spelling.among("of for de del du des y e et und and & on in am im")


def plain(line: str) -> str:
    """A line with its verb first: "stummschalten source Bild" of "Quelle Bild stummschalten"."""
    found = _BEFORE.match(line) or _BEHIND.match(line) or _LAST.match(line)
    return f"{found['lead']}{found['verb']} source {found['names']}" if found else line


def parted(words: Words) -> tuple[Words, Words]:
    """The names, and the outlets among them: those that are said to be, with those behind them."""
    add, drop = _parted(words.add), _parted(words.drop)
    return Words(whole=words.whole, add=add[0], drop=drop[0]), Words(add=add[1], drop=drop[1])


def unsaid(words: Words) -> Words:
    """All of them as outlets, whether they are said to be or not."""
    whole = None if words.whole is None else tuple(map(_bare, words.whole))
    return Words(whole=whole, add=tuple(map(_bare, words.add)), drop=tuple(map(_bare, words.drop)))


def is_outlet(name: str) -> bool:
    """Whether it is a domain, or a short name with capitals: "the Guardian", "bbc.com"."""
    said = name.split()
    said = said[1:] if len(said) > 1 and spelling.bare(said[0]) in _ARTICLES else said
    if _DOMAIN.fullmatch(name):
        return True
    small = [word for word in said if not (word[:1].isupper() or word[:1].isdigit())]
    is_short = len(said) <= _LONGEST_NAME and said[:1] != small[:1]
    return is_short and all(spelling.bare(word) in _BETWEEN for word in small)


def is_place(name: str) -> bool:
    """Whether a name is a city's or a country's, from which news come as well."""
    return zones.named(spelling.bare(name)) is not None


def _parted(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first = next((place for place, name in enumerate(names) if _SAID.match(name)), len(names))
    return tuple(names[:first]), tuple(map(_bare, names[first:]))


def _bare(name: str) -> str:
    return _SAID.sub("", name)
