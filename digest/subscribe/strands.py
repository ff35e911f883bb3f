"""A line of several wishes, taken apart where the second begins: "follow Nvidia, Apple and mute Trump" (pure).

Behind some verbs anything may be a name.  So a list of names ends where a wish of its own begins; and what is left that
still says what only wishes say is no list of names: then the line is not understood.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from digest.domain.wishes import Change, Weights, Words
from digest.subscribe import clauses, days, deeds, phrases, sentences, spelling, vocabulary, wanted, worded
from digest.subscribe.asks import Ask
from digest.subscribe.understanding import Setting

#: Behind these anything may be a name.
LISTS = frozenset(
    {
        *(Ask.FOLLOW, Ask.UNFOLLOW, Ask.FOLLOWED, Ask.MUTE, Ask.UNMUTE, Ask.MUTED, Ask.NAME, Ask.FORGET),
        *(Ask.MUTE_SOURCE, Ask.UNMUTE_SOURCE, Ask.MUTED_SOURCES, Ask.PREFER, Ask.PREFER_SOURCE, Ask.UNPREFER),
        Ask.SOURCES,
    }
)
#: Behind these topics stand; a list of them ends there, too.
_LEANING = frozenset({Ask.NEVER, Ask.REMOVE, Ask.LESS, Ask.MORE, Ask.ABOUT, Ask.LIKE})
#: These begin a wish wherever something stands behind them; what asks something else does where it makes sense.
_STRONG = LISTS - {Ask.FOLLOWED, Ask.MUTED, Ask.MUTED_SOURCES, Ask.NAME, Ask.SOURCES} | {
    *_LEANING,
    *(Ask.PAUSE, Ask.LEAVE, Ask.SUBSCRIBE, Ask.ERASE, Ask.NO_PICTURES, Ask.WITH_PICTURES, Ask.NO_OUTSIDE),
}
#: "No thanks, unsubscribe me!"
_GRAVE = frozenset({Ask.LEAVE, Ask.ERASE, Ask.SUBSCRIBE, Ask.JOIN, Ask.CONFIRM, Ask.PAUSE})
#: Nouns among these: "follow IKEA, holiday deals".  "But never Tesla" goes with what stands before it.
_WEAK = spelling.among(
    "rest vacation holiday holidays urlaub ferien vacaciones vacances never nie nunca interests intereses interessen"
)
_AND = r"(?:and|und|y|e|et|but|aber|pero|mais|then|dann|luego|puis|sondern|sino|&)"
_ALSO = r"(?:also|auch|aussi|tambi[ée]n)"
_JOINT = re.compile(
    rf"\s*(?:;|,(?!\d))\s*(?:(?:{_AND}|{_ALSO})\s+)*|\s+(?:{_AND}\s+)+(?:{_ALSO}\s+)?|\s+[-–—]+\s+"
    r"|\s+(?=(?:nothing (?:about|on)|nichts (?:mehr )?(?:ü|ue)ber|nichts zu|nada (?:de|sobre)|rien sur)\s)",
    re.IGNORECASE,
)
#: Time and place stand behind these.
_AT = spelling.among("at on in every only um am auf ab en a cada solo chaque le")
_CLOCK = spelling.among("time zeit hora heure")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»")
#: Said of names only.
_NOT = spelling.among("no not nicht kein keine keinen keinem pas never nie nunca jamais don't dont")
#: A wish follows these, or what it is compared with.
_MORE = spelling.among("more less fewer mehr weniger mas menos moins")
_PRONOUNS = spelling.among(
    "him her it them me us you ihn sie es ihm ihnen mich uns lo le les la los las lui leur eux elle elles this that"
)
_WHO = spelling.among("i i'm i've we ich wir yo je j'ai nous it it's they you")
#: Said of names, and in none: "because he is awful".
_PROSE = spelling.among("because weil denn porque parce he she they he's she's they're if wenn falls cuando quand")
_QUESTION = re.compile(
    r"(?i)\s(?:what|how|why|when|where|was|wie|warum|wann|wo|qu[ée]|c[óo]mo|comment|pourquoi)\s.*\?$"
)
#: What begins so is a saying: "follow up on it", "follow your heart", "sigue así".
_SAYINGS = spelling.among(
    "up your my our eurem deinem ihrem meinem asi con sin adelante igual tu su vuestro mi votre ton vos mon notre comme"
)
#: "5 stories a day"
_COUNTED = re.compile(
    r"(?i)\s\d{1,2}\s(?:stor(?:y|ies)|articles?|items|meldungen|artikel|noticias|art[íi]culos|nouvelles)\s"
)
#: Verbs that we do not know.
_OTHERS = spelling.among(
    "show send put keep let want give stop zeig zeige zeigt gib gebt stoppe stoppt lass lasst behalte schick schickt "
    "sende muestra muestre muestren manda mande manden envia deja dejad montrez montre envoie envoyez arretez garde "
    "gardez"
)
_BESIDE = spelling.among("instead too please again also bitte stattdessen auch wieder tambien favor por aussi svp")
#: When something is to be, which no name says.
_WHEN = re.compile(
    r"\s(?:on (?:weekdays|weekends|the weekend)|(?:every|each|jede[nrs]?|cada|chaque)\s\S)|"
    r"\s(?:(?:at|um|a las?|à|gegen)\s\d|(?:until|till|bis|hasta|jusqu\S+)\s)"
    r"|\s(?:for|für|durante|por|pendant|pour)\s(?:\S+\s){1,2}"
    r"(?:days?|weeks?|months?|tage?n?|wochen?|monate?n?|d[ií]as?|semanas?|mes(?:es)?|jours?|semaines?|mois)\b"
)
#: Verbs that are part of names as well: "apple watch", "writer's block".
_NOUNS = spelling.among("watch block folge masque rest")
#: Letters of a word that leaves and is nothing else.
_LONG = 8
#: Joints that are looked at.
_MOST = 60


def of(line: str, setting: Setting) -> Sequence[str]:
    """The wishes of a line that begins with a list of names, or has one later on; one where no second begins."""
    kept: list[str] = []
    while (found := _second(line, setting)) is not None:
        kept.append(line[: found.start()])
        line = line[found.end() :]
    return [*kept, line]


def is_split(found: phrases.Phrase, setting: Setting) -> bool:
    """Whether what stands behind a verb is a list, which ends where a wish begins; behind "I prefer" may be a day."""
    read = deeds.of(found.ask, found.rest, setting) if found.ask is Ask.PREFER else None
    change = read.commands[0].change if read else Change()
    is_when = not change.is_empty and change == replace(change, sources=Words(), topics=Weights())
    return found.ask in LISTS | _LEANING and not is_when


def is_list(found: phrases.Phrase) -> bool:
    """Whether what stands behind a verb may be names: one sentence, and nothing in it that only wishes say."""
    if found.ask not in LISTS:
        return True
    plain = _QUOTED.sub(" x ", found.rest)
    kept, gone = worded.excepted(plain)
    said = [part.strip() for part in _JOINT.split(kept, maxsplit=_MOST) if part.strip()]
    is_one = len(sentences.split(plain)) == 1
    return is_one and all(map(_is_name, (*said, *gone))) and not any(map(_is_wish, said[1:]))


def _second(line: str, setting: Setting) -> re.Match[str] | None:
    """The joint behind which a wish of its own begins; None for none."""
    first = phrases.verb(line)
    if first is not None and not line.endswith(first.rest):
        return None
    # "No pictures, mute Trump": the comma stands behind the verb.
    start = len(line.removesuffix(first.rest).rstrip(" ,;")) if first else 0
    joints = list(_joints(line, start))
    for place, found in enumerate(joints):
        part = line[found.end() : joints[place + 1].start() if place + 1 < len(joints) else None]
        is_when = first is not None and first.ask in LISTS and _tells_when(line[found.end() :], setting)
        if is_when or _begins(part, first, setting, is_next=place == 0):
            return found
    return None


def _joints(line: str, start: int) -> Iterator[re.Match[str]]:
    """Where a line may go on with another wish: nowhere between quotation marks."""
    hidden = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line)
    for _, found in zip(range(_MOST), _JOINT.finditer(hidden, start), strict=False):
        yield found


def _begins(part: str, first: phrases.Phrase | None, setting: Setting, *, is_next: bool) -> bool:
    """Whether a part of a line begins a wish of its own; where a list comes first, of any kind."""
    found = phrases.verb(part)
    if first is None or first.ask not in LISTS | _LEANING:
        return found is not None and found.ask in LISTS & _STRONG and bool(found.rest)
    if found is None:
        return _tells_when(part, setting)
    if first.ask in _LEANING and found.ask in _GRAVE:
        return False
    if not part.endswith(found.rest) and found.ask in LISTS:
        # "Folge Nvidia, Trump stumm"; but of three names, nobody knows to which the verb at the end belongs.
        return is_next
    return not _may_be_a_name(part, found, first) and _makes_sense(part, found, setting)


def _may_be_a_name(part: str, found: phrases.Phrase, first: phrases.Phrase) -> bool:
    """Whether a verb is none here: "Apple, Block"; nor the no of "Sigue Nvidia, no Apple"."""
    verb = part.removesuffix(found.rest).strip()
    is_capital = verb[:1].isupper() and not verb.isupper()
    return (not found.rest and is_capital) or (first.spoken == {"es"} and spelling.bare(verb) == "no")


def _makes_sense(part: str, found: phrases.Phrase, setting: Setting) -> bool:
    """Whether a verb and what stands behind it are a wish, or can be nothing else."""
    is_strong = found.ask in _STRONG and spelling.bare(part.removesuffix(found.rest)) not in _WEAK
    return is_strong or (found.ask is not Ask.SOURCES and deeds.of(found.ask, found.rest, setting) is not None)


def _tells_when(part: str, setting: Setting) -> bool:
    """Whether a part says when, where or in which language: "at 8", "weekdays", "in German"; no lone city or day."""
    read = wanted.clauses_alone(part, setting)
    words = [word for word in spelling.words(part) if word != "the"]
    named = days.named() & set(words)
    is_title = part[:1].isupper() and not part.isupper() and not any(map(str.isdigit, part)) and len(named) < 2
    if read is None or (is_title and _CLOCK.isdisjoint(words)):
        # "The Sun", "Mail on Sunday"
        return False
    change = read.commands[0].change
    if len(words) == 1 and change.weekdays is not None and len(change.weekdays) == 1:
        return False
    is_told = words[0] in _AT or part[0] in "+-" or not _CLOCK.isdisjoint(words)
    return is_told or change != Change(timezone=change.timezone, language=change.language, topics=change.topics)


def _is_name(part: str) -> bool:
    """Whether a part of a list may be a name."""
    words = part.split()
    bare = [spelling.bare(word) for word in words]
    # "Sin City" may be a name, and so may "Up" alone.
    if words[0] in _NOT - {"no"} or words[0] in _SAYINGS or bare == ["asi"]:
        return False
    if words[0] == bare[0] and set(bare) - _BESIDE <= _PRONOUNS:
        return False
    if bare[0] in _WHO and len(words) > 2 and words[1][:1].islower():
        # "I really enjoy the rest"
        return False
    inner = {word for word, written in zip(bare[1:], words[1:], strict=True) if not written[:1].isupper()}
    is_told = not _NOT.isdisjoint(inner) or not _verbs().isdisjoint(inner) or not _MORE.isdisjoint(inner - {bare[-1]})
    is_prose = not _PROSE.isdisjoint({words[0], *inner} - {bare[-1]})
    return not (is_told or is_prose or any(way.search(f" {part}") for way in (_WHEN, _QUESTION, _COUNTED)))


def _is_wish(part: str) -> bool:
    """Whether a further name is none, for a verb or a no begins it: "follow Nvidia, remove Apple"."""
    words = part.split()
    is_told = spelling.bare(words[0]) in _verbs() | _NOT | _OTHERS or (part.islower() and clauses.is_idle(part))
    return is_told and len(words) > 1


@cache
def _verbs() -> frozenset[str]:
    """Single words by which a list of names is begun, and that are part of none."""
    known = {way: ask for way, (ask, _) in vocabulary.phrases().items() if " " not in way}
    leaving = {way for way, ask in known.items() if ask is Ask.LEAVE and len(way) >= _LONG}
    return frozenset(leaving | {way for way, ask in known.items() if ask in LISTS & _STRONG}) - _NOUNS
