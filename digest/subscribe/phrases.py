"""A line as its verb and the rest; and the lines that are only manners."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.subscribe import courtesy, days, signed, spelling, vocabulary
from digest.subscribe.asks import Ask

_MAX_LENGTH = 1000
_BULLET = re.compile(r"^(?:[-*•·>–]\s+|\d{1,2}[.)]\s+)")
#: "topics:tech" is "topics: tech"; "7:00" stays.
_COLON = re.compile(r"^([^\W\d_][^:]{0,40}):(?=[^\W\d_+-])")
#: "pas d'astrologie"
_ELIDED = re.compile(r"(?i)\b(?:pas|plus|trop|jamais|tout) d['’](?=\w)")
#: "plus de sport du tout": no sport, and not more of it.
_NOT_AT_ALL = re.compile(r"(?i)\bplus (?=(?:de |d['’])?\S.{0,60}\bdu tout\b)(?P<what>.{1,64}?)\s+du tout\b")
#: That it holds from now on.
_FROM_NOW = re.compile(
    r"(?i),?\s*(?<!\w)(?:from now on|starting now|effective immediately|with immediate effect|from today(?: on)?"
    r"|as of (?:now|today)|ab sofort|ab jetzt|ab heute|von nun an|mit sofortiger wirkung"
    r"|a partir de (?:ahora|hoy)|de ahora en adelante"
    r"|desde (?:ahora|hoy|ya)|[àa] partir (?:de maintenant|d['’]aujourd['’]hui)|d[ée]sormais|dor[ée]navant)(?!\w),?"
)
#: What people say before they come to it.
_LEAD = spelling.among(
    "please kindly pls i i'd i'll want wish would will like to can could you me ok now and also hi hello just "
    "bitte ich mochte moechte will wurde wuerde gern gerne mich mir und auch jetzt "
    "por favor quiero quisiera deseo ruego me y puedes "
    "je j'aimerais veux voudrais souhaite s'il vous te plait svp stp merci de veuillez et "
    "but then hereby we instead aber dann dafur stattdessen hiermit wir konnen konnt konnten sie ihr "
    "por la presente par pero luego podeis pueden podrias podrian podriais mais puis ensuite pouvez pourriez peux nous "
    "hatte haette ausserdem zusatzlich gustaria ademas tambien aussi additionally"
)
_MOST_LEAD = 8
#: What cannot be done before its day.
_LATER = frozenset({Ask.LEAVE, Ask.ERASE, Ask.PAUSE, Ask.RESUME, Ask.SEND, Ask.END})
_PLEASE = spelling.among("please pls bitte svp stp kindly")
#: Verbs that may stand at the end of a line, which is short.
_LAST = frozenset({Ask.MUTE, Ask.UNMUTE, Ask.FOLLOW, Ask.UNFOLLOW, Ask.PREFER})
_SHORT, _LONGEST_LAST = 8, 3
_ASKS = spelling.among("nicht nie kein keine keinen wie warum wer was wann man wurde wurden werden wird hat habt")
_END = re.compile(r"[-–—_=*]{2,}|—|–")
_GREETING = courtesy.HELLO | spelling.among("good sehr gruss buenos buenas madame monsieur")
_FAREWELL = courtesy.THANKS | spelling.among(
    "regards best kind warm sincerely yours bye vielen mit viele beste liebe freundliche gruss grusse gruesse mfg lg "
    "vg saludos atentamente cordialmente cordialement salutations amicalement bien un herzliche schonen bonne"
)
_FAREWELL_WORDS = spelling.among(
    "thanks thank thx you very much so many a lot in advance cheers regards best kind warm warmest sincerely yours "
    "truly bye danke vielen dank im voraus mit freundlichen freundliche viele liebe beste grussen gruessen grusse "
    "gruesse gruss schone mfg lg vg gracias muchas saludos un saludo cordial atentamente cordialmente merci beaucoup "
    "d'avance cordialement salutations amicalement bien a vous and und y et your service help for to all "
    "herzliche schonen tag abend noch abrazo sincere tout votre aide bonne journee soiree ihr eure"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A verb that was found, and what stands behind it."""

    ask: Ask
    rest: str
    #: The languages in which it asks that.
    spoken: frozenset[str]


def at_once(line: str) -> str:
    """The line without the words that it holds from now on: all that is asked does."""
    return _FROM_NOW.sub(" ", line).strip() or line


def verb(line: str) -> Phrase | None:
    """The longest verb that a line begins with, once "please" and the like are out of the way; None for none.

    "From Monday" is, before what can be done at once; whoever leaves or rests from Monday does not so today.
    """
    begun = days.beginning([spelling.bare(word) for word in line.split()[:_MOST_LEAD]])
    found = _verb(line.split(maxsplit=begun)[-1]) if begun else None
    return found if found and found.ask not in _LATER else _verb(line)


def _verb(line: str) -> Phrase | None:
    line = _NOT_AT_ALL.sub(r"pas \g<what>", line)
    line = _ELIDED.sub(r"\g<0> ", _COLON.sub(r"\1: ", line))
    spans = [found.span() for found in re.finditer(r"\S+", line)][: _MOST_LEAD + vocabulary.LONGEST]
    # "löscht bitte alle meine Daten"
    spans = [span for span in spans if spelling.bare(line[slice(*span)]) not in _PLEASE] or spans
    words = [spelling.bare(line[start:end]) for start, end in spans]
    for first in range(min(len(words), _MOST_LEAD + 1)):
        for many in range(min(vocabulary.LONGEST, len(words) - first), 0, -1):
            known = vocabulary.phrases().get(" ".join(words[first : first + many]))
            if known:
                return Phrase(ask=known[0], rest=line[spans[first + many - 1][1] :].strip(), spoken=known[1])
        near = vocabulary.near(words[first])
        if near:
            return Phrase(ask=near[0], rest=line[spans[first][1] :].strip(), spoken=near[1])
        if words[first] not in _LEAD:
            return _counted(words) or _at_the_end(line)
    return None


def _at_the_end(line: str) -> Phrase | None:
    """ "Trump und Musk ausblenden", "Tesla nicht mehr folgen": in German the verb comes last."""
    words = line.split()
    if not 2 <= len(words) <= _SHORT or "?" in line:
        return None
    bare = [spelling.bare(word) for word in words]
    for many in range(min(_LONGEST_LAST, len(words) - 1), 0, -1):
        known = vocabulary.phrases().get(" ".join(bare[-many:]))
        if known is None or known[0] not in _LAST or "de" not in known[1]:
            continue
        if not _ASKS.isdisjoint(bare[:-many]):
            return None
        first = next((place for place, word in enumerate(bare) if word not in _LEAD | _PLEASE), 0)
        return Phrase(ask=known[0], rest=" ".join(words[first:-many]), spoken=known[1])
    return None


def _counted(words: Sequence[str]) -> Phrase | None:
    """ "8 stories", "at most 8 stories": the number before its noun."""
    numbers = [place for place, word in enumerate(words) if word.isdecimal()]
    if not numbers or numbers[0] > 3 or numbers[0] + 1 != len(words) - 1:
        return None
    known = vocabulary.phrases().get(words[-1])
    is_counted = known is not None and known[0] is Ask.STORIES
    return Phrase(ask=Ask.STORIES, rest=words[numbers[0]], spoken=known[1]) if known and is_counted else None


def lines(own: Sequence[str], most: int) -> Iterator[str]:
    """The first lines that say anything, without bullets; a token on a line of its own goes with the line before."""
    said = [line[:_MAX_LENGTH].strip() for line in own if line.strip()][:most]
    place = 0
    while place < len(said):
        line = said[place] if is_end(said[place]) else _BULLET.sub("", said[place])
        place += 1
        if place < len(said) and _goes_on(line, said[place]):
            line, place = f"{line} {said[place]}", place + 1
        yield line


def _goes_on(line: str, after: str) -> bool:
    """Whether the next line is the token of this one, or the second half of it."""
    found = verb(line)
    if found is None or " " in after:
        return False
    return any(signed.is_whole(f"{half} {after}") for half in ("", line.rpartition(" ")[2]))


def is_end(line: str) -> bool:
    """Whether a line says that nothing for us follows."""
    known = vocabulary.phrases().get(spelling.bare(line))
    return bool(_END.fullmatch(line)) or (known is not None and known[0] is Ask.END)


def is_greeting(line: str) -> bool:
    """Whether a line only says hello: "Dear digest,"."""
    words = spelling.words(line)
    return 0 < len(words) <= 4 and words[0] in _GREETING and verb(" ".join(words[1:])) is None


def is_farewell(line: str) -> bool:
    """Whether a line only says thanks or good-bye: a name follows."""
    words = spelling.words(line)
    return 0 < len(words) <= 6 and words[0] in _FAREWELL and set(words) <= _FAREWELL_WORDS
