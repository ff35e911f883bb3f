"""What stands behind "subscribe" or "topics", clause by clause: topics, time, zone, days, language, in any order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from digest.domain.wishes import Change, Weights
from digest.subscribe import clock, days, spelling, zones

#: Words that say nothing by themselves.
FILLER = spelling.among(
    "and und y e et & + at um the a an please bitte por favor svp news on about for me my i to with in of from "
    "now want topic topics time timezone zone local o'clock deliver delivered send mail mails email emails digest "
    "newsletter list your this only just thanks thank you language as is are also every pls kindly would like "
    "zu uber uhr fur mit nachrichten thema themen zeit zeitzone uhrzeit gegen ab aus die den der das mir mich ein eine "
    "nur danke auf sprache liste im am zum ich gern gerne mochte moechte hatte haette "
    "quiero quisiera noticias de del sobre tema temas las los la el en hora zona horaria con o solo gracias idioma "
    "lista mi "
    "les des du sur avec sujet sujets actualites heure fuseau horaire moi au aux seulement merci langue liste le un "
    "une d' l' s'il vous te plait veuillez je voudrais j'aimerais"
)
_TOKEN = re.compile(r"[+-]?\d*[.,]\d+%?(?![^\s,;])|[^\s,;!()]+")
#: "tech=0.5", "tech: 0.5", "Zeit:18:30".
_SET = re.compile(r"(?<=[^\W\d_])\s*[=:]\s*(?=[+-]?[.\d])")
_WEIGHT = re.compile(r"(?P<number>[+-]?\d*(?:[.,]\d+)?)(?P<percent>%?)")
#: Words of a name, and words looked at for one clause, at most.
_MANY, _AHEAD = 5, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What can be named in a wish."""

    #: Folded name -> slug.
    topics: Mapping[str, str]
    #: Folded name or tag -> BCP 47 tag.
    languages: Mapping[str, str]


@dataclass(slots=True)
class _Reading:
    """How far one text has been read, and what it said."""

    names: Names
    words: list[str]
    place: int = 0
    said: dict[str, Any] = field(default_factory=dict)
    #: (sign or "", slug, weight or None), in order.
    topics: list[tuple[str, str, float | None]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def ahead(self) -> Sequence[str]:
        return self.words[self.place : self.place + _AHEAD]


def read(text: str, names: Names) -> tuple[Change, tuple[str, ...]]:
    """The change that a text asks for, and the words of it that were not understood."""
    words = map(spelling.folded, _TOKEN.findall(_SET.sub(" ", text)))
    # A lone accent folds to nothing.
    reading = _Reading(names, [word for word in words if word])
    while reading.place < len(reading.words):
        if not any(step(reading) for step in _STEPS):
            word = _bare(reading.ahead[0])
            if word and word not in FILLER:
                reading.left.append(word)
            reading.place += 1
    return Change(topics=weights(reading.topics), **reading.said), tuple(reading.left)


def weights(named: Sequence[tuple[str, str, float | None]]) -> Weights:
    """What becomes of the weights: without signs these are all topics; else + adds one, and - drops it.

    "-sport" asks no longer for sport; "sport -1" or "no sport" wants none.
    """
    add = {slug: 1.0 if weight is None else weight for sign, slug, weight in named if sign != "-"}
    if not any(sign for sign, _, _ in named):
        return Weights(whole=add) if add else Weights()
    against = {slug: -abs(weight) for sign, slug, weight in named if sign == "-" and weight is not None}
    drop = tuple(dict.fromkeys(slug for sign, slug, weight in named if sign == "-" and weight is None))
    return Weights(add={slug: weight for slug, weight in (add | against).items() if slug not in drop}, drop=drop)


def _bare(word: str) -> str:
    return spelling.bare(word).strip("'")


def _joined(words: Sequence[str], table: Callable[[str], str | None]) -> tuple[str, int] | None:
    """What the longest run of words from the first on means, and how many they are."""
    for many in range(min(_MANY, len(words)), 0, -1):
        found = table(_bare(" ".join(words[:many])))
        if found is not None:
            return found, many
    return None


def _days(reading: _Reading) -> bool:
    found = days.read([_bare(word) for word in reading.ahead])
    if found is None:
        return False
    reading.said["cadence"], reading.said["weekdays"], taken = found
    reading.place += taken
    return True


def _clock(reading: _Reading) -> bool:
    found = clock.read(reading.ahead)
    if found is None:
        return False
    reading.said["at"], taken = found
    reading.place += taken
    return True


def _topic(reading: _Reading) -> bool:
    first = reading.ahead[0]
    sign = first[0] if first[0] in "+-" else ""
    words = [first[1:], *reading.ahead[1:]] if sign and len(first) > 1 else reading.ahead[bool(sign) :]
    found = _joined(words, reading.names.topics.get)
    if found is None:
        return False
    slug, taken = found
    taken += sign == first and bool(sign)
    reading.place += taken
    weight = _weight(reading.ahead[0]) if reading.ahead else None
    reading.place += weight is not None
    reading.topics.append((sign, slug, weight))
    return True


def _weight(word: str) -> float | None:
    """The weight that a word is, in [-1, 1]: "0.5", "0,5", "50%"; None for any other."""
    found = _WEIGHT.fullmatch(word.rstrip("."))
    if found is None or not any(map(str.isdigit, found["number"])):
        return None
    number = float(found["number"].replace(",", ".")) / (100 if found["percent"] else 1)
    return number if -1 <= number <= 1 else None


def _zone(reading: _Reading) -> bool:
    found = _joined(reading.ahead, zones.named)
    # A country of several zones says nothing, but is no riddle behind a city.
    if found is None or not (found[0] or "timezone" in reading.said):
        return False
    if found[0]:
        reading.said["timezone"] = found[0]
    reading.place += found[1]
    return True


def _language(reading: _Reading) -> bool:
    word = _bare(reading.ahead[0])
    # Tags are words of their own in other languages: "de", "es", "en".
    tag = reading.names.languages.get(word) if len(word) > 3 else None
    if tag is None:
        return False
    reading.said["language"] = tag
    reading.place += 1
    return True


_STEPS = (_days, _clock, _topic, _language, _zone)
