"""What verbs that change wishes make of the words behind them; None when they make no sense together."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from digest.domain.people import Quiet
from digest.domain.wishes import Change, Weights, Words
from digest.subscribe import (
    aversions,
    clauses,
    clock,
    lists,
    parts,
    signed,
    spelling,
    understanding,
    vocabulary,
    worded,
    zones,
)
from digest.subscribe.asks import Ask
from digest.subscribe.understanding import Deed, Setting, Understanding

MAX_NAME = 100
_ON = spelling.among("on yes true show ein an ja zeigen si activar activado oui activer avec con mit with")
_OFF = spelling.among(
    "off no none false never hide aus nein keine keinen nie ohne apagar sin desactivar non aucune sans"
)
_QUIET: Mapping[Quiet, frozenset[str]] = {
    Quiet.NOTHING: spelling.among("nothing no none off skip mail nichts keine nada ningun correo rien aucun message"),
    Quiet.LINE: spelling.among("one a single line note eine zeile kurze notiz una linea nota une ligne"),
    Quiet.WIDER: spelling.among("wider wide more rest else best weiter mehr breiter amplio mas resto plus large reste"),
}
_STORIES = re.compile(
    r"(?:(?:to|at most|max|maximum|up to|only|auf|hochstens|maximal|a|maximo|como|au|plus) )*"
    r"(?P<many>\d{1,3})(?P<rest> .{1,30})?"
)
#: "Stories: 8 a day at most"
_EACH = spelling.among(
    "stories story articles items pieces per each day issue mail most maximum stuck stucke tag ausgabe pro je noticias "
    "por dia edicion cada par jour edition chaque meldungen artikel articulos nouvelles"
)


def read(text: str, setting: Setting) -> tuple[Change, tuple[str, ...]]:
    """The change that a text asks for, with the words that it denies muted, and what of it was not understood."""
    change, left = clauses.read(text, setting.names)
    if not left:
        return change, left
    kept, muted = aversions.parted(text, setting)
    if muted:
        change, left = clauses.read(kept, setting.names)
        change = replace(change, mute=Words(add=muted))
    return change, left


def clauses_alone(text: str, setting: Setting) -> Understanding | None:
    """What a line without a verb asks: "weekdays at 7", "in German", "+science -sport"; every word must count.

    Topics need a sign there: a line that is only "Politics" asks nothing.
    """
    change, left = clauses.read(text, setting.names)
    is_plain = change.topics.whole is not None
    return None if set(left) - {"it"} or is_plain or change.is_empty else understanding.change(change)


def joiners(text: str, setting: Setting) -> Understanding | None:
    """What a line without a verb asks of somebody who has just said that they subscribe: "tech, science at 7 Madrid".

    Riddles may be among it, if they are no more than the wishes: prose has more.
    """
    change, left = clauses.read(text, setting.names)
    wishes = len(change.topics.whole or change.topics.add) + sum(
        wish is not None for wish in (change.at, change.timezone, change.cadence, change.language)
    )
    return understanding.change(change, is_partial=bool(left)) if len(left) <= wishes and wishes else None


def _wishes(text: str, setting: Setting) -> Understanding | None:
    if lists.is_none(text) or lists.is_all(text):
        every = dict.fromkeys(sorted(set(setting.names.topics.values())), 1.0)
        return understanding.change(Change(topics=Weights(whole=every if lists.is_all(text) else {})))
    change, left = read(text, setting)
    if left:
        return _some_wishes(text, setting)
    return None if change.is_empty else understanding.change(change)


def _some_wishes(text: str, setting: Setting) -> Understanding | None:
    """What a list of wishes asks as far as it is understood: "tech, astrology, sport" names two topics."""
    said = parts.of(text)
    known = [not clauses.read(part, setting.names)[1] for part in said]
    kept = ", ".join(part for part, is_known in zip(said, known, strict=True) if is_known)
    change, _ = clauses.read(kept, setting.names)
    if change.is_empty or not parts.are_enough(known, is_told=True):
        return None
    return understanding.change(change, is_partial=True)


def _time(text: str, setting: Setting) -> Understanding | None:
    words = [spelling.folded(word) for word in text.replace(",", " ").split()]
    found = clock.read(words, is_time=True)
    if found is None:
        return _wishes(text, setting)
    at, taken = found
    return _wishes(f"{at:%H:%M} {' '.join(words[taken:])}", setting)


def _zone(text: str, _: Setting) -> Understanding | None:
    zone = zones.named(spelling.bare(text)) or zones.named(spelling.bare(text.partition(",")[0]))
    return understanding.change(Change(timezone=zone)) if zone else None


def _language(text: str, setting: Setting) -> Understanding | None:
    words = [word for word in spelling.words(text) if word not in {"in", "auf", "to", "the", "el", "le", "en"}]
    tag = setting.names.languages.get(" ".join(words)) or setting.names.languages.get(spelling.bare(text))
    return understanding.change(Change(language=tag)) if tag else None


def _name(text: str, _: Setting) -> Understanding | None:
    name = spelling.printable(text).strip(' .,!"')
    is_name = 0 < len(name) <= MAX_NAME and any(map(str.isalpha, name)) and not set(name) & set("@<>/")
    return understanding.change(Change(name=name)) if is_name else None


def _stories(text: str, _: Setting) -> Understanding | None:
    found = _STORIES.fullmatch(spelling.bare(text))
    is_alone = found is not None and all(word in _EACH | clauses.FILLER for word in spelling.words(found["rest"] or ""))
    many = int(found["many"]) if found and is_alone else 0
    return understanding.change(Change(stories=many)) if 1 <= many <= clauses.MAX_STORIES else None


def _switch(into: Callable[[bool], Change]) -> Deed:
    """A deed that turns something on or off."""

    def deed(text: str, _: Setting) -> Understanding | None:
        words = set(spelling.words(text)) - {"please", "bitte", "svp"}
        if len(words) != 1 or not words <= _ON | _OFF:
            return None
        return understanding.change(into(words <= _ON))

    return deed


def _alone(change: Change) -> Deed:
    """A deed whose verb says it all, if nothing else is said."""

    def deed(text: str, _: Setting) -> Understanding | None:
        return understanding.change(change) if signed.is_idle(text) else None

    return deed


def _quiet(text: str, _: Setting) -> Understanding | None:
    words = set(spelling.words(text)) - {"the", "is", "are", "send", "me", "just", "a", "please"}
    kinds = [quiet for quiet, known in _QUIET.items() if words and words <= known]
    return understanding.change(Change(quiet=kinds[0])) if kinds else None


def _liked(text: str, setting: Setting) -> Understanding | None:
    """ "I am interested in science, but no sport": the topics come beside those there are."""
    change, left = read(text, setting)
    topics = change.topics.whole
    if left or not topics:
        return None
    return understanding.change(replace(change, topics=Weights(add=topics)))


def _removed(text: str, setting: Setting) -> Understanding | None:
    """ "remove sport please": a topic that is never wanted; or pictures."""
    pictures = without_pictures(text)
    return pictures or aversions.leaning(aversions.plain(text), setting, -1.0)


def without_pictures(text: str) -> Understanding | None:
    """The understanding of "stop", "remove" and the like where pictures stand behind it, and nothing else."""
    known = vocabulary.phrases().get(signed.said(text))
    is_meant = known is not None and known[0] is Ask.PICTURES
    return understanding.change(Change(pictures=False)) if is_meant else None


def _into_pictures(wanted: bool) -> Change:
    return Change(pictures=wanted)


def _into_outside(wanted: bool) -> Change:
    return Change(outside=wanted)


DEEDS: Mapping[Ask, Deed] = {
    **worded.DEEDS,
    Ask.WISHES: _wishes,
    Ask.TIME: _time,
    Ask.ZONE: _zone,
    Ask.LANGUAGE: _language,
    Ask.NAME: _name,
    Ask.LIKE: _liked,
    Ask.STORIES: _stories,
    Ask.PICTURES: _switch(_into_pictures),
    Ask.WITH_PICTURES: _alone(Change(pictures=True)),
    Ask.NO_PICTURES: _alone(Change(pictures=False)),
    Ask.OUTSIDE: _switch(_into_outside),
    Ask.NO_OUTSIDE: _alone(Change(outside=False)),
    Ask.QUIET: _quiet,
    Ask.NEVER: aversions.unwanted,
    Ask.REMOVE: _removed,
}
