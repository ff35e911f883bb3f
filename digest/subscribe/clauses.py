"""What stands behind "subscribe" or "topics", clause by clause: topics, time, zone, days, language, in any order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from digest.domain.wishes import Change, Weights
from digest.subscribe import clock, days, spelling, topics, vocabulary, zones
from digest.subscribe.asks import Ask

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
    "une d' l' s'il vous te plait stp svp veuillez je voudrais veux j'aimerais "
    "alert alerts alertas alerta alertes alerte benachrichtigungen "
    "but aber pero mais then would be great ideal perfect live i'm based located receive get sending "
    "can could you i'd rather have "
    "konnt konnen ihr sie es schicken schickt dann wohne lebe bin bekommen erhalten ware "
    "recibirlo gustaria luego vivo recibir boletin "
    "need do we know limit see until kunftig zukunft immer noch falls etwas fruher begrenzen lesen leer "
    "lire est-ce mandadmelo enviadmelo tambien aussi auch also "
    "ab sofort reichen genugen suffisent vale valen ser avoir envoyer thx ty cheers come instead very well tres bien "
    "muy sehr gut stattdessen hey hi hello hallo hola bonjour salut "
    "it'd could may "
    "might get got possible possibly a bit little later earlier "
    "sooner say so use using moved am have enough plenty is fine ok okay better prefer only maximum max most stuff "
    "completely totally "
    "dazu hinzu erst schon lieber besser bitteschon nach gezogen umgezogen jetzt reicht genugt vollig vollkommen "
    "hochstens "
    "maximal "
    "maximum einfach mal gerne kann konnte man es ginge geht wenn moglich zeug "
    "lo podeis puedes pueden podria podriais mandar mandarlo mandarmelo enviarlo mejor basta bastaria solamente "
    "unicamente me he mudado posible seria maximo antes tarde "
    "plutot suffit suffirait uniquement possible serait-il serait est-il l'avoir passez passer l'heure demenage "
    "maximum "
    "peut-on peux-tu "
    "votre vos lettre j'habite l'envoyer pourriez-vous puis ensuite tout recevoir habite vis sur chez"
)
#: These deny the topics behind them: "but no sport"; so do two words of them.
_DENY = spelling.among(
    "but "
    "no not without never except nothing kein keine keinen nicht ohne ausser nie sin salvo nada excepto sans sauf pas "
    "jamais aucun aucune"
)
#: "All topics but no sport".
_EVERY = spelling.among("all everything every alles alle todo todos todas tout tous toutes")
_TOPICS = spelling.among("topics themen temas sujets themes")
_DENIED = "!"
_ENDS = ".?"
_GOES_ON = spelling.among("and or und oder y o ni et ou the la le les los las die das der news more mehr mas de d' of")
_MORE = spelling.among("more mehr mas")
#: What these begin was so until now: "at 18:00 instead of 7".
_INSTEAD = ("instead of", "rather than", "statt", "anstatt", "en lugar de", "en vez de", "au lieu de", "not")
_TOKEN = re.compile(r"[+-]?\d*[.,]\d+%?(?![^\s,;])|[^\s,;!()]+")
_HOUR = re.compile(r"\d[\d:.]*(?:[ap]\.?m\.?)?|[ap]\.?m\.?")
#: "tech=0.5", "tech: 0.5", "Zeit:18:30".
_SET = re.compile(r"(?<=[^\W\d_])\s*[=:]\s*(?=[+-]?[.\d])")
#: "l'économie"
_ELIDED = re.compile(r"(?i)(?<![^\W\d_])[ld]['’](?=[^\W\d_])")
#: These end a sentence as a point does; words keep only that.
_LOUD = re.compile(r"(?<=[^\W\d_])[!;]+(?=\s)")
_WEIGHT = re.compile(r"(?P<number>[+-]?\d*(?:[.,]\d+)?)(?P<percent>%?)")
#: Words of a name, and words looked at for one clause, at most.
_MANY, _AHEAD = 5, 40
MAX_STORIES = 50


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
    #: (sign or "", slug, weight or None), in order; the sign of what was denied is "!".
    topics: list[tuple[str, str, float | None]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def ahead(self) -> Sequence[str]:
        return self.words[self.place : self.place + _AHEAD]


def read(text: str, names: Names) -> tuple[Change, tuple[str, ...]]:
    """The change that a text asks for, and the words of it that were not understood."""
    text = _ELIDED.sub("", _LOUD.sub(".", text))
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


def is_idle(part: str) -> bool:
    """Whether a part of a line says nothing by itself: "could you please send me", "from Monday"."""
    words = spelling.words(part)
    return FILLER.issuperset(words[days.beginning(words) :])


def weights(named: Sequence[tuple[str, str, float | None]]) -> Weights:
    """What becomes of the weights: without signs these are all topics; else + adds one, and - drops it; ! denies it.

    "-sport" asks no longer for sport; "sport -1" or "no sport" wants none.
    """
    add = {slug: 1.0 if weight is None else weight for sign, slug, weight in named if sign != "-"}
    if all(sign in {"", _DENIED} for sign, _, _ in named) and ("" in {sign for sign, _, _ in named} or not named):
        return Weights(whole=add) if add else Weights()
    against = {slug: -abs(weight) for sign, slug, weight in named if sign == "-" and weight is not None}
    drop = tuple(dict.fromkeys(slug for sign, slug, weight in named if sign == "-" and weight is None))
    return Weights(add={slug: weight for slug, weight in (add | against).items() if slug not in drop}, drop=drop)


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    return spelling.bare(word).strip("'")


def _joined(words: Sequence[str], table: Callable[[str], str | None]) -> tuple[str, int] | None:
    """What the longest run of words from the first on means, and how many they are."""
    for many in range(min(_MANY, len(words)), 0, -1):
        found = table(_bare(" ".join(words[:many])))
        if found is not None:
            return found, many
    return None


def _take(reading: _Reading, said: Mapping[str, Any], taken: int) -> bool:
    """True; what is said is taken down, but who says something else the second time is a riddle."""
    if any(reading.said.get(name, value) != value for name, value in said.items()):
        reading.left += [_bare(word) for word in reading.ahead[:taken]]
    else:
        reading.said |= said
    reading.place += taken
    return True


def _moment(reading: _Reading) -> bool:
    """ "From Monday" tells when a wish begins, and nothing of the days; "this Friday" is one that we cannot do."""
    words = [_bare(word) for word in reading.ahead[:6]]
    once = days.once(words)
    taken = once or days.beginning(words)
    reading.left += words[:once]
    reading.place += taken
    return taken > 0


def _days(reading: _Reading) -> bool:
    found = days.read([_bare(word) for word in reading.ahead])
    return found is not None and _take(reading, {"cadence": found[0], "weekdays": found[1]}, found[2])


def _clock(reading: _Reading) -> bool:
    found = clock.read([word.rstrip(".?…") for word in reading.ahead])
    return found is not None and _take(reading, {"at": found[0]}, found[1])


def _stories(reading: _Reading) -> bool:
    """ "5 stories", in any place."""
    words = [_bare(word) for word in reading.ahead[:2]]
    known = vocabulary.phrases().get(words[-1])
    is_counted = len(words) > 1 and words[0].isdecimal() and known is not None and known[0] is Ask.STORIES
    return is_counted and 1 <= int(words[0]) <= MAX_STORIES and _take(reading, {"stories": int(words[0])}, 2)


def _instead(reading: _Reading) -> bool:
    """The hour or the days behind "instead of" count for nothing; a topic there is dropped."""
    words = [_bare(word) for word in reading.ahead]
    many = next((len(way.split()) for way in _INSTEAD if f"{' '.join(words)} ".startswith(f"{way} ")), 0)
    if not many:
        return False
    found = clock.read(words[many:], is_time=True) or days.read(words[many:])
    reading.place += many + found[-1] if found else 0
    return found is not None


def _denied(reading: _Reading) -> bool:
    """ "but no sport or politics": topics that are not wanted, up to the end of the sentence."""
    said = reading.ahead[: next((many for many, word in enumerate(reading.ahead, 1) if word[-1] in _ENDS), None)]
    words = [_bare(word) for word in said]
    is_all = words[0] in _EVERY
    start = 1 + (len(words) > 1 and words[1] in _TOPICS) if is_all else 0
    place = next((start + many for many, word in enumerate(words[start:]) if word not in _DENY), len(words))
    # "But" alone denies behind "all": "no sport, but science" wants science.
    place = place if place > start and (is_all or words[start:place] != ["but"]) else 0
    found: list[tuple[str, str, float | None]] = []
    end = place
    while place and place < len(words):
        topic = _joined(words[place:], reading.names.topics.get)
        if found and words[place] in _MORE and _joined(words[place + 1 :], reading.names.topics.get):
            # "No sport, more science"
            break
        if topic is not None:
            found.append((_DENIED, topic[0], -1.0))
            place = end = place + topic[1]
        elif words[place] in _GOES_ON:
            place += 1
        else:
            break
    if is_all and found:
        reading.topics += [("", slug, 1.0) for slug in dict.fromkeys(reading.names.topics.values())]
    reading.topics += found
    reading.place += end if found else 0
    return bool(found)


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


def _near(reading: _Reading) -> bool:
    """ "sience": a topic with a slip of the pen, where the word is nothing else."""
    first = reading.ahead[0]
    sign = first[0] if first[0] in "+-" else ""
    word = _bare(first.removeprefix(sign))
    slug = None if word in FILLER or word in vocabulary.phrases() else topics.near(word, reading.names.topics)
    if slug is None:
        return False
    reading.topics.append((sign, slug, None))
    reading.place += 1
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
    words = [_bare(word) for word in reading.ahead[:2]]
    if words[1:] == ["zeit"] and words[0].endswith("er") and (own := zones.named(words[0].removesuffix("er"))):
        # "Berliner Zeit"
        return _take(reading, {"timezone": own}, 2)
    # A country of several zones says nothing, but is no riddle behind a city.
    if found is None or not (found[0] or "timezone" in reading.said):
        return False
    # "7 pm ET" is a zone; "7h et sport" is none.
    before = reading.words[reading.place - 1] if reading.place else ""
    if found[1] == 1 and _bare(reading.ahead[0]) in FILLER and not _HOUR.fullmatch(before):
        return False
    return _take(reading, {"timezone": found[0]} if found[0] else {}, found[1])


def _language(reading: _Reading) -> bool:
    word = _bare(reading.ahead[0])
    # Tags are words of their own in other languages: "de", "es", "en".
    tag = reading.names.languages.get(word) if len(word) > 3 else None
    if tag is None:
        return False
    return _take(reading, {"language": tag}, 1)


_STEPS = (_instead, _denied, _moment, _days, _clock, _stories, _topic, _language, _zone, _near)
