"""Lists of words, names and outlets as people write them: 'Nvidia, climate AND court', '+BBC -CNN', '"A and B"'."""

import re

from digest.domain.wishes import Words
from digest.subscribe import spelling

#: Of one word or phrase, and words in one line, at most.
LONGEST, MOST = 100, 50
_QUOTED = r"\"[^\"]+\"|“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»"
_ITEM = re.compile(rf"(?P<sign>[+-])?\s*(?P<quoted>{_QUOTED})|(?P<plain>[^,;\"“„«]+|[\"“„«])")
#: Lower-case only: "AND" wants both words in one story.
_BETWEEN = re.compile(r"\s(?:and|or|und|oder|y|o|e|et|ou)\s|\s(?=[+-][^\s+-])")
_EDGE_WORD = re.compile(r"^(?:and|or|und|oder|y|o|e|et|ou)\s+|\s+(?:and|und|y|e|et)$|^(?:and|or|und|oder|y|o|e|et|ou)$")
#: "the word Trump", "bitte Trump", "Trump please", "Musk too": said beside a name, and no part of it.
_BEFORE = re.compile(
    r"^(?:(?:please|bitte|svp|por favor|also|auch|aussi|tambi[ée]n)\s+)*"
    r"(?:(?:the|das|die|la|las|el|los|le|les)\s+(?:(?:key)?words?|terms?|topics?|w[öo]rter|wort|begriffe?|themen?|thema"
    r"|palabras?|temas?|mots?|sujets?)\s+(?!(?:of|de|des|der|von|du)\s))?(?=\S)"
)
_BEHIND = re.compile(
    r"(?<!^me)(?:\s+(?:please|pls|bitte|svp|por favor|too|as well|either|auch|tambi[ée]n|tampoco|aussi|non plus|forever"
    r"|f[üu]r immer|para siempre|pour toujours))+$"
)
_PUNCTUATION = " \t.!?:"
_ALL = spelling.among("all everything alles alle todo todos todas tout tous toutes any")
_NONE = spelling.among("none nothing nobody nichts keine niemand nada nadie ninguno ninguna rien aucun aucune personne")


def plain(text: str) -> tuple[str, ...]:
    """The words of a list, each once."""
    return tuple(dict.fromkeys(word for _, word in _items(text)))


def signed(text: str) -> Words:
    """What a list wants: the words with + are added and those with - dropped; without signs it is the whole list."""
    items = _items(text)
    if not any(sign for sign, _ in items):
        return Words(whole=tuple(dict.fromkeys(word for _, word in items)))
    drop = tuple(dict.fromkeys(word for sign, word in items if sign == "-"))
    return Words(add=tuple(dict.fromkeys(word for sign, word in items if sign != "-" and word not in drop)), drop=drop)


def is_all(text: str) -> bool:
    """Whether the text means everything there is."""
    return spelling.bare(text) in _ALL


def is_none(text: str) -> bool:
    """Whether the text means nothing at all."""
    return spelling.bare(text) in _NONE


def _items(text: str) -> list[tuple[str, str]]:
    """(sign or "", word) in order; what has neither letter nor digit, or is too long, is no word."""
    found: list[tuple[str, str]] = []
    for item in _ITEM.finditer(spelling.without_please(spelling.printable(text))):
        if item["quoted"]:
            found.append((item["sign"] or "", item["quoted"][1:-1].strip()))
        else:
            found += [_split(piece) for piece in _BETWEEN.split(item["plain"])]
    return [(sign, word) for sign, word in found if 0 < len(word) <= LONGEST and any(map(str.isalnum, word))][:MOST]


def _split(piece: str) -> tuple[str, str]:
    piece = _EDGE_WORD.sub("", piece.strip())
    sign = piece[:1] if piece[:1] in {"+", "-"} else ""
    return sign, _BEFORE.sub("", _BEHIND.sub("", piece[len(sign) :].strip(_PUNCTUATION)))
