"""What verbs about words and outlets make of the list behind them: follow, mute, prefer; None for no list."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from digest.domain.wishes import Change, Weights, Words
from digest.subscribe import aversions, changes, clauses, lists, outlets, spelling, understanding
from digest.subscribe.asks import Ask
from digest.subscribe.understanding import Deed, Setting, Understanding

#: "but not Tesla", "except Tesla", "außer Tesla"; what begins with another no is a wish of its own.
_BUT = re.compile(
    r"[,;]?\s+(?:(?:(?:but|aber|pero|mais)\s+|(?<=, )(?=no\b|not|nicht|pas\b))(?:not?|nicht|pas|never|nie|nunca)(?!\w)"
    r"|(?:except(?: for)?|au(?:ß|ss)er|excepto|salvo|sauf)(?!\w))\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
#: "me anything about Trump", "all stories from Fox News": what is shown, and whence.
_SHOWN = re.compile(
    r"(?i)^(?:(?:me|us|mir|uns)\s+)?(?:(?:all|any|every|the|alle|todas?|todos|toutes?|tous|las?|los?|les?)\s+){0,2}"
    r"(?:anything|everything|news|stor(?:y|ies)|articles?|items?|alles|nachrichten|meldungen|artikel|todo|noticias?"
    r"|art[ií]culos?|tout|nouvelles|actualit[ée]s)\s+"
    r"(?:(?:about|on|concerning|(?:ü|ue)ber|zu|sobre|de|acerca de|sur)|(?P<whence>from|by|von|aus))\s+(?=\S)"
)

#: "I prefer to read it in English".
_READ = frozenset({"it", "read"})
#: "Daily Mail" is a name.
_PAPERS = frozenset({"mail", "post", "news", "times"})


def _words(made: Callable[[str], Words | None], into: Callable[[Words, Words], Change]) -> Deed:
    """A deed that changes a list of words, and of outlets where some are said to be such."""

    def deed(text: str, _: Setting) -> Understanding | None:
        wanted = made(text)
        return None if wanted is None or wanted == Words() else understanding.change(into(*outlets.parted(wanted)))

    return deed


def _outlets(made: Callable[[str], Words | None], into: Callable[[Words], Change]) -> Deed:
    """A deed that changes a list of outlets."""

    def deed(text: str, _: Setting) -> Understanding | None:
        wanted = made(text)
        return None if wanted is None or wanted == Words() else understanding.change(into(outlets.unsaid(wanted)))

    return deed


def _added(text: str) -> Words | None:
    if lists.is_none(text):
        return Words(whole=())
    found = lists.signed(text)
    return found if found.whole is None else Words(add=found.whole)


def _about(text: str) -> Words | None:
    """As `_added`; of "Trump, everything about Musk" the names."""
    found = _added(text)
    return found and replace(found, add=tuple(_SHOWN.sub("", name) for name in found.add))


def _dropped(text: str) -> Words | None:
    if lists.is_all(text):
        return Words(whole=())
    return Words(drop=lists.plain(text))


def _unmuted(text: str) -> Words | None:
    """As `_dropped`; without a word, all of them."""
    return _dropped(text if text.strip() else "all")


def _whole(text: str) -> Words | None:
    if lists.is_none(text):
        return Words(whole=())
    found = lists.signed(text)
    return None if found.whole == () else found


def followed(text: str, setting: Setting) -> Understanding | None:
    """ "more about climate": what is no topic is followed."""
    words = aversions.strange(text, setting)
    return understanding.change(Change(follow=Words(add=words))) if words else None


def excepted(text: str) -> tuple[str, tuple[str, ...]]:
    """A list, and what it is not to have: "Trump, but not Tesla"."""
    found = _BUT.search(text)
    if found is None or text[: found.start()].count('"') % 2:
        return text, ()
    return text[: found.start()], lists.plain(found["rest"])


def _shown(into: Callable[[Words, Words], Change]) -> Deed:
    """A deed about words that are added: "Trump", "me anything about Trump", "all stories from Fox News"."""

    def deed(text: str, setting: Setting) -> Understanding | None:
        kept, gone = excepted(text)
        shown = _SHOWN.match(kept)
        own = kept[shown.end() :] if shown else kept
        read = _words(_about, into)(own, setting)
        if shown and shown["whence"] and not all(map(outlets.is_place, lists.plain(own))):
            # "Anything from her" is of no outlet.
            is_known = all(map(outlets.is_outlet, lists.plain(own)))
            read = understanding.change(into(Words(), _added(own) or Words())) if is_known else None
        if read is None or not gone:
            return read
        return understanding.change(changes.together(read.commands[0].change, into(Words(drop=gone), Words())))

    return deed


def _into_follow(words: Words, named: Words) -> Change:
    return Change(follow=words, sources=named)


def _into_mute(words: Words, named: Words) -> Change:
    return Change(mute=words, mute_sources=named)


def _into_mute_sources(words: Words) -> Change:
    return Change(mute_sources=words)


def _into_sources(words: Words) -> Change:
    return Change(sources=words)


def _prefer(text: str, setting: Setting) -> Understanding | None:
    """Outlets; but who says "I prefer Tuesdays" means when, and with "science" what.

    What has no name's look is none: "I prefer mornings" is not understood.
    """
    change, left = clauses.read(text, setting.names)
    # "Le Monde" is a name, though the world is a topic.
    is_title = len(text.split()) > 1 and text.istitle()
    if not (left or is_title) and change.topics.whole and change == Change(topics=change.topics):
        return understanding.change(Change(topics=Weights(add=change.topics.whole)))
    is_paper = is_title and not _PAPERS.isdisjoint(spelling.words(text))
    if not (is_paper or set(left) - _READ or change.is_empty or change.topics.whole):
        return understanding.change(change)
    wanted = outlets.unsaid(_added(text) or Words())
    if wanted == Words() or not all(map(outlets.is_outlet, (*wanted.add, *wanted.drop))):
        return None
    return understanding.change(_into_sources(wanted))


DEEDS: Mapping[Ask, Deed] = {
    Ask.FOLLOW: _shown(_into_follow),
    Ask.UNFOLLOW: _words(_dropped, _into_follow),
    Ask.FOLLOWED: _words(_whole, _into_follow),
    Ask.MUTE: _shown(_into_mute),
    Ask.UNMUTE: _words(_unmuted, _into_mute),
    Ask.MUTED: _words(_whole, _into_mute),
    Ask.MUTE_SOURCE: _outlets(_added, _into_mute_sources),
    Ask.UNMUTE_SOURCE: _outlets(_unmuted, _into_mute_sources),
    Ask.MUTED_SOURCES: _outlets(_whole, _into_mute_sources),
    Ask.PREFER: _prefer,
    Ask.PREFER_SOURCE: _outlets(_added, _into_sources),
    Ask.UNPREFER: _outlets(_dropped, _into_sources),
    Ask.SOURCES: _outlets(_whole, _into_sources),
}
