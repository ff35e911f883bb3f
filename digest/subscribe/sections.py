"""Parts of a newspaper made plain: "the sports section" and "Sportteil" are sport, and no words of their own (pure)."""

import re
from collections.abc import Mapping, Sequence

from digest.subscribe import spelling

#: Behind a topic: "the sports section".
_BEHIND = spelling.among(
    "section sections part page pages column columns category stories article articles coverage teil rubrik"
)
#: Before one: "la sección de deportes", "die Rubrik Sport".
_BEFORE = spelling.among(
    "section sections category rubrik rubriken ressort sparte kategorie teil seccion secciones categoria parte "
    "rubrique rubriques partie categorie story stories article articles artikel articulo articulos"
)
_BETWEEN = spelling.among(
    "of on about sur sobre uber ueber de del du des d' la las los les le el the zu zur zum fur der"
)
#: "Sportteil", "Wirtschaftsnachrichten", "Promi-News".
_COMPOUND = re.compile(
    r"(?P<topic>.{3,20}?)-?(?:teils?|meldung|meldungen|nachricht|nachrichten|news|rubrik|rubriken|thema|themen|artikel"
    r"|beitrag|beitrage|beitraege|ressort|berichterstattung|kram|zeug|newsletter|mail|mails)"
)
_ELIDED = re.compile(r"^[ld]'")
_ENDS = ".,;:!?"
#: Words of a topic's name, and words looked at between it and its part.
_LONGEST, _AWAY = 3, 2


def plain(line: str, topics: Mapping[str, str]) -> str:
    """A line without such words beside a topic; what is quoted stays."""
    if '"' in line:
        return line
    said = [_simple(word, topics) for word in line.split()]
    kept: list[str] = []
    for place, word in enumerate(said):
        bare = _ELIDED.sub("", spelling.bare(word))
        if _counts(said, place):
            kept.append(word)
        elif bare in _BEHIND and _ends_in_a_topic(said[:place], topics):
            kept[-1] += word[len(word.rstrip(_ENDS)) :]
        elif not (bare in _BEFORE and word[-1:] not in _ENDS and _begins_with_a_topic(said[place + 1 :], topics)):
            kept.append(word)
    # A line that is plain is given back as it was written.
    return line if kept == line.split() else " ".join(kept)


def _counts(said: Sequence[str], place: int) -> bool:
    """Whether a word stands beside a number, as in "8 stories"."""
    return any(any(map(str.isdigit, word)) for word in (*said[max(place - 1, 0) : place], *said[place + 1 : place + 2]))


def _simple(word: str, topics: Mapping[str, str]) -> str:
    """A compound's topic: "Sport" of "Sportteil"."""
    found = _COMPOUND.fullmatch(spelling.bare(word))
    if found is None:
        return word
    said = found["topic"]
    ways = (said, said.removesuffix("s"), said.removesuffix("n"), f"{said}s")
    name = next((way for way in ways if way in topics), None)
    return word if name is None else f"{name}{word[len(word.rstrip(_ENDS)) :]}"


def _ends_in_a_topic(said: Sequence[str], topics: Mapping[str, str]) -> bool:
    is_open = bool(said) and said[-1][-1:] not in _ENDS
    return is_open and any(_named(said[-many:], topics) for many in range(1, _LONGEST + 1))


def _begins_with_a_topic(said: Sequence[str], topics: Mapping[str, str]) -> bool:
    start = 0
    while start < min(_AWAY, len(said)) and spelling.bare(said[start]) in _BETWEEN:
        start += 1
    return any(_named(said[start : start + many], topics) for many in range(1, _LONGEST + 1))


def _named(said: Sequence[str], topics: Mapping[str, str]) -> bool:
    # "La rubrique d'économie"
    return _ELIDED.sub("", " ".join(map(spelling.bare, said))) in topics
